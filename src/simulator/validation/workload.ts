// Rules of Deployments and ReplicaSets (DEP-2 … DEP-4, C-5).
// @source pkg/apis/apps/validation/validation.go ValidateDeployment, ValidateReplicaSet

import { forbidden, invalid, notSupported, required } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { LabelSelector } from '../api/fields/meta.ts'
import type { PodTemplateSpec } from '../api/fields/pod.ts'
import type { Deployment, DeploymentStrategy, ReplicaSet } from '../api/fields/workload.ts'
import { matchesSelector } from '../api/label-selector.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import type { JsonValue } from '../base/json.ts'
import type { Errors } from './errors.ts'
import { addInvalid, demandNotNegative } from './errors.ts'
import { isEmptySelector, validateLabelSelector } from './label-selector.ts'
import { validateMetadata, validateMetadataUpdate } from './metadata.ts'
import { percentProblems, subdomainProblems } from './names.ts'
import { validatePodTemplate } from './pod.ts'

const SPEC = FieldPath.of('spec')

export function validateDeployment(deployment: Deployment, errors: Errors): void {
  validateMetadata(deployment.metadata, true, subdomainProblems, errors)
  validateDeploymentSpec(deployment, errors)
}

export function validateDeploymentUpdate(deployment: Deployment, old: Deployment, errors: Errors): void {
  validateMetadataUpdate(deployment.metadata, old.metadata, errors)
  validateDeploymentSpec(deployment, errors)
  validateSameSelector(deployment.spec.selector, old.spec.selector, errors)
}

export function validateReplicaSet(set: ReplicaSet, errors: Errors): void {
  validateMetadata(set.metadata, true, subdomainProblems, errors)
  validateReplicaSetSpec(set, errors)
}

export function validateReplicaSetUpdate(set: ReplicaSet, old: ReplicaSet, errors: Errors): void {
  validateMetadataUpdate(set.metadata, old.metadata, errors)
  validateReplicaSetSpec(set, errors)
  validateSameSelector(set.spec.selector, old.spec.selector, errors)
}

function validateDeploymentSpec({ spec }: Deployment, errors: Errors): void {
  demandNotNegative(errors, SPEC.child('replicas'), spec.replicas)
  if (validateSelector(spec.selector, 'deployment', errors)) validateTemplate(spec.selector, spec.template, errors)
  validateStrategy(spec.strategy, SPEC.child('strategy'), errors)
  demandNotNegative(errors, SPEC.child('minReadySeconds'), spec.minReadySeconds)
  demandNotNegative(errors, SPEC.child('revisionHistoryLimit'), spec.revisionHistoryLimit)
  const deadline = spec.progressDeadlineSeconds
  demandNotNegative(errors, SPEC.child('progressDeadlineSeconds'), deadline)
  if (deadline !== undefined && deadline <= (spec.minReadySeconds ?? 0))
    errors.push(invalid(SPEC.child('progressDeadlineSeconds'), deadline, 'must be greater than minReadySeconds'))
}

function validateReplicaSetSpec({ spec }: ReplicaSet, errors: Errors): void {
  demandNotNegative(errors, SPEC.child('replicas'), spec.replicas)
  demandNotNegative(errors, SPEC.child('minReadySeconds'), spec.minReadySeconds)
  // Upstream's words name the other kind here, too.
  if (validateSelector(spec.selector, 'deployment', errors)) validateTemplate(spec.selector, spec.template, errors)
}

/** @returns false for a selector that selects nothing that can be checked */
function validateSelector(selector: LabelSelector | null | undefined, kind: string, errors: Errors): boolean {
  const path = SPEC.child('selector')
  if (selector === undefined || selector === null) {
    errors.push(required(path, ''))
    return true
  }
  const before = errors.length
  validateLabelSelector(selector, path, errors)
  const isBroken = errors.length > before
  if (isEmptySelector(selector)) errors.push(invalid(path, { ...selector } as JsonValue, `empty selector is invalid for ${kind}`))
  if (isBroken) errors.push(invalid(path, { ...selector } as JsonValue, 'invalid label selector'))
  return !isBroken
}

function validateTemplate(selector: LabelSelector | null | undefined, template: PodTemplateSpec, errors: Errors): void {
  const path = SPEC.child('template')
  const known = selector ?? undefined
  const selectsAll = known !== undefined && isEmptySelector(known)
  if (!selectsAll && !matchesSelector(known, template.metadata.labels)) {
    errors.push(invalid(path.child('metadata', 'labels'), template.metadata.labels, '`selector` does not match template `labels`'))
  }
  validatePodTemplate(template, path, errors)
  if (template.spec.restartPolicy !== 'Always')
    errors.push(notSupported(path.child('spec', 'restartPolicy'), template.spec.restartPolicy, ['Always']))
  if (template.spec.activeDeadlineSeconds !== undefined)
    errors.push(forbidden(path.child('spec', 'activeDeadlineSeconds'), 'activeDeadlineSeconds in ReplicaSet is not Supported'))
}

function validateStrategy(strategy: DeploymentStrategy, path: FieldPath, errors: Errors): void {
  const { type, rollingUpdate } = strategy
  if (type === 'Recreate') {
    if (rollingUpdate !== undefined)
      errors.push(forbidden(path.child('rollingUpdate'), "may not be specified when strategy `type` is 'Recreate'"))
    return
  }
  if (type !== 'RollingUpdate') {
    errors.push(notSupported(path, { ...strategy } as JsonValue, ['Recreate', 'RollingUpdate']))
    return
  }
  if (rollingUpdate === undefined) {
    errors.push(required(path.child('rollingUpdate'), 'this should be defaulted and never be nil'))
    return
  }
  const at = path.child('rollingUpdate')
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate
  validateShare(maxUnavailable, at.child('maxUnavailable'), errors)
  validateShare(maxSurge, at.child('maxSurge'), errors)
  if (amountOf(maxUnavailable) === 0 && amountOf(maxSurge) === 0)
    errors.push(invalid(at.child('maxUnavailable'), maxUnavailable, 'may not be 0 when `maxSurge` is 0'))
  if (typeof maxUnavailable === 'string' && amountOf(maxUnavailable) > 100)
    errors.push(invalid(at.child('maxUnavailable'), maxUnavailable, 'must not be greater than 100%'))
}

/** A count, or a percentage. @source ValidatePositiveIntOrPercent */
function validateShare(value: number | string, path: FieldPath, errors: Errors): void {
  if (typeof value === 'string') addInvalid(errors, path, value, percentProblems(value))
  else demandNotNegative(errors, path, value)
}

function amountOf(value: number | string): number {
  if (typeof value === 'number') return value
  const [, digits] = /^(\d+)%$/.exec(value) ?? []
  return digits === undefined ? 0 : Number(digits)
}

function validateSameSelector(selector: LabelSelector | null | undefined, old: LabelSelector | null | undefined, errors: Errors): void {
  if (isDeepEqual(selector, old)) return
  errors.push(
    invalid(
      SPEC.child('selector'),
      selector === undefined || selector === null ? null : ({ ...selector } as JsonValue),
      'field is immutable',
    ),
  )
}
