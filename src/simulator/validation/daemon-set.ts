// Rules of DaemonSets (WL-*).
// @source pkg/apis/apps/validation/validation.go ValidateDaemonSet, ValidateDaemonSetSpec

import { invalid, required } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import { daemonSetUpdateStrategy } from '../api/fields/workload.ts'
import type { DaemonSet, DaemonSetUpdateStrategy } from '../api/fields/workload.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { asJson } from '../base/json.ts'
import { demandNotNegative, invalidShown, notSupportedShown } from './errors.ts'
import { internalText } from './internal-form.ts'
import { hasInvalidValues, validateLabelSelector } from './label-selector.ts'
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
  selectorText,
  selectsEverything,
  templateWarnings,
  validateShare,
} from './workload.ts'

export function validateDaemonSet(set: DaemonSet, errors: Errors): void {
  validateMetadata(set.metadata, true, subdomainProblems, errors)
  validateDaemonSetSpec(set, false, errors)
}

export function validateDaemonSetUpdate(set: DaemonSet, old: DaemonSet, errors: Errors): void {
  validateMetadataUpdate(set.metadata, old.metadata, errors)
  demandSameSelector(set.spec.selector, old.spec.selector, errors)
  validateDaemonSetSpec(set, hasInvalidValues(old.spec.selector ?? undefined), errors)
}

export function daemonSetWarnings(set: DaemonSet, old: DaemonSet | undefined, rare: RuleFinder): readonly string[] {
  return old !== undefined && isDeepEqual(asJson(set.spec.template), asJson(old.spec.template))
    ? []
    : templateWarnings(set.spec.template, rare)
}

function validateDaemonSetSpec({ spec }: DaemonSet, allowInvalidValues: boolean, errors: Errors): void {
  const selector = spec.selector ?? undefined
  validateLabelSelector(selector, SPEC.child('selector'), errors, { allowInvalidValues })
  const template = SPEC.child('template')
  if (canSelect(selector)) demandMatch(selector, spec.template, template, errors)
  if (selectsEverything(selector))
    errors.push(invalidShown(SPEC.child('selector'), selectorText(selector), 'empty selector is invalid for daemonset'))
  validatePodTemplate(spec.template, template, errors)
  demandAlways(spec.template, template, 'DaemonSet', errors)
  demandNotNegative(errors, SPEC.child('minReadySeconds'), spec.minReadySeconds)
  validateStrategy(spec.updateStrategy, SPEC.child('updateStrategy'), errors)
  demandNotNegative(errors, SPEC.child('revisionHistoryLimit'), spec.revisionHistoryLimit)
}

function validateStrategy(strategy: DaemonSetUpdateStrategy, path: FieldPath, errors: Errors): void {
  const { type, rollingUpdate } = strategy
  if (type === 'OnDelete') return
  if (type !== 'RollingUpdate') {
    errors.push(notSupportedShown(path, internalText(daemonSetUpdateStrategy, asJson(strategy)), ['RollingUpdate', 'OnDelete']))
    return
  }
  const at = path.child('rollingUpdate')
  if (rollingUpdate === undefined) {
    errors.push(required(at))
    return
  }
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate
  validateShare(maxUnavailable, at.child('maxUnavailable'), errors)
  validateShare(maxSurge, at.child('maxSurge'), errors)
  demandAtMostAll(maxUnavailable, at.child('maxUnavailable'), errors)
  demandAtMostAll(maxSurge, at.child('maxSurge'), errors)
  const [unavailable, surge] = [amountOf(maxUnavailable) !== 0, amountOf(maxSurge) !== 0]
  if (unavailable && surge) errors.push(invalid(at.child('maxSurge'), maxSurge, 'may not be set when maxUnavailable is non-zero'))
  else if (!unavailable && !surge) errors.push(required(at.child('maxUnavailable'), 'cannot be 0 when maxSurge is 0'))
}
