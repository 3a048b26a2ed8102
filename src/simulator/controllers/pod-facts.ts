// What controllers ask about a Pod.
// @source pkg/controller/controller_utils.go IsPodActive, ActivePodsWithRanks; pkg/api/v1/pod/util.go IsPodAvailable

import type { Pod } from '../api/fields/pod.ts'
import { SECOND_MS } from '../base/sim-time.ts'
import { parseTime } from '../base/timestamp.ts'

/** Runs, or will: not finished and not being deleted. */
export function isActive(pod: Pod): boolean {
  return pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed' && pod.metadata.deletionTimestamp === undefined
}

export function isReady(pod: Pod): boolean {
  return pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true
}

/** When the Pod became ready, in milliseconds since the Unix epoch. */
export function readySinceEpochMs(pod: Pod): number | undefined {
  const condition = pod.status.conditions?.find(({ type, status }) => type === 'Ready' && status === 'True')
  return typeof condition?.lastTransitionTime === 'string' ? parseTime(condition.lastTransitionTime) : undefined
}

/** Milliseconds until a ready Pod counts as available; 0 when it does, undefined when it is not ready. */
export function availableInMs(pod: Pod, minReadySeconds: number, nowEpochMs: number): number | undefined {
  if (!isReady(pod)) return undefined
  if (minReadySeconds === 0) return 0
  const since = readySinceEpochMs(pod)
  return since === undefined ? undefined : Math.max(0, since + minReadySeconds * SECOND_MS - nowEpochMs)
}

const PHASE_RANK: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 }

/** Which of two Pods goes first when there are too many. Negative: the left one. */
export function compareForDeletion(left: Pod, right: Pod): number {
  return (
    Number(isBound(left)) - Number(isBound(right)) ||
    phaseRank(left) - phaseRank(right) ||
    Number(isReady(left)) - Number(isReady(right)) ||
    deletionCost(left) - deletionCost(right) ||
    (readySinceEpochMs(right) ?? 0) - (readySinceEpochMs(left) ?? 0) ||
    restarts(right) - restarts(left) ||
    createdAt(right) - createdAt(left) ||
    (nameOf(left) < nameOf(right) ? -1 : 1)
  )
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
