// Objects of the API as the API server's own Go structs print: `{"Type":"Recreate","RollingUpdate":null}`.
// Messages show a value in this form when it is not a text or a number.

import { goJson } from '../base/go-json.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import type { JsonObject, JsonValue } from '../base/json.ts'
import { isJsonArray, isJsonObject } from '../base/json.ts'
import { INTERNAL_FIELDS } from './internal-fields.ts'

interface Row {
  readonly goName: string
  readonly jsonName: string
  readonly type: string
}

/** Fields that the API has on the Pod's spec and the API server keeps in its security context. */
const HOST_FIELDS = ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace', 'hostUsers'] as const

const rowsByStruct = new Map<string, readonly Row[]>()

/** One line of JSON. @param type  The name of a Go struct in the table. */
export function internalText(type: string, value: JsonValue): string {
  return goJson(internalForm(type, value), { html: 'escaped', indent: 0, keys: 'given' })
}

/** With one space for each level, for comparing line by line. */
export function internalLines(type: string, value: JsonValue): string {
  return goJson(internalForm(type, value), { html: 'escaped', indent: 1, keys: 'given' })
}

/** Whether two values mean the same to the API server: none and nothing in it are one. */
export function isSameInside(type: string, a: JsonValue, b: JsonValue): boolean {
  return isDeepEqual(a, b) || internalText(type, withoutEmpties(a)) === internalText(type, withoutEmpties(b))
}

/** Empty lists go; of empty maps the struct's own rules make null. */
function withoutEmpties(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(withoutEmpties)
  if (!isJsonObject(value)) return value
  const kept = Object.entries(value).filter(([, entry]) => entry !== undefined && !(isJsonArray(entry) && entry.length === 0))
  return Object.fromEntries(kept.map(([key, entry]) => [key, withoutEmpties(entry ?? null)]))
}

function internalForm(type: string, value: JsonValue | undefined): JsonValue {
  if (type.startsWith('*')) return value === undefined || value === null ? null : internalForm(type.slice(1), value)
  if (type.startsWith('[]')) {
    return isJsonArray(value) ? value.map((item) => internalForm(type.slice(2), item)) : null
  }
  if (type.startsWith('map[')) {
    const entries = isJsonObject(value) ? Object.entries(value) : []
    const values = type.slice('map['.length, -1)
    if (entries.length === 0) return null
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, internalForm(values, entry)]))
  }
  switch (type) {
    case 'string':
      return value ?? ''
    case 'int':
    case 'IntOrString':
      return value ?? 0
    case 'bool':
      return value ?? false
    case 'Quantity':
      return value ?? '0'
    case 'tagged':
      return value ?? {}
    default:
      return internalStruct(type, isJsonObject(value) ? value : {})
  }
}

function internalStruct(type: string, given: JsonObject): JsonObject {
  if (type === 'PodTemplateSpec') {
    const metadata = isJsonObject(given['metadata']) ? given['metadata'] : {}
    return { ...metadata, Spec: internalForm('PodSpec', given['spec']) }
  }
  const value = type === 'PodSpec' ? withHostFields(given) : given
  return Object.fromEntries(rowsOf(type).map((row) => [row.goName, internalForm(row.type, lookUp(value, row.jsonName))]))
}

function withHostFields(spec: JsonObject): JsonObject {
  const context = isJsonObject(spec['securityContext']) ? spec['securityContext'] : {}
  const moved = HOST_FIELDS.flatMap((field) => (spec[field] === undefined ? [] : [[field, spec[field]] as const]))
  return { ...spec, securityContext: { ...context, ...Object.fromEntries(moved) } }
}

/** Names differ in the case of letters alone: `DNSPolicy` is `dnsPolicy`. */
function lookUp(value: JsonObject, name: string): JsonValue | undefined {
  const key = Object.keys(value).find((each) => each.toLowerCase() === name)
  return key === undefined ? undefined : value[key]
}

function rowsOf(type: string): readonly Row[] {
  const known = rowsByStruct.get(type)
  if (known !== undefined) return known
  const rows = (INTERNAL_FIELDS[type] ?? '')
    .split(' ')
    .filter((word) => word !== '')
    .map((word): Row => {
      const [names = '', fieldType = ''] = word.split(':')
      const [goName = '', jsonName = goName] = names.split('=')
      return { goName, jsonName: jsonName.toLowerCase(), type: fieldType }
    })
  rowsByStruct.set(type, rows)
  return rows
}
