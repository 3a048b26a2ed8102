// The first value of an object that its field can't hold, in the order in which the API server looks.
//
// Where the decoder names no place of its own: refused patches, and answers of a server whose decoder words things in another way.

import type { FieldType, StructTable } from '../api/fields/field-table.ts'
import { fieldsOf } from '../api/fields/struct-fields.ts'
import { decodeValue } from '../apiserver/decode/decoder.ts'
import type { JsonValue } from '../base/json.ts'
import { isJsonArray, isJsonObject } from '../base/json.ts'
import type { JsonPath } from '../yaml/index.ts'

interface Misfit {
  readonly path: JsonPath
  readonly error: string
}

/** The misfit that a text speaks of, or the first; undefined where everything fits. */
export function misfitOf(table: StructTable, value: JsonValue, text: string): JsonPath | undefined {
  const misfits = misfitsIn(table, value, [])
  const tail = / of type (\S+)$/.exec(text)?.[1]
  const found = /cannot unmarshal (\S+)/.exec(text)?.[1]
  const fitting = misfits.find(
    ({ error }) =>
      error === text || (tail !== undefined && error.endsWith(` of type ${tail}`) && error.includes(`unmarshal ${found ?? ''} `)),
  )
  return (fitting ?? misfits[0])?.path
}

function misfitsIn(type: FieldType, value: JsonValue | undefined, path: JsonPath): readonly Misfit[] {
  if (value === undefined || value === null) return []
  if (type.kind === 'struct' && isJsonObject(value)) {
    return [...fieldsOf(type).values()].flatMap(({ name, row }) => misfitsIn(row.type, value[name], [...path, name]))
  }
  if (type.kind === 'map' && isJsonObject(value))
    return Object.keys(value).flatMap((key) => misfitsIn(type.values, value[key], [...path, key]))
  if (type.kind === 'list' && isJsonArray(value)) return value.flatMap((item, index) => misfitsIn(type.items, item, [...path, index]))
  const { error } = decodeValue(type, value)
  return error === undefined ? [] : [{ path, error }]
}
