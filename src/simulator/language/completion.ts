// What may be written where the caret is: fields that are allowed and not there yet, words a field takes, and names that exist.

import { structIn, typeName, describeFields } from '../api/fields/describe-field.ts'
import { WORDS_BY_TYPE } from '../api/fields/field-facts.ts'
import type { FieldType, StructTable } from '../api/fields/field-table.ts'
import { fieldsOf } from '../api/fields/struct-fields.ts'
import { pod } from '../api/fields/pod.ts'
import { apiVersionOf, KINDS } from '../api/kinds.ts'
import type { KindInfo } from '../api/kinds.ts'
import type { SourceRange } from '../base/source-range.ts'
import type { Caret } from './caret.ts'
import { caretAt } from './caret.ts'
import type { Completion } from './completion-item.ts'
import { isExcluded } from './exclusive-fields.ts'
import { isWrittenByCluster, placeAt } from './field-place.ts'
import type { SketchPath } from './field-place.ts'
import { fieldRank } from './field-rank.ts'
import { completeReference } from './reference-completion.ts'
import { childAt, textOf } from './sketch-node.ts'
import type { EditorWorld } from './world.ts'

export interface CompletionList {
  /** What a choice replaces. */
  readonly range: SourceRange
  /** What was typed before the caret. */
  readonly typed: string
  /** In the order in which they are offered. */
  readonly items: readonly Completion[]
}

/** @param offset  UTF-16 offset of the caret in the text. */
export function completeAt(text: string, offset: number, world: EditorWorld): CompletionList {
  const caret = caretAt(text, offset)
  if (caret === undefined) return { range: { start: offset, end: offset }, typed: '', items: [] }
  const items = caret.part === 'key' ? keysAt(caret, world) : valuesAt(text, caret, world)
  return { range: caret.word, typed: caret.typed, items }
}

function keysAt(caret: Caret, world: EditorWorld): readonly Completion[] {
  const after = (type: FieldType) => (caret.hasColon ? '' : afterKey(type, caret.column, caret.isFlow))
  return fieldsAt(caret, world, after)
}

/** The fields of the struct that the caret is in, or labels. */
function fieldsAt(caret: Caret, world: EditorWorld, after: (type: FieldType) => string): readonly Completion[] {
  const { kind, path, node, document } = caret
  const present = new Set(node.children.filter((child) => child.key?.start !== caret.word.start).map(({ step }) => String(step)))
  if (kind === undefined) return path.length > 0 ? [] : rootFields(present, after)
  const type = placeAt(kind, path)?.type
  if (type?.kind === 'struct') return structFields(kind, type, path, present, world, after)
  if (type?.kind !== 'map') return []
  return completeReference(kind, document.root, [...path, ''], world)
    .filter(({ label }) => !present.has(label))
    .map((item) => ({ ...item, newText: `${item.newText}${after(type.values)}` }))
}

/** Before a kind is chosen: what every manifest has. */
function rootFields(present: ReadonlySet<string>, after: (type: FieldType) => string): readonly Completion[] {
  const root = fieldsOf(pod)
  return ['apiVersion', 'kind', 'metadata']
    .filter((name) => !present.has(name))
    .map((name) => {
      const type = root.get(name)?.row.type ?? { kind: 'boolean' as const }
      return { label: name, what: 'field', detail: typeName(type), note: undefined, newText: `${name}${after(type)}`, required: true }
    })
}

function structFields(
  kind: KindInfo,
  table: StructTable,
  path: SketchPath,
  present: ReadonlySet<string>,
  { sentences }: EditorWorld,
  after: (type: FieldType) => string,
): readonly Completion[] {
  const names = path.filter((step) => typeof step === 'string')
  const described = new Map(describeFields(kind.kind, names, sentences).map((field) => [field.name, field]))
  const offered = [...fieldsOf(table).values()].filter(
    ({ name }) => !present.has(name) && !isWrittenByCluster(table, name) && !isExcluded(table, name, present),
  )
  const items = offered.map(({ name, row: { type } }): Completion => {
    const field = described.get(name)
    const required = field?.required === true || ('root' in table && /^(?:apiVersion|kind|metadata)$/.test(name))
    return { label: name, what: 'field', detail: field?.type ?? '', note: field?.sentence, newText: `${name}${after(type)}`, required }
  })
  const rank = ({ label, required }: Completion) => fieldRank(label, required, 'root' in table)
  return items.toSorted((a, b) => rank(a) - rank(b))
}

/** What follows a key: a blank for a scalar, a new line for what goes below it. */
function afterKey(type: FieldType, column: number, isFlow: boolean): string {
  if (isFlow) return ': '
  const below = `:\n${' '.repeat(column + INDENTATION)}`
  if (type.kind === 'struct' || type.kind === 'map') return below
  return type.kind === 'list' ? `${below}- ` : ': '
}

const INDENTATION = 2

function valuesAt(text: string, caret: Caret, world: EditorWorld): readonly Completion[] {
  const { kind, path, node, document, word } = caret
  const choices = path.length === 1 ? typeMetaValues(path, textOf(childAt(document.root, ['apiVersion'])), kind) : undefined
  if (choices !== undefined) return choices
  // A word at the left edge of an empty document will be its first key.
  if (kind === undefined) return path.length === 0 ? fieldsAt(caret, world, (type) => afterKey(type, caret.column, caret.isFlow)) : []
  const type = placeAt(kind, path)?.type
  if (type === undefined) return []
  const isSameLine = node.key !== undefined && !text.slice(node.key.end, word.start).includes('\n')
  const lead = isSameLine && !caret.isFlow ? `\n${' '.repeat(node.column + INDENTATION)}` : ''
  const column = lead === '' ? caret.column : node.column + INDENTATION
  if (type.kind === 'struct' || type.kind === 'map') {
    if (isSameLine && caret.isFlow) return []
    return fieldsAt(caret, world, (inner) => afterKey(inner, column, false)).map((item) => ({ ...item, newText: lead + item.newText }))
  }
  if (type.kind === 'list') return caret.isFlow || caret.typed !== '' ? [] : listItems(type.items, lead)
  const known = completeReference(kind, document.root, path, world)
  return known.length > 0 ? known : wordsOf(type)
}

function listItems(type: FieldType, lead: string): readonly Completion[] {
  const first = type.kind === 'struct' ? [...fieldsOf(type).keys()][0] : undefined
  const label = first === undefined ? '- ' : `- ${first}`
  const detail = typeName(structIn(type) ?? type)
  return [{ label, what: 'field', detail: `one ${detail}`, note: undefined, newText: `${lead}- `, required: false }]
}

function typeMetaValues(path: SketchPath, apiVersion: string | undefined, kind: KindInfo | undefined): readonly Completion[] | undefined {
  const value = (label: string, detail: string): Completion => ({
    label,
    what: 'value',
    detail,
    note: undefined,
    newText: label,
    required: false,
  })
  if (path[0] === 'kind') {
    const served = KINDS.filter((info) => apiVersionOf(info) === apiVersion)
    return (served.length > 0 ? served : KINDS).map((info) => value(info.kind, apiVersionOf(info)))
  }
  if (path[0] !== 'apiVersion') return undefined
  const versions = kind === undefined ? [...new Set(KINDS.map(apiVersionOf))] : [apiVersionOf(kind)]
  return versions.map((version) =>
    value(
      version,
      kind?.kind ??
        KINDS.filter((info) => apiVersionOf(info) === version)
          .map((info) => info.kind)
          .join(', '),
    ),
  )
}

function wordsOf(type: FieldType): readonly Completion[] {
  const words = type.kind === 'boolean' ? ['true', 'false'] : type.kind === 'string' ? (WORDS_BY_TYPE[type.goType] ?? []) : []
  return words
    .filter((word) => word !== '')
    .map((label) => ({ label, what: 'value', detail: typeName(type), note: undefined, newText: label, required: false }))
}

/** What still fits to what was typed: what begins with it, then what its capitals spell (`vM`), then what holds it. */
export function fitting({ items, typed }: CompletionList): readonly Completion[] {
  const wanted = typed.toLowerCase()
  const rank = ({ label }: Completion): number => {
    const lower = label.toLowerCase()
    if (lower.startsWith(wanted)) return 0
    if (
      label
        .replace(/(?<=.)[^A-Z]/g, '')
        .toLowerCase()
        .startsWith(wanted)
    )
      return 1
    return lower.includes(wanted) ? 2 : 3
  }
  return items.filter((item) => rank(item) < 3).toSorted((a, b) => rank(a) - rank(b))
}
