// Rules of Jobs that change: almost nothing may (WL-3).
// @source pkg/apis/batch/validation/validation.go ValidateJobUpdate, ValidateJobSpecUpdate; pkg/registry/batch/job/strategy.go

import { invalid } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import { podFailurePolicy, successPolicy } from '../api/fields/batch.ts'
import type { Job, JobSpec } from '../api/fields/batch.ts'
import type { Container } from '../api/fields/container.ts'
import type { StructTable } from '../api/fields/field-table.ts'
import { podSpec, podTemplateSpec } from '../api/fields/pod.ts'
import type { PodSpec, PodTemplateSpec } from '../api/fields/pod.ts'
import { asJson } from '../base/json.ts'
import { invalidShown, itemsOf } from './errors.ts'
import { immutable } from './immutable.ts'
import { internalText, isSameInside } from './internal-form.ts'
import { PREFIXED_LABELS, validateGeneratedSelector, validateIndexedName, validateSpecWithSelector } from './job.ts'
import { INDEXED } from './job-spec.ts'
import { validateMetadata, validateMetadataUpdate } from './metadata.ts'
import { subdomainProblems } from './names.ts'
import type { Errors } from './rules.ts'
import { SPEC, demandSameSelector } from './workload.ts'

export function validateJobUpdate(job: Job, old: Job, errors: Errors): void {
  const labels = old.spec.template.metadata.labels ?? {}
  validateMetadata(job.metadata, true, subdomainProblems, errors)
  validateGeneratedSelector(
    job,
    PREFIXED_LABELS.every((label) => Object.hasOwn(labels, label)),
    errors,
  )
  validateSpecWithSelector(job.spec, errors)
  validateIndexedName(job, errors)
  validateMetadataUpdate(job.metadata, old.metadata, errors)
  validateSpecWithSelector(job.spec, errors)
  validateCompletions(job.spec, old.spec, errors)
  demandSameSelector(job.spec.selector, old.spec.selector, errors)
  validateTemplateUpdate(job, old, errors)
  immutable(job.spec.completionMode ?? null, old.spec.completionMode ?? null, SPEC.child('completionMode'), errors)
  demandSamePolicy(podFailurePolicy, job.spec.podFailurePolicy, old.spec.podFailurePolicy, SPEC.child('podFailurePolicy'), errors)
  for (const field of ['backoffLimitPerIndex', 'managedBy'] as const)
    immutable(job.spec[field] ?? null, old.spec[field] ?? null, SPEC.child(field), errors)
  demandSamePolicy(successPolicy, job.spec.successPolicy, old.spec.successPolicy, SPEC.child('successPolicy'), errors)
}

function demandSamePolicy<T extends object>(
  table: StructTable,
  policy: T | undefined,
  old: T | undefined,
  path: FieldPath,
  errors: Errors,
): void {
  const [value, before] = [asJson(policy ?? null), asJson(old ?? null)]
  if ((policy === undefined) === (old === undefined) && isSameInside(table, value, before)) return
  errors.push(invalidShown(path, policy === undefined ? 'null' : internalText(table, value), 'field is immutable'))
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
