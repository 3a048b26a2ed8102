// Which objects a LIST or a WATCH is about.
// @source apiserver/pkg/storage/selection_predicate.go, apimachinery/pkg/labels/selector.go NewRequirement

import type { Kind } from '../../api/kinds.ts'
import type { ApiObject } from '../../api/objects.ts'
import type { WrittenRequirement } from '../../api/selector-parser.ts'
import { INTEGER, isComparison, matchesWritten, parseLabelSelector } from '../../api/selector-parser.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { compareBytes } from '../../base/go-json.ts'
import { goQuote } from '../../base/go-text.ts'
import { labelValueProblems, qualifiedNameProblems } from '../../validation/names.ts'
import { fieldLabelProblem, fieldLabelValue } from './field-labels.ts'
import { parseFieldSelector } from './field-selector.ts'

export interface Selectors {
  readonly labelSelector?: string
  readonly fieldSelector?: string
}

export type Selects = (object: ApiObject) => boolean

/** Whether an object of the kind is selected; the problem is the API server's own words. */
export function readSelectors(kind: Kind, { labelSelector = '', fieldSelector = '' }: Selectors): Result<Selects, string> {
  const labels = parseLabelSelector(labelSelector, requirementProblem)
  if (!labels.ok) return labels
  const fields = parseFieldSelector(fieldSelector)
  if (!fields.ok) return fields
  for (const { field } of fields.value) {
    const problem = fieldLabelProblem(kind, field)
    if (problem !== undefined) return failure(problem)
  }
  return success(
    (object) =>
      labels.value.every((requirement) => matchesWritten(requirement, object.metadata.labels)) &&
      fields.value.every(({ field, value, equal }) => (fieldLabelValue(object, field) === value) === equal),
  )
}

/** What a key and its values may not be. The key stands in no field that the message could name. */
function requirementProblem(requirement: WrittenRequirement): string | undefined {
  const { key, values } = requirement
  const wrongKey = qualifiedNameProblems(key)
  if (wrongKey.length > 0) return `<nil>: Invalid value: ${goQuote(key)}: ${wrongKey.join('; ')}`
  const problems = [...new Set(values)].sort(compareBytes).flatMap((value, index) => {
    const at = `values[${String(index)}]`
    const invalid = (place: string, why: string) => `${place}: Invalid value: ${goQuote(value)}: ${why}`
    const wrong = labelValueProblems(value)
    return [
      ...(isComparison(requirement) && !INTEGER.test(value) ? [invalid(at, "for 'Gt', 'Lt' operators, the value must be an integer")] : []),
      ...(wrong.length > 0 ? [invalid(`${at}[${key}]`, wrong.join('; '))] : []),
    ]
  })
  return problems.length > 1 ? `[${problems.join(', ')}]` : problems[0]
}
