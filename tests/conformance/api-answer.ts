// Requests to the API server alone, as `substitutions` and `mutations` record them, and the comparison of its answers.

import type { ApiRequest, ApiResponse } from '../../src/simulator/api/client.ts'
import { timestampOf } from '../../src/simulator/api/component.ts'
import { findKind } from '../../src/simulator/api/kinds.ts'
import type { KindInfo } from '../../src/simulator/api/kinds.ts'
import type { ApiServerState } from '../../src/simulator/apiserver/index.ts'
import { apiServer } from '../../src/simulator/apiserver/parts/all.ts'
import type { JsonValue } from '../../src/simulator/base/json.ts'
import { compareBytes } from '../../src/simulator/base/go-json.ts'
import type { Failure } from './area.ts'
import { isRecord } from './source.ts'

export const MOMENT = { nowMs: 0, startedAtEpochMs: Date.UTC(2026, 10, 23), seed: 1 }

/** An empty cluster whose namespace `default` has the service accounts `default` and `sa`. */
export function emptyCluster(): ApiServerState {
  let state = apiServer.create(MOMENT)
  const setUp: readonly ApiRequest[] = [
    { verb: 'create', kind: 'Namespace', namespace: '', body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } } },
    {
      verb: 'create',
      kind: 'ConfigMap',
      namespace: 'default',
      body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kube-root-ca.crt' }, data: { 'ca.crt': '' } },
    },
    ...['default', 'sa'].map((name): ApiRequest => ({
      verb: 'create',
      kind: 'ServiceAccount',
      namespace: 'default',
      body: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } },
    })),
  ]
  for (const request of setUp) {
    const handled = apiServer.handle(state, request, MOMENT)
    if (!handled.response.ok) throw new Error(`the cluster is not set up: ${handled.response.status.message}`)
    state = handled.state
  }
  return state
}

/** JSON that a file held; files hold nothing else. */
export function asJson(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value ?? null)) as JsonValue
}

/** The kind that an object says it is, if that is served. */
export function kindOf(object: unknown): KindInfo | undefined {
  return isRecord(object) ? findKind(String(object['apiVersion']), String(object['kind'])) : undefined
}

export function post(
  state: ApiServerState,
  info: KindInfo,
  body: JsonValue,
  dryRun = true,
): { readonly state: ApiServerState; readonly response: ApiResponse } {
  const namespace = info.namespaced ? 'default' : ''
  return apiServer.handle(state, { verb: 'create', kind: info.kind, namespace, body, dryRun, fieldValidation: 'Strict' }, MOMENT)
}

export function put(state: ApiServerState, info: KindInfo, name: string, body: JsonValue): ApiResponse {
  const key = { namespace: info.namespaced ? 'default' : '', name }
  return apiServer.handle(state, { verb: 'update', kind: info.kind, key, body, dryRun: true, fieldValidation: 'Strict' }, MOMENT).response
}

export interface ComparedFields {
  /** What controllers wrote into the status of a real object before it was updated is not the API server's answer. */
  readonly ignoreStatus?: boolean
}

/** The difference between a recorded answer and ours, if any. */
export function compareAnswer(
  id: string,
  recorded: Readonly<Record<string, unknown>>,
  response: ApiResponse,
  options: ComparedFields = {},
): Failure | undefined {
  const unordered = recorded['unordered'] === true
  const expected = describeRecorded(recorded, options)
  const answered = describeResponse(response, options)
  // Objects are compared where they were recorded.
  const actual = recorded['object'] === undefined ? { ...answered, object: undefined } : answered
  return print(expected, unordered) === print(actual, unordered)
    ? undefined
    : { id, expected: print(expected, unordered), actual: print(actual, unordered) }
}

interface Described {
  readonly code: unknown
  readonly reason: unknown
  readonly message: unknown
  readonly causes: unknown
  readonly warnings: unknown
  readonly object: unknown
}

function describeRecorded(recorded: Readonly<Record<string, unknown>>, options: ComparedFields): Described {
  const { code, reason, message, causes, warnings } = recorded
  return { code, reason, message, causes: causes ?? [], warnings: warnings ?? [], object: comparable(recorded['object'], options) }
}

function describeResponse(response: ApiResponse, options: ComparedFields): Described {
  const { warnings } = response
  if (!response.ok) {
    const { code, reason: given, message, details } = response.status
    // Upstream's name for a reason that nobody knows is the empty text, which is not written.
    const reason = given === 'Unknown' ? undefined : given
    return blankAnswer({ code, reason, message, causes: details?.causes ?? [], warnings, object: undefined })
  }
  const object = 'object' in response ? comparable(asJson(response.object), options) : undefined
  return { code: response.code, reason: undefined, message: undefined, causes: [], warnings, object }
}

/** Without what differs from cluster to cluster. */
function comparable(object: unknown, { ignoreStatus = false }: ComparedFields): unknown {
  if (!isRecord(object)) return undefined
  const metadata = isRecord(object['metadata']) ? { ...object['metadata'] } : {}
  for (const field of ['uid', 'creationTimestamp', 'resourceVersion', 'managedFields']) delete metadata[field]
  const { status, ...rest } = object
  const blank = blankGenerated({ ...rest, metadata, ...(ignoreStatus ? {} : { status }) })
  return typeof metadata['generateName'] === 'string' ? withoutText(blank, String(metadata['name'])) : blank
}

const UID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const TOKEN_VOLUME = /kube-api-access-[a-z0-9]{5}/g
const START_TIME = timestampOf(MOMENT)

function blankAnswer(described: Described): Described {
  return { ...described, message: blankGenerated(described.message), causes: blankGenerated(described.causes) }
}

function blankGenerated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(blankGenerated)
  if (typeof value === 'string')
    return value === START_TIME ? '<time>' : value.replace(UID, '<uid>').replaceAll(TOKEN_VOLUME, 'kube-api-access-<suffix>')
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, blankGenerated(entry)]))
}

/** What the API server drew at random differs from cluster to cluster. */
function withoutText(value: unknown, text: string): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll(JSON.stringify(text), '"<generated>"'))
}

function print(described: Described, unordered: boolean): string {
  if (!unordered) return JSON.stringify(sorted(described), undefined, 1)
  const { message, causes } = described
  const items = typeof message === 'string' ? message.split(/[[\]]|, /).sort() : message
  const list = Array.isArray(causes) ? causes.map((cause) => JSON.stringify(sorted(cause))).sort() : causes
  return JSON.stringify(sorted({ ...described, message: items, causes: list }), undefined, 1)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isRecord(value)) return value
  const keys = Object.keys(value).filter((key) => value[key] !== undefined)
  return Object.fromEntries(keys.sort(compareBytes).map((key) => [key, sorted(value[key])]))
}
