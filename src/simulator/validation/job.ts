// Rules of new Jobs (WL-3).
// @source pkg/apis/batch/validation/validation.go ValidateJob, validateGeneratedSelector

import { invalid, required } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { Job, JobSpec } from '../api/fields/batch.ts'
import type { ObjectMeta } from '../api/fields/meta.ts'
import { matchesSelector } from '../api/label-selector.ts'
import { invalidShown } from './errors.ts'
import { INDEXED, jobSpecWarnings, validateJobSpec } from './job-spec.ts'
import { validateLabelSelector } from './label-selector.ts'
import { validateMetadata } from './metadata.ts'
import { dnsLabelProblems, subdomainProblems } from './names.ts'
import type { Errors, RuleFinder } from './rules.ts'
import { SPEC, canSelect, demandMatch, hostNameWarnings, selectorText } from './workload.ts'

const NAME = FieldPath.of('metadata', 'name')

export function validateJob(job: Job, errors: Errors): void {
  validateMetadata(job.metadata, true, subdomainProblems, errors)
  validateGeneratedSelector(job, true, errors)
  validateSpecWithSelector(job.spec, errors)
  validateIndexedName(job, errors)
}

export function jobWarnings(job: Job, old: Job | undefined, rare: RuleFinder): readonly string[] {
  if (old === undefined) return [...hostNameWarnings(job.metadata.name), ...jobSpecWarnings(job.spec, SPEC, rare)]
  return job.metadata.generation === old.metadata.generation ? [] : jobSpecWarnings(job.spec, SPEC, rare)
}

const LEGACY_LABELS = ['controller-uid', 'job-name'] as const
export const PREFIXED_LABELS = ['batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name'] as const

/** A Job finds its Pods by labels that nobody else can have, unless its author took that over. @source validateGeneratedSelector */
export function validateGeneratedSelector({ metadata, spec }: Job, hasPrefixes: boolean, errors: Errors): void {
  if (spec.manualSelector === true || spec.selector === undefined) return
  const names = hasPrefixes ? [...LEGACY_LABELS, ...PREFIXED_LABELS] : [...LEGACY_LABELS]
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
export function validateIndexedName({ metadata: { name = '' }, spec }: Job, errors: Errors): void {
  if (spec.completionMode !== INDEXED || spec.completions === undefined || spec.completions <= 0) return
  const longest = `${name}-${String(spec.completions - 1)}`
  if (dnsLabelProblems(longest).length > 0)
    errors.push(invalid(NAME, name, `will not able to create pod with invalid DNS label: ${longest}`))
}

export function validateSpecWithSelector(spec: JobSpec, errors: Errors): void {
  validateJobSpec(spec, SPEC, errors)
  if (spec.selector === undefined) errors.push(required(SPEC.child('selector')))
  else validateLabelSelector(spec.selector, SPEC.child('selector'), errors)
  if (canSelect(spec.selector)) demandMatch(spec.selector, spec.template, SPEC.child('template'), errors)
}
