// Rules of a Job's success policy: which numbers, or how many of them, are enough (WL-3).
// @source pkg/apis/batch/validation/validation.go validateSuccessPolicy, validateIndexesFormat
// @simplified A Job's `successPolicy` without `completions` is checked as far as possible; a real API server breaks off.

import { invalid, required, tooLong, tooMany } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import { successPolicy } from '../api/fields/batch.ts'
import type { JobSpec, SuccessPolicy, SuccessPolicyRule } from '../api/fields/batch.ts'
import { asJson } from '../base/json.ts'
import { goQuote } from '../base/go-text.ts'
import { demandNotNegative, invalidShown, itemsOf } from './errors.ts'
import { internalText } from './internal-form.ts'
import { isLongerThan } from './names.ts'
import type { Errors } from './rules.ts'

const MOST_RULES = 20
const LONGEST_INDEXES = 64 * 1024

export function validateSuccessPolicy(
  policy: SuccessPolicy,
  { completionMode, completions }: JobSpec,
  path: FieldPath,
  errors: Errors,
): void {
  if (completionMode !== 'Indexed') {
    errors.push(invalidShown(path, internalText(successPolicy, asJson(policy)), 'requires indexed completion mode'))
    return
  }
  const rules = itemsOf(policy.rules)
  const at = path.child('rules')
  if (rules.length === 0) errors.push(required(at, 'at least one rules must be specified when the successPolicy is specified'))
  if (rules.length > MOST_RULES) errors.push(tooMany(at, rules.length, MOST_RULES))
  for (const [index, rule] of rules.entries()) validateRule(rule, completions ?? Infinity, at.index(index), errors)
}

function validateRule({ succeededIndexes, succeededCount }: SuccessPolicyRule, completions: number, path: FieldPath, errors: Errors): void {
  if (succeededCount === undefined && succeededIndexes === undefined)
    errors.push(required(path, 'at least one of succeededCount or succeededIndexes must be specified'))
  const listed = succeededIndexes === undefined ? undefined : validateIndexes(succeededIndexes, completions, path, errors)
  if (succeededCount === undefined) return
  const at = path.child('succeededCount')
  demandNotNegative(errors, at, succeededCount)
  if (succeededCount > completions)
    errors.push(invalid(at, succeededCount, `must be less than or equal to ${String(completions)} (the number of specified completions)`))
  if (listed !== undefined && succeededCount > listed) {
    const limit = `${String(listed)} (the number of indexes in the specified succeededIndexes field)`
    errors.push(invalid(at, succeededCount, `must be less than or equal to ${limit}`))
  }
}

/** How many numbers the text lists; none when it can't be read. */
function validateIndexes(text: string, completions: number, path: FieldPath, errors: Errors): number {
  const at = path.child('succeededIndexes')
  if (isLongerThan(text, LONGEST_INDEXES)) errors.push(tooLong(at, LONGEST_INDEXES))
  const counted = countIndexes(text, completions)
  if (typeof counted === 'number') return counted
  errors.push(invalid(at, text, `error parsing succeededIndexes: ${counted.problem}`))
  return 0
}

/** Of `0,2-4`, that is 4. */
function countIndexes(text: string, completions: number): number | { readonly problem: string } {
  if (text === '') return 0
  let count = 0
  let previous = -1
  for (const interval of text.split(',')) {
    const limits = interval.split('-')
    if (limits.length > 2) {
      const rule = "violates the requirement that an index interval can have at most two parts separated by '-'"
      return { problem: `the fragment ${goQuote(interval)} ${rule}` }
    }
    for (const limit of limits) {
      if (!/^\+?\d+$/.test(limit)) return { problem: `cannot convert string to integer for index: ${goQuote(limit)}` }
      if (Number(limit) >= completions) return { problem: `too large index: ${goQuote(limit)}` }
    }
    const [first = 0, last = first] = limits.map(Number)
    if (limits.length > 1 && first >= last) return { problem: outOfOrder(first, last) }
    if (previous >= first) return { problem: outOfOrder(previous, first) }
    count += last - first + 1
    previous = last
  }
  return count
}

function outOfOrder(previous: number, current: number): string {
  return `non-increasing order, previous: ${String(previous)}, current: ${String(current)}`
}
