// Rules of Jobs and of templates for Jobs (WL-*).
// @source pkg/apis/batch/validation/validation.go ValidateJob, ValidateJobUpdate, validateJobSpec; pkg/registry/batch/job/strategy.go

import { invalid, notSupported, required, tooLong } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { Job, JobSpec } from '../api/fields/batch.ts'
import type { Container } from '../api/fields/container.ts'
import type { ObjectMeta } from '../api/fields/meta.ts'
import { podSpec, podTemplateSpec } from '../api/fields/pod.ts'
import type { PodSpec, PodTemplateSpec } from '../api/fields/pod.ts'
import { matchesSelector } from '../api/label-selector.ts'
import { asJson } from '../base/json.ts'
import type { Errors } from './errors.ts'
import { addInvalid, demandNotNegative, invalidShown, itemsOf } from './errors.ts'
import { validateFailurePolicy } from './failure-policy.ts'
import { immutable } from './immutable.ts'
import { internalText, isSameInside } from './internal-form.ts'
import { validateLabelSelector } from './label-selector.ts'
import { validateMetadata, validateMetadataUpdate } from './metadata.ts'
import { dnsLabelProblems, isLongerThan, subdomainProblems, urlPathProblems } from './names.ts'
import { validatePodTemplate } from './pod.ts'
import { validateSuccessPolicy } from './success-policy.ts'
import { SPEC, canSelect, demandMatch, demandSameSelector, hostNameWarnings, selectorText, templateWarnings } from './workload.ts'

const NAME = FieldPath.of('metadata', 'name')
const INDEXED = 'Indexed'
/** Of Jobs with numbers; and of those with more numbers than can be tracked otherwise. */
const MOST_PARALLEL = 100_000
const MOST_FAILED = 100_000
const MOST_COMPLETIONS_TO_TRACK = 100_000
const MOST_PARALLEL_TO_TRACK = 10_000
const MOST_FAILED_TO_TRACK = 10_000
const LONGEST_MANAGER = 63
const COUNTS = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
] as const

export function validateJob(job: Job, errors: Errors): void {
  validateMetadata(job.metadata, true, subdomainProblems, errors)
  validateGeneratedSelector(job, true, errors)
  validateSpec(job.spec, errors)
  validateIndexedName(job, errors)
}

export function validateJobUpdate(job: Job, old: Job, errors: Errors): void {
  const labels = old.spec.template.metadata.labels ?? {}
  validateMetadata(job.metadata, true, subdomainProblems, errors)
  validateGeneratedSelector(
    job,
    PREFIXED.every((label) => Object.hasOwn(labels, label)),
    errors,
  )
  validateSpec(job.spec, errors)
  validateIndexedName(job, errors)
  validateMetadataUpdate(job.metadata, old.metadata, errors)
  validateSpec(job.spec, errors)
  validateCompletions(job.spec, old.spec, errors)
  demandSameSelector(job.spec.selector, old.spec.selector, errors)
  validateTemplateUpdate(job, old, errors)
  for (const field of ['completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy'] as const) {
    const [value, before] = [job.spec[field], old.spec[field]]
    immutable(asJsonField(value), asJsonField(before), SPEC.child(field), errors)
  }
}

function asJsonField(value: JobSpec[keyof JobSpec]) {
  return typeof value === 'object' ? asJson(value) : (value ?? null)
}

export function jobWarnings(job: Job, old: Job | undefined): readonly string[] {
  if (old === undefined) return [...hostNameWarnings(job.metadata.name), ...jobSpecWarnings(job.spec, SPEC)]
  return job.metadata.generation === old.metadata.generation ? [] : jobSpecWarnings(job.spec, SPEC)
}

/** @source pkg/api/job/warnings.go WarningsForJobSpec */
export function jobSpecWarnings(spec: JobSpec, path: FieldPath): readonly string[] {
  const isLarge = (spec.completions ?? 0) > MOST_COMPLETIONS_TO_TRACK && (spec.parallelism ?? 0) > MOST_PARALLEL_TO_TRACK
  const tracking =
    'In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail'
  return [
    ...(spec.completionMode === INDEXED && isLarge ? [`${path.toString()}: ${tracking}`] : []),
    ...templateWarnings(spec.template, path.child('template')),
  ]
}

const LEGACY = ['controller-uid', 'job-name'] as const
const PREFIXED = ['batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name'] as const

/** A Job finds its Pods by labels that nobody else can have, unless its author took that over. @source validateGeneratedSelector */
function validateGeneratedSelector({ metadata, spec }: Job, hasPrefixes: boolean, errors: Errors): void {
  if (spec.manualSelector === true || spec.selector === undefined) return
  const names = hasPrefixes ? [...LEGACY, ...PREFIXED] : [...LEGACY]
  const expected = Object.fromEntries(names.map((name) => [name, name.endsWith('uid') ? (metadata.uid ?? '') : (metadata.name ?? '')]))
  for (const [name, value] of Object.entries(expected)) demandLabel(spec.template.metadata, name, value, errors)
  if (canSelect(spec.selector) && !matchesSelector(spec.selector, expected))
    errors.push(invalidShown(SPEC.child('selector'), selectorText(spec.selector), '`selector` not auto-generated'))
}

/** @source pkg/apis/core/validation/validation.go ValidateHasLabel */
function demandLabel({ labels }: ObjectMeta, name: string, value: string, errors: Errors): void {
  const path = SPEC.child('template', 'metadata', 'labels')
  if (labels === undefined || !Object.hasOwn(labels, name)) errors.push(required(path.key(name), `must be '${value}'`))
  else if (labels[name] !== value) errors.push(invalid(path.key(name), labels, `must be '${value}'`))
}

/** Pods of indexed Jobs get the index behind their host name. */
function validateIndexedName({ metadata: { name = '' }, spec }: Job, errors: Errors): void {
  if (spec.completionMode !== INDEXED || spec.completions === undefined || spec.completions <= 0) return
  const longest = `${name}-${String(spec.completions - 1)}`
  if (dnsLabelProblems(longest).length > 0)
    errors.push(invalid(NAME, name, `will not able to create pod with invalid DNS label: ${longest}`))
}

function validateSpec(spec: JobSpec, errors: Errors): void {
  validateJobSpec(spec, SPEC, errors)
  if (spec.selector === undefined) errors.push(required(SPEC.child('selector')))
  else validateLabelSelector(spec.selector, SPEC.child('selector'), errors)
  if (canSelect(spec.selector)) demandMatch(spec.selector, spec.template, SPEC.child('template'), errors)
}

/** What is asked of a Job's spec and of a CronJob's template alike. */
export function validateJobSpec(spec: JobSpec, path: FieldPath, errors: Errors): void {
  for (const field of COUNTS) demandNotNegative(errors, path.child(field), spec[field])
  const { completionMode, maxFailedIndexes, backoffLimitPerIndex, managedBy, podFailurePolicy, successPolicy } = spec
  if (maxFailedIndexes !== undefined && backoffLimitPerIndex === undefined)
    errors.push(required(path.child('backoffLimitPerIndex'), 'when maxFailedIndexes is specified'))
  if (managedBy !== undefined) validateManager(managedBy, path.child('managedBy'), errors)
  if (completionMode !== undefined && completionMode !== 'NonIndexed' && completionMode !== INDEXED)
    errors.push(notSupported(path.child('completionMode'), completionMode, ['NonIndexed', INDEXED]))
  if (completionMode === INDEXED) validateIndexed(spec, path, errors)
  if (completionMode === undefined || completionMode === 'NonIndexed') {
    for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes'] as const)
      if (spec[field] !== undefined) errors.push(invalid(path.child(field), spec[field], 'requires indexed completion mode'))
  }
  if (podFailurePolicy !== undefined) validateFailurePolicy(podFailurePolicy, spec, path.child('podFailurePolicy'), errors)
  if (successPolicy !== undefined) validateSuccessPolicy(successPolicy, spec, path.child('successPolicy'), errors)
  validateReplacementPolicy(spec, path.child('podReplacementPolicy'), errors)
  validatePodTemplate(spec.template, path.child('template'), errors)
  validateRestartPolicy(spec, path.child('template', 'spec', 'restartPolicy'), errors)
}

/** A Job whose Pods have numbers. */
function validateIndexed(
  { completions, parallelism, maxFailedIndexes, backoffLimitPerIndex }: JobSpec,
  path: FieldPath,
  errors: Errors,
): void {
  const demandAtMost = (field: 'parallelism' | 'maxFailedIndexes', value: number | undefined, most: number, when = ''): void => {
    if (value !== undefined && value > most)
      errors.push(invalid(path.child(field), value, `must be less than or equal to ${String(most)}${when}`))
  }
  if (completions === undefined) errors.push(required(path.child('completions'), 'when completion mode is Indexed'))
  demandAtMost('parallelism', parallelism, MOST_PARALLEL, ' when completion mode is Indexed')
  if (completions !== undefined && maxFailedIndexes !== undefined && maxFailedIndexes > completions)
    errors.push(invalid(path.child('maxFailedIndexes'), maxFailedIndexes, 'must be less than or equal to completions'))
  demandAtMost('maxFailedIndexes', maxFailedIndexes, MOST_FAILED)
  if (completions === undefined || completions <= MOST_COMPLETIONS_TO_TRACK || backoffLimitPerIndex === undefined) return
  const limit = String(MOST_COMPLETIONS_TO_TRACK)
  if (maxFailedIndexes === undefined)
    errors.push(required(path.child('maxFailedIndexes'), `must be specified when completions is above ${limit}`))
  const when = ` when completions are above ${limit} and used with backoff limit per index`
  demandAtMost('parallelism', parallelism, MOST_PARALLEL_TO_TRACK, when)
  demandAtMost('maxFailedIndexes', maxFailedIndexes, MOST_FAILED_TO_TRACK, when)
}

/** Who looks after the Job instead of the Job controller. @source apimachinery/pkg/util/validation/validation.go IsDomainPrefixedPath */
function validateManager(manager: string, path: FieldPath, errors: Errors): void {
  const slash = manager.indexOf('/')
  const [domain, rest] = [manager.slice(0, Math.max(slash, 0)), manager.slice(slash + 1)]
  if (manager === '') errors.push(required(path))
  else if (domain === '' || rest === '') errors.push(invalid(path, manager, 'must be a domain-prefixed path (such as "acme.io/foo")'))
  else {
    addInvalid(errors, path, domain, subdomainProblems(domain))
    addInvalid(errors, path, rest, urlPathProblems(rest))
  }
  if (isLongerThan(manager, LONGEST_MANAGER)) errors.push(tooLong(path, LONGEST_MANAGER))
}

function validateReplacementPolicy({ podReplacementPolicy, podFailurePolicy }: JobSpec, path: FieldPath, errors: Errors): void {
  const supported = podFailurePolicy === undefined ? ['Failed', 'TerminatingOrFailed'] : ['Failed']
  if (podReplacementPolicy !== undefined && !supported.includes(podReplacementPolicy))
    errors.push(notSupported(path, podReplacementPolicy, supported))
}

function validateRestartPolicy({ template, podFailurePolicy }: JobSpec, path: FieldPath, errors: Errors): void {
  const policy = template.spec.restartPolicy ?? ''
  if (policy === '' || policy === 'Always') errors.push(required(path, 'valid values: "OnFailure", "Never"'))
  else if (policy !== 'OnFailure' && policy !== 'Never') errors.push(notSupported(path, policy, ['OnFailure', 'Never']))
  else if (podFailurePolicy !== undefined && policy !== 'Never')
    errors.push(invalid(path, policy, 'only "Never" is supported when podFailurePolicy is specified'))
}

function validateCompletions(spec: JobSpec, old: JobSpec, errors: Errors): void {
  const path = SPEC.child('completions')
  if (spec.completionMode !== INDEXED) immutable(spec.completions ?? null, old.completions ?? null, path, errors)
  else if (spec.completions !== undefined && spec.completions !== old.completions && spec.completions !== spec.parallelism)
    errors.push(invalid(path, spec.completions, 'can only be modified in tandem with spec.parallelism'))
}

/** A suspended Job's Pods may still get another place to run and other resources; nothing else changes ever. */
function validateTemplateUpdate(job: Job, old: Job, errors: Errors): void {
  const template = job.spec.template
  const path = SPEC.child('template')
  if (!isIdle(old)) {
    if (!isSameInside(podTemplateSpec, asJson(template), asJson(old.spec.template)))
      errors.push(invalidShown(path, internalText(podTemplateSpec, asJson(template)), 'field is immutable'))
    return
  }
  const before = withResources(withPlace(old.spec.template, template).spec, template.spec)
  if (!isSameInside(podSpec, asJson(template.spec), asJson(before)))
    errors.push(invalidShown(path.child('spec'), internalText(podSpec, asJson(template.spec)), 'field is immutable'))
}

/** @source pkg/registry/batch/job/strategy.go shouldAllowMutablePodTemplate */
function isIdle({ spec, status }: Job): boolean {
  const wasSuspended = (status.conditions ?? []).some((condition) => condition.type === 'Suspended' && condition.status === 'True')
  return spec.suspend === true && (status.startTime === undefined || wasSuspended) && (status.active ?? 0) === 0
}

/** The old template with what decides where Pods run taken from the new one. */
function withPlace(old: PodTemplateSpec, { spec }: PodTemplateSpec): PodTemplateSpec {
  const { nodeSelector: _selector, tolerations: _tolerations, schedulingGates: _gates, affinity, ...rest } = old.spec
  const { nodeAffinity: _nodes, ...others } = affinity ?? {}
  const nodeAffinity = spec.affinity?.nodeAffinity
  const merged = { ...(nodeAffinity === undefined ? {} : { nodeAffinity }), ...others }
  const hasAffinity = Object.keys(merged).length > 0 || spec.affinity !== undefined
  return {
    ...old,
    spec: {
      ...rest,
      ...(spec.nodeSelector === undefined ? {} : { nodeSelector: spec.nodeSelector }),
      ...(spec.tolerations === undefined ? {} : { tolerations: spec.tolerations }),
      ...(spec.schedulingGates === undefined ? {} : { schedulingGates: spec.schedulingGates }),
      ...(hasAffinity ? { affinity: merged } : {}),
    },
  }
}

function withResources(old: PodSpec, spec: PodSpec): PodSpec {
  const adopt = (before: readonly Container[], now: readonly Container[]): readonly Container[] =>
    itemsOf(before).length !== itemsOf(now).length
      ? before
      : itemsOf(before).map((container, index) => {
          const other = itemsOf(now)[index]
          return other?.name === container.name ? { ...container, resources: other.resources } : container
        })
  const { initContainers } = old
  return {
    ...old,
    containers: adopt(old.containers, spec.containers),
    ...(initContainers === undefined ? {} : { initContainers: adopt(initContainers, spec.initContainers ?? []) }),
  }
}
