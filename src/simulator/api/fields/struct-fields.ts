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
  const own = Object.entries(table.fields).map(([name, row]): StructField => {
    const isTypeMeta = 'root' in table && (name === 'kind' || name === 'apiVersion')
    return { name, row, embeddedIn: isTypeMeta ? ['TypeMeta'] : [] }
  })
  const embedded = Object.entries(table.embedded).flatMap(([goName, inner]) =>
    [...fieldsOf(inner).values()].map((field): StructField => ({ ...field, embeddedIn: [goName, ...field.embeddedIn] })),
  )
  const fields = new Map((embedsLast(table) ? [...own, ...embedded] : [...embedded, ...own]).map((field) => [field.name, field]))
  cache.set(table, fields)
  return fields
}

/** All structs that embed another have it in front of their own fields, but for a volume: its name comes first. */
export function embedsLast(table: StructTable): boolean {
  return table.goType === 'v1.Volume'
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
