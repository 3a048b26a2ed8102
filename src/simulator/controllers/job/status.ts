// What a Job says of itself: counts, conditions, and what it tells when they change (WL-3).
// @source pkg/controller/job/job_controller.go syncJob, trackJobStatusAndRemoveFinalizers, enactJobFinished

import type { EventDraft } from '../../api/client.ts'
import type { Job, JobCondition, JobStatus } from '../../api/fields/batch.ts'
import type { Pod } from '../../api/fields/pod.ts'
import { positive } from '../pod-control.ts'
import { isReady } from '../pod-facts.ts'
import { formatIndexes } from './indexes.ts'
import type { Tally, Verdict } from './outcome.ts'
import { decidedBefore } from './outcome.ts'
import type { JobPods } from './pods.ts'
import { isTracked } from './pods.ts'
import { judgeFailure } from './policies.ts'

export interface StatusInput {
  readonly pods: JobPods
  readonly tally: Tally
  readonly verdict: Verdict | undefined
  readonly active: number
  readonly terminating: number
  readonly now: string
  readonly removed: readonly Pod[]
}

type Said = Pick<EventDraft, 'type' | 'reason' | 'message'>

/** Those of the Pods that count as failed. */
export function counted(job: Job, failed: readonly Pod[]): readonly Pod[] {
  return failed.filter((pod) => judgeFailure(job, pod).action !== 'Ignore')
}

/** Failures that are to be counted now: when a Job has failed, its Pods have, whatever they were doing. */
function failuresOf(job: Job, { pods, tally, verdict }: StatusInput): readonly Pod[] {
  if (verdict?.type === 'SuccessCriteriaMet') return counted(job, pods.newlyFailed)
  const failed =
    verdict === undefined
      ? pods.newlyFailed.filter((pod) => !pods.awaited.has(pod))
      : tally.pods.filter((pod) => isTracked(pod) && pod.status.phase !== 'Succeeded')
  return counted(job, failed)
}

/**
 * What is written before Pods are let go of, so that no end is lost: whose end is to be counted, and what the Job comes to.
 * The same value when nothing is to be counted and the Job goes on.
 * @source pkg/controller/job/job_controller.go trackJobStatusAndRemoveFinalizers, flushUncountedAndRemoveFinalizers
 */
export function beforeCounting(job: Job, status: JobStatus, input: StatusInput): JobStatus {
  const uids = (pods: readonly Pod[]) => pods.map(({ metadata }) => metadata.uid ?? '')
  const isIndexed = job.spec.completionMode === 'Indexed'
  const succeeded = isIndexed ? [] : uids(input.pods.newlySucceeded)
  const failed = uids(failuresOf(job, input))
  const conditions = status.conditions?.filter(({ type }) => type !== 'Failed' && type !== 'Complete')
  if (succeeded.length + failed.length === 0 && conditions?.length === status.conditions?.length) return status
  const { completionTime: _end, succeeded: _good, failed: _bad, ...rest } = status
  return {
    ...rest,
    ...(conditions === undefined ? {} : { conditions }),
    ...positive('succeeded', isIndexed ? input.tally.succeeded : (job.status.succeeded ?? 0)),
    ...positive('failed', job.status.failed ?? 0),
    uncountedTerminatedPods: { ...(succeeded.length > 0 ? { succeeded } : {}), ...(failed.length > 0 ? { failed } : {}) },
  }
}

export function statusOf(job: Job, input: StatusInput): { readonly status: JobStatus; readonly events: readonly Said[] } {
  const { pods, tally, verdict, active, terminating, now, removed } = input
  const { status: old, spec } = job
  const suspension = verdict === undefined ? suspensionOf(job, now) : undefined
  const ending = verdict === undefined ? [] : endingOf(job, verdict, terminating, active, now)
  const conditions = [...(suspension?.conditions ?? old.conditions ?? []), ...ending]
  const finish = ending.find(({ type }) => type === 'Failed' || type === 'Complete')
  const isIndexed = spec.completionMode === 'Indexed'
  const startTime = suspension === undefined ? old.startTime : suspension.startTime
  const status: JobStatus = {
    ...(conditions.length === 0 ? {} : { conditions }),
    ...(startTime === undefined ? {} : { startTime }),
    ...(finish?.type === 'Complete' ? { completionTime: now } : {}),
    ...positive('active', active),
    ...positive('succeeded', tally.succeeded),
    ...positive('failed', (job.status.failed ?? 0) + failuresOf(job, input).length),
    terminating,
    ...(isIndexed && tally.succeededIndexes.size > 0 ? { completedIndexes: formatIndexes(tally.succeededIndexes) } : {}),
    ...(isIndexed && spec.backoffLimitPerIndex !== undefined ? { failedIndexes: formatIndexes(tally.failedIndexes) } : {}),
    uncountedTerminatedPods: {},
    ready: pods.active.filter((pod) => isReady(pod) && !removed.includes(pod)).length,
  }
  const said: Said[] = [...(suspension?.events ?? [])]
  if (finish?.type === 'Complete') said.push({ type: 'Normal', reason: 'Completed', message: 'Job completed' })
  if (finish?.type === 'Failed') said.push({ type: 'Warning', reason: finish.reason ?? '', message: finish.message ?? '' })
  return { status, events: said }
}

/** First what will be, and once nothing runs any more what is. */
function endingOf(job: Job, { type, reason, message }: Verdict, terminating: number, active: number, now: string): readonly JobCondition[] {
  const condition = (which: string): JobCondition => ({
    type: which,
    status: 'True',
    lastProbeTime: now,
    lastTransitionTime: now,
    reason,
    message,
  })
  const announced = decidedBefore(job) === undefined ? [condition(type)] : []
  const isOver = terminating === 0 && active === 0
  return isOver ? [...announced, condition(type === 'FailureTarget' ? 'Failed' : 'Complete')] : announced
}

interface Suspension {
  readonly conditions: readonly JobCondition[]
  readonly events: readonly Said[]
  /** The clock of the deadline stops, and starts anew. */
  readonly startTime: string | undefined
}

function suspensionOf({ spec, status }: Job, now: string): Suspension | undefined {
  const present = status.conditions?.find(({ type }) => type === 'Suspended')
  const wanted = spec.suspend === true ? 'True' : 'False'
  if (present?.status === wanted || (present === undefined && wanted === 'False')) return undefined
  const [reason, message] = spec.suspend === true ? (['JobSuspended', 'Job suspended'] as const) : (['JobResumed', 'Job resumed'] as const)
  const next: JobCondition = { type: 'Suspended', status: wanted, lastProbeTime: now, lastTransitionTime: now, reason, message }
  return {
    conditions:
      present === undefined
        ? [...(status.conditions ?? []), next]
        : (status.conditions ?? []).map((each) => (each === present ? next : each)),
    events: [{ type: 'Normal', reason: spec.suspend === true ? 'Suspended' : 'Resumed', message }],
    startTime: wanted === 'False' ? now : undefined,
  }
}
