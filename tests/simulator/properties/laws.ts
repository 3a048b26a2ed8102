// What holds for every text, whoever wrote it. Each law answers what is wrong, or undefined.

import { isDeepStrictEqual } from 'node:util'
import { findKind, kindInfo } from '../../../src/simulator/api/kinds.ts'
import type { ApiServerState } from '../../../src/simulator/apiserver/index.ts'
import { apiServer } from '../../../src/simulator/apiserver/parts/all.ts'
import type { JsonObject, JsonValue } from '../../../src/simulator/base/json.ts'
import { asJson, isJsonObject } from '../../../src/simulator/base/json.ts'
import type { Run } from '../../../src/simulator/index.ts'
import { EMPTY_CATALOGUE, diagnoseText } from '../../../src/simulator/index.ts'
import { printYaml, readManifest, yamlPrintProblem } from '../../../src/simulator/yaml/index.ts'
import { MOMENT } from '../../conformance/api-answer.ts'

interface Range {
  readonly start: number
  readonly end: number
}

function liesIn(text: string, { start, end }: Range): boolean {
  return start >= 0 && start <= end && end <= text.length
}

/** Reading gives documents or a problem, in places that are in the text; printed and read again, each value is the same. */
export function brokenReading(text: string): string | undefined {
  const { documents, error } = readManifest(text)
  const outside = [...documents, ...(error === undefined ? [] : [error])].find(({ range }) => !liesIn(text, range))
  if (outside !== undefined) return `the range ${JSON.stringify(outside.range)} is not in the text`
  for (const { value } of documents) {
    if (yamlPrintProblem(value) !== undefined) continue
    const printed = printYaml(value)
    const again = readManifest(printed)
    if (!isDeepStrictEqual(again.documents[0]?.value ?? null, value)) return `printed and read again it is another value:\n${printed}`
  }
  return undefined
}

export function brokenDiagnostics(run: Run, text: string): string | undefined {
  const outside = diagnoseText(run, text, EMPTY_CATALOGUE).diagnostics.find(({ range }) => !liesIn(text, range))
  return outside === undefined ? undefined : `the range of ${JSON.stringify(outside)} is not in the text`
}

/** The API server stores an object or refuses it; a refusal changes nothing; what it stored it takes again without a change. */
export function brokenAnswer(state: ApiServerState, text: string): string | undefined {
  for (const { value } of readManifest(text).documents) {
    const problem = isJsonObject(value) ? brokenAnswerTo(state, value) : undefined
    if (problem !== undefined) return problem
  }
  return undefined
}

function brokenAnswerTo(state: ApiServerState, body: JsonObject): string | undefined {
  const info = findKind(String(body['apiVersion']), String(body['kind']))
  if (info === undefined) return undefined
  const { kind } = info
  const metadata = isJsonObject(body['metadata']) ? body['metadata'] : {}
  const namespaced = kindInfo(kind).namespaced
  const namespace = namespaced ? 'default' : ''
  const created = apiServer.handle(state, { verb: 'create', kind, namespace, body, fieldValidation: 'Strict' }, MOMENT)
  if (!created.response.ok) {
    const key = { namespace, name: String(metadata['name']) }
    const patched = apiServer.handle(state, { verb: 'patch', kind, key, patchType: 'strategic', body }, MOMENT)
    const isChanged = created.state !== state || created.changes.length > 0 || (!patched.response.ok && patched.state !== state)
    return isChanged ? 'a refusal changed the state' : undefined
  }
  if (!('object' in created.response)) return 'no object was answered'
  const { object } = created.response
  const printed = readManifest(printYaml(asJson(object))).documents[0]?.value
  const again: JsonValue = printed ?? null
  const key = { namespace: object.metadata.namespace ?? '', name: object.metadata.name ?? '' }
  const updated = apiServer.handle(created.state, { verb: 'update', kind, key, body: again, fieldValidation: 'Strict' }, MOMENT)
  if (!updated.response.ok) return `what was answered is refused: ${updated.response.status.message}`
  return updated.changes.length > 0 ? `what was answered changes the object: ${JSON.stringify(updated.changes[0])}` : undefined
}
