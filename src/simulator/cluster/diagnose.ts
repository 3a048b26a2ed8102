// What is wrong with a text before it is applied: kubectl's words or the API server's, each with its place.
// Nothing is stored: the objects are sent as dry runs to the cluster as it is.

import type { ApiRequest, ApiResponse } from '../api/client.ts'
import { KINDS, apiVersionOf, kindInfo } from '../api/kinds.ts'
import type { Kind } from '../api/kinds.ts'
import type { ApiStatus } from '../api/status.ts'
import type { JsonObject } from '../base/json.ts'
import { isJsonObject } from '../base/json.ts'
import type { SourceRange } from '../base/source-range.ts'
import type { ManifestDocument, SourceMap } from '../yaml/index.ts'
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
  const exists = ask({ verb: 'get', kind, key }).ok
  const shared = { kind, dryRun: true, fieldValidation: 'Strict' } as const
  const response = exists
    ? ask({ ...shared, verb: 'patch', key, patchType: 'strategic', body })
    : ask({ ...shared, verb: 'create', namespace, body })
  const warnings = response.warnings.map((warning) => at('warning', warning, placeInText(sourceMap, warning) ?? start))
  return response.ok ? warnings : [...warnings, ...refusals(response.status, sourceMap, start)]
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}

function refusals(status: ApiStatus, sourceMap: SourceMap, start: SourceRange): readonly Diagnostic[] {
  const causes = status.details?.causes ?? []
  const strict = /strict decoding error: ([\s\S]*)$/.exec(status.message)?.[1]
  if (strict !== undefined) return splitStrict(strict).map((message) => at('error', message, placeInText(sourceMap, message) ?? start))
  if (causes.length === 0) return [at('error', status.message, placeInText(sourceMap, status.message) ?? start)]
  return causes.map(({ field, message }) => at('error', `${field}: ${message}`, placeOfField(sourceMap, parseFieldPath(field)) ?? start))
}

/** `unknown field "a", unknown field "b.c"` */
function splitStrict(text: string): readonly string[] {
  return [...text.matchAll(/(?:unknown|duplicate) field "(?:[^"\\]|\\.)*"/g)].map(([match]) => match)
}

/** The place of the first path that a message quotes or begins with. */
function placeInText(sourceMap: SourceMap, message: string): SourceRange | undefined {
  for (const [, path = ''] of message.matchAll(/(?:field "|ConfigMap\.|Secret\.|Pod\.|Deployment\.|^)([\w[\].-]+)/g)) {
    const steps = parseFieldPath(path)
    const ranges = steps.length === 0 ? undefined : sourceMap.rangeOf(steps)
    if (ranges !== undefined) return ranges.key ?? ranges.value
  }
  return undefined
}
