// Rules of label selectors as objects hold them.
// @source apimachinery/pkg/apis/meta/v1/validation/validation.go ValidateLabelSelector

import { forbidden, invalid, required } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { LabelSelector } from '../api/fields/meta.ts'
import { addInvalid } from './errors.ts'
import { validateLabels } from './metadata.ts'
import { labelValueProblems, qualifiedNameProblems } from './names.ts'
import type { Errors } from './rules.ts'

export interface SelectorOptions {
  /** Values that no label can have were allowed once; objects that have them may keep them. */
  readonly allowInvalidValues?: boolean
}

export function validateLabelSelector(
  selector: LabelSelector | undefined,
  path: FieldPath,
  errors: Errors,
  options: SelectorOptions = {},
): void {
  if (selector === undefined) return
  validateLabels(selector.matchLabels, path.child('matchLabels'), errors)
  for (const [index, { key, operator, values = [] }] of (selector.matchExpressions ?? []).entries()) {
    const at = path.child('matchExpressions').index(index)
    if (operator === 'In' || operator === 'NotIn') {
      if (values.length === 0) errors.push(required(at.child('values'), "must be specified when `operator` is 'In' or 'NotIn'"))
    } else if (operator === 'Exists' || operator === 'DoesNotExist') {
      if (values.length > 0)
        errors.push(forbidden(at.child('values'), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"))
    } else errors.push(invalid(at.child('operator'), operator, 'not a valid selector operator'))
    addInvalid(errors, at.child('key'), key, qualifiedNameProblems(key))
    if (options.allowInvalidValues === true) continue
    for (const [valueIndex, value] of values.entries())
      addInvalid(errors, at.child('values').index(valueIndex), value, labelValueProblems(value))
  }
}

/** @source apimachinery/pkg/apis/meta/v1/helpers.go LabelSelectorAsSelector: whether it fails */
export function isReadableSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  const isPair = (key: string, value: string): boolean => qualifiedNameProblems(key).length === 0 && labelValueProblems(value).length === 0
  return (
    Object.entries(matchLabels).every(([key, value]) => isPair(key, value)) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const takesValues = operator === 'In' || operator === 'NotIn'
      const isKnown = takesValues || operator === 'Exists' || operator === 'DoesNotExist'
      return isKnown && takesValues === values.length > 0 && isPair(key, '') && values.every((value) => isPair(key, value))
    })
  )
}

/** @source LabelSelectorHasInvalidLabelValue */
export function hasInvalidValues(selector: LabelSelector | undefined): boolean {
  return selector?.matchExpressions?.some(({ values = [] }) => values.some((value) => labelValueProblems(value).length > 0)) === true
}

/** Selects nothing in particular. */
export function isEmptySelector(selector: LabelSelector): boolean {
  return Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length === 0
}
