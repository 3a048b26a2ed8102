// The Job controller: Pods until enough of them have succeeded, or too many have failed (WL-3).
// @source pkg/controller/job/job_controller.go syncJob, trackJobStatusAndRemoveFinalizers
// @simplified Ends are counted in one write of the status, without a list of those that are still to be counted.

import type { ApiView, EventDraft, WatchEvent } from '../../api/client.ts'
import type { Controller, IntendedRequest, ReconcileContext, Reconciliation } from '../../api/component.ts'
import { timestampOf } from '../../api/component.ts'
import type { Job, JobCondition, JobStatus } from '../../api/fields/batch.ts'
import type { Pod } from '../../api/fields/pod.ts'
import type { ObjectKey } from '../../api/objects.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import { claim } from '../claim.ts'
import { controllerOf } from '../ownership.ts'
import type { PodOwner } from '../pod-control.ts'
import { MANAGER, createPod, deletePod, positive, tell } from '../pod-control.ts'
import { isReady } from '../pod-facts.ts'
import { formatIndexes, parseIndexes } from './indexes.ts'
import type { Tally, Verdict } from './outcome.ts'
import { deadlineLeftMs, decidedBefore, finishOf, hasCompleted, mustEnd } from './outcome.ts'
import type { JobPlan } from './plan.ts'
import { planPods } from './plan.ts'
import type { JobPods } from './pods.ts'
import { TRACKING, failuresBefore, indexOf, isTracked, sortPods, templateFor } from './pods.ts'
import { judgeFailure } from './policies.ts'

const OWN_NAME = 'kubernetes.io/job-controller'
/** Keys of Pods whose Job is gone. */
const ORPHAN = 'pod/'

export const jobController: Controller = { actor: 'job-controller', keysFor, reconcile }

function keysFor({ object }: WatchEvent, view: ApiView): readonly ObjectKey[] {
  const namespace = object.metadata.namespace ?? ''
  if (object.kind === 'Job') return [{ namespace, name: object.metadata.name ?? '' }]
  const owner = object.kind === 'Pod' ? controllerOf(object) : undefined
  if (object.kind !== 'Pod' || owner?.kind !== 'Job') return []
  const job = view.get('Job', { namespace, name: owner.name })
  if (job?.metadata.uid === owner.uid) return [{ namespace, name: owner.name }]
  return isTracked(object) ? [{ namespace, name: `${ORPHAN}${object.metadata.name ?? ''}` }] : []
}

function reconcile(view: ApiView, key: ObjectKey, context: ReconcileContext): Reconciliation {
  if (key.name.startsWith(ORPHAN)) {
    const pod = view.get('Pod', { namespace: key.namespace, name: key.name.slice(ORPHAN.length) })
    return { requests: pod === undefined || !isTracked(pod) ? [] : [untracking(pod)], events: [] }
  }
  const job = view.get('Job', key)
  if (job === undefined || (job.spec.managedBy ?? OWN_NAME) !== OWN_NAME) return { requests: [], events: [] }
  const claimed = claim(view, 'Pod', job, job.spec.selector)
  const pods = sortPods(job, claimed.mine)
  if (finishOf(job) !== undefined)
    return { requests: [...claimed.requests, ...claimed.mine.filter(isEndedAndTracked).map(untracking)], events: [] }
  return step(job, claimed.mine, pods, claimed.requests, context)
}

function isEndedAndTracked(pod: Pod): boolean {
  return (
    isTracked(pod) && (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed' || pod.metadata.deletionTimestamp !== undefined)
  )
}

function step(
  stored: Job,
  all: readonly Pod[],
  pods: JobPods,
  first: readonly IntendedRequest[],
  context: ReconcileContext,
): Reconciliation {
  const now = timestampOf(context)
  const nowEpochMs = Date.parse(now)
  const suspended = stored.spec.suspend === true
  const job = stored.status.startTime === undefined && !suspended ? { ...stored, status: { ...stored.status, startTime: now } } : stored
  const owner: PodOwner = { object: job, component: 'job-controller' }
  const tally = count(job, all, pods)
  const ending = decidedBefore(job) ?? mustEnd(job, tally, nowEpochMs)
  const mayPlan = ending === undefined && job.metadata.deletionTimestamp === undefined
  const plan: JobPlan = mayPlan
    ? planPods(job, pods, tally, nowEpochMs)
    : { remove: ending === undefined ? [] : pods.active, create: [], waitMs: undefined }
  const active = pods.active.length - plan.remove.length + plan.create.length
  const verdict = ending ?? hasCompleted(job, { ...tally, active })
  const terminating = pods.terminating + plan.remove.length
  const { status, events } = statusOf(job, { pods, tally, verdict, active, terminating, now, removed: plan.remove })
  const deadline = deadlineLeftMs(job, nowEpochMs)
  const waits = [plan.waitMs, verdict === undefined ? deadline : undefined].filter((wait) => wait !== undefined)
  return {
    requests: [
      ...first,
      ...plan.remove.map((pod) => deletePod(owner, pod)),
      ...plan.create.map(({ index, failures }) => {
        const name = job.metadata.name ?? ''
        return createPod(owner, templateFor(job, index, failures), {
          generateName: index === undefined ? `${name}-` : `${name}-${String(index)}-`,
        })
      }),
      ...(isDeepEqual(status, stored.status) ? [] : [statusWrite(stored, status)]),
      ...[...pods.newlySucceeded, ...pods.newlyFailed].map(untracking),
    ],
    events: events.map(({ type, reason, message }) => tell(owner, type, reason, message)),
    ...(waits.length === 0 ? {} : { requeueAfterMs: Math.max(1, Math.min(...waits)) }),
  }
}

function statusWrite(job: Job, status: JobStatus): IntendedRequest {
  return { request: { verb: 'write', object: { ...job, status }, subresource: 'status', fieldManager: MANAGER } }
}

function untracking(pod: Pod): IntendedRequest {
  const { finalizers = [], ...metadata } = pod.metadata
  const left = finalizers.filter((each) => each !== TRACKING)
  return {
    request: {
      verb: 'write',
      object: { ...pod, metadata: left.length === 0 ? metadata : { ...metadata, finalizers: left } },
      fieldManager: MANAGER,
    },
  }
}

function count(job: Job, all: readonly Pod[], pods: JobPods): Tally {
  const verdicts = pods.newlyFailed.map((pod) => judgeFailure(job, pod))
  const failing = verdicts.find((verdict) => verdict.action === 'FailJob')
  const counted = verdicts.filter(({ action }) => action !== 'Ignore').length
  const isIndexed = job.spec.completionMode === 'Indexed'
  const succeededIndexes = new Set(parseIndexes(job.status.completedIndexes))
  for (const pod of pods.newlySucceeded) {
    const index = indexOf(pod)
    if (index !== undefined && index < (job.spec.completions ?? 0)) succeededIndexes.add(index)
  }
  const failedIndexes = new Set(parseIndexes(job.status.failedIndexes))
  const perIndex = job.spec.backoffLimitPerIndex
  if (isIndexed && perIndex !== undefined) {
    for (const pod of pods.newlyFailed) {
      const index = indexOf(pod)
      if (index !== undefined && (failuresBefore(pod) >= perIndex || judgeFailure(job, pod).action === 'FailIndex'))
        failedIndexes.add(index)
    }
  }
  return {
    pods: all,
    active: pods.active.length,
    succeeded: isIndexed ? succeededIndexes.size : (job.status.succeeded ?? 0) + pods.newlySucceeded.length,
    failed: (job.status.failed ?? 0) + counted,
    succeededIndexes,
    failedIndexes,
    policyMessage: failing?.action === 'FailJob' ? failing.message : undefined,
  }
}

interface StatusInput {
  readonly pods: JobPods
  readonly tally: Tally
  readonly verdict: Verdict | undefined
  readonly active: number
  readonly terminating: number
  readonly now: string
  readonly removed: readonly Pod[]
}

type Said = Pick<EventDraft, 'type' | 'reason' | 'message'>

function statusOf(job: Job, input: StatusInput): { readonly status: JobStatus; readonly events: readonly Said[] } {
  const { pods, tally, verdict, active, terminating, now, removed } = input
  const { status: old, spec } = job
  const suspension = verdict === undefined ? suspensionOf(job, now) : undefined
  const ending = verdict === undefined ? [] : endingOf(job, verdict, terminating, active, now)
  const conditions = [...(suspension?.conditions ?? old.conditions ?? []), ...ending]
  const finish = ending.find(({ type }) => type === 'Failed' || type === 'Complete')
  const isIndexed = spec.completionMode === 'Indexed'
  const startTime = suspension?.restarted === true ? now : old.startTime
  const status: JobStatus = {
    ...(conditions.length === 0 ? {} : { conditions }),
    ...(startTime === undefined ? {} : { startTime }),
    ...(finish?.type === 'Complete' ? { completionTime: now } : {}),
    ...positive('active', active),
    ...positive('succeeded', tally.succeeded),
    ...positive('failed', tally.failed),
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
  /** The clock of the deadline starts anew. */
  readonly restarted: boolean
}

function suspensionOf({ spec, status }: Job, now: string): Suspension | undefined {
  const present = status.conditions?.find(({ type }) => type === 'Suspended')
  const wanted = spec.suspend === true ? 'True' : 'False'
  if (present?.status === wanted || (present === undefined && wanted === 'False')) return undefined
  const [reason, message] = spec.suspend === true ? (['JobSuspended', 'Job suspended'] as const) : (['JobResumed', 'Job resumed'] as const)
  const next: JobCondition = { type: 'Suspended', status: wanted, lastProbeTime: now, lastTransitionTime: now, reason, message }
  return {
    conditions: [...(status.conditions ?? []).filter(({ type }) => type !== 'Suspended'), next],
    events: [{ type: 'Normal', reason: spec.suspend === true ? 'Suspended' : 'Resumed', message }],
    restarted: wanted === 'False',
  }
}
