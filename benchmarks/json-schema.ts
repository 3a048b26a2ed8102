// The field tables as a JSON Schema, so that validators for schemas check the same fields as the simulator.

import { KINDS } from '../src/simulator/api/kinds.ts'
import { TABLE_BY_KIND } from '../src/simulator/api/objects.ts'
import type { FieldType, StructTable } from '../src/simulator/api/fields/field-table.ts'
import { fieldsOf } from '../src/simulator/api/fields/struct-fields.ts'

type Schema = Readonly<Record<string, unknown>>

/** One schema for all kinds: what a text's `apiVersion` and `kind` say decides what else it may hold. */
export function manifestSchema(): Schema {
  const definitions: Record<string, Schema> = {}
  const kinds = KINDS.map(({ kind, group, version }) => {
    const apiVersion = group === '' ? version : `${group}/${version}`
    const says = { properties: { apiVersion: { const: apiVersion }, kind: { const: kind } }, required: ['apiVersion', 'kind'] }
    return { if: says, then: referTo(TABLE_BY_KIND[kind], definitions) }
  })
  return { $schema: 'http://json-schema.org/draft-07/schema#', definitions, required: ['apiVersion', 'kind'], allOf: kinds }
}

function schemaOf(type: FieldType, definitions: Record<string, Schema>): Schema {
  switch (type.kind) {
    case 'struct':
      return referTo(type, definitions)
    case 'list':
      return { type: ['array', 'null'], items: schemaOf(type.items, definitions) }
    case 'map':
      return { type: ['object', 'null'], additionalProperties: schemaOf(type.values, definitions) }
    case 'number':
      return { type: ['integer', 'null'] }
    case 'boolean':
      return { type: ['boolean', 'null'] }
    case 'intOrString':
    case 'quantity':
      return { type: ['string', 'number', 'null'] }
    case 'any':
      return {}
    default:
      return { type: ['string', 'null'] }
  }
}

function referTo(table: StructTable, definitions: Record<string, Schema>): Schema {
  if (!(table.goType in definitions)) {
    definitions[table.goType] = {}
    const properties = Object.fromEntries([...fieldsOf(table)].map(([name, { row }]) => [name, schemaOf(row.type, definitions)]))
    definitions[table.goType] = { type: ['object', 'null'], properties, additionalProperties: false }
  }
  return { $ref: `#/definitions/${table.goType}` }
}
