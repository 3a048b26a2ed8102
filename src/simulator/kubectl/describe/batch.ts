// @source k8s.io/kubectl pkg/describe/describe.go describeJob, describeCronJob

import type { CronJob, Job } from '../../api/fields/batch.ts'
import { formatLabelSelector } from '../../api/label-selector.ts'
import { parseTime } from '../../base/timestamp.ts'
import { formatAge } from '../text/go-format.ts'
import { controllerOf, describeTemplate } from './pod.ts'
import type { Description } from './writer.ts'
import { orNone, printDate } from './writer.ts'

const MOST_INDEX_CHARACTERS = 50

export function describeJob(out: Description, job: Job): void {
  const { metadata, spec, status } = job
  out.line(0, `Name:\t${metadata.name ?? ''}`)
  out.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  out.line(0, `Selector:\t${formatLabelSelector(spec.selector)}`)
  out.labels('Labels', metadata.labels)
  out.annotations('Annotations', metadata.annotations)
  const owner = controllerOf(job)
  if (owner !== undefined) out.line(0, `Controlled By:\t${owner}`)
  if (spec.parallelism !== undefined) out.line(0, `Parallelism:\t${String(spec.parallelism)}`)
  out.line(0, `Completions:\t${spec.completions === undefined ? '<unset>' : String(spec.completions)}`)
  if (spec.completionMode !== undefined) out.line(0, `Completion Mode:\t${spec.completionMode}`)
  if (spec.suspend !== undefined) out.line(0, `Suspend:\t${String(spec.suspend)}`)
  if (spec.backoffLimit !== undefined) out.line(0, `Backoff Limit:\t${String(spec.backoffLimit)}`)
  if (spec.ttlSecondsAfterFinished !== undefined) out.line(0, `TTL Seconds After Finished:\t${String(spec.ttlSecondsAfterFinished)}`)
  if (status.startTime !== undefined) out.line(0, `Start Time:\t${printDate(status.startTime)}`)
  if (status.completionTime !== undefined) {
    out.line(0, `Completed At:\t${printDate(status.completionTime)}`)
    const [from, to] = [parseTime(status.startTime ?? ''), parseTime(status.completionTime)]
    if (from !== undefined && to !== undefined) out.line(0, `Duration:\t${formatAge(to - from)}`)
  }
  if (spec.activeDeadlineSeconds !== undefined) out.line(0, `Active Deadline Seconds:\t${String(spec.activeDeadlineSeconds)}s`)
  const ready = status.ready === undefined ? '' : ` (${String(status.ready)} Ready)`
  const ends = `${String(status.succeeded ?? 0)} Succeeded / ${String(status.failed ?? 0)} Failed`
  out.line(0, `Pods Statuses:\t${String(status.active ?? 0)} Active${ready} / ${ends}`)
  if (spec.completionMode === 'Indexed') out.line(0, `Completed Indexes:\t${shortenIndexes(status.completedIndexes ?? '')}`)
  describeTemplate(out, spec.template)
}

function shortenIndexes(indexes: string): string {
  if (indexes.length <= MOST_INDEX_CHARACTERS) return orNone(indexes)
  const comma = indexes.indexOf(',', MOST_INDEX_CHARACTERS)
  return comma === -1 ? indexes : `${indexes.slice(0, comma + 1)}...`
}

export function describeCronJob(out: Description, { metadata, spec, status }: CronJob): void {
  const orUnset = (value: number | string | undefined): string => (value === undefined ? '<unset>' : String(value))
  out.line(0, `Name:\t${metadata.name ?? ''}`)
  out.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  out.labels('Labels', metadata.labels)
  out.annotations('Annotations', metadata.annotations)
  out.line(0, `Schedule:\t${spec.schedule}`)
  out.line(0, `Concurrency Policy:\t${spec.concurrencyPolicy ?? ''}`)
  out.line(0, `Suspend:\t${spec.suspend === undefined ? '<unset>' : spec.suspend ? 'True' : 'False'}`)
  out.line(0, `Time Zone:\t${orUnset(spec.timeZone)}`)
  out.line(0, `Successful Job History Limit:\t${orUnset(spec.successfulJobsHistoryLimit)}`)
  out.line(0, `Failed Job History Limit:\t${orUnset(spec.failedJobsHistoryLimit)}`)
  out.line(
    0,
    `Starting Deadline Seconds:\t${spec.startingDeadlineSeconds === undefined ? '<unset>' : `${String(spec.startingDeadlineSeconds)}s`}`,
  )
  const job = spec.jobTemplate.spec
  out.line(0, `Selector:\t${job.selector === undefined ? '<unset>' : formatLabelSelector(job.selector)}`)
  out.line(0, `Parallelism:\t${orUnset(job.parallelism)}`)
  out.line(0, `Completions:\t${orUnset(job.completions)}`)
  if (job.activeDeadlineSeconds !== undefined) out.line(0, `Active Deadline Seconds:\t${String(job.activeDeadlineSeconds)}s`)
  describeTemplate(out, job.template)
  out.line(0, `Last Schedule Time:\t${status.lastScheduleTime === undefined ? '<unset>' : printDate(status.lastScheduleTime)}`)
  out.line(0, `Active Jobs:\t${orNone((status.active ?? []).map(({ name = '' }) => name).join(', '))}`)
}
