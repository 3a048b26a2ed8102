// JSON of a Go struct: fields in Go's order, keys of maps sorted, `<>&` escaped. What kubectl prints for objects it made itself.
// @source go encoding/json, with the order of fields from the field tables

import type { FieldType, StructTable } from '../../api/fields/field-table.ts'
import type { JsonValue } from '../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../base/json.ts'
import { compareBytes, goJson, goJsonString } from '../../base/go-json.ts'
import { fieldsOf } from '../../api/fields/struct-fields.ts'

/** @param indent  Spaces for each level; 0 keeps everything on one line. */
export function typedJson(table: StructTable, value: JsonValue, indent: number): string {
  return write(table, value, indent, indent === 0 ? undefined : '\n')
}

function write(type: FieldType, value: JsonValue, indent: number, line: string | undefined): string {
  const inner = line === undefined ? undefined : line + ' '.repeat(indent)
  const colon = line === undefined ? ':' : ': '
  if (type.kind === 'struct' && isJsonObject(value)) {
    const parts: string[] = []
    for (const field of fieldsOf(type).values()) {
      const child = value[field.name]
      if (child !== undefined) parts.push(goJsonString(field.name) + colon + write(field.row.type, child, indent, inner))
    }
    return enclose('{', parts, '}', line, inner)
  }
  if (type.kind === 'map' && isJsonObject(value)) {
    const keys = Object.keys(value).sort(compareBytes)
    const parts = keys.map((key) => goJsonString(key) + colon + write(type.values, value[key] ?? null, indent, inner))
    return enclose('{', parts, '}', line, inner)
  }
  if (type.kind === 'list' && isJsonArray(value)) {
    return enclose(
      '[',
      value.map((item) => write(type.items, item, indent, inner)),
      ']',
      line,
      inner,
    )
  }
  return goJson(value)
}

function enclose(open: string, parts: readonly string[], close: string, outer: string | undefined, inner: string | undefined): string {
  if (parts.length === 0 || outer === undefined || inner === undefined) return open + parts.join(',') + close
  return open + inner + parts.join(`,${inner}`) + outer + close
}
