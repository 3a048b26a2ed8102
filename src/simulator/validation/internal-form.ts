// Objects of the API as the API server's own Go structs print: `{"Type":"Recreate","RollingUpdate":null}`.
// Messages show a value in this form when it is not a text or a number.

import { goJson } from '../base/go-json.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import type { JsonObject, JsonValue } from '../base/json.ts'
import { isJsonArray, isJsonObject } from '../base/json.ts'
import type { FieldType, StructTable } from '../api/fields/field-table.ts'
import { anyValue } from '../api/fields/field-table.ts'
import { objectMeta } from '../api/fields/meta.ts'
import { podSpec } from '../api/fields/pod.ts'
import { fieldsOf } from '../api/fields/struct-fields.ts'
import { HOST_FIELDS, internalFields } from './internal-fields.ts'

/** Structs of the API machinery keep their JSON names. */
const API_MACHINERY: ReadonlySet<string> = new Set(['v1.LabelSelector', 'v1.ObjectMeta'])

/** One line of JSON. @param type  The API's own description of the value. */
export function internalText(type: FieldType, value: JsonValue): string {
  return goJson(internalForm(type, value), { html: 'escaped', indent: 0, keys: 'given' })
}

/** With one space for each level, for comparing line by line. */
export function internalLines(type: FieldType, value: JsonValue): string {
  return goJson(internalForm(type, value), { html: 'escaped', indent: 1, keys: 'given' })
}

/** Whether two values mean the same to the API server: none and nothing in it are one. */
export function isSameInside(type: FieldType, a: JsonValue, b: JsonValue): boolean {
  return isDeepEqual(a, b) || internalText(type, withoutEmpties(type, a)) === internalText(type, withoutEmpties(type, b))
}

function withoutEmpties(type: FieldType, value: JsonValue): JsonValue {
  switch (type.kind) {
    case 'list':
      return isJsonArray(value) && value.length > 0 ? value.map((item) => withoutEmpties(type.items, item)) : null
    case 'map':
      return isJsonObject(value) && Object.keys(value).length > 0 ? value : null
    case 'struct': {
      const fields = fieldsOf(type)
      const entries = Object.entries(isJsonObject(value) ? value : {})
      return isJsonObject(value)
        ? Object.fromEntries(entries.map(([key, entry]) => [key, withoutEmpties(fields.get(key)?.row.type ?? anyValue, entry ?? null)]))
        : value
    }
    default:
      return value
  }
}

function internalForm(type: FieldType, value: JsonValue | undefined): JsonValue {
  switch (type.kind) {
    case 'list':
      return isJsonArray(value) ? value.map((item) => internalForm(type.items, item)) : null
    case 'map':
      return isJsonObject(value) ? internalMap(type.values, value) : null
    case 'struct':
      return (API_MACHINERY.has(type.goType) ? machineryStruct : internalStruct)(type, isJsonObject(value) ? value : {})
    case 'number':
    case 'intOrString':
      return value ?? 0
    case 'boolean':
      return value ?? false
    case 'quantity':
      return value ?? '0'
    case 'string':
    case 'bytes':
    case 'time':
    case 'microTime':
    case 'any':
      return value ?? ''
  }
}

function internalMap(values: FieldType, given: JsonObject): JsonValue {
  const entries = Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, entry]) => [key, internalForm(values, entry)]))
}

function internalStruct(table: StructTable, given: JsonObject): JsonObject {
  const value = table === podSpec ? withHostFields(given) : given
  const own = internalFields(table).map(({ goName, jsonName, type, isNullable }) => {
    const entry = value[jsonName] ?? null
    return [goName, isNullable && entry === null ? null : internalForm(type, entry)] as const
  })
  return { ...embeddedMetadata(given), ...Object.fromEntries(own) }
}

/** Go prints the fields of an embedded struct beside the others. */
function embeddedMetadata({ metadata }: JsonObject): JsonObject {
  return isJsonObject(metadata) ? machineryStruct(objectMeta, metadata) : {}
}

/** What has nothing in it is left out, and maps are sorted. */
function machineryStruct(table: StructTable, given: JsonObject): JsonObject {
  const entries = [...fieldsOf(table).values()].flatMap(({ name, row }) => {
    const value = given[name] ?? null
    const isEmpty = value === null || (typeof value === 'object' && Object.keys(value).length === 0)
    return isEmpty ? [] : [[name, machineryValue(row.type, value)] as const]
  })
  return Object.fromEntries(entries)
}

function machineryValue(type: FieldType, value: JsonValue): JsonValue {
  if (type.kind === 'map' && isJsonObject(value)) return internalMap(type.values, value)
  if (type.kind === 'struct' && isJsonObject(value)) return machineryStruct(type, value)
  return type.kind === 'list' && isJsonArray(value) ? value.map((item) => machineryValue(type.items, item)) : value
}

function withHostFields(spec: JsonObject): JsonObject {
  const context = isJsonObject(spec['securityContext']) ? spec['securityContext'] : {}
  const moved = HOST_FIELDS.flatMap((field) => (spec[field] === undefined ? [] : [[field, spec[field]] as const]))
  return { ...spec, securityContext: { ...context, ...Object.fromEntries(moved) } }
}
