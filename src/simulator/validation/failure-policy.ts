// Rules of a Job's failure policy: what a failed Pod means for the Job (WL-3).
// @source pkg/apis/batch/validation/validation.go validatePodFailurePolicy

import type { FieldError } from '../api/field-error.ts'
import { duplicate, invalid, tooMany } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type {
  JobSpec,
  PodFailurePolicy,
  PodFailurePolicyOnExitCodesRequirement,
  PodFailurePolicyOnPodConditionsPattern,
  PodFailurePolicyRule,
} from '../api/fields/batch.ts'
import { addInvalid, demandOneOf, demandText, itemsOf } from './errors.ts'
import { qualifiedNameProblems } from './names.ts'
import type { Errors } from './rules.ts'

const ACTIONS = ['Count', 'FailIndex', 'FailJob', 'Ignore']
const OPERATORS = ['In', 'NotIn']
const STATES = ['False', 'True', 'Unknown']
const MOST_RULES = 20
const MOST_CONDITIONS = 20
const MOST_EXIT_CODES = 255

export function validateFailurePolicy(policy: PodFailurePolicy, spec: JobSpec, path: FieldPath, errors: Errors): void {
  const rules = itemsOf(policy.rules)
  demandFew(rules, MOST_RULES, path.child('rules'), errors)
  for (const [index, rule] of rules.entries()) validateRule(rule, spec, path.child('rules').index(index), errors)
}

function validateRule(rule: PodFailurePolicyRule, { template, backoffLimitPerIndex }: JobSpec, path: FieldPath, errors: Errors): void {
  const { action, onExitCodes, onPodConditions = [] } = rule
  const at = path.child('action')
  if (action === 'FailIndex' && backoffLimitPerIndex === undefined)
    errors.push(invalid(at, action, 'requires the backoffLimitPerIndex to be set'))
  else demandListedChoice(action, ACTIONS, at, errors)
  if (onExitCodes !== undefined) {
    const containers = [...itemsOf(template.spec.containers), ...itemsOf(template.spec.initContainers)].map(({ name }) => name)
    validateExitCodes(onExitCodes, containers, path.child('onExitCodes'), errors)
  }
  validateConditions(onPodConditions, path.child('onPodConditions'), errors)
  if (onExitCodes !== undefined && onPodConditions.length > 0)
    errors.push(wrongRule(path, 'specifying both OnExitCodes and OnPodConditions is not supported'))
  if (onExitCodes === undefined && onPodConditions.length === 0)
    errors.push(wrongRule(path, 'specifying one of OnExitCodes and OnPodConditions is required'))
}

function validateExitCodes(
  { operator, containerName, values }: PodFailurePolicyOnExitCodesRequirement,
  containers: readonly string[],
  path: FieldPath,
  errors: Errors,
): void {
  demandListedChoice(operator, OPERATORS, path.child('operator'), errors)
  if (containerName !== undefined && !containers.includes(containerName)) {
    const detail = 'must be one of the container or initContainer names in the pod template'
    errors.push(invalid(path.child('containerName'), containerName, detail))
  }
  const codes = itemsOf(values)
  const at = path.child('values')
  if (codes.length === 0) errors.push(invalid(at, values, 'at least one value is required'))
  demandFew(codes, MOST_EXIT_CODES, at, errors)
  for (const [index, code] of codes.entries()) {
    if (operator === 'In' && code === 0) errors.push(invalid(at.index(index), code, 'must not be 0 for the In operator'))
    if (codes.indexOf(code) < index) errors.push(duplicate(at.index(index), code))
  }
  if (codes.some((code, index) => code < (codes[index - 1] ?? code))) errors.push(invalid(at, values, 'must be ordered'))
}

function validateConditions(conditions: readonly PodFailurePolicyOnPodConditionsPattern[], path: FieldPath, errors: Errors): void {
  demandFew(conditions, MOST_CONDITIONS, path, errors)
  for (const [index, { type, status }] of conditions.entries()) {
    addInvalid(errors, path.index(index).child('type'), type, qualifiedNameProblems(type))
    demandListedChoice(status, STATES, path.index(index).child('status'), errors)
  }
}

/** Like `demandChoice`, but what is missing is told the values as Go prints a list. */
function demandListedChoice(value: string, supported: readonly string[], path: FieldPath, errors: Errors): void {
  const listed = supported.map((choice) => `"${choice}"`).join(' ')
  if (demandText(errors, path, value, `valid values: [${listed}]`)) demandOneOf(errors, path, value, supported)
}

function demandFew(items: readonly unknown[], most: number, path: FieldPath, errors: Errors): void {
  if (items.length > most) errors.push(tooMany(path, items.length, most))
}

function wrongRule(path: FieldPath, detail: string): FieldError {
  return { ...invalid(path, undefined, detail), omitted: true }
}
