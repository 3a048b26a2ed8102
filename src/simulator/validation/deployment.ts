// Rules of Deployments and ReplicaSets (DEP-2 … DEP-4, C-5).
// @source pkg/apis/apps/validation/validation.go ValidateDeployment, ValidateReplicaSet

import { forbidden, invalid, required } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { LabelSelector } from '../api/fields/meta.ts'
import type { PodTemplateSpec } from '../api/fields/pod.ts'
import { deploymentStrategy } from '../api/fields/workload.ts'
import type { Deployment, DeploymentStrategy, ReplicaSet } from '../api/fields/workload.ts'
import { asJson } from '../base/json.ts'
import { demandNotNegative, invalidShown, notSupportedShown, structText } from './errors.ts'
import { validateMetadata, validateMetadataUpdate } from './metadata.ts'
import { subdomainProblems } from './names.ts'
import { validatePodTemplate } from './pod.ts'
import type { Errors, RuleFinder } from './rules.ts'
import {
  SPEC,
  amountOf,
  canSelect,
  demandAlways,
  demandAtMostAll,
  demandMatch,
  demandSameSelector,
  demandSelector,
  hostNameWarnings,
  selectorText,
  selectsEverything,
  templateWarnings,
  validateShare,
} from './workload.ts'

export function validateDeployment(deployment: Deployment, errors: Errors): void {
  validateMetadata(deployment.metadata, true, subdomainProblems, errors)
  validateDeploymentSpec(deployment, errors)
}

export function validateDeploymentUpdate(deployment: Deployment, old: Deployment, errors: Errors): void {
  validateMetadataUpdate(deployment.metadata, old.metadata, errors)
  validateDeploymentSpec(deployment, errors)
  demandSameSelector(deployment.spec.selector, old.spec.selector, errors)
}

export function validateReplicaSet(set: ReplicaSet, errors: Errors): void {
  validateMetadata(set.metadata, true, subdomainProblems, errors)
  validateReplicaSetSpec(set, errors)
}

export function validateReplicaSetUpdate(set: ReplicaSet, old: ReplicaSet, errors: Errors): void {
  validateMetadataUpdate(set.metadata, old.metadata, errors)
  validateReplicaSetSpec(set, errors)
  demandSameSelector(set.spec.selector, old.spec.selector, errors)
}

/** Both kinds: a new object's name counts, of a changed one only a new generation's template. */
export function deploymentWarnings(
  object: Deployment | ReplicaSet,
  old: Deployment | ReplicaSet | undefined,
  rare: RuleFinder,
): readonly string[] {
  if (old === undefined) return [...hostNameWarnings(object.metadata.name), ...templateWarnings(object.spec.template, rare)]
  return object.metadata.generation === old.metadata.generation ? [] : templateWarnings(object.spec.template, rare)
}

function validateDeploymentSpec({ spec }: Deployment, errors: Errors): void {
  demandNotNegative(errors, SPEC.child('replicas'), spec.replicas)
  validateSelection(spec.selector, spec.template, errors)
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
  validateSelection(spec.selector, spec.template, errors)
}

/** Upstream's words name a deployment for a ReplicaSet, too, and the other way round for the template. */
function validateSelection(selector: LabelSelector | null | undefined, template: PodTemplateSpec, errors: Errors): void {
  demandSelector(selector, 'deployment', errors)
  if (!canSelect(selector)) {
    errors.push(invalidShown(SPEC.child('selector'), selectorText(selector), 'invalid label selector'))
    return
  }
  const path = SPEC.child('template')
  if (!selectsEverything(selector)) demandMatch(selector, template, path, errors)
  validatePodTemplate(template, path, errors)
  demandAlways(template, path, 'ReplicaSet', errors)
}

function validateStrategy(strategy: DeploymentStrategy, path: FieldPath, errors: Errors): void {
  const { type, rollingUpdate } = strategy
  if (type === 'Recreate') {
    if (rollingUpdate !== undefined)
      errors.push(forbidden(path.child('rollingUpdate'), "may not be specified when strategy `type` is 'Recreate'"))
    return
  }
  if (type !== 'RollingUpdate') {
    errors.push(notSupportedShown(path, structText(errors, deploymentStrategy, asJson(strategy)), ['Recreate', 'RollingUpdate']))
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
  demandAtMostAll(maxUnavailable, at.child('maxUnavailable'), errors)
}
