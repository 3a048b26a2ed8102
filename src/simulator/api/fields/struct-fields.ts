// The fields of a struct by JSON name, those of embedded structs included, in the order in which Go writes them.

import type { FieldRow, StructTable } from './field-table.ts'

export interface StructField {
  readonly name: string
  readonly row: FieldRow
  /** Go names of the embedded structs that the field sits in; decode errors print them. */
  readonly embeddedIn: readonly string[]
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
