// Rules of a Job's spec, which is also a CronJob's template (WL-3).
// @source pkg/apis/batch/validation/validation.go validateJobSpec

import { invalid, notSupported, required, tooLong } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { JobSpec } from '../api/fields/batch.ts'
import { addInvalid, demandNotNegative } from './errors.ts'
import { validateFailurePolicy } from './failure-policy.ts'
import { isLongerThan, subdomainProblems, urlPathProblems } from './names.ts'
import { validatePodTemplate } from './pod.ts'
import type { Errors, RuleFinder } from './rules.ts'
import { validateSuccessPolicy } from './success-policy.ts'
import { templateWarnings } from './workload.ts'

export const INDEXED = 'Indexed'
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

/** @source pkg/api/job/warnings.go WarningsForJobSpec */
export function jobSpecWarnings(spec: JobSpec, path: FieldPath, rare: RuleFinder): readonly string[] {
  const isLarge = (spec.completions ?? 0) > MOST_COMPLETIONS_TO_TRACK && (spec.parallelism ?? 0) > MOST_PARALLEL_TO_TRACK
  const tracking =
    'In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail'
  return [
    ...(spec.completionMode === INDEXED && isLarge ? [`${path.toString()}: ${tracking}`] : []),
    ...templateWarnings(spec.template, rare, path.child('template')),
  ]
}
