// The Job controller: Pods until enough of them have succeeded, or too many have failed (WL-3).
// @source pkg/controller/job/job_controller.go syncJob, trackJobStatusAndRemoveFinalizers

import type { ApiView, WatchEvent } from '../../api/client.ts'
import type { Controller, IntendedRequest, ReconcileContext, Reconciliation } from '../../api/component.ts'
import { timestampOf } from '../../api/component.ts'
import type { Job, JobStatus } from '../../api/fields/batch.ts'
import type { Pod } from '../../api/fields/pod.ts'
import { matchesSelector } from '../../api/label-selector.ts'
import type { ObjectKey } from '../../api/objects.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import { MINUTE_MS, SECOND_MS } from '../../base/sim-time.ts'
import { claim } from '../claim.ts'
import { controllerOf } from '../ownership.ts'
import type { PodOwner } from '../pod-control.ts'
import { MANAGER, createPod, deletePod, tell } from '../pod-control.ts'
import { parseIndexes } from './indexes.ts'
import type { Tally } from './outcome.ts'
import { deadlineLeftMs, decidedBefore, finishOf, hasCompleted, mustEnd } from './outcome.ts'
import type { JobPlan } from './plan.ts'
import { planPods } from './plan.ts'
import type { JobPods } from './pods.ts'
import { TRACKING, indexOf, isIndexLost, isTracked, sortPods, templateFor } from './pods.ts'
import { judgeFailure } from './policies.ts'
import type { StatusInput } from './status.ts'
import { beforeCounting, counted, statusOf } from './status.ts'

const OWN_NAME = 'kubernetes.io/job-controller'
/** What happens to Pods, and what was written down of it, is looked at together. @source syncJobBatchPeriod, updateJob */
const BATCH_MS = SECOND_MS
/** Keys of Pods whose Job is gone. */
const ORPHAN = 'pod/'

export const jobController: Controller = {
  actor: 'job-controller',
  watches: ['Job', 'Pod'],
  keysFor,
  reconcile,
  patienceMs: ({ object, previous }) =>
    object.kind === 'Pod' || previous?.metadata.generation === object.metadata.generation ? BATCH_MS : 0,
  retry: { firstMs: SECOND_MS, lastMs: MINUTE_MS },
}

function keysFor({ object }: WatchEvent, view: ApiView): readonly ObjectKey[] {
  const namespace = object.metadata.namespace ?? ''
  if (object.kind === 'Job') return [{ namespace, name: object.metadata.name ?? '' }]
  const owner = object.kind === 'Pod' ? controllerOf(object) : undefined
  if (object.kind !== 'Pod' || (owner !== undefined && owner.kind !== 'Job')) return []
  const orphan = isTracked(object) ? [{ namespace, name: `${ORPHAN}${object.metadata.name ?? ''}` }] : []
  if (owner === undefined) {
    const adopters = view.list('Job', namespace).filter(({ spec }) => matchesSelector(spec.selector, object.metadata.labels))
    return [...orphan, ...adopters.map(({ metadata }) => ({ namespace, name: metadata.name ?? '' }))]
  }
  const job = view.get('Job', { namespace, name: owner.name })
  if (job?.metadata.uid === owner.uid) return [{ namespace, name: owner.name }]
  return orphan
}

function reconcile(view: ApiView, key: ObjectKey, context: ReconcileContext): Reconciliation {
  if (key.name.startsWith(ORPHAN)) {
    const pod = view.get('Pod', { namespace: key.namespace, name: key.name.slice(ORPHAN.length) })
    return { requests: pod === undefined ? [] : untracked(pod), events: [] }
  }
  const job = view.get('Job', key)
  if (job === undefined || (job.spec.managedBy ?? OWN_NAME) !== OWN_NAME) return { requests: [], events: [] }
  const claimed = claim(view, 'Pod', job, job.spec.selector)
  const pods = sortPods(job, claimed.mine)
  if (finishOf(job) !== undefined)
    return { requests: [...claimed.requests, ...claimed.mine.filter(hasEnded).flatMap(untracked)], events: [] }
  return step(job, claimed.mine, pods, claimed.requests, context)
}

function hasEnded({ metadata, status }: Pod): boolean {
  return status.phase === 'Succeeded' || status.phase === 'Failed' || metadata.deletionTimestamp !== undefined
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
  const kept = pods.active.length - plan.remove.length
  // While it waits for the next try it says that none is active, whatever runs.
  const active = plan.waitMs === undefined || plan.create.length > 0 ? kept + plan.create.length : 0
  const verdict = ending ?? hasCompleted(job, { ...tally, active })
  const terminating = pods.terminating + plan.remove.length
  const input: StatusInput = { pods, tally, verdict, active, terminating, now, removed: plan.remove }
  const { status, events } = statusOf(job, input)
  const before = beforeCounting(job, status, input)
  const writing = (next: JobStatus) => (isDeepEqual(next, stored.status) ? [] : [statusWrite(stored, next)])
  const isEnding = verdict !== undefined || job.metadata.deletionTimestamp !== undefined
  const settled = isEnding ? all : [...pods.newlySucceeded, ...pods.newlyFailed.filter((pod) => !pods.awaited.has(pod))]
  const deadline = deadlineLeftMs(job, nowEpochMs)
  const waits = [plan.waitMs, verdict === undefined ? deadline : undefined].filter((wait) => wait !== undefined)
  return {
    requests: [
      ...first,
      ...plan.remove.flatMap((pod) => [...untracked(pod), deletePod(owner, pod)]),
      ...plan.create.map(({ index, failures }) => {
        const name = job.metadata.name ?? ''
        return createPod(owner, templateFor(job, index, failures), {
          generateName: index === undefined ? `${name}-` : `${name}-${String(index)}-`,
        })
      }),
      ...writing(before),
      ...settled.filter((pod) => !plan.remove.includes(pod)).flatMap(untracked),
      ...(before === status ? [] : [statusWrite(stored, status)]),
    ],
    // What could be seen is written down, whatever could not be done.
    afterRefusal: () => writing(statusOf(job, { ...input, active: kept }).status),
    events: events.map(({ type, reason, message }) => tell(owner, type, reason, message)),
    ...(waits.length === 0 ? {} : { requeueAfterMs: Math.max(1, Math.min(...waits)) }),
  }
}

function statusWrite(job: Job, status: JobStatus): IntendedRequest {
  return { request: { verb: 'write', object: { ...job, status }, subresource: 'status', fieldManager: MANAGER } }
}

/** Lets go of a Pod whose end is counted, or does not matter. */
function untracked(pod: Pod): readonly IntendedRequest[] {
  if (!isTracked(pod)) return []
  const { finalizers = [], ...metadata } = pod.metadata
  const left = finalizers.filter((each) => each !== TRACKING)
  const object: Pod = { ...pod, metadata: left.length === 0 ? metadata : { ...metadata, finalizers: left } }
  return [{ request: { verb: 'write', object, fieldManager: MANAGER } }]
}

function count(job: Job, all: readonly Pod[], pods: JobPods): Tally {
  const failing = pods.newlyFailed.map((pod) => judgeFailure(job, pod)).find((verdict) => verdict.action === 'FailJob')
  const isIndexed = job.spec.completionMode === 'Indexed'
  const succeededIndexes = new Set(parseIndexes(job.status.completedIndexes))
  for (const pod of pods.newlySucceeded) {
    const index = indexOf(pod)
    if (index !== undefined && index < (job.spec.completions ?? 0)) succeededIndexes.add(index)
  }
  const failedIndexes = new Set(parseIndexes(job.status.failedIndexes))
  if (isIndexed && job.spec.backoffLimitPerIndex !== undefined) {
    for (const pod of pods.newlyFailed) {
      const index = indexOf(pod)
      if (index !== undefined && isIndexLost(job, pod)) failedIndexes.add(index)
    }
  }
  return {
    pods: all,
    active: pods.active.length,
    succeeded: isIndexed ? succeededIndexes.size : (job.status.succeeded ?? 0) + pods.newlySucceeded.length,
    failed: (job.status.failed ?? 0) + counted(job, pods.newlyFailed).length,
    succeededIndexes,
    failedIndexes,
    policyMessage: failing?.action === 'FailJob' ? failing.message : undefined,
  }
}
