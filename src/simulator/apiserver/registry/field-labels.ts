// What a field selector can ask of the objects of each kind.
// @source pkg/apis/core/v1/conversion.go, pkg/apis/batch/v1/conversion.go AddFieldLabelConversionFunc; pkg/registry SelectableFields of each kind

import type { ApiObject } from '../../api/objects.ts'
import { goQuote } from '../../base/go-text.ts'
import type { JsonValue } from '../../base/json.ts'
import { asJson, isJsonObject } from '../../base/json.ts'

type Kind = ApiObject['kind']

const NAMES = ['metadata.name', 'metadata.namespace']

/** Kinds that name their labels themselves; of the others, only the names can be asked for. Most labels are paths into the object. */
const LABELS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  Pod: [
    ...NAMES,
    'spec.host',
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  Node: ['metadata.name', 'spec.unschedulable'],
  Namespace: ['metadata.name', 'status.phase'],
  Secret: [...NAMES, 'type'],
  Service: [...NAMES, 'spec.clusterIP', 'spec.type'],
  Event: [
    ...NAMES,
    ...['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map((field) => `involvedObject.${field}`),
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  Job: [...NAMES, 'status.successful'],
}

const ELSEWHERE: Readonly<Record<string, string>> = {
  'spec.host': 'spec.nodeName',
  source: 'source.component',
  'status.successful': 'status.succeeded',
}

/** What an object has that says nothing, where that is not an empty text. */
const UNSET: Readonly<Record<string, string>> = {
  'spec.hostNetwork': 'false',
  'spec.unschedulable': 'false',
  'status.successful': '0',
}

/** The API server's words for a label that the kind does not have. */
export function fieldLabelProblem(kind: Kind, label: string): string | undefined {
  if ((LABELS[kind] ?? NAMES).includes(label)) return undefined
  if (kind === 'Job') return `field label ${goQuote(label)} not supported for Job`
  return kind in LABELS
    ? `field label not supported: ${label}`
    : `${goQuote(label)} is not a known field selector: only "metadata.name", "metadata.namespace"`
}

/** The text that a field selector compares with. @param label  One that the object's kind has. */
export function fieldLabelValue(object: ApiObject, label: string): string {
  let value: JsonValue | undefined = asJson(object)
  for (const step of (ELSEWHERE[label] ?? label).split('.')) value = isJsonObject(value) ? value[step] : undefined
  return value === undefined || value === null || typeof value === 'object' ? (UNSET[label] ?? '') : String(value)
}
