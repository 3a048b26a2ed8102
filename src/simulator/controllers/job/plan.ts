// How many Pods a Job makes or deletes now, and which indexes they get; after failures it waits, each time longer (WL-3).
// @source pkg/controller/job/job_controller.go manageJob, backoff_utils.go, indexed_job_utils.go firstPendingIndexes

import type { Job } from '../../api/fields/batch.ts'
import type { Pod } from '../../api/fields/pod.ts'
import { MINUTE_MS, SECOND_MS } from '../../base/sim-time.ts'
import { byActivity } from '../deletion-order.ts'
import type { Tally } from './outcome.ts'
import type { JobPods } from './pods.ts'
import { failuresBefore, finishedAtEpochMs, indexOf } from './pods.ts'

const FIRST_BACK_OFF_MS = 10 * SECOND_MS
const LAST_BACK_OFF_MS = 10 * MINUTE_MS

export interface JobPlan {
  readonly remove: readonly Pod[]
  /** One entry for each Pod to make; indexes are undefined for Jobs without. */
  readonly create: readonly { readonly index: number | undefined; readonly failures: number | undefined }[]
  /** Look again after this long. */
  readonly waitMs: number | undefined
}

const NOTHING: JobPlan = { remove: [], create: [], waitMs: undefined }

export function planPods(job: Job, pods: JobPods, tally: Tally, nowEpochMs: number): JobPlan {
  const { spec } = job
  const { active } = pods
  if (spec.suspend === true) return { ...NOTHING, remove: active }
  const parallelism = spec.parallelism ?? 1
  const wanted =
    spec.completions === undefined
      ? tally.succeeded > 0
        ? active.length
        : parallelism
      : Math.max(0, Math.min(parallelism, spec.completions - tally.succeeded))
  const remove = surplusOf(job, active, { atLeast: active.length - wanted, tally, nowEpochMs })
  if (remove.length > 0) return { ...NOTHING, remove }
  const terminating = spec.podReplacementPolicy === 'Failed' ? pods.terminating : 0
  const missing = wanted - terminating - active.length
  if (missing <= 0) return NOTHING
  if (spec.completionMode === 'Indexed') return planIndexes(job, pods, tally, missing, nowEpochMs)
  const waitMs = backOffLeftMs(pods, nowEpochMs)
  if (waitMs > 0) return { ...NOTHING, waitMs }
  return { ...NOTHING, create: Array.from({ length: missing }, () => ({ index: undefined, failures: undefined })) }
}

interface Surplus {
  readonly atLeast: number
  readonly tally: Tally
  readonly nowEpochMs: number
}

/** Pods of indexes that are done or twice there, and as many others as are too many. */
function surplusOf(job: Job, active: readonly Pod[], { atLeast, tally, nowEpochMs }: Surplus): readonly Pod[] {
  const { succeededIndexes, failedIndexes } = tally
  if (job.spec.completionMode !== 'Indexed') return byActivity(active, nowEpochMs).slice(0, Math.max(0, atLeast))
  const seen = new Set<number>()
  const remove: Pod[] = []
  const kept: Pod[] = []
  for (const pod of active) {
    const index = indexOf(pod)
    const isWanted = index !== undefined && !seen.has(index) && !succeededIndexes.has(index) && !failedIndexes.has(index)
    if (isWanted && index < (job.spec.completions ?? 0)) {
      seen.add(index)
      kept.push(pod)
    } else remove.push(pod)
  }
  const more = byActivity(kept, nowEpochMs).slice(0, Math.max(0, atLeast - remove.length))
  return [...remove, ...more]
}

function planIndexes(job: Job, pods: JobPods, tally: Tally, missing: number, nowEpochMs: number): JobPlan {
  const { completions = 0, backoffLimitPerIndex } = job.spec
  const taken = new Set(pods.active.map(indexOf))
  const free: number[] = []
  for (let index = 0; index < completions; index += 1)
    if (!taken.has(index) && !tally.succeededIndexes.has(index) && !tally.failedIndexes.has(index)) free.push(index)
  if (backoffLimitPerIndex === undefined) {
    const waitMs = backOffLeftMs(pods, nowEpochMs)
    if (waitMs > 0) return { ...NOTHING, waitMs }
    return { ...NOTHING, create: free.slice(0, missing).map((index) => ({ index, failures: undefined })) }
  }
  const chosen = free.slice(0, missing).map((index) => {
    const failed = pods.failed.filter((pod) => indexOf(pod) === index)
    const failures = failed.length === 0 ? 0 : Math.max(...failed.map(failuresBefore)) + 1
    return { index, failures, waitMs: delayLeftMs(failures, failed, nowEpochMs) }
  })
  const waits = chosen.map(({ waitMs }) => waitMs).filter((waitMs) => waitMs > 0)
  return {
    remove: [],
    create: chosen.filter(({ waitMs }) => waitMs === 0).map(({ index, failures }) => ({ index, failures })),
    waitMs: waits.length === 0 ? undefined : Math.min(...waits),
  }
}

/** Failures since the last success make it wait. */
function backOffLeftMs({ failed, succeeded }: JobPods, nowEpochMs: number): number {
  const lastSuccess = Math.max(0, ...succeeded.map((pod) => finishedAtEpochMs(pod) ?? 0))
  const since = failed.filter((pod) => (finishedAtEpochMs(pod) ?? 0) > lastSuccess)
  return delayLeftMs(since.length, since, nowEpochMs)
}

function delayLeftMs(failures: number, failed: readonly Pod[], nowEpochMs: number): number {
  if (failures === 0) return 0
  const delayMs = Math.min(LAST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** Math.min(failures - 1, 20))
  const last = Math.max(0, ...failed.map((pod) => finishedAtEpochMs(pod) ?? 0))
  return Math.max(0, last + delayMs - nowEpochMs)
}
