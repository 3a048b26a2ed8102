// The YAML test suite as kubectl reads it: the value of `x`, or kubectl's words.

import { isDeepEqual } from '../../../src/simulator/base/deep-equal.ts'
import { isJsonObject } from '../../../src/simulator/base/json.ts'
import { readManifest } from '../../../src/simulator/yaml/index.ts'
import type { AreaResult, Failure } from '../area.ts'
import type { Source } from '../source.ts'
import { isRecord } from '../source.ts'

export const area = 'yaml-test-suite'

export function run(source: Source, only?: string): AreaResult {
  const file = source.json('yaml-test-suite/kubectl-yaml.json')
  const cases = isRecord(file) && Array.isArray(file['cases']) ? file['cases'].filter(isRecord) : []
  const chosen = cases.filter((each) => only === undefined || each['id'] === only)
  const failures = chosen.flatMap((each) => play(each) ?? [])
  return { passed: chosen.length - failures.length, total: chosen.length, failures }
}

function play(recorded: Readonly<Record<string, unknown>>): Failure | undefined {
  const id = String(recorded['id'])
  const { documents, error } = readManifest(String(recorded['yaml']))
  const said = error === undefined ? undefined : `error: error parsing FILE: ${error.message}`
  if (recorded['error'] !== undefined)
    return said === recorded['error'] ? undefined : { id, expected: String(recorded['error']), actual: said ?? 'accepted' }
  const root = documents[0]?.value
  const value = isJsonObject(root) ? (root['x'] ?? null) : undefined
  if (said === undefined && isDeepEqual(value, recorded['value'] ?? null)) return undefined
  return { id, expected: JSON.stringify(recorded['value']), actual: said ?? JSON.stringify(value) }
}
