// The CronJob controller: a Job at each time of the schedule, as the concurrency policy allows, and a short memory of old ones (WL-4).
// @source pkg/controller/cronjob/cronjob_controllerv2.go
// @simplified A CronJob that missed more than 100 times makes up for the last of the first 100.

import type { ApiView, EventDraft, WatchEvent } from '../../api/client.ts'
import type { Controller, IntendedRequest, ReconcileContext, Reconciliation } from '../../api/component.ts'
import { secondOf } from '../../api/component.ts'
import type { CronJob, CronJobStatus, Job } from '../../api/fields/batch.ts'
import type { ObjectKey } from '../../api/objects.ts'
import { parseCronSchedule } from '../../base/cron-schedule.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import type { JsonValue } from '../../base/json.ts'
import { asJson } from '../../base/json.ts'
import { goQuote } from '../../base/go-text.ts'
import { MINUTE_MS, SECOND_MS } from '../../base/sim-time.ts'
import { zoneOffsetMs } from '../../base/time-zone.ts'
import { formatDate, formatTime, formatTimeAhead, parseTime } from '../../base/timestamp.ts'
import { finishOf } from '../job/outcome.ts'
import { controllerOf, controllerReference, eventAbout } from '../ownership.ts'
import { MANAGER } from '../pod-control.ts'
import { dueTimes } from './times.ts'

const SCHEDULED_AT = 'batch.kubernetes.io/cronjob-scheduled-timestamp'
/** Clocks of machines differ a little. @source nextScheduleDelta */
const DELTA_MS = 100

export const cronJobController: Controller = { actor: 'cronjob-controller', watches: ['CronJob', 'Job'], keysFor, reconcile }

function keysFor({ object }: WatchEvent): readonly ObjectKey[] {
  const namespace = object.metadata.namespace ?? ''
  if (object.kind === 'CronJob') return [{ namespace, name: object.metadata.name ?? '' }]
  const owner = object.kind === 'Job' ? controllerOf(object) : undefined
  return owner?.kind === 'CronJob' ? [{ namespace, name: owner.name }] : []
}

function reconcile(view: ApiView, key: ObjectKey, context: ReconcileContext): Reconciliation {
  const cronJob = view.get('CronJob', key)
  if (cronJob === undefined) return { requests: [], events: [] }
  const jobs = view.ownedBy('Job', cronJob.metadata.uid ?? '')
  const nowEpochMs = secondOf(context)
  const known = takeStock(cronJob, jobs)
  const forget = forgotten(cronJob, jobs)
  const due =
    cronJob.metadata.deletionTimestamp === undefined && cronJob.spec.suspend !== true
      ? startDue(cronJob, known.active, jobs, nowEpochMs)
      : NOT_DUE
  const status = withoutJobs(known.status, due.replaced)
  const update: IntendedRequest[] = isDeepEqual(status, cronJob.status)
    ? []
    : [{ request: { verb: 'write', object: { ...cronJob, status }, subresource: 'status', fieldManager: MANAGER } }]
  return {
    requests: [...update, ...due.requests, ...forget],
    events: [...known.events, ...due.events],
    ...(due.requeueAfterMs === undefined ? {} : { requeueAfterMs: due.requeueAfterMs }),
  }
}

interface Stock {
  readonly status: CronJobStatus
  /** Jobs that run. */
  readonly active: readonly Job[]
  readonly events: readonly EventDraft[]
}

/** Which Jobs run, which have ended since the last look, and when the last one was started and succeeded. */
function takeStock(cronJob: CronJob, jobs: readonly Job[]): Stock {
  const events: EventDraft[] = []
  const before = cronJob.status.active ?? []
  const active = jobs.filter((job) => finishOf(job) === undefined)
  for (const { uid = '', name = '' } of before) {
    const job = jobs.find(({ metadata }) => metadata.uid === uid)
    const finish = job === undefined ? undefined : finishOf(job)
    if (job === undefined) events.push(tell(cronJob, 'Normal', 'MissingJob', `Active job went missing: ${name}`))
    else if (finish !== undefined)
      events.push(tell(cronJob, 'Normal', 'SawCompletedJob', `Saw completed job: ${name}, condition: ${finish.type}`))
  }
  const own = active.filter((job) => scheduledAt(job) !== undefined)
  for (const job of active.filter((each) => !own.includes(each)))
    events.push(
      tell(cronJob, 'Warning', 'UnexpectedJob', `Saw a job that the controller did not create or forgot: ${job.metadata.name ?? ''}`),
    )
  const last = latest([cronJob.status.lastScheduleTime, ...jobs.map(scheduledAt)])
  const success = latest([cronJob.status.lastSuccessfulTime, ...jobs.map(({ status }) => status.completionTime)])
  const references = own.map(({ metadata }) => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    name: metadata.name ?? '',
    namespace: metadata.namespace ?? '',
    uid: metadata.uid ?? '',
    resourceVersion: before.find(({ uid }) => uid === metadata.uid)?.resourceVersion ?? metadata.resourceVersion ?? '',
  }))
  return {
    active: own,
    events,
    status: {
      ...(references.length === 0 ? {} : { active: references }),
      ...(last === undefined ? {} : { lastScheduleTime: last }),
      ...(success === undefined ? {} : { lastSuccessfulTime: success }),
    },
  }
}

function scheduledAt({ metadata }: Job): string | undefined {
  const text = metadata.annotations?.[SCHEDULED_AT]
  const epochMs = text === undefined ? undefined : parseTime(text)
  return epochMs === undefined ? undefined : formatTime(epochMs)
}

function latest(times: readonly (string | null | undefined)[]): string | undefined {
  return times
    .filter((time) => typeof time === 'string')
    .reduce<string | undefined>((best, time) => (best === undefined || time > best ? time : best), undefined)
}

interface Due extends Pick<Reconciliation, 'requests' | 'events' | 'requeueAfterMs'> {
  /** Jobs that make way for the next one. */
  readonly replaced?: readonly Job[]
}

const NOT_DUE: Due = { requests: [], events: [] }

/** A Job that makes way is not missed afterwards. */
function withoutJobs({ active, ...status }: CronJobStatus, replaced: readonly Job[] = []): CronJobStatus {
  const left = active?.filter(({ uid }) => !replaced.some(({ metadata }) => metadata.uid === uid)) ?? []
  return { ...(left.length === 0 ? {} : { active: left }), ...status }
}

function startDue(cronJob: CronJob, active: readonly Job[], jobs: readonly Job[], nowEpochMs: number): Due {
  const { spec } = cronJob
  const schedule = parseCronSchedule(spec.schedule)
  if (!schedule.ok)
    return {
      requests: [],
      events: [tell(cronJob, 'Warning', 'UnparseableSchedule', `unparseable schedule: ${goQuote(spec.schedule)} : ${schedule.problem}`)],
    }
  if (spec.timeZone !== undefined && zoneOffsetMs(spec.timeZone, nowEpochMs) === undefined) {
    return {
      requests: [],
      events: [tell(cronJob, 'Warning', 'UnknownTimeZone', `invalid timeZone: "${spec.timeZone}": unknown time zone ${spec.timeZone}`)],
    }
  }
  const { missedEpochMs, tooMany, nextEpochMs } = dueTimes(cronJob, schedule.value, nowEpochMs)
  const later = nextEpochMs === undefined ? {} : { requeueAfterMs: nextEpochMs - nowEpochMs + DELTA_MS }
  const warnings = tooMany
    ? [
        tell(
          cronJob,
          'Warning',
          'TooManyMissedTimes',
          'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew',
        ),
      ]
    : []
  if (missedEpochMs === undefined) return { requests: [], events: warnings, ...later }
  const deadline = spec.startingDeadlineSeconds
  if (deadline !== undefined && missedEpochMs + deadline * SECOND_MS < nowEpochMs) {
    const missed = tell(cronJob, 'Warning', 'MissSchedule', `Missed scheduled time to start a job: ${formatDate(missedEpochMs)}`)
    return { requests: [], events: [...warnings, missed], ...later }
  }
  const name = `${cronJob.metadata.name ?? ''}-${String(Math.floor(missedEpochMs / MINUTE_MS))}`
  if (jobs.some(({ metadata }) => metadata.name === name)) return { requests: [], events: warnings, ...later }
  if (spec.concurrencyPolicy === 'Forbid' && active.length > 0) {
    const message = 'Not starting job because prior execution is running and concurrency policy is Forbid'
    return { requests: [], events: [...warnings, tell(cronJob, 'Normal', 'JobAlreadyActive', message)], ...later }
  }
  const replaced = spec.concurrencyPolicy === 'Replace' ? active : []
  const requests = [...replaced.map((job) => deletion(cronJob, job)), creation(cronJob, name, missedEpochMs)]
  return { requests, events: warnings, replaced, ...later }
}

function creation(cronJob: CronJob, name: string, scheduledEpochMs: number): IntendedRequest {
  const { metadata, spec } = cronJob.spec.jobTemplate
  const labels: Readonly<Record<string, string>> = metadata.labels ?? {}
  const body: JsonValue = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      annotations: {
        ...metadata.annotations,
        [SCHEDULED_AT]: formatTimeAhead(scheduledEpochMs, zoneOffsetMs(cronJob.spec.timeZone ?? 'UTC', scheduledEpochMs) ?? 0),
      },
      ownerReferences: [{ ...controllerReference(cronJob) }],
    },
    spec: asJson(spec),
  }
  return {
    request: { verb: 'create', kind: 'Job', namespace: cronJob.metadata.namespace ?? '', body, fieldManager: MANAGER },
    onSuccess: () => [tell(cronJob, 'Normal', 'SuccessfulCreate', `Created job ${name}`)],
    onRefusal: ({ message }) => [tell(cronJob, 'Warning', 'FailedCreate', `Error creating job: ${message}`)],
  }
}

function deletion(cronJob: CronJob, job: Job): IntendedRequest {
  const name = job.metadata.name ?? ''
  return {
    request: { verb: 'delete', kind: 'Job', key: { namespace: job.metadata.namespace ?? '', name }, propagationPolicy: 'Background' },
    onSuccess: () => [tell(cronJob, 'Normal', 'SuccessfulDelete', `Deleted job ${name}`)],
  }
}

/** Ended Jobs beyond the limits, the oldest first. */
function forgotten(cronJob: CronJob, jobs: readonly Job[]): readonly IntendedRequest[] {
  const ended = (type: string) =>
    jobs
      .filter((job) => finishOf(job)?.type === type && job.metadata.deletionTimestamp === undefined)
      .sort((a, b) => ((a.status.startTime ?? '') < (b.status.startTime ?? '') ? -1 : 1))
  const surplus = (list: readonly Job[], limit: number) => list.slice(0, Math.max(0, list.length - limit))
  return [
    ...surplus(ended('Complete'), cronJob.spec.successfulJobsHistoryLimit ?? 3),
    ...surplus(ended('Failed'), cronJob.spec.failedJobsHistoryLimit ?? 1),
  ].map((job) => deletion(cronJob, job))
}

function tell(cronJob: CronJob, type: EventDraft['type'], reason: string, message: string): EventDraft {
  return eventAbout(cronJob, 'cronjob-controller', type, reason, message)
}
