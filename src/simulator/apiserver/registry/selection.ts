// Which objects a LIST or a WATCH is about.
// @source apiserver/pkg/storage/selection_predicate.go

import { matchesRequirement, parseFieldSelector } from '../../api/label-selector.ts'
import type { Kind } from '../../api/kinds.ts'
import type { ApiObject } from '../../api/objects.ts'
import { parseLabelSelector } from '../../api/selector-parser.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { fieldLabelProblem, fieldLabelValue } from './field-labels.ts'

export interface Selectors {
  readonly labelSelector?: string
  readonly fieldSelector?: string
}

export type Selects = (object: ApiObject) => boolean

/** Whether an object of the kind is selected; the problem is the API server's own words. */
export function readSelectors(kind: Kind, { labelSelector = '', fieldSelector = '' }: Selectors): Result<Selects, string> {
  const labels = parseLabelSelector(labelSelector)
  if (!labels.ok) return labels
  const fields = parseFieldSelector(fieldSelector)
  if (!fields.ok) return fields
  for (const { field } of fields.value) {
    const problem = fieldLabelProblem(kind, field)
    if (problem !== undefined) return failure(problem)
  }
  return success(
    (object) =>
      labels.value.every((requirement) => matchesRequirement(requirement, object.metadata.labels)) &&
      fields.value.every(({ field, value, equal }) => (fieldLabelValue(object, field) === value) === equal),
  )
}
