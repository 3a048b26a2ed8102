// Rules of StatefulSets (WL-*).
// @source pkg/apis/apps/validation/validation.go ValidateStatefulSet, ValidateStatefulSetSpec

import { forbidden, invalid, notSupported, required } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { PersistentVolumeClaim } from '../api/fields/persistent-volume-claim.ts'
import type { PodTemplateSpec } from '../api/fields/pod.ts'
import { rollingUpdateStatefulSetStrategy, statefulSetUpdateStrategy } from '../api/fields/workload.ts'
import type { StatefulSet, StatefulSetSpec, StatefulSetUpdateStrategy } from '../api/fields/workload.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { asJson } from '../base/json.ts'
import { addInvalid, demandNotNegative, demandText, invalidShown } from './errors.ts'
import { internalText } from './internal-form.ts'
import { validateAnnotations, validateLabels, validateMetadata, validateMetadataUpdate } from './metadata.ts'
import { dnsLabelProblems } from './names.ts'
import { validatePodAnnotations, validatePodTemplate } from './pod.ts'
import type { Errors, RuleFinder } from './rules.ts'
import {
  SPEC,
  amountOf,
  canSelect,
  demandAlways,
  demandAtMostAll,
  demandMatch,
  demandSelector,
  selectorText,
  selectsEverything,
  templateWarnings,
  validateShare,
} from './workload.ts'

const FROZEN =
  "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"

export function validateStatefulSet(set: StatefulSet, errors: Errors): void {
  validateMetadata(set.metadata, true, dnsLabelProblems, errors)
  validateStatefulSetSpec(set.spec, true, errors)
}

export function validateStatefulSetUpdate(set: StatefulSet, old: StatefulSet, errors: Errors): void {
  validateMetadataUpdate(set.metadata, old.metadata, errors)
  validateStatefulSetSpec(set.spec, false, errors)
  if (!isDeepEqual(frozenPart(set.spec), frozenPart(old.spec))) errors.push(forbidden(SPEC, FROZEN))
}

export function statefulSetWarnings(set: StatefulSet, old: StatefulSet | undefined, rare: RuleFinder): readonly string[] {
  const isNew = old === undefined || old.metadata.generation !== set.metadata.generation
  return [
    ...(isNew ? templateWarnings(set.spec.template, rare) : []),
    ...((set.spec.revisionHistoryLimit ?? 0) < 0
      ? ['spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended']
      : []),
  ]
}

/** What never changes. */
function frozenPart(spec: StatefulSetSpec): unknown {
  const { selector, volumeClaimTemplates = [], serviceName, podManagementPolicy } = spec
  const claims = volumeClaimTemplates.map(({ apiVersion: _version, kind: _kind, ...claim }) => claim)
  return { selector: selectorText(selector), claims, serviceName, podManagementPolicy }
}

/** @param isNew  Names and claims that exist are not checked again: they cannot change. */
function validateStatefulSetSpec(spec: StatefulSetSpec, isNew: boolean, errors: Errors): void {
  const policy = spec.podManagementPolicy
  if (demandText(errors, SPEC.child('podManagementPolicy'), policy) && policy !== 'OrderedReady' && policy !== 'Parallel')
    errors.push(invalid(SPEC.child('podManagementPolicy'), policy, "must be 'OrderedReady' or 'Parallel'"))
  validateStrategy(spec.updateStrategy, SPEC.child('updateStrategy'), errors)
  for (const field of ['whenDeleted', 'whenScaled'] as const) {
    const retention = spec.persistentVolumeClaimRetentionPolicy?.[field]
    if (retention !== undefined && retention !== 'Retain' && retention !== 'Delete')
      errors.push(notSupported(SPEC.child('persistentVolumeClaimRetentionPolicy', field), retention, ['Retain', 'Delete']))
  }
  if (isNew) validateClaims(spec.volumeClaimTemplates, SPEC.child('volumeClaimTemplates'), errors)
  demandNotNegative(errors, SPEC.child('replicas'), spec.replicas)
  demandNotNegative(errors, SPEC.child('minReadySeconds'), spec.minReadySeconds)
  demandNotNegative(errors, SPEC.child('ordinals.start'), spec.ordinals?.start)
  if (isNew && spec.serviceName !== '') addInvalid(errors, SPEC.child('serviceName'), spec.serviceName, dnsLabelProblems(spec.serviceName))
  demandSelector(spec.selector, 'statefulset', errors)
  const path = SPEC.child('template')
  if (!canSelect(spec.selector)) errors.push(invalidShown(SPEC.child('selector'), selectorText(spec.selector), ''))
  else {
    if (!selectsEverything(spec.selector)) demandMatch(spec.selector, spec.template, path, errors)
    validatePodTemplate(withClaims(spec), path, errors)
    validateLabels(spec.template.metadata.labels, path.child('labels'), errors)
    validateAnnotations(spec.template.metadata.annotations, path.child('annotations'), errors)
    validatePodAnnotations(spec.template, path.child('annotations'), errors)
  }
  demandAlways(spec.template, path, 'StatefulSet', errors)
}

function validateStrategy(strategy: StatefulSetUpdateStrategy, path: FieldPath, errors: Errors): void {
  const { type = '', rollingUpdate } = strategy
  const at = path.child('rollingUpdate')
  if (type === '') errors.push(required(path))
  else if (type === 'OnDelete') {
    if (rollingUpdate !== undefined) {
      const shown = internalText(rollingUpdateStatefulSetStrategy, asJson(rollingUpdate))
      errors.push(invalidShown(at, shown, "only allowed for updateStrategy 'RollingUpdate'"))
    }
  } else if (type !== 'RollingUpdate') {
    errors.push(invalidShown(path, internalText(statefulSetUpdateStrategy, asJson(strategy)), "must be 'RollingUpdate' or 'OnDelete'"))
  } else {
    demandNotNegative(errors, at.child('partition'), rollingUpdate?.partition)
    const share = rollingUpdate?.maxUnavailable
    if (share === undefined) return
    validateShare(share, at.child('maxUnavailable'), errors)
    if (amountOf(share) === 0) errors.push(invalid(at.child('maxUnavailable'), share, 'cannot be 0'))
    demandAtMostAll(share, at.child('maxUnavailable'), errors)
  }
}

function validateClaims(claims: readonly PersistentVolumeClaim[] | undefined, path: FieldPath, errors: Errors): void {
  for (const [index, { spec }] of (claims ?? []).entries())
    errors.rare.find('volumes')?.claimSpec(spec, path.index(index).child('spec'), errors)
}

/** Its Pods have a volume for each claim, and host names of their own. */
function withClaims({ template, volumeClaimTemplates = [] }: StatefulSetSpec): PodTemplateSpec {
  const names = new Set(volumeClaimTemplates.map(({ metadata: { name = '' } }) => name))
  const claims = [...names].map((name) => ({ name, persistentVolumeClaim: { claimName: name } }))
  const { hostname: _host, subdomain: _domain, ...spec } = template.spec
  if (claims.length === 0) return { ...template, spec }
  return { ...template, spec: { ...spec, volumes: [...claims, ...(spec.volumes ?? []).filter(({ name }) => !names.has(name))] } }
}
