// What controllers ask about a Pod.
// @source pkg/controller/controller_utils.go IsPodActive, ActivePodsWithRanks; pkg/api/v1/pod/util.go IsPodAvailable

import type { Pod } from '../api/fields/pod.ts'
import { SECOND_MS } from '../base/sim-time.ts'
import { parseTime } from '../base/timestamp.ts'

interface Facts {
  readonly isReady: boolean
  readonly readySinceEpochMs: number | undefined
  /** Compared one after the other; the smaller goes first. */
  readonly ranks: readonly number[]
}

/** A Pod is a value: what is true of it stays true, and controllers ask again at every change of any of its siblings. */
const KNOWN = new WeakMap<Pod, Facts>()

function factsOf(pod: Pod): Facts {
  const known = KNOWN.get(pod)
  if (known !== undefined) return known
  const condition = pod.status.conditions?.find(({ type, status }) => type === 'Ready' && status === 'True')
  const readySinceEpochMs = typeof condition?.lastTransitionTime === 'string' ? parseTime(condition.lastTransitionTime) : undefined
  const facts: Facts = {
    isReady: condition !== undefined,
    readySinceEpochMs,
    ranks: [
      Number(isBound(pod)),
      phaseRank(pod),
      Number(condition !== undefined),
      deletionCost(pod),
      -(readySinceEpochMs ?? 0),
      -restarts(pod),
      -createdAt(pod),
    ],
  }
  KNOWN.set(pod, facts)
  return facts
}

/** Runs, or will: not finished and not being deleted. */
export function isActive({ metadata, status }: Pod): boolean {
  return status.phase !== 'Succeeded' && status.phase !== 'Failed' && metadata.deletionTimestamp === undefined
}

export function isReady(pod: Pod): boolean {
  return factsOf(pod).isReady
}

/** Milliseconds until a ready Pod counts as available; 0 when it does, undefined when it is not ready. */
export function availableInMs(pod: Pod, minReadySeconds: number, nowEpochMs: number): number | undefined {
  const { isReady, readySinceEpochMs } = factsOf(pod)
  if (!isReady) return undefined
  if (minReadySeconds === 0) return 0
  return readySinceEpochMs === undefined ? undefined : Math.max(0, readySinceEpochMs + minReadySeconds * SECOND_MS - nowEpochMs)
}

const PHASE_RANK: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 }

/** Which of two Pods goes first when there are too many. Negative: the left one. */
export function compareForDeletion(left: Pod, right: Pod): number {
  const [a, b] = [factsOf(left).ranks, factsOf(right).ranks]
  for (let index = 0; index < a.length; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return nameOf(left) < nameOf(right) ? -1 : 1
}

function isBound(pod: Pod): boolean {
  return pod.spec.nodeName !== undefined && pod.spec.nodeName !== ''
}

function phaseRank(pod: Pod): number {
  return PHASE_RANK[pod.status.phase ?? 'Unknown'] ?? 1
}

function deletionCost(pod: Pod): number {
  const cost = Number(pod.metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0)
  return Number.isInteger(cost) ? cost : 0
}

function restarts(pod: Pod): number {
  return Math.max(0, ...(pod.status.containerStatuses ?? []).map(({ restartCount }) => restartCount))
}

function createdAt(pod: Pod): number {
  return parseTime(pod.metadata.creationTimestamp ?? '') ?? 0
}

function nameOf(pod: Pod): string {
  return pod.metadata.name ?? ''
}
