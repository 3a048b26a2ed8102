// What is wrong with a text before it is applied: kubectl's words or the API server's, each with its place.
// Nothing is stored: the objects are sent as dry runs to the cluster as it is.

import type { ApiRequest, ApiResponse } from '../api/client.ts'
import { findKind, kindInfo } from '../api/kinds.ts'
import type { Kind } from '../api/kinds.ts'
import type { JsonObject } from '../base/json.ts'
import { isJsonObject } from '../base/json.ts'
import type { Answer, Catalogue, Diagnostic } from '../diagnosis/index.ts'
import { EMPTY_CATALOGUE, diagnoseAnswer, diagnoseLoss, diagnoseMisspelt, diagnoseReading, withProvenFixes } from '../diagnosis/index.ts'
import { clientProblem } from '../kubectl/resource/manifest-checks.ts'
import { sortKeys } from '../kubectl/resource/manifests.ts'
import { foreignSigns, silentLosses, unkeptEntries, unknownFields } from '../language/index.ts'
import type { ManifestDocument } from '../yaml/index.ts'
import { readManifest } from '../yaml/index.ts'

export type Ask = (request: ApiRequest) => ApiResponse

/** @param catalogue  What explains the diagnostics and names their fixes; the empty one gives neither. */
export function diagnose(text: string, ask: Ask, catalogue: Catalogue): readonly Diagnostic[] {
  return withProvenFixes(text, diagnoseOnce(text, ask, catalogue), (changed) => diagnoseOnce(changed, ask, EMPTY_CATALOGUE))
}

function diagnoseOnce(text: string, ask: Ask, catalogue: Catalogue): readonly Diagnostic[] {
  const reading = readManifest(text)
  const found = reading.documents.flatMap((document) => diagnoseAnswer(text, document, answerTo(document, ask), catalogue))
  const unread = diagnoseReading(text, reading, catalogue)
  const lost = unread === undefined ? [...silentLosses(text), ...unkeptEntries(text, reading.documents)] : []
  const unsaid = [...foreignSigns(text), ...lost].map((each) => diagnoseLoss(each, catalogue))
  const said = [...found, ...(unread === undefined ? [] : [unread])]
  return [...said, ...unsaid, ...misspelt(text, said, catalogue)]
}

/** The API server names unknown fields only where nothing before them was wrong. */
function misspelt(text: string, said: readonly Diagnostic[], catalogue: Catalogue): readonly Diagnostic[] {
  if (!said.some(({ severity }) => severity === 'error')) return []
  return unknownFields(text)
    .filter(({ range }) => !said.some((each) => each.range.start === range.start))
    .flatMap((field) => diagnoseMisspelt(field, catalogue) ?? [])
}

function answerTo({ value }: ManifestDocument, ask: Ask): Answer {
  const info = isJsonObject(value) ? findKind(textOr(value['apiVersion'], ''), textOr(value['kind'], '')) : undefined
  const problem = clientProblem(value)
  if (problem !== undefined) return { kind: info?.kind, warnings: [], problem }
  return info === undefined || !isJsonObject(value) ? { kind: undefined, warnings: [] } : askServer(info.kind, sortKeys(value), ask)
}

function askServer(kind: Kind, body: JsonObject, ask: Ask): Answer {
  const metadata = isJsonObject(body['metadata']) ? body['metadata'] : {}
  const namespace = kindInfo(kind).namespaced ? textOr(metadata['namespace'], 'default') : ''
  const key = { namespace, name: textOr(metadata['name'], '') }
  const shared = { kind, dryRun: true, fieldValidation: 'Strict' } as const
  const created = ask({ ...shared, verb: 'create', namespace, body })
  // What is there already is asked for as a change, which has rules of its own.
  const isThere = !created.ok && created.status.reason === 'AlreadyExists'
  const response = isThere ? ask({ ...shared, verb: 'patch', key, patchType: 'strategic', body }) : created
  return { kind, warnings: response.warnings, status: response.ok ? undefined : response.status }
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}
