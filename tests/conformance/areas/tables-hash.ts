// Upstream's tables of the names that follow from content (KZ-1 … KZ-3): kubectl's own, and kustomize's.

import type { JsonObject, JsonValue } from '../../../src/simulator/base/json.ts'
import { kubectlHash, kustomizeHash } from '../../../src/simulator/kubectl/hash.ts'
import type { AreaResult, Failure } from '../area.ts'
import type { Source } from '../source.ts'
import { isRecord } from '../source.ts'

export const area = 'tables'

const HASHES: Readonly<Record<string, (object: JsonObject) => string>> = {
  kubectl: (object) => kubectlHash(withBytes(object)),
  kustomize: kustomizeHash,
}

export function run(source: Source, only?: string): AreaResult {
  const file = source.json('tables/kustomize-hash/hash.json')
  const failures: Failure[] = []
  let total = 0
  for (const [program, hash] of Object.entries(HASHES)) {
    const table = isRecord(file) ? file[program] : undefined
    const vectors = isRecord(table) && Array.isArray(table['vectors']) ? table['vectors'].filter(isRecord) : []
    for (const vector of vectors) {
      const id = `kustomize-hash/${program}/${String(vector['kind'])}/${String(vector['name'])}`
      if (only !== undefined && only !== id) continue
      total += 1
      const actual = hash({ kind: String(vector['kind']), ...(vector['object'] as JsonObject) })
      if (actual !== vector['hash']) failures.push({ id, expected: String(vector['hash']), actual })
    }
  }
  return { passed: total - failures.length, total, failures }
}

/** The table gives bytes as text, and the name outside of metadata. */
function withBytes({ kind, name, dataText, binaryDataText, ...rest }: JsonObject): JsonObject {
  return {
    kind,
    metadata: { name: name ?? '' },
    ...rest,
    ...(dataText === undefined ? {} : { data: encoded(dataText) }),
    ...(binaryDataText === undefined ? {} : { binaryData: encoded(binaryDataText) }),
  }
}

function encoded(texts: JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(texts as JsonObject).map(([key, text]) => [key, Buffer.from(String(text)).toString('base64')]))
}
