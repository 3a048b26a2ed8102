// Rules of where a Pod may run: affinity, spread over nodes.
// @source pkg/apis/core/validation/validation.go validateAffinity, validateTopologySpreadConstraints

import { duplicate, forbidden, invalid, required } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { LabelSelector } from '../api/fields/meta.ts'
import type {
  Affinity,
  NodeAffinity,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
  TopologySpreadConstraint,
} from '../api/fields/scheduling.ts'
import { addInvalid, demandOneOf, demandPositive, itemsOf } from './errors.ts'
import { validateLabelSelector } from './label-selector.ts'
import { dnsLabelProblems, labelValueProblems, qualifiedNameProblems, subdomainProblems } from './names.ts'
import type { Errors } from './rules.ts'

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution'
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution'

export function validateAffinity(affinity: Affinity, path: FieldPath, errors: Errors): void {
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity
  if (nodeAffinity !== undefined) validateNodeAffinity(nodeAffinity, path.child('nodeAffinity'), errors)
  if (podAffinity !== undefined) validatePodAffinity(podAffinity, path.child('podAffinity'), errors)
  if (podAntiAffinity !== undefined) validatePodAffinity(podAntiAffinity, path.child('podAntiAffinity'), errors)
}

function validateNodeAffinity(affinity: NodeAffinity, path: FieldPath, errors: Errors): void {
  const needed = affinity[REQUIRED]
  if (needed !== undefined) {
    const at = path.child(REQUIRED, 'nodeSelectorTerms')
    const terms = itemsOf(needed.nodeSelectorTerms)
    if (terms.length === 0) errors.push(required(at, 'must have at least one node selector term'))
    for (const [index, term] of terms.entries()) validateTerm(term, true, at.index(index), errors)
  }
  for (const [index, { weight, preference }] of (affinity[PREFERRED] ?? []).entries()) {
    const at = path.child(PREFERRED).index(index)
    validateWeight(weight, at.child('weight'), errors)
    validateTerm(preference, false, at.child('preference'), errors)
  }
}

function validateWeight(weight: number, path: FieldPath, errors: Errors): void {
  if (weight <= 0 || weight > 100) errors.push(invalid(path, weight, 'must be in the range 1-100'))
}

function validateTerm(term: NodeSelectorTerm, checksValues: boolean, path: FieldPath, errors: Errors): void {
  for (const [index, requirement] of (term.matchExpressions ?? []).entries())
    validateRequirement(requirement, checksValues, path.child('matchExpressions').index(index), errors)
  for (const [index, requirement] of (term.matchFields ?? []).entries())
    validateFieldRequirement(requirement, path.child('matchFields').index(index), errors)
}

/** @source ValidateNodeSelectorRequirement */
function validateRequirement(
  { key, operator, values = [] }: NodeSelectorRequirement,
  checksValues: boolean,
  path: FieldPath,
  errors: Errors,
): void {
  const at = path.child('values')
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0) errors.push(required(at, "must be specified when `operator` is 'In' or 'NotIn'"))
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length > 0) errors.push(forbidden(at, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"))
  } else if (operator === 'Gt' || operator === 'Lt') {
    if (values.length !== 1) errors.push(required(at, "must be specified single value when `operator` is 'Lt' or 'Gt'"))
  } else errors.push(invalid(path.child('operator'), operator, 'not a valid selector operator'))
  addInvalid(errors, path.child('key'), key, qualifiedNameProblems(key))
  if (!checksValues) return
  for (const [index, value] of values.entries()) addInvalid(errors, at.index(index), value, labelValueProblems(value))
}

/** @source ValidateNodeFieldSelectorRequirement */
function validateFieldRequirement({ key, operator, values = [] }: NodeSelectorRequirement, path: FieldPath, errors: Errors): void {
  if (operator !== 'In' && operator !== 'NotIn') errors.push(invalid(path.child('operator'), operator, 'not a valid selector operator'))
  else if (values.length !== 1)
    errors.push(required(path.child('values'), "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"))
  if (key !== 'metadata.name') errors.push(invalid(path.child('key'), key, 'not a valid field selector key'))
  else for (const [index, value] of values.entries()) addInvalid(errors, path.child('values').index(index), value, subdomainProblems(value))
}

function validatePodAffinity(affinity: PodAffinity, path: FieldPath, errors: Errors): void {
  for (const [index, term] of (affinity[REQUIRED] ?? []).entries()) validateAffinityTerm(term, path.child(REQUIRED).index(index), errors)
  for (const [index, { weight, podAffinityTerm }] of (affinity[PREFERRED] ?? []).entries()) {
    const at = path.child(PREFERRED).index(index)
    validateWeight(weight, at.child('weight'), errors)
    validateAffinityTerm(podAffinityTerm, at.child('podAffinityTerm'), errors)
  }
}

function validateAffinityTerm(term: PodAffinityTerm, path: FieldPath, errors: Errors): void {
  validateLabelSelector(term.labelSelector, path.child('labelSelector'), errors)
  validateLabelSelector(term.namespaceSelector, path.child('namespaceSelector'), errors)
  for (const name of term.namespaces ?? []) addInvalid(errors, path.child('namespace'), name, dnsLabelProblems(name))
  const { matchLabelKeys = [], mismatchLabelKeys = [] } = term
  validateLabelKeys(matchLabelKeys, term.labelSelector, path.child('matchLabelKeys'), errors)
  validateLabelKeys(mismatchLabelKeys, term.labelSelector, path.child('mismatchLabelKeys'), errors)
  validateNoRepetition(matchLabelKeys, term.labelSelector, path, errors)
  for (const [index, key] of matchLabelKeys.entries()) {
    if (mismatchLabelKeys.includes(key))
      errors.push(invalid(path.child('matchLabelKeys').index(index), key, 'exists in both matchLabelKeys and mismatchLabelKeys'))
  }
  const at = path.child('topologyKey')
  if (term.topologyKey === '') errors.push(required(at, 'can not be empty'))
  addInvalid(errors, at, term.topologyKey, qualifiedNameProblems(term.topologyKey))
}

function validateLabelKeys(keys: readonly string[], selector: LabelSelector | undefined, path: FieldPath, errors: Errors): void {
  if (keys.length === 0) return
  if (selector === undefined) errors.push(forbidden(path, 'must not be specified when labelSelector is not set'))
  else for (const [index, key] of keys.entries()) addInvalid(errors, path.index(index), key, qualifiedNameProblems(key))
}

function validateNoRepetition(keys: readonly string[], selector: LabelSelector | undefined, path: FieldPath, errors: Errors): void {
  const selected = new Set(Object.keys(selector?.matchLabels ?? {}))
  for (const { key } of selector?.matchExpressions ?? []) {
    const index = keys.lastIndexOf(key)
    if (index >= 0 && selected.has(key)) errors.push(invalid(path.index(index), key, 'exists in both matchLabelKeys and labelSelector'))
    selected.add(key)
  }
}

/** @source validateTopologySpreadConstraints */
export function validateSpread(constraints: readonly TopologySpreadConstraint[], path: FieldPath, errors: Errors): void {
  for (const [index, constraint] of constraints.entries()) {
    const at = path.index(index)
    const { maxSkew, topologyKey, whenUnsatisfiable, minDomains, labelSelector, matchLabelKeys = [] } = constraint
    demandPositive(errors, at.child('maxSkew'), maxSkew)
    if (topologyKey === '') errors.push(required(at.child('topologyKey'), 'can not be empty'))
    demandOneOf(errors, at.child('whenUnsatisfiable'), whenUnsatisfiable, ['DoNotSchedule', 'ScheduleAnyway'])
    if (constraints.slice(index + 1).some((other) => other.topologyKey === topologyKey && other.whenUnsatisfiable === whenUnsatisfiable))
      errors.push(duplicate(at.child('{topologyKey, whenUnsatisfiable}'), `{${topologyKey}, ${whenUnsatisfiable}}`))
    if (minDomains !== undefined) {
      demandPositive(errors, at.child('minDomains'), minDomains)
      if (whenUnsatisfiable !== 'DoNotSchedule') {
        const detail = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`
        errors.push(invalid(at.child('minDomains'), minDomains, detail))
      }
    }
    for (const field of ['nodeAffinityPolicy', 'nodeTaintsPolicy'] as const)
      demandOneOf(errors, at.child(field), constraint[field], ['Honor', 'Ignore'])
    validateLabelKeys(matchLabelKeys, labelSelector, at.child('matchLabelKeys'), errors)
    validateNoRepetition(matchLabelKeys, labelSelector, at, errors)
    validateLabelSelector(labelSelector, at.child('labelSelector'), errors)
  }
}
