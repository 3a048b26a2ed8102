// What people are told of fields: shapes, facts and sentences, and that the facts are those of the API server.

import { describe, expect, test } from 'vitest'
import { describeField, describeFields, structAt, structIn } from '../../../src/simulator/api/fields/describe-field.ts'
import { DEFAULT_BY_FIELD, WORDS_BY_TYPE } from '../../../src/simulator/api/fields/field-facts.ts'
import type { FieldType, StructTable } from '../../../src/simulator/api/fields/field-table.ts'
import { fieldsOf } from '../../../src/simulator/api/fields/struct-fields.ts'
import { KINDS } from '../../../src/simulator/api/kinds.ts'
import { TABLE_BY_KIND } from '../../../src/simulator/api/objects.ts'
import type { Kind } from '../../../src/simulator/index.ts'
import { readFieldSentences } from './field-sentences.ts'

const sentences = readFieldSentences()

/** Every struct that a kind leads to, with one path that leads there. */
function structs(): readonly { readonly kind: Kind; readonly path: readonly string[]; readonly table: StructTable }[] {
  const found: { readonly kind: Kind; readonly path: readonly string[]; readonly table: StructTable }[] = []
  const seen = new Set<StructTable>()
  const visit = (kind: Kind, path: readonly string[], type: FieldType): void => {
    const table = structIn(type)
    if (table === undefined || seen.has(table)) return
    seen.add(table)
    found.push({ kind, path, table })
    for (const [name, field] of fieldsOf(table)) visit(kind, [...path, name], field.row.type)
  }
  for (const { kind } of KINDS) visit(kind, [], TABLE_BY_KIND[kind])
  return found
}

describe('fields', () => {
  test('every field of every kind has a sentence', () => {
    const silent = structs().flatMap(({ kind, path }) =>
      describeFields(kind, path, sentences)
        .filter(({ sentence }) => sentence === undefined)
        .map(({ name }) => [kind, ...path, name].join('.')),
    )
    expect(silent).toEqual([])
  })

  test('every sentence is about a field that exists', () => {
    const names = new Map<string, Set<string>>()
    const note = (table: StructTable): void => {
      const name = table.goType.slice(table.goType.lastIndexOf('.') + 1)
      names.set(name, new Set([...(names.get(name) ?? []), ...fieldsOf(table).keys()]))
      Object.values(table.embedded).forEach(note)
    }
    for (const { table } of structs()) note(table)
    const shared = new Set(['Object', 'Condition', 'Container', 'EphemeralContainerCommon'])
    const idle = Object.entries(sentences).flatMap(([struct, fields]) =>
      Object.keys(fields)
        .filter((field) => field !== '_' && !shared.has(struct) && !struct.endsWith('Condition') && struct !== 'EphemeralContainer')
        .filter((field) => names.get(struct)?.has(field) !== true)
        .map((field) => `${struct}.${field}`),
    )
    expect(idle).toEqual([])
  })

  test('every sentence ends with a full stop and fits on two lines', () => {
    const odd = Object.entries(sentences).flatMap(([struct, fields]) =>
      Object.entries(fields)
        .filter(([, sentence]) => !/^[A-Z$].*\.$/.test(sentence.replace(/^[a-z]+\b/, 'A')) || sentence.length > 150)
        .map(([field]) => `${struct}.${field}`),
    )
    expect(odd).toEqual([])
  })

  test.each([
    ['Pod', ['spec', 'containers', 0, 'env', 1, 'name'], { type: 'string', required: true }],
    ['Pod', ['spec', 'containers'], { type: '[]Container', required: true }],
    ['Pod', ['spec', 'restartPolicy'], { type: 'string', required: false, initial: 'Always', words: ['Always', 'Never', 'OnFailure'] }],
    ['Pod', ['metadata', 'labels'], { type: 'map[string]string', required: false }],
    ['Deployment', ['spec'], { type: 'DeploymentSpec', required: false }],
    ['Deployment', ['spec', 'template', 'spec', 'containers', 'resources', 'limits'], { type: 'map[string]Quantity', required: false }],
    ['Deployment', ['spec', 'selector'], { type: 'LabelSelector', required: true }],
    ['Service', ['spec', 'ports', 0, 'targetPort'], { type: 'IntOrString', required: false }],
    ['ConfigMap', ['metadata', 'creationTimestamp'], { type: 'string', required: false }],
  ] as const)('%s %j', (kind, path, expected) => {
    expect(describeField(kind, path, sentences)).toMatchObject({ name: path.at(-1), ...expected })
  })

  test('a key that people make up is no field', () => {
    expect(describeField('ConfigMap', ['data', 'LOG_LEVEL'])).toBeUndefined()
    expect(describeField('Pod', ['spec', 'no', 'such'])).toBeUndefined()
  })

  test('facts are about types and fields of the tables', () => {
    const types = new Set<string>()
    for (const { table } of structs()) {
      for (const { row } of fieldsOf(table).values()) {
        const type = row.type.kind === 'list' ? row.type.items : row.type
        if (type.kind === 'string') types.add(type.goType)
      }
    }
    expect(Object.keys(WORDS_BY_TYPE).filter((type) => !types.has(type))).toEqual([])
    const byName = new Map(structs().map(({ table }) => [table.goType, table]))
    for (const [struct, fields] of Object.entries(DEFAULT_BY_FIELD)) {
      const table = byName.get(struct)
      expect(Object.keys(fields).filter((field) => table === undefined || !fieldsOf(table).has(field))).toEqual([])
    }
    expect(structAt('Pod', ['spec'])?.goType).toBe('v1.PodSpec')
  })
})
