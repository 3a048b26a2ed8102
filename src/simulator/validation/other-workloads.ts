// Rules of StatefulSets, DaemonSets, Jobs and CronJobs (WL-*).
// @source pkg/apis/apps/validation/validation.go ValidateStatefulSetSpec, ValidateDaemonSetSpec; pkg/apis/batch/validation/validation.go ValidateJobSpec, validateCronJobSpec
// @simplified Claim templates, failure and success policies, schedules and what may change in an update are not checked.

import { forbidden, invalid, notSupported, required } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { CronJob, Job } from '../api/fields/batch.ts'
import type { LabelSelector } from '../api/fields/meta.ts'
import type { PodTemplateSpec } from '../api/fields/pod.ts'
import type { DaemonSet, StatefulSet } from '../api/fields/workload.ts'
import { matchesSelector } from '../api/label-selector.ts'
import type { JsonValue } from '../base/json.ts'
import type { Errors } from './errors.ts'
import { addInvalid, demandNotNegative, demandOneOf, demandText } from './errors.ts'
import { isEmptySelector, validateLabelSelector } from './label-selector.ts'
import { validateAnnotations, validateLabels, validateMetadata, validateMetadataUpdate } from './metadata.ts'
import { dnsLabelProblems, subdomainProblems } from './names.ts'
import { validatePodTemplate } from './pod.ts'

const SPEC = FieldPath.of('spec')
/** A CronJob adds eleven characters to its name. */
const LONGEST_CRON_JOB_NAME = 52

export function validateStatefulSet(set: StatefulSet, errors: Errors): void {
  validateMetadata(set.metadata, true, subdomainProblems, errors)
  validateStatefulSetSpec(set, errors)
}

export function validateStatefulSetUpdate(set: StatefulSet, old: StatefulSet, errors: Errors): void {
  validateMetadataUpdate(set.metadata, old.metadata, errors)
  validateStatefulSetSpec(set, errors)
}

function validateStatefulSetSpec({ spec }: StatefulSet, errors: Errors): void {
  const policy = SPEC.child('podManagementPolicy')
  if (
    demandText(errors, policy, spec.podManagementPolicy) &&
    spec.podManagementPolicy !== 'OrderedReady' &&
    spec.podManagementPolicy !== 'Parallel'
  ) {
    errors.push(invalid(policy, spec.podManagementPolicy, "must be 'OrderedReady' or 'Parallel'"))
  }
  const strategy = spec.updateStrategy
  if (strategy?.type === undefined || strategy.type === '') errors.push(required(SPEC.child('updateStrategy'), ''))
  else if (strategy.type === 'OnDelete') {
    if (strategy.rollingUpdate !== undefined) {
      errors.push(
        invalid(
          SPEC.child('updateStrategy', 'rollingUpdate'),
          { ...strategy.rollingUpdate } as JsonValue,
          "only allowed for updateStrategy 'RollingUpdate'",
        ),
      )
    }
  } else if (strategy.type !== 'RollingUpdate') {
    errors.push(
      invalid(SPEC.child('updateStrategy'), { Type: strategy.type, RollingUpdate: null }, "must be 'RollingUpdate' or 'OnDelete'"),
    )
  } else demandNotNegative(errors, SPEC.child('updateStrategy', 'rollingUpdate', 'partition'), strategy.rollingUpdate?.partition)
  demandNotNegative(errors, SPEC.child('replicas'), spec.replicas)
  demandNotNegative(errors, SPEC.child('minReadySeconds'), spec.minReadySeconds)
  demandNotNegative(errors, SPEC.child('ordinals.start'), spec.ordinals?.start)
  if (spec.serviceName !== undefined && spec.serviceName !== '')
    addInvalid(errors, SPEC.child('serviceName'), spec.serviceName, dnsLabelProblems(spec.serviceName))
  demandSelector(spec.selector, 'statefulset', errors)
  const template = SPEC.child('template')
  if (!selectsEverything(spec.selector)) demandMatch(spec.selector, spec.template, template, errors)
  validatePodTemplate(spec.template, template, errors)
  validateLabels(spec.template.metadata.labels, template.child('labels'), errors)
  validateAnnotations(spec.template.metadata.annotations, template.child('annotations'), errors)
  demandAlways(spec.template, template, 'StatefulSet', errors)
}

export function validateDaemonSet(set: DaemonSet, errors: Errors): void {
  validateMetadata(set.metadata, true, subdomainProblems, errors)
  validateDaemonSetSpec(set, errors)
}

export function validateDaemonSetUpdate(set: DaemonSet, old: DaemonSet, errors: Errors): void {
  validateMetadataUpdate(set.metadata, old.metadata, errors)
  validateDaemonSetSpec(set, errors)
}

function validateDaemonSetSpec({ spec }: DaemonSet, errors: Errors): void {
  const selector = spec.selector ?? undefined
  validateLabelSelector(selector, SPEC.child('selector'), errors)
  const template = SPEC.child('template')
  demandMatch(selector, spec.template, template, errors)
  if (selector !== undefined && isEmptySelector(selector))
    errors.push(invalid(SPEC.child('selector'), { ...selector } as JsonValue, 'empty selector is invalid for daemonset'))
  validatePodTemplate(spec.template, template, errors)
  demandAlways(spec.template, template, 'DaemonSet', errors)
  demandNotNegative(errors, SPEC.child('minReadySeconds'), spec.minReadySeconds)
  demandOneOf(errors, SPEC.child('updateStrategy', 'type'), spec.updateStrategy.type, ['OnDelete', 'RollingUpdate'])
  demandNotNegative(errors, SPEC.child('revisionHistoryLimit'), spec.revisionHistoryLimit)
}

export function validateJob(job: Job, errors: Errors): void {
  validateMetadata(job.metadata, true, subdomainProblems, errors)
  validateJobSpec(job.spec, SPEC, errors)
  demandJobSelector(job.spec, errors)
}

export function validateJobUpdate(job: Job, old: Job, errors: Errors): void {
  validateMetadataUpdate(job.metadata, old.metadata, errors)
  validateJobSpec(job.spec, SPEC, errors)
  demandJobSelector(job.spec, errors)
}

function demandJobSelector({ selector, template }: Job['spec'], errors: Errors): void {
  if (selector === undefined) errors.push(required(SPEC.child('selector'), ''))
  else validateLabelSelector(selector, SPEC.child('selector'), errors)
  demandMatch(selector, template, SPEC.child('template'), errors)
}

function validateJobSpec(spec: Job['spec'], path: FieldPath, errors: Errors): void {
  for (const field of [
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
    'backoffLimitPerIndex',
    'maxFailedIndexes',
  ] as const) {
    demandNotNegative(errors, path.child(field), spec[field])
  }
  if (spec.maxFailedIndexes !== undefined && spec.backoffLimitPerIndex === undefined)
    errors.push(required(path.child('backoffLimitPerIndex'), 'when maxFailedIndexes is specified'))
  demandOneOf(errors, path.child('completionMode'), spec.completionMode, ['Indexed', 'NonIndexed'])
  if (spec.completionMode === 'Indexed' && spec.completions === undefined)
    errors.push(required(path.child('completions'), 'when completion mode is Indexed'))
  if (spec.completionMode === undefined || spec.completionMode === 'NonIndexed') {
    for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes'] as const) {
      if (spec[field] !== undefined) errors.push(invalid(path.child(field), spec[field], 'requires indexed completion mode'))
    }
  }
  validatePodTemplate(spec.template, path.child('template'), errors)
  const policy = spec.template.spec.restartPolicy ?? ''
  const at = path.child('template', 'spec', 'restartPolicy')
  if (policy === '' || policy === 'Always') errors.push(required(at, 'valid values: "OnFailure", "Never"'))
  else if (policy !== 'OnFailure' && policy !== 'Never') errors.push(notSupported(at, policy, ['OnFailure', 'Never']))
}

export function validateCronJob(job: CronJob, errors: Errors): void {
  validateMetadata(job.metadata, true, subdomainProblems, errors)
  validateCronJobSpec(job, errors)
  const name = job.metadata.name ?? ''
  if (name.length > LONGEST_CRON_JOB_NAME)
    errors.push(invalid(FieldPath.of('metadata', 'name'), name, 'must be no more than 52 characters'))
}

export function validateCronJobUpdate(job: CronJob, old: CronJob, errors: Errors): void {
  validateMetadataUpdate(job.metadata, old.metadata, errors)
  validateCronJobSpec(job, errors)
}

function validateCronJobSpec({ spec }: CronJob, errors: Errors): void {
  demandText(errors, SPEC.child('schedule'), spec.schedule)
  demandNotNegative(errors, SPEC.child('startingDeadlineSeconds'), spec.startingDeadlineSeconds)
  if (demandText(errors, SPEC.child('concurrencyPolicy'), spec.concurrencyPolicy)) {
    demandOneOf(errors, SPEC.child('concurrencyPolicy'), spec.concurrencyPolicy, ['Allow', 'Forbid', 'Replace'])
  }
  validateJobSpec(spec.jobTemplate.spec, SPEC.child('jobTemplate', 'spec'), errors)
  demandNotNegative(errors, SPEC.child('successfulJobsHistoryLimit'), spec.successfulJobsHistoryLimit)
  demandNotNegative(errors, SPEC.child('failedJobsHistoryLimit'), spec.failedJobsHistoryLimit)
}

function selectsEverything(selector: LabelSelector | null | undefined): boolean {
  return selector !== undefined && selector !== null && isEmptySelector(selector)
}

function demandSelector(selector: LabelSelector | null | undefined, kind: string, errors: Errors): void {
  const path = SPEC.child('selector')
  if (selector === undefined || selector === null) {
    errors.push(required(path, ''))
    return
  }
  validateLabelSelector(selector, path, errors)
  if (isEmptySelector(selector)) errors.push(invalid(path, { ...selector } as JsonValue, `empty selector is invalid for ${kind}`))
}

function demandMatch(selector: LabelSelector | null | undefined, { metadata }: PodTemplateSpec, path: FieldPath, errors: Errors): void {
  if (matchesSelector(selector ?? undefined, metadata.labels)) return
  errors.push(invalid(path.child('metadata', 'labels'), metadata.labels, '`selector` does not match template `labels`'))
}

function demandAlways({ spec }: PodTemplateSpec, path: FieldPath, kind: string, errors: Errors): void {
  if (spec.restartPolicy !== 'Always') errors.push(notSupported(path.child('spec', 'restartPolicy'), spec.restartPolicy, ['Always']))
  if (spec.activeDeadlineSeconds !== undefined)
    errors.push(forbidden(path.child('spec', 'activeDeadlineSeconds'), `activeDeadlineSeconds in ${kind} is not Supported`))
}
