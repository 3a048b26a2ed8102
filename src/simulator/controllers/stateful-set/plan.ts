// What a StatefulSet does next: fill gaps in the order of ordinals, take surplus Pods away from the top, and then update from the top.
// @source pkg/controller/statefulset/stateful_set_control.go updateStatefulSet
// @simplified A StatefulSet's `maxUnavailable` has no effect; in Kubernetes it needs a feature gate.

import type { Pod } from '../../api/fields/pod.ts'
import type { StatefulSet } from '../../api/fields/workload.ts'
import { availableInMs, isReady } from '../pod-facts.ts'
import { isIdentified, ordinalOf, ordinalsOf, revisionOf } from './identity.ts'

export type Act =
  | { readonly kind: 'create'; readonly ordinal: number }
  | { readonly kind: 'update'; readonly pod: Pod }
  | { readonly kind: 'delete'; readonly pod: Pod; readonly forUpdate: boolean }

export interface PlanInput {
  readonly set: StatefulSet
  readonly pods: readonly Pod[]
  readonly updateRevision: string
  readonly nowEpochMs: number
}

export function planActs({ set, pods, updateRevision, nowEpochMs }: PlanInput): readonly Act[] {
  if (set.metadata.deletionTimestamp !== undefined) return []
  const ordered = set.spec.podManagementPolicy !== 'Parallel'
  const wanted = ordinalsOf(set)
  const byOrdinal = new Map(pods.map((pod) => [ordinalOf(set, pod), pod]))
  const isHealthy = (pod: Pod) => isAvailable(pod, set, nowEpochMs) && pod.metadata.deletionTimestamp === undefined
  const acts: Act[] = []
  for (const ordinal of wanted) {
    const pod = byOrdinal.get(ordinal)
    if (pod === undefined) acts.push({ kind: 'create', ordinal })
    else if (isOver(pod)) {
      if (pod.metadata.deletionTimestamp === undefined) acts.push({ kind: 'delete', pod, forUpdate: false })
    } else {
      const isWell = isHealthy(pod)
      if ((isWell || !ordered) && !isIdentified(pod)) acts.push({ kind: 'update', pod })
      if (isWell) continue
    }
    // One after the other: the next waits until this one is available.
    if (ordered) return acts
  }
  const condemned = condemnedOf(set, pods, wanted)
  const unhealthy = [...wanted.map((ordinal) => byOrdinal.get(ordinal)), ...[...condemned].reverse()].find(
    (pod) => pod !== undefined && !isHealthy(pod),
  )
  for (const pod of condemned) {
    if (pod.metadata.deletionTimestamp !== undefined) {
      if (ordered) return acts
      continue
    }
    if (ordered && !isAvailable(pod, set, nowEpochMs) && pod !== unhealthy) return acts
    acts.push({ kind: 'delete', pod, forUpdate: false })
    if (ordered) return acts
  }
  if (set.spec.updateStrategy.type === 'OnDelete') return acts
  const oldest = nextToUpdate(set, wanted, byOrdinal, updateRevision, isHealthy)
  return oldest === undefined ? acts : [...acts, { kind: 'delete', pod: oldest, forUpdate: true }]
}

/** The Pod with the highest ordinal that is not of the new revision, once all above it are well. */
function nextToUpdate(
  set: StatefulSet,
  wanted: readonly number[],
  byOrdinal: ReadonlyMap<number | undefined, Pod>,
  updateRevision: string,
  isHealthy: (pod: Pod) => boolean,
): Pod | undefined {
  const lowest = set.spec.updateStrategy.rollingUpdate?.partition ?? 0
  for (const ordinal of wanted.slice(lowest).reverse()) {
    const pod = byOrdinal.get(ordinal)
    if (pod === undefined) return undefined
    if (revisionOf(pod) !== updateRevision && pod.metadata.deletionTimestamp === undefined) return pod
    if (!isHealthy(pod)) return undefined
  }
  return undefined
}

/** Pods beyond the wanted ordinals, highest first. */
function condemnedOf(set: StatefulSet, pods: readonly Pod[], wanted: readonly number[]): readonly Pod[] {
  const surplus = pods.flatMap((pod) => {
    const ordinal = ordinalOf(set, pod)
    return ordinal === undefined || wanted.includes(ordinal) ? [] : [{ ordinal, pod }]
  })
  return surplus.sort((a, b) => b.ordinal - a.ordinal).map(({ pod }) => pod)
}

export function isRunningAndReady(pod: Pod): boolean {
  return pod.status.phase === 'Running' && isReady(pod)
}

export function isAvailable(pod: Pod, set: StatefulSet, nowEpochMs: number): boolean {
  return isRunningAndReady(pod) && availableInMs(pod, set.spec.minReadySeconds ?? 0, nowEpochMs) === 0
}

function isOver({ status }: Pod): boolean {
  return status.phase === 'Failed' || status.phase === 'Succeeded'
}
