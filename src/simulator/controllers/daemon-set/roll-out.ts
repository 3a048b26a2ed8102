// One step of a DaemonSet: a Pod on each node that shall have one, none elsewhere, and old Pods replaced as far as the strategy allows.
// @source pkg/controller/daemon/daemon_controller.go manage, podsShouldBeOnNode; update.go rollingUpdate
// @simplified A DaemonSet replaces a failed Pod at once; a real one waits longer and longer.

import type { Node } from '../../api/fields/node.ts'
import type { Pod } from '../../api/fields/pod.ts'
import type { DaemonSet } from '../../api/fields/workload.ts'
import { scaled } from '../percentage.ts'
import { availableInMs, isReady } from '../pod-facts.ts'
import { isUpdated, placementOn } from './placement.ts'

export interface DaemonWork {
  /** Names of nodes. */
  readonly create: readonly string[]
  readonly remove: readonly Pod[]
  /** Those of `remove` that ended by themselves. */
  readonly ended: readonly { readonly pod: Pod; readonly nodeName: string }[]
}

export interface DaemonInput {
  readonly set: DaemonSet
  readonly nodes: readonly Node[]
  readonly podsByNode: ReadonlyMap<string, readonly Pod[]>
  readonly hash: string
  readonly nowEpochMs: number
}

/** What is missing or too much, whatever the template. */
export function manage(input: DaemonInput): DaemonWork {
  const create: string[] = []
  const remove: Pod[] = []
  const ended: { pod: Pod; nodeName: string }[] = []
  const names = new Set(input.nodes.map(({ metadata }) => metadata.name ?? ''))
  for (const node of input.nodes) {
    const nodeName = node.metadata.name ?? ''
    const { shouldRun, mayStay } = placementOn(input.set, node)
    const pods = input.podsByNode.get(nodeName) ?? []
    if (!mayStay) remove.push(...pods.filter(isLiving))
    else if (pods.length === 0) {
      if (shouldRun) create.push(nodeName)
    } else {
      const running: Pod[] = []
      for (const pod of pods.filter(isLiving)) {
        if (isOver(pod)) ended.push({ pod, nodeName })
        else running.push(pod)
      }
      remove.push(...surplusOn(input, running))
    }
  }
  for (const [nodeName, pods] of input.podsByNode) if (!names.has(nodeName)) remove.push(...pods.filter(isLiving))
  return { create, remove: [...remove, ...ended.map(({ pod }) => pod)], ended }
}

/** More than one on a node: the oldest stays, and while surging the oldest of each kind. */
function surplusOn(input: DaemonInput, running: readonly Pod[]): readonly Pod[] {
  if (running.length <= 1) return []
  const byAge = [...running].sort((a, b) => (createdAt(a) < createdAt(b) ? -1 : createdAt(a) > createdAt(b) ? 1 : 0))
  if (limitsOf(input.set, input.nodes.length).surge === 0) return byAge.slice(1)
  const [newest, ...restOfNew] = byAge.filter((pod) => isUpdated(input.set, pod, input.hash))
  const [oldest, ...restOfOld] = byAge.filter((pod) => !isUpdated(input.set, pod, input.hash))
  const rest = [...restOfNew, ...restOfOld]
  if (newest === undefined || oldest === undefined) return rest
  return isReady(oldest) && !isAvailable(newest, input) ? rest : [...rest, oldest]
}

/** The next old Pods to replace. */
export function rollingUpdate(input: DaemonInput): DaemonWork {
  const wanted = input.nodes.filter((node) => placementOn(input.set, node).shouldRun).length
  const limits = limitsOf(input.set, wanted)
  return limits.surge > 0 ? surge(input, limits.surge) : replace(input, limits.unavailable)
}

function replace(input: DaemonInput, allowed: number): DaemonWork {
  let unavailable = 0
  const broken: Pod[] = []
  const candidates: Pod[] = []
  for (const pods of input.podsByNode.values()) {
    const { fresh, old, isClear } = splitOn(pods, input)
    if (!isClear || (fresh === undefined) === (old === undefined)) unavailable += 1
    else if (fresh !== undefined) unavailable += isAvailable(fresh, input) ? 0 : 1
    else if (old !== undefined) (isAvailable(old, input) ? candidates : broken).push(old)
  }
  return { create: [], remove: [...broken, ...candidates.slice(0, Math.max(0, allowed - unavailable))], ended: [] }
}

function surge(input: DaemonInput, allowed: number): DaemonWork {
  let surging = 0
  const remove: Pod[] = []
  const broken: string[] = []
  const candidates: string[] = []
  for (const [nodeName, pods] of input.podsByNode) {
    const { fresh, old, isClear } = splitOn(pods, input)
    if (!isClear) surging += 1
    else if (old === undefined) continue
    else if (fresh === undefined) (isAvailable(old, input) ? candidates : broken).push(nodeName)
    else if (isAvailable(fresh, input)) remove.push(old)
    else surging += 1
  }
  return { create: [...broken, ...candidates.slice(0, Math.max(0, allowed - surging))], remove, ended: [] }
}

interface OnNode {
  readonly fresh: Pod | undefined
  readonly old: Pod | undefined
  /** At most one of each. */
  readonly isClear: boolean
}

function splitOn(pods: readonly Pod[], { set, hash }: DaemonInput): OnNode {
  const living = pods.filter(isLiving)
  const fresh = living.filter((pod) => isUpdated(set, pod, hash))
  const old = living.filter((pod) => !isUpdated(set, pod, hash))
  return { fresh: fresh[0], old: old[0], isClear: fresh.length <= 1 && old.length <= 1 }
}

function limitsOf({ spec }: DaemonSet, nodes: number): { readonly surge: number; readonly unavailable: number } {
  const { rollingUpdate: limits } = spec.updateStrategy
  const surging = spec.updateStrategy.type === 'OnDelete' ? 0 : scaled(limits?.maxSurge ?? 0, nodes, Math.ceil)
  const unavailable = scaled(limits?.maxUnavailable ?? 1, nodes, Math.ceil)
  return { surge: surging, unavailable: surging === 0 ? Math.max(1, unavailable) : unavailable }
}

export function isAvailable(pod: Pod, { set, nowEpochMs }: Pick<DaemonInput, 'set' | 'nowEpochMs'>): boolean {
  return availableInMs(pod, set.spec.minReadySeconds ?? 0, nowEpochMs) === 0
}

function isLiving({ metadata }: Pod): boolean {
  return metadata.deletionTimestamp === undefined
}

function isOver({ status }: Pod): boolean {
  return status.phase === 'Failed' || status.phase === 'Succeeded'
}

function createdAt({ metadata }: Pod): string {
  return metadata.creationTimestamp ?? ''
}
