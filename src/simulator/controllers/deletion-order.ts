// In which order Pods go when there are too many: those that do the least go first.
// @source pkg/controller/controller_utils.go ActivePods, ActivePodsWithRanks, logarithmicRankDiff

import type { Pod } from '../api/fields/pod.ts'
import { parseTime } from '../base/timestamp.ts'
import { readiness, readySince } from './pod-facts.ts'

const PHASE_RANK: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 }
const NANOSECONDS_IN_MS = 1_000_000

interface Candidate {
  readonly pod: Pod
  /** Compared one after the other; the smaller goes first. */
  readonly ranks: readonly number[]
  /** How long it has been ready, and how long it has been there; the smaller goes first. */
  readonly ages: readonly [ready: number, present: number]
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
  const candidates = pods.map((pod) => candidate(pod, [deletionCost(pod), -(crowds.get(pod.spec.nodeName ?? '') ?? 0)], nowEpochMs))
  return candidates
    .sort((a, b) => compareRanks(a, b) || compareAges(a, b, (left, right) => magnitude(left) - magnitude(right) || byUid(a, b)))
    .map(({ pod }) => pod)
}

/** The Pods of a Job: the youngest of them go first. */
export function byActivity(pods: readonly Pod[], nowEpochMs: number): readonly Pod[] {
  const candidates = pods.map((pod) => candidate(pod, [], nowEpochMs))
  return candidates.sort((a, b) => compareRanks(a, b) || compareAges(a, b, (left, right) => left - right)).map(({ pod }) => pod)
}

function candidate(pod: Pod, more: readonly number[], nowEpochMs: number): Candidate {
  const condition = readiness(pod)
  const isBound = pod.spec.nodeName !== undefined && pod.spec.nodeName !== ''
  return {
    pod,
    ranks: [Number(isBound), PHASE_RANK[pod.status.phase ?? 'Unknown'] ?? 1, Number(condition !== undefined), ...more],
    ages: [
      nowEpochMs - (readySince(condition) ?? nowEpochMs),
      nowEpochMs - (parseTime(pod.metadata.creationTimestamp ?? '') ?? nowEpochMs),
    ],
    restarts: Math.max(0, ...(pod.status.containerStatuses ?? []).map(({ restartCount }) => restartCount)),
  }
}

function deletionCost({ metadata }: Pod): number {
  const cost = Number(metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0)
  return Number.isInteger(cost) ? cost : 0
}

function compareRanks(left: Candidate, right: Candidate): number {
  for (let index = 0; index < left.ranks.length; index += 1) {
    const difference = (left.ranks[index] ?? 0) - (right.ranks[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function compareAges(left: Candidate, right: Candidate, compare: (left: number, right: number) => number): number {
  const [readyLeft, presentLeft] = left.ages
  const [readyRight, presentRight] = right.ages
  if (readyLeft !== readyRight) return compare(readyLeft, readyRight)
  if (left.restarts !== right.restarts) return right.restarts - left.restarts
  if (presentLeft !== presentRight) return compare(presentLeft, presentRight)
  return (left.pod.metadata.name ?? '') < (right.pod.metadata.name ?? '') ? -1 : 1
}

function magnitude(ageMs: number): number {
  return ageMs > 0 ? Math.floor(Math.log2(ageMs * NANOSECONDS_IN_MS)) : -1
}

function byUid(left: Candidate, right: Candidate): number {
  return (left.pod.metadata.uid ?? '') < (right.pod.metadata.uid ?? '') ? -1 : 1
}
