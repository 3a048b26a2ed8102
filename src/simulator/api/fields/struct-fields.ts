// The fields of a struct by JSON name, those of embedded structs included, in the order in which Go writes them.

import type { FieldRow, StructTable } from './field-table.ts'

export interface StructField {
  readonly name: string
  readonly row: FieldRow
  /** Go names of the embedded structs that the field sits in; decode errors print them. */
  readonly embeddedIn: readonly string[]
}

/** A field that holds structs, one or a list of them. */
export interface HoldingField {
  readonly name: string
  readonly held: StructTable
  /** Go's struct has it by value: it is there even when nobody wrote it. */
  readonly isAlways: boolean
}

const cache = new WeakMap<StructTable, ReadonlyMap<string, StructField>>()

export function fieldsOf(table: StructTable): ReadonlyMap<string, StructField> {
  const known = cache.get(table)
  if (known !== undefined) return known
  const fields = new Map<string, StructField>()
  for (const [name, row] of Object.entries(table.fields)) {
    const isTypeMeta = 'root' in table && (name === 'kind' || name === 'apiVersion')
    fields.set(name, { name, row, embeddedIn: isTypeMeta ? ['TypeMeta'] : [] })
  }
  for (const [goName, embedded] of Object.entries(table.embedded)) {
    for (const field of fieldsOf(embedded).values()) fields.set(field.name, { ...field, embeddedIn: [goName, ...field.embeddedIn] })
  }
  cache.set(table, fields)
  return fields
}

const holdingCache = new WeakMap<StructTable, readonly HoldingField[]>()

/** Those of its fields that hold structs. */
export function holdingFieldsOf(table: StructTable): readonly HoldingField[] {
  const known = holdingCache.get(table)
  if (known !== undefined) return known
  const fields = [...fieldsOf(table).values()].flatMap(({ name, row: { type, presence } }): HoldingField[] => {
    if (type.kind === 'struct') return [{ name, held: type, isAlways: presence === 'always' }]
    return type.kind === 'list' && type.items.kind === 'struct' ? [{ name, held: type.items, isAlways: false }] : []
  })
  holdingCache.set(table, fields)
  return fields
}
