// What is wrong with a text before it is applied: kubectl's words or the API server's, each with its place.
// Nothing is stored: the objects are sent as dry runs to the cluster as it is.

import type { ApiRequest, ApiResponse } from '../api/client.ts'
import { KINDS, apiVersionOf, kindInfo } from '../api/kinds.ts'
import type { Kind } from '../api/kinds.ts'
import type { ApiStatus } from '../api/status.ts'
import type { JsonObject, JsonValue } from '../base/json.ts'
import { isJsonArray, isJsonObject } from '../base/json.ts'
import type { SourceRange } from '../base/source-range.ts'
import type { JsonPath, ManifestDocument, SourceMap } from '../yaml/index.ts'
import { readManifest } from '../yaml/index.ts'
import { parseFieldPath, placeOfField } from './field-places.ts'

export interface Diagnostic {
  readonly severity: 'error' | 'warning'
  /** kubectl's or the API server's own words. */
  readonly message: string
  /** UTF-16 offsets, half open. */
  readonly from: number
  readonly to: number
}

export type Ask = (request: ApiRequest) => ApiResponse

export function diagnose(text: string, ask: Ask): readonly Diagnostic[] {
  const { documents, error } = readManifest(text)
  const found = documents.flatMap((document) => diagnoseDocument(document, ask))
  return error === undefined ? found : [...found, at('error', error.message, error.range)]
}

function at(severity: Diagnostic['severity'], message: string, { start, end }: SourceRange): Diagnostic {
  return { severity, message, from: start, to: end }
}

function diagnoseDocument({ value, range, sourceMap }: ManifestDocument, ask: Ask): readonly Diagnostic[] {
  const start = { start: range.start, end: Math.min(range.end, range.start + 1) }
  if (!isJsonObject(value)) return [at('error', 'a manifest is a mapping: apiVersion, kind, metadata, and what the kind has', start)]
  const { apiVersion, kind: kindName } = value
  const named = typeof kindName === 'string' ? kindName : ''
  const version = typeof apiVersion === 'string' ? apiVersion : ''
  const place = (...path: string[]) => placeOfField(sourceMap, path) ?? start
  if (version === '') return [at('error', 'apiVersion not set', start)]
  if (named === '') return [at('error', 'kind not set', start)]
  const info = KINDS.find(({ kind }) => kind === named)
  if (info === undefined || apiVersionOf(info) !== version) {
    return [at('error', `no matches for kind "${named}" in version "${version}"`, info === undefined ? place('kind') : place('apiVersion'))]
  }
  return askServer(info.kind, value, sourceMap, start, ask)
}

function askServer(kind: Kind, body: JsonObject, sourceMap: SourceMap, start: SourceRange, ask: Ask): readonly Diagnostic[] {
  const metadata = isJsonObject(body['metadata']) ? body['metadata'] : {}
  const namespace = kindInfo(kind).namespaced ? textOr(metadata['namespace'], 'default') : ''
  const key = { namespace, name: textOr(metadata['name'], '') }
  const shared = { kind, dryRun: true, fieldValidation: 'Strict' } as const
  const created = ask({ ...shared, verb: 'create', namespace, body })
  // What is there already is asked for as a change, which has rules of its own.
  const isThere = !created.ok && created.status.reason === 'AlreadyExists'
  const response = isThere ? ask({ ...shared, verb: 'patch', key, patchType: 'strategic', body }) : created
  const warnings = response.warnings.map((warning) =>
    at('warning', warning, placeOfField(sourceMap, parseFieldPath(/^([\w[\].-]+):/.exec(warning)?.[1] ?? '')) ?? start),
  )
  return response.ok ? warnings : [...warnings, ...refusals(response.status, body, sourceMap, start)]
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}

function refusals(status: ApiStatus, body: JsonObject, sourceMap: SourceMap, start: SourceRange): readonly Diagnostic[] {
  const causes = status.details?.causes ?? []
  const strict = /strict decoding error: ([\s\S]*)$/.exec(status.message)?.[1]
  if (strict !== undefined) return splitStrict(strict).map((message) => at('error', message, placeOfUnknown(sourceMap, message) ?? start))
  if (causes.length > 0)
    return causes.map(({ field, message }) => at('error', `${field}: ${message}`, placeOfField(sourceMap, parseFieldPath(field)) ?? start))
  return [at('error', status.message, placeOfWrongType(body, sourceMap, status.message) ?? start)]
}

/** `unknown field "a", unknown field "b.c"` */
function splitStrict(text: string): readonly string[] {
  return [...text.matchAll(/(?:unknown|duplicate) field "(?:[^"\\]|\\.)*"/g)].map(([match]) => match)
}

function placeOfUnknown(sourceMap: SourceMap, message: string): SourceRange | undefined {
  const path = parseFieldPath(/field "(.*)"/.exec(message)?.[1] ?? '')
  return path.length === 0 ? undefined : placeOfField(sourceMap, path)
}

/** `json: cannot unmarshal bool into Go struct field ConfigMap.data of type string`: the first bool at or below `data`. */
function placeOfWrongType(body: JsonObject, sourceMap: SourceMap, message: string): SourceRange | undefined {
  const [, found = '', path = ''] = /cannot unmarshal (\w+) into Go (?:struct field \w+\.([\w.]+)|value)/.exec(message) ?? []
  const names = path.split('.').filter((name) => name !== '')
  const wrong = wrongPath(body, [], names, found)
  return wrong === undefined ? placeOfField(sourceMap, parseFieldPath(path)) : (sourceMap.rangeOf(wrong)?.value ?? undefined)
}

/** Go names the fields on the way, and neither list positions nor the keys of maps. */
function wrongPath(value: JsonValue | undefined, path: JsonPath, names: readonly string[], found: string): JsonPath | undefined {
  if (names.length === 0 && goTypeOf(value) === found) return path
  if (isJsonArray(value)) return firstOf(value.map((item, index) => () => wrongPath(item, [...path, index], names, found)))
  if (!isJsonObject(value)) return undefined
  const [name, ...rest] = names
  const next = name === undefined ? undefined : value[name]
  if (name !== undefined && next !== undefined) return wrongPath(next, [...path, name], rest, found)
  return names.length > 0
    ? undefined
    : firstOf(
        Object.entries(value).map(
          ([key, member]) =>
            () =>
              wrongPath(member, [...path, key], names, found),
        ),
      )
}

function firstOf(tries: readonly (() => JsonPath | undefined)[]): JsonPath | undefined {
  for (const each of tries) {
    const path = each()
    if (path !== undefined) return path
  }
  return undefined
}

function goTypeOf(value: JsonValue | undefined): string {
  if (isJsonArray(value)) return 'array'
  if (isJsonObject(value)) return 'object'
  return typeof value === 'boolean' ? 'bool' : typeof value
}
