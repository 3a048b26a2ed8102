// Whether a Job is over, and why: limits, deadlines, policies, or enough Pods that succeeded (WL-3).
// @source pkg/controller/job/job_controller.go syncJob, pastBackoffLimitOnFailure

import type { Job, JobCondition } from '../../api/fields/batch.ts'
import type { Pod } from '../../api/fields/pod.ts'
import { SECOND_MS } from '../../base/sim-time.ts'
import { parseTime } from '../../base/timestamp.ts'
import { meetsSuccessPolicy } from './policies.ts'

/** `FailureTarget` and `SuccessCriteriaMet` come first; `Failed` and `Complete` follow when no Pod is left. */
export interface Verdict {
  readonly type: 'FailureTarget' | 'SuccessCriteriaMet'
  readonly reason: string
  readonly message: string
}

export interface Tally {
  readonly pods: readonly Pod[]
  readonly active: number
  readonly succeeded: number
  readonly failed: number
  readonly succeededIndexes: ReadonlySet<number>
  readonly failedIndexes: ReadonlySet<number>
  /** Of a Pod failure policy that fails the Job. */
  readonly policyMessage: string | undefined
}

/** What was decided earlier stays decided. */
export function decidedBefore({ status }: Job): Verdict | undefined {
  const condition = status.conditions?.find(
    ({ type, status: is }) => (type === 'FailureTarget' || type === 'SuccessCriteriaMet') && is === 'True',
  )
  if (condition === undefined) return undefined
  const { reason = '', message = '' } = condition
  return { type: condition.type === 'FailureTarget' ? 'FailureTarget' : 'SuccessCriteriaMet', reason, message }
}

/** Whether the Job has to end although Pods of it run. */
export function mustEnd(job: Job, tally: Tally, nowEpochMs: number): Verdict | undefined {
  const fail = (reason: string, message: string): Verdict => ({ type: 'FailureTarget', reason, message })
  if (tally.policyMessage !== undefined) return fail('PodFailurePolicy', tally.policyMessage)
  const limit = job.spec.backoffLimit ?? 6
  if (tally.failed > limit || restartsExceed(job, tally.pods, limit))
    return fail('BackoffLimitExceeded', 'Job has reached the specified backoff limit')
  if (deadlineLeftMs(job, nowEpochMs) === 0) return fail('DeadlineExceeded', 'Job was active longer than specified deadline')
  if (job.spec.completionMode !== 'Indexed') return undefined
  const lost = tally.failedIndexes.size
  if (job.spec.backoffLimitPerIndex !== undefined && lost > 0) {
    if (job.spec.maxFailedIndexes !== undefined && lost > job.spec.maxFailedIndexes)
      return fail('MaxFailedIndexesExceeded', 'Job has exceeded the specified maximal number of failed indexes')
    if (lost + tally.succeededIndexes.size >= (job.spec.completions ?? 0)) return fail('FailedIndexes', 'Job has failed indexes')
  }
  const message = meetsSuccessPolicy(job, tally.succeededIndexes)
  return message === undefined ? undefined : { type: 'SuccessCriteriaMet', reason: 'SuccessPolicy', message }
}

/** With OnFailure the kubelet starts containers again, and these starts count. */
function restartsExceed({ spec }: Job, pods: readonly Pod[], limit: number): boolean {
  if (spec.template.spec.restartPolicy !== 'OnFailure') return false
  const restarts = pods
    .filter(({ status }) => status.phase === 'Running' || status.phase === 'Pending')
    .flatMap(({ status }) => [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])])
    .reduce((sum, { restartCount }) => sum + restartCount, 0)
  return limit === 0 ? restarts > 0 : restarts >= limit
}

/** Milliseconds until the Job counts as too old; undefined without a deadline, or while it is suspended. */
export function deadlineLeftMs({ spec, status }: Job, nowEpochMs: number): number | undefined {
  const startedAt = typeof status.startTime === 'string' ? parseTime(status.startTime) : undefined
  if (spec.activeDeadlineSeconds === undefined || startedAt === undefined || spec.suspend === true) return undefined
  return Math.max(0, startedAt + spec.activeDeadlineSeconds * SECOND_MS - nowEpochMs)
}

export function hasCompleted({ spec }: Job, { succeeded, active }: Tally): Verdict | undefined {
  const isComplete = active === 0 && (spec.completions === undefined ? succeeded > 0 : succeeded >= spec.completions)
  return isComplete
    ? { type: 'SuccessCriteriaMet', reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods' }
    : undefined
}

/** Failed or Complete. */
export function finishOf({ status }: Job): JobCondition | undefined {
  return status.conditions?.find(({ type, status: is }) => (type === 'Failed' || type === 'Complete') && is === 'True')
}
