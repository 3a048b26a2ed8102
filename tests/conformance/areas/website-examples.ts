// Manifests of the documentation: applied as they are; accepted or refused as recorded.

import { findKind } from '../../../src/simulator/api/kinds.ts'
import { isJsonObject } from '../../../src/simulator/base/json.ts'
import { readManifest } from '../../../src/simulator/yaml/index.ts'
import type { ApiServerState } from '../../../src/simulator/apiserver/index.ts'
import { apiServer } from '../../../src/simulator/apiserver/parts/all.ts'
import { MOMENT, emptyCluster } from '../api-answer.ts'
import type { AreaResult, Failure } from '../area.ts'
import type { Source } from '../source.ts'
import { isRecord } from '../source.ts'

export const area = 'website-examples'
const FOLDER = 'examples/website-examples'

export function run(source: Source, only?: string): AreaResult {
  const index = source.json(`${FOLDER}/index.json`)
  const files = isRecord(index) && Array.isArray(index['files']) ? index['files'].filter(isRecord) : []
  const chosen = files.filter((file) => only === undefined || file['file'] === only)
  const failures = chosen.flatMap((file): readonly Failure[] => {
    const id = String(file['file'])
    const problem = problemOf(source.text(`${FOLDER}/${id}`))
    const expected = String(file['expected'])
    const fits = expected === 'accepted' ? problem === undefined : problem !== undefined
    return fits ? [] : [{ id, expected, actual: problem ?? 'accepted' }]
  })
  return { passed: chosen.length - failures.length, total: chosen.length, failures }
}

function withNamespace(name: string): ApiServerState {
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
  return apiServer.handle(emptyCluster(), { verb: 'create', kind: 'Namespace', namespace: '', body }, MOMENT).state
}

/** The first refusal of kubectl or of the API server. */
function problemOf(text: string): string | undefined {
  const { documents, error } = readManifest(text)
  if (error !== undefined) return error.message
  let state = withNamespace('kube-system')
  for (const { value } of documents) {
    if (!isJsonObject(value)) return 'no object'
    const info = findKind(String(value['apiVersion']), String(value['kind']))
    if (info === undefined) return `no matches for kind "${String(value['kind'])}"`
    const metadata = isJsonObject(value['metadata']) ? value['metadata'] : {}
    const namespace = info.namespaced ? String(metadata['namespace'] ?? 'default') : ''
    const handled = apiServer.handle(state, { verb: 'create', kind: info.kind, namespace, body: value, fieldValidation: 'Strict' }, MOMENT)
    if (!handled.response.ok) return handled.response.status.message
    state = handled.state
  }
  return undefined
}
