// GET and LIST, with label and field selectors.

import { matchesRequirement, parseFieldSelector } from '../../api/label-selector.ts'
import { parseLabelSelector } from '../../api/selector-parser.ts'
import { badRequest, notFound } from '../refusal.ts'
import { findObject, viewState } from '../store.ts'
import { fieldLabelProblem, fieldLabelValue } from './field-labels.ts'
import type { Outcome, RequestContext, RequestOf } from './request-context.ts'
import { answer, refuse } from './request-context.ts'

export function get(context: RequestContext, { kind, key }: RequestOf<'get'>): Outcome {
  const object = findObject(context.state, kind, key)
  return object === undefined ? refuse(context, notFound(kind, key.name)) : answer(context, object)
}

export function list(context: RequestContext, { kind, namespace, labelSelector, fieldSelector }: RequestOf<'list'>): Outcome {
  const labels = parseLabelSelector(labelSelector ?? '')
  if (!labels.ok) return refuse(context, badRequest(labels.problem))
  const fields = parseFieldSelector(fieldSelector ?? '')
  if (!fields.ok) return refuse(context, badRequest(fields.problem))
  for (const { field } of fields.value) {
    const problem = fieldLabelProblem(kind, field)
    if (problem !== undefined) return refuse(context, badRequest(problem))
  }
  const objects = viewState(context.state)
    .list(kind, namespace)
    .filter(
      (object) =>
        labels.value.every((requirement) => matchesRequirement(requirement, object.metadata.labels)) &&
        fields.value.every(({ field, value, equal }) => (fieldLabelValue(object, field) === value) === equal),
    )
  return {
    state: context.state,
    response: { ok: true, code: 200, objects, resourceVersion: String(context.state.resourceVersion), warnings: [] },
    changes: [],
  }
}
