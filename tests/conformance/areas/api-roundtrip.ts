// Objects with every field set: decoded without an unknown field, and equal when written again.

import { TABLE_BY_KIND } from '../../../src/simulator/api/objects.ts'
import { decodeStruct } from '../../../src/simulator/apiserver/decode/decoder.ts'
import { encodeStruct } from '../../../src/simulator/apiserver/decode/encoder.ts'
import { isDeepEqual } from '../../../src/simulator/base/deep-equal.ts'
import { asJson, kindOf } from '../api-answer.ts'
import type { AreaResult, Failure } from '../area.ts'
import { ROUNDTRIP_KINDS } from '../area.ts'
import type { Source } from '../source.ts'

export const area = 'api-roundtrip'

export function run(source: Source, only?: string): AreaResult {
  const kinds = ROUNDTRIP_KINDS.filter((kind) => source.has(`examples/api-roundtrip/${kind}.json`) && (only === undefined || only === kind))
  const failures = kinds.flatMap((id): readonly Failure[] => {
    const object = source.json(`examples/api-roundtrip/${id}.json`)
    const info = kindOf(object)
    if (info === undefined) return [{ id, expected: 'a kind that is served', actual: 'none' }]
    const table = TABLE_BY_KIND[info.kind]
    const { draft, error, strictErrors } = decodeStruct(table, asJson(object))
    if (error !== undefined || strictErrors.length > 0)
      return [{ id, expected: 'no unknown field', actual: error ?? strictErrors.join('\n') }]
    const written = encodeStruct(table, draft)
    return isDeepEqual(written, object)
      ? []
      : [{ id, expected: JSON.stringify(object, undefined, 1), actual: JSON.stringify(written, undefined, 1) }]
  })
  return { passed: kinds.length - failures.length, total: kinds.length, failures }
}
