// What controllers ask about a Pod.
// @source pkg/controller/controller_utils.go IsPodActive; pkg/api/v1/pod/util.go IsPodAvailable

import type { Pod } from '../api/fields/pod.ts'
import type { PodCondition } from '../api/fields/pod-status.ts'
import { SECOND_MS } from '../base/sim-time.ts'
import { parseTime } from '../base/timestamp.ts'

/** Runs, or will: not finished and not being deleted. */
export function isActive(pod: Pod): boolean {
  return !isFinished(pod) && pod.metadata.deletionTimestamp === undefined
}

export function isFinished({ status }: Pod): boolean {
  return status.phase === 'Succeeded' || status.phase === 'Failed'
}

export function isReady(pod: Pod): boolean {
  return readiness(pod) !== undefined
}

/** The condition that says so; undefined when it is not ready. Controllers ask for it at every change of any of a Pod's siblings. */
export function readiness({ status }: Pod): PodCondition | undefined {
  for (const condition of status.conditions ?? [])
    if (condition.type === 'Ready') return condition.status === 'True' ? condition : undefined
  return undefined
}

export function readySince(condition: PodCondition | undefined): number | undefined {
  return typeof condition?.lastTransitionTime === 'string' ? parseTime(condition.lastTransitionTime) : undefined
}

/** Milliseconds until a ready Pod counts as available; 0 when it does, undefined when it is not ready. */
export function availableInMs(pod: Pod, minReadySeconds: number, nowEpochMs: number): number | undefined {
  const condition = readiness(pod)
  if (condition === undefined) return undefined
  if (minReadySeconds === 0) return 0
  const readySinceEpochMs = readySince(condition)
  return readySinceEpochMs === undefined ? undefined : Math.max(0, readySinceEpochMs + minReadySeconds * SECOND_MS - nowEpochMs)
}
