// A draft into the form in which the API server stores and prints an object: fields in Go's order, empty ones left out where Go leaves
// them out, zero values filled in where it does not.

import type { FieldRow, FieldType, StructTable } from '../../api/fields/field-table.ts'
import type { Draft, DraftValue } from './decoder.ts'
import { isMutableObject as isDraft } from '../../base/mutable-json.ts'
import { fieldsOf } from '../../api/fields/struct-fields.ts'

export function encodeStruct(table: StructTable, draft: Draft): Draft {
  const encoded: Draft = {}
  for (const field of fieldsOf(table).values()) {
    const value = encodeField(field.row, draft[field.name])
    if (value !== undefined) encoded[field.name] = value
  }
  return encoded
}

function encodeField({ type, presence }: FieldRow, value: DraftValue | undefined): DraftValue | undefined {
  const isUnset = value === undefined || value === null
  switch (presence) {
    case 'pointer':
      return isUnset ? undefined : encodeValue(type, value)
    case 'alwaysPointer':
      return isUnset ? null : encodeValue(type, value)
    case 'always':
      return isUnset ? encodeZero(type) : encodeValue(type, value)
    case 'omitEmpty':
    case 'omitZero': {
      if (isUnset) return undefined
      const encoded = encodeValue(type, value)
      return isEmpty(encoded) ? undefined : encoded
    }
  }
}

function encodeValue(type: FieldType, value: DraftValue): DraftValue {
  if (type.kind === 'struct') return isDraft(value) ? encodeStruct(type, value) : {}
  if (type.kind === 'list') {
    const { items } = type
    return Array.isArray(value) && (items.kind === 'struct' || items.kind === 'list' || items.kind === 'map')
      ? value.map((item) => encodeValue(items, item))
      : value
  }
  if (type.kind === 'map' && isDraft(value)) {
    const { values } = type
    if (values.kind !== 'struct') return value
    const encoded: Draft = {}
    for (const [key, item] of Object.entries(value)) encoded[key] = encodeValue(values, item)
    return encoded
  }
  return value
}

function encodeZero(type: FieldType): DraftValue {
  switch (type.kind) {
    case 'struct':
      return encodeStruct(type, {})
    case 'string':
    case 'bytes':
      return ''
    case 'number':
    case 'intOrString':
      return 0
    case 'boolean':
      return false
    case 'quantity':
      return '0'
    case 'list':
    case 'map':
    case 'time':
    case 'microTime':
    case 'any':
      return null
  }
}

function isEmpty(value: DraftValue): boolean {
  if (value === '' || value === 0 || value === false || value === null) return true
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && Object.keys(value).length === 0
}

export { isMutableObject as isDraft } from '../../base/mutable-json.ts'
