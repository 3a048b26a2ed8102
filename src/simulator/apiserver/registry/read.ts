// GET and LIST, with label and field selectors.

import type { ApiObject } from '../../api/objects.ts'
import { isKind } from '../../api/objects.ts'
import { matchesRequirement, parseFieldSelector } from '../../api/label-selector.ts'
import { parseLabelSelector } from '../../api/selector-parser.ts'
import { goQuote } from '../../base/go-text.ts'
import { badRequest, notFound } from '../refusal.ts'
import { findObject, viewState } from '../store.ts'
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
  const unknown = fields.value.find(({ field }) => fieldOf(field, undefined, kind) === undefined)
  if (unknown !== undefined) return refuse(context, badRequest(unknownField(kind, unknown.field)))
  const objects = viewState(context.state)
    .list(kind, namespace)
    .filter(
      (object) =>
        labels.value.every((requirement) => matchesRequirement(requirement, object.metadata.labels)) &&
        fields.value.every(({ field, value, equal }) => (fieldOf(field, object, kind) === value) === equal),
    )
  return {
    state: context.state,
    response: { ok: true, code: 200, objects, resourceVersion: String(context.state.resourceVersion), warnings: [] },
    changes: [],
  }
}

/** Kinds that name their field labels themselves. @source pkg/apis/core/v1/conversion.go, pkg/apis/batch/v1/conversion.go */
const WITH_FIELD_LABELS: ReadonlySet<ApiObject['kind']> = new Set(['Pod', 'Node', 'Event', 'Namespace', 'Secret', 'Service'])

function unknownField(kind: ApiObject['kind'], field: string): string {
  if (WITH_FIELD_LABELS.has(kind)) return `field label not supported: ${field}`
  if (kind === 'Job') return `field label ${goQuote(field)} not supported for Job`
  return `${goQuote(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`
}

/** The text a field selector compares with; undefined when the kind has no such field label. @source pkg/registry SelectableFields of each kind */
function fieldOf(field: string, object: ApiObject | undefined, kind: ApiObject['kind']): string | undefined {
  if (field === 'metadata.name') return object?.metadata.name ?? ''
  if (field === 'metadata.namespace') return object?.metadata.namespace ?? ''
  switch (kind) {
    case 'Pod': {
      const pod = object !== undefined && isKind(object, 'Pod') ? object : undefined
      const values: Readonly<Record<string, string>> = {
        'spec.nodeName': pod?.spec.nodeName ?? '',
        'spec.restartPolicy': pod?.spec.restartPolicy ?? '',
        'spec.schedulerName': pod?.spec.schedulerName ?? '',
        'spec.serviceAccountName': pod?.spec.serviceAccountName ?? '',
        'spec.hostNetwork': String(pod?.spec.hostNetwork ?? false),
        'status.phase': pod?.status.phase ?? '',
        'status.podIP': pod?.status.podIP ?? '',
        'status.nominatedNodeName': pod?.status.nominatedNodeName ?? '',
      }
      return values[field]
    }
    case 'Secret':
      return field === 'type' ? (object !== undefined && isKind(object, 'Secret') ? (object.type ?? '') : '') : undefined
    case 'Namespace':
      return field === 'status.phase' || field === 'name'
        ? object !== undefined && isKind(object, 'Namespace')
          ? (object.status?.phase ?? '')
          : ''
        : undefined
    case 'Node':
      return field === 'spec.unschedulable'
        ? String(object !== undefined && isKind(object, 'Node') ? (object.spec?.unschedulable ?? false) : false)
        : undefined
    case 'Event': {
      const event = object !== undefined && isKind(object, 'Event') ? object : undefined
      const values: Readonly<Record<string, string>> = {
        'involvedObject.kind': event?.involvedObject.kind ?? '',
        'involvedObject.namespace': event?.involvedObject.namespace ?? '',
        'involvedObject.name': event?.involvedObject.name ?? '',
        'involvedObject.uid': event?.involvedObject.uid ?? '',
        'involvedObject.apiVersion': event?.involvedObject.apiVersion ?? '',
        'involvedObject.resourceVersion': event?.involvedObject.resourceVersion ?? '',
        'involvedObject.fieldPath': event?.involvedObject.fieldPath ?? '',
        reason: event?.reason ?? '',
        reportingComponent: event?.reportingComponent ?? '',
        source: event?.source?.component ?? '',
        type: event?.type ?? '',
      }
      return values[field]
    }
    case 'Service': {
      const service = object !== undefined && isKind(object, 'Service') ? object : undefined
      const values: Readonly<Record<string, string>> = {
        'spec.clusterIP': service?.spec.clusterIP ?? '',
        'spec.type': service?.spec.type ?? '',
      }
      return values[field]
    }
    case 'Job':
      return field === 'status.successful'
        ? String(object !== undefined && isKind(object, 'Job') ? (object.status?.succeeded ?? 0) : 0)
        : undefined
    case 'ReplicaSet':
      return field === 'status.replicas'
        ? String(object !== undefined && isKind(object, 'ReplicaSet') ? object.status.replicas : 0)
        : undefined
    default:
      return undefined
  }
}
