// One step of a roll-out: how large each ReplicaSet shall be (DEP-8, DEP-10).
// @source pkg/controller/deployment/rolling.go, recreate.go, sync.go scale

import type { Deployment, ReplicaSet } from '../../api/fields/workload.ts'
import { availableOf, fenceOf, sizeOf, sumOf } from './numbers.ts'
import type { Sets } from './replica-sets.ts'
import { maximumOf, sortByAge } from './replica-sets.ts'

/** New sizes by ReplicaSet; only those that change. */
export type Sizes = readonly (readonly [set: ReplicaSet, replicas: number])[]

/** How large a new ReplicaSet may be now. */
export function newSetSize(deployment: Deployment, all: readonly ReplicaSet[], current: number): number {
  const { replicas, surge } = fenceOf(deployment)
  if (deployment.spec.strategy.type === 'Recreate') return replicas
  const total = sumOf(all, sizeOf)
  if (total >= replicas + surge) return current
  return current + Math.min(replicas + surge - total, replicas - current)
}

/** Scales the new one up, or the old ones down: one of them in a step. */
export function rollingStep(deployment: Deployment, { newSet, oldSets }: Sets): Sizes {
  if (newSet === undefined) return []
  const { replicas } = fenceOf(deployment)
  const current = sizeOf(newSet)
  const wanted = current > replicas ? replicas : current === replicas ? current : newSetSize(deployment, [...oldSets, newSet], current)
  return wanted === current ? shrinkOld(deployment, newSet, oldSets) : [[newSet, wanted]]
}

function shrinkOld(deployment: Deployment, newSet: ReplicaSet, oldSets: readonly ReplicaSet[]): Sizes {
  const { replicas, unavailable } = fenceOf(deployment)
  const oldTotal = sumOf(oldSets, sizeOf)
  if (oldTotal === 0) return []
  const minimum = replicas - unavailable
  const newMissing = sizeOf(newSet) - availableOf(newSet)
  const most = oldTotal + sizeOf(newSet) - minimum - newMissing
  if (most <= 0) return []
  const sizes = new Map<ReplicaSet, number>(oldSets.map((set) => [set, sizeOf(set)]))
  // Pods that do not work go first: nobody misses them.
  let cleaned = 0
  for (const set of oldSets) {
    const size = sizeOf(set)
    if (cleaned >= most) break
    if (size === 0 || size === availableOf(set)) continue
    // Its status is of a time before it was made smaller: nothing else is done until that is written anew.
    if (size < availableOf(set)) return changed(sizes)
    const count = Math.min(most - cleaned, size - availableOf(set))
    sizes.set(set, size - count)
    cleaned += count
  }
  let spare = sumOf([...oldSets, newSet], availableToStay) - minimum
  for (const set of oldSets) {
    const size = sizes.get(set) ?? 0
    if (spare <= 0) break
    if (size === 0) continue
    const count = Math.min(size, spare)
    sizes.set(set, size - count)
    spare -= count
  }
  return changed(sizes)
}

function changed(sizes: ReadonlyMap<ReplicaSet, number>): Sizes {
  return [...sizes].filter(([set, size]) => size !== sizeOf(set))
}

/**
 * Of the available Pods those that are to stay.
 *
 * @simplified A Deployment counts no Pods of a ReplicaSet that is to have none; a real one counts them until they are gone, and has too few
 * Pods for that long.
 */
function availableToStay(set: ReplicaSet): number {
  return Math.min(availableOf(set), sizeOf(set))
}

/** Old Pods first go away, then the new ones come. `oldPodsRun`: whether any still runs. */
export function recreateStep(deployment: Deployment, { newSet, oldSets }: Sets, oldPodsRun: boolean): Sizes {
  const living = oldSets.filter((set) => sizeOf(set) > 0)
  if (living.length > 0) return living.map((set) => [set, 0])
  if (oldPodsRun || newSet === undefined) return []
  const wanted = fenceOf(deployment).replicas
  return sizeOf(newSet) === wanted ? [] : [[newSet, wanted]]
}

/** After `kubectl scale`, or while paused: all ReplicaSets that have Pods grow and shrink in proportion. */
export function scaleStep(deployment: Deployment, { newSet, oldSets }: Sets): Sizes {
  const { replicas, surge } = fenceOf(deployment)
  const sets = newSet === undefined ? oldSets : [...oldSets, newSet]
  const active = sets.filter((set) => sizeOf(set) > 0)
  const only = active.length === 0 ? (newSet ?? oldSets.at(-1)) : active.length === 1 ? active[0] : undefined
  if (only !== undefined) return sizeOf(only) === replicas ? [] : [[only, replicas]]
  if (newSet !== undefined && sizeOf(newSet) === replicas && availableOf(newSet) === replicas) {
    return oldSets.filter((set) => sizeOf(set) > 0).map((set) => [set, 0])
  }
  if (deployment.spec.strategy.type === 'Recreate') return []
  const allowed = replicas > 0 ? replicas + surge : 0
  const difference = allowed - sumOf(active, sizeOf)
  return difference === 0 ? [] : proportionally(active, difference, replicas + surge)
}

function proportionally(active: readonly ReplicaSet[], difference: number, maximum: number): Sizes {
  const byAge = sortByAge(active)
  const age = new Map(byAge.map((set, index) => [set, index]))
  const oldestFirst = difference > 0 ? -1 : 1
  const order = [...active].sort((a, b) => sizeOf(b) - sizeOf(a) || oldestFirst * ((age.get(a) ?? 0) - (age.get(b) ?? 0)))
  let added = 0
  const sizes = order.map((set): [ReplicaSet, number] => {
    const left = difference - added
    const share = Math.round((sizeOf(set) * maximum) / (maximumOf(set) || maximum)) - sizeOf(set)
    const part = difference > 0 ? Math.min(share, left) : Math.max(share, left)
    added += part
    return [set, sizeOf(set) + part]
  })
  const first = sizes[0]
  if (first !== undefined) first[1] = Math.max(0, first[1] + difference - added)
  return sizes.filter(([set, size]) => size !== sizeOf(set))
}
