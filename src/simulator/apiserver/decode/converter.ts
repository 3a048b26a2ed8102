// A patched object, already a tree of values, into the shape that a table describes: the second of the API server's two decoders, with
// messages of its own (D-12).
// @source apimachinery/pkg/runtime/converter.go fromUnstructured

import type { FieldType, StructTable } from '../../api/fields/field-table.ts'
import { fieldsOf } from '../../api/fields/struct-fields.ts'
import { decodeBase64 } from '../../base/base64.ts'
import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { isMutableObject, setMember } from '../../base/mutable-json.ts'
import type { Draft, DraftValue } from './decoder.ts'
import { goTypeOf } from '../../api/fields/go-type.ts'
import { decodeValue } from './decoder.ts'

export interface ConvertOutcome {
  readonly draft: Draft
  readonly error: string | undefined
  /** Sorted. */
  readonly strictErrors: readonly string[]
}

/** Thrown inside this file only. */
class Unconvertible {
  readonly message: string
  constructor(message: string) {
    this.message = message
  }
}

export function convertObject(table: StructTable, value: MutableObject): ConvertOutcome {
  const unknown: string[] = []
  try {
    const draft = convertFields(table, value, '', unknown)
    return { draft, error: undefined, strictErrors: unknown.sort() }
  } catch (thrown) {
    if (!(thrown instanceof Unconvertible)) throw thrown
    return { draft: {}, error: thrown.message, strictErrors: [] }
  }
}

function convertFields(table: StructTable, value: MutableObject, path: string, unknown: string[]): Draft {
  const draft: Draft = {}
  const fields = fieldsOf(table)
  for (const { name, row } of fields.values()) {
    const member = value[name]
    if (member === undefined || member === null) continue
    draft[name] = convert(row.type, member, path === '' ? name : `${path}.${name}`, unknown)
  }
  for (const key of Object.keys(value)) if (!fields.has(key)) unknown.push(`unknown field "${path === '' ? key : `${path}.${key}`}"`)
  return draft
}

function convert(type: FieldType, value: MutableJson, path: string, unknown: string[]): DraftValue {
  switch (type.kind) {
    case 'struct':
      if (!isMutableObject(value)) throw new Unconvertible(`cannot restore struct from: ${goKind(value)}`)
      return convertFields(type, value, path, unknown)
    case 'map': {
      if (!isMutableObject(value)) throw new Unconvertible(`cannot restore map from ${goKind(value)}`)
      const map: Draft = {}
      for (const [key, member] of Object.entries(value))
        setMember(map, key, member === null ? zeroOf(type.values) : convert(type.values, member, path, unknown))
      return map
    }
    case 'list':
      if (!Array.isArray(value)) throw new Unconvertible(`cannot restore slice from ${goKind(value)}`)
      return value.map((item, index) =>
        item === null ? zeroOf(type.items) : convert(type.items, item, `${path}[${String(index)}]`, unknown),
      )
    case 'bytes': {
      if (typeof value !== 'string') throw new Unconvertible(`cannot restore slice from ${goKind(value)}`)
      const bytes = decodeBase64(value)
      if (!bytes.ok) throw new Unconvertible(`error decoding from json: illegal base64 data at input byte ${String(bytes.problem.offset)}`)
      return value.replace(/[\r\n]/g, '')
    }
    case 'string':
      if (typeof value === 'string') return value
      if (typeof value === 'number' && isInt64(value)) throw new Unconvertible(`cannot convert int64 to ${goTypeOf(type)}`)
      throw new Unconvertible('unrecognized type: string')
    case 'boolean':
      if (typeof value === 'boolean') return value
      throw new Unconvertible('unrecognized type: bool')
    case 'number':
      if (typeof value !== 'number') throw new Unconvertible(`unrecognized type: ${type.goType}`)
      if (type.goType !== 'float64' && !Number.isInteger(value)) throw new Unconvertible(`cannot convert float64 to ${type.goType}`)
      // Go's conversion keeps the lower bits.
      return type.goType === 'int32' ? Number(BigInt.asIntN(32, BigInt(value))) : value
    case 'quantity':
    case 'time':
    case 'microTime':
    case 'intOrString':
    case 'any': {
      const decoded = decodeValue(type, value)
      if (decoded.error !== undefined) throw new Unconvertible(decoded.error)
      return decoded.value ?? null
    }
  }
}

function zeroOf(type: FieldType): DraftValue {
  if (type.kind === 'struct') return {}
  if (type.kind === 'string' || type.kind === 'bytes') return ''
  if (type.kind === 'number') return 0
  return type.kind === 'boolean' ? false : null
}

function isInt64(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 63
}

/** @source Go reflect.Kind */
function goKind(value: MutableJson): string {
  if (Array.isArray(value)) return 'slice'
  if (isMutableObject(value)) return 'map'
  if (typeof value === 'number') return isInt64(value) ? 'int64' : 'float64'
  return typeof value === 'boolean' ? 'bool' : 'string'
}
