// In which order Pods go when there are too many: those that do the least go first.
// @source pkg/controller/controller_utils.go ActivePods, ActivePodsWithRanks, logarithmicRankDiff

import type { Pod } from '../api/fields/pod.ts'
import { parseTime } from '../base/timestamp.ts'
import { readiness, readySince } from './pod-facts.ts'

const PHASE_RANK: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 }
const NANOSECONDS_IN_MS = 1_000_000

interface Candidate {
  readonly pod: Pod
  readonly isBound: number
  readonly phase: number
  readonly isReady: number
  readonly cost: number
  /** How many siblings its node has. */
  readonly crowd: number
  /** How long it has been ready, and how long it has been there. */
  readonly readyMs: number
  readonly presentMs: number
  readonly restarts: number
}

export interface Crowding {
  readonly nowEpochMs: number
  /** By node, how many Pods of the same owner run there. */
  readonly crowds: ReadonlyMap<string, number>
}

/**
 * The Pods of a ReplicaSet: what costs less to delete, or shares its node with more siblings, goes before what is younger. Ages count in
 * powers of two, and of two Pods of about the same age the uid decides: nobody can tell which.
 */
export function byCostAndCrowd(pods: readonly Pod[], { nowEpochMs, crowds }: Crowding): readonly Pod[] {
  const candidates = pods.map((pod) => candidate(pod, nowEpochMs, deletionCost(pod), crowds.get(pod.spec.nodeName ?? '') ?? 0))
  return candidates
    .sort((a, b) => compareRanks(a, b) || compareAges(a, b, (left, right) => magnitude(left) - magnitude(right) || byUid(a, b)))
    .map(({ pod }) => pod)
}

/** The Pods of a Job: the youngest of them go first. */
export function byActivity(pods: readonly Pod[], nowEpochMs: number): readonly Pod[] {
  const candidates = pods.map((pod) => candidate(pod, nowEpochMs, 0, 0))
  return candidates.sort((a, b) => compareRanks(a, b) || compareAges(a, b, (left, right) => left - right)).map(({ pod }) => pod)
}

function candidate(pod: Pod, nowEpochMs: number, cost: number, crowd: number): Candidate {
  const condition = readiness(pod)
  let restarts = 0
  for (const { restartCount } of pod.status.containerStatuses ?? []) restarts = Math.max(restarts, restartCount)
  return {
    pod,
    isBound: Number(pod.spec.nodeName !== undefined && pod.spec.nodeName !== ''),
    phase: PHASE_RANK[pod.status.phase ?? 'Unknown'] ?? 1,
    isReady: Number(condition !== undefined),
    cost,
    crowd,
    readyMs: nowEpochMs - (readySince(condition) ?? nowEpochMs),
    presentMs: nowEpochMs - (parseTime(pod.metadata.creationTimestamp ?? '') ?? nowEpochMs),
    restarts,
  }
}

function deletionCost({ metadata }: Pod): number {
  const cost = Number(metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0)
  return Number.isInteger(cost) ? cost : 0
}

function compareRanks(left: Candidate, right: Candidate): number {
  return (
    left.isBound - right.isBound ||
    left.phase - right.phase ||
    left.isReady - right.isReady ||
    left.cost - right.cost ||
    right.crowd - left.crowd
  )
}

function compareAges(left: Candidate, right: Candidate, compare: (left: number, right: number) => number): number {
  if (left.readyMs !== right.readyMs) return compare(left.readyMs, right.readyMs)
  if (left.restarts !== right.restarts) return right.restarts - left.restarts
  if (left.presentMs !== right.presentMs) return compare(left.presentMs, right.presentMs)
  return (left.pod.metadata.name ?? '') < (right.pod.metadata.name ?? '') ? -1 : 1
}

function magnitude(ageMs: number): number {
  return ageMs > 0 ? Math.floor(Math.log2(ageMs * NANOSECONDS_IN_MS)) : -1
}

function byUid(left: Candidate, right: Candidate): number {
  return (left.pod.metadata.uid ?? '') < (right.pod.metadata.uid ?? '') ? -1 : 1
}
