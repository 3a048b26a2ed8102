// What controllers ask about a Pod.
// @source pkg/controller/controller_utils.go IsPodActive, ActivePodsWithRanks; pkg/api/v1/pod/util.go IsPodAvailable

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

/** Controllers ask for it at every change of any of a Pod's siblings. */
function readiness({ status }: Pod): PodCondition | undefined {
  for (const condition of status.conditions ?? [])
    if (condition.type === 'Ready') return condition.status === 'True' ? condition : undefined
  return undefined
}

function readySince(condition: PodCondition | undefined): number | undefined {
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

const PHASE_RANK: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 }

/** In the order in which they go when there are too many. */
export function inOrderOfDeletion(pods: readonly Pod[]): readonly Pod[] {
  const ranked = pods.map((pod) => ({ pod, ranks: ranksOf(pod) }))
  return ranked.sort(compareRanks).map(({ pod }) => pod)
}

interface Ranked {
  readonly pod: Pod
  readonly ranks: readonly number[]
}

/** Compared one after the other; the smaller goes first. */
function ranksOf(pod: Pod): readonly number[] {
  const condition = readiness(pod)
  return [
    Number(isBound(pod)),
    phaseRank(pod),
    Number(condition !== undefined),
    deletionCost(pod),
    -(readySince(condition) ?? 0),
    -restarts(pod),
    -createdAt(pod),
  ]
}

function compareRanks(left: Ranked, right: Ranked): number {
  for (const [index, rank] of left.ranks.entries()) {
    const difference = rank - (right.ranks[index] ?? 0)
    if (difference !== 0) return difference
  }
  return nameOf(left.pod) < nameOf(right.pod) ? -1 : 1
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
