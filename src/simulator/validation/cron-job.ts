// Rules of CronJobs (WL-*).
// @source pkg/apis/batch/validation/validation.go ValidateCronJobCreate, validateCronJobSpec

import { invalid, notSupported } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { CronJob, CronJobSpec } from '../api/fields/batch.ts'
import { parseCronSchedule } from '../base/cron-schedule.ts'
import { isTimeZone } from '../base/time-zone.ts'
import { demandChoice, demandNotNegative, demandText, invalidShown } from './errors.ts'
import { jobSpecWarnings, validateJobSpec } from './job-spec.ts'
import { validateMetadata, validateMetadataUpdate } from './metadata.ts'
import { subdomainProblems } from './names.ts'
import type { Errors, RuleFinder } from './rules.ts'
import { SPEC, hostNameWarnings, selectorText } from './workload.ts'

/** A CronJob adds eleven characters to its name. */
const LONGEST_NAME = 52
const JOB_SPEC = SPEC.child('jobTemplate', 'spec')

export function validateCronJob(job: CronJob, errors: Errors): void {
  validateMetadata(job.metadata, true, subdomainProblems, errors)
  validateCronJobSpec(job.spec, undefined, errors)
  const name = job.metadata.name ?? ''
  if (name.length > LONGEST_NAME)
    errors.push(invalid(FieldPath.of('metadata', 'name'), name, `must be no more than ${String(LONGEST_NAME)} characters`))
}

export function validateCronJobUpdate(job: CronJob, old: CronJob, errors: Errors): void {
  validateMetadataUpdate(job.metadata, old.metadata, errors)
  validateCronJobSpec(job.spec, old.spec, errors)
}

export function cronJobWarnings(job: CronJob, old: CronJob | undefined, rare: RuleFinder): readonly string[] {
  const spec = job.spec.jobTemplate.spec
  if (old === undefined) return [...hostNameWarnings(job.metadata.name), ...jobSpecWarnings(spec, JOB_SPEC, rare)]
  const zone =
    'cannot use TZ or CRON_TZ in spec.spec.schedule, use timeZone instead, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details'
  return [
    ...(job.metadata.generation === old.metadata.generation ? [] : jobSpecWarnings(spec, JOB_SPEC, rare)),
    ...(job.spec.schedule.includes('TZ') ? [zone] : []),
  ]
}

function validateCronJobSpec(spec: CronJobSpec, old: CronJobSpec | undefined, errors: Errors): void {
  const schedule = SPEC.child('schedule')
  if (demandText(errors, schedule, spec.schedule)) validateSchedule(spec, old?.schedule.includes('TZ') === true, errors)
  demandNotNegative(errors, SPEC.child('startingDeadlineSeconds'), spec.startingDeadlineSeconds)
  if (old === undefined || old.timeZone !== spec.timeZone) validateTimeZone(spec.timeZone, errors)
  demandChoice(errors, SPEC.child('concurrencyPolicy'), spec.concurrencyPolicy, ['Allow', 'Forbid', 'Replace'])
  validateJobSpec(spec.jobTemplate.spec, JOB_SPEC, errors)
  const { selector, manualSelector } = spec.jobTemplate.spec
  if (selector !== undefined)
    errors.push(invalidShown(JOB_SPEC.child('selector'), selectorText(selector), '`selector` will be auto-generated'))
  if (manualSelector === true) errors.push(notSupported(JOB_SPEC.child('manualSelector'), true, ['nil', 'false']))
  demandNotNegative(errors, SPEC.child('successfulJobsHistoryLimit'), spec.successfulJobsHistoryLimit)
  demandNotNegative(errors, SPEC.child('failedJobsHistoryLimit'), spec.failedJobsHistoryLimit)
}

function validateSchedule({ schedule, timeZone }: CronJobSpec, hadZone: boolean, errors: Errors): void {
  const path = SPEC.child('schedule')
  const parsed = parseCronSchedule(schedule.replace(/^(?:CRON_)?TZ=[^ ]* +/, ''))
  if (!parsed.ok) errors.push(invalid(path, schedule, parsed.problem))
  if (!schedule.includes('TZ')) return
  if (!hadZone) errors.push(invalid(path, schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead'))
  else if (timeZone !== undefined) errors.push(invalid(path, schedule, 'cannot use both timeZone field and TZ or CRON_TZ in schedule'))
}

function validateTimeZone(zone: string | undefined, errors: Errors): void {
  const path = SPEC.child('timeZone')
  if (zone === undefined) return
  if (zone === '') {
    errors.push(invalid(path, zone, 'timeZone must be nil or non-empty string'))
    return
  }
  const isWell = zone.split('/').every((part) => part !== '.' && part !== '..' && /^(?!-)[A-Za-z.\-_0-9+]{1,14}$/.test(part))
  const detail = 'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones'
  if (isWell && zone.toLowerCase() === 'local') errors.push(invalid(path, zone, detail))
  // `Local` is one that Go knows.
  if (!isWell || (zone !== 'Local' && !isTimeZone(zone))) errors.push(invalid(path, zone, `unknown time zone ${zone}`))
}
