// A draft into the form in which the API server stores and prints an object: fields in Go's order, empty ones left out where Go leaves
// them out, zero values filled in where it does not.

import type { FieldRow, FieldType, StructTable } from '../../api/fields/field-table.ts'
import type { Draft, DraftValue } from './decoder.ts'
import { isMutableObject as isDraft } from '../../base/mutable-json.ts'
import { fieldsOf } from '../../api/fields/struct-fields.ts'
import { zeroScalar } from './zero-value.ts'

/** What becomes of lists and maps with nothing in them: they are stored as if they were absent, but messages still show them. */
export type Empties = 'dropped' | 'kept'

export function encodeStruct(table: StructTable, draft: Draft, empties: Empties = 'dropped'): Draft {
  const encoded: Draft = {}
  for (const field of fieldsOf(table).values()) {
    const value = encodeField(field.row, draft[field.name], empties)
    if (value !== undefined) encoded[field.name] = value
  }
  return encoded
}

function encodeField({ type, presence }: FieldRow, value: DraftValue | undefined, empties: Empties): DraftValue | undefined {
  const isUnset = value === undefined || value === null
  switch (presence) {
    case 'pointer':
      return isUnset ? undefined : encodeValue(type, value, empties)
    case 'alwaysPointer':
      return isUnset ? null : encodeValue(type, value, empties)
    case 'always':
      // Lists are stored without a difference between none and nothing in them.
      return isUnset || (empties === 'dropped' && Array.isArray(value) && value.length === 0)
        ? type.kind === 'struct'
          ? encodeStruct(type, {})
          : zeroScalar(type)
        : encodeValue(type, value, empties)
    case 'omitEmpty':
    case 'omitZero': {
      if (isUnset) return undefined
      const encoded = encodeValue(type, value, empties)
      const isKept = empties === 'kept' && ((type.kind === 'map' && isDraft(encoded)) || Array.isArray(encoded))
      return isEmpty(encoded) && !isKept ? undefined : encoded
    }
  }
}

function encodeValue(type: FieldType, value: DraftValue, empties: Empties): DraftValue {
  if (type.kind === 'struct') return isDraft(value) ? encodeStruct(type, value, empties) : {}
  if (type.kind === 'list') {
    const { items } = type
    return Array.isArray(value) && (items.kind === 'struct' || items.kind === 'list' || items.kind === 'map')
      ? value.map((item) => encodeValue(items, item, empties))
      : value
  }
  if (type.kind === 'map' && isDraft(value)) {
    const { values } = type
    if (values.kind !== 'struct') return value
    const encoded: Draft = {}
    for (const [key, item] of Object.entries(value)) encoded[key] = encodeValue(values, item, empties)
    return encoded
  }
  return value
}

function isEmpty(value: DraftValue): boolean {
  if (value === '' || value === 0 || value === false || value === null) return true
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && Object.keys(value).length === 0
}

export { isMutableObject as isDraft } from '../../base/mutable-json.ts'
