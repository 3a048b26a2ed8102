// Lists where a map is wanted, maps where a list is wanted, `NAME=value` where Kubernetes wants name and value.

import type { FieldType } from '../../api/fields/field-table.ts'
import { fieldsOf } from '../../api/fields/struct-fields.ts'
import { decodeValue } from '../../apiserver/decode/decoder.ts'
import type { JsonObject, JsonValue } from '../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../base/json.ts'
import { typeAt, valueAt } from '../field-walk.ts'
import type { Change, FixContext, FixMaker } from './change.ts'
import { columnOf, isFlow, plainOrQuoted } from './members.ts'

/** `- KEY: value` becomes `KEY: value`, and so do lines of `KEY=value`. */
export const makeMap: FixMaker = (context) => {
  const { document, table, path } = context
  const [list, type] = [valueAt(document.value, path), typeAt(table, path)]
  if (typeof list === 'string') return membersOfLines(context)
  if (!isJsonArray(list) || list.length === 0 || (type?.kind !== 'map' && type?.kind !== 'struct')) return undefined
  const pairs = list.map(pairsOf)
  const merged: Record<string, JsonValue> = Object.fromEntries(pairs.flatMap((each) => each ?? []))
  const count = pairs.reduce((sum, each) => sum + (each?.length ?? 0), 0)
  if (pairs.includes(undefined) || Object.keys(merged).length !== count || !isWanted(type, merged)) return undefined
  const change = { from: 'list', to: 'map' }
  if (isFlow(document, path)) {
    const range = document.sourceMap.rangeOf(path)?.value
    return range && { ...change, edits: [{ range, newText: JSON.stringify(merged) }] }
  }
  const edits = list.flatMap((item, index) => {
    const range = document.sourceMap.rangeOf([...path, index])?.value
    if (range === undefined) return []
    const dash = document.text.lastIndexOf('-', range.start - 1)
    const blank = { range: { start: dash, end: dash + 1 }, newText: ' ' }
    const [pair] = pairs[index] ?? []
    return typeof item === 'string' && pair !== undefined ? [blank, { range, newText: `${pair[0]}: ${JSON.stringify(pair[1])}` }] : [blank]
  })
  return { ...change, edits }
}

/** Lines as env files have them, `KEY=value`, or with a colon and no blank behind it: YAML takes all of them for one text. */
function membersOfLines({ document, table, path }: FixContext): Change | undefined {
  const scalar = document.sourceMap.scalarAt(path)
  const key = document.sourceMap.rangeOf(path)?.key
  const type = typeAt(table, path)
  if (scalar?.style !== 'plain' || key === undefined || type?.kind !== 'map' || isFlow(document, path.slice(0, -1))) return undefined
  const lines = scalar.raw.split('\n').filter((line) => line.trim() !== '')
  const members = lines.flatMap((line) => {
    const [, name, value = ''] = /^\s*([A-Za-z_][\w.-]*)(?:\s*=|:)\s*(.*?)\s*$/.exec(line) ?? []
    return name === undefined ? [] : [{ name, value: /^(["']).*\1$/.test(value) ? value : plainOrQuoted(value) }]
  })
  if (members.length < lines.length || new Set(members.map(({ name }) => name)).size < lines.length) return undefined
  const { start, end } = scalar.range
  const between = document.text.slice(key.end, start)
  const isBeside = !between.includes('\n')
  const indent = ' '.repeat(isBeside ? columnOf(document.text, key.start) + 2 : columnOf(document.text, start))
  const newText = members.map(({ name, value }) => `${name}: ${value}`).join(`\n${indent}`)
  const range = { start: isBeside ? key.end + between.trimEnd().length : start, end }
  return { from: 'text', to: 'map', edits: [{ range, newText: isBeside ? `\n${indent}${newText}` : newText }] }
}

function pairsOf(item: JsonValue): readonly (readonly [string, JsonValue])[] | undefined {
  if (typeof item === 'string') {
    const [, name, value = ''] = /^([A-Za-z_][\w.-]*)=([\s\S]*)$/.exec(item) ?? []
    return name === undefined ? undefined : [[name, value]]
  }
  return isJsonObject(item) ? Object.entries(item).map(([key, value]) => [key, value ?? null] as const) : undefined
}

function isWanted(type: FieldType, value: JsonValue): boolean {
  if (type.kind === 'struct' && isJsonObject(value)) {
    const fields = fieldsOf(type)
    if (Object.keys(value).some((key) => !fields.has(key))) return false
  }
  return decodeValue(type, value).error === undefined
}

/** One thing where a list of such is wanted, or a map where names and values are. */
export const makeList: FixMaker = (context) => {
  const { document, table, path } = context
  const [value, type] = [valueAt(document.value, path), typeAt(table, path)]
  const range = document.sourceMap.rangeOf(path)?.value
  if (type?.kind !== 'list' || range === undefined || value === undefined || value === null || isJsonArray(value)) return undefined
  const change = { from: isJsonObject(value) ? 'map' : 'text', to: 'list' }
  if (!isJsonObject(value)) {
    const scalar = document.sourceMap.scalarAt(path)
    const text = typeof value === 'string' ? value : (scalar?.raw ?? '')
    const fitting = type.items.kind === 'string' && scalar !== undefined && scalar.style !== 'literal' && scalar.style !== 'folded'
    return fitting ? { ...change, edits: [{ range: scalar.range, newText: `[${JSON.stringify(text)}]` }] } : undefined
  }
  if (type.items.kind !== 'struct') return undefined
  if (isWanted(type.items, value)) return { ...change, edits: isFlow(document, path) ? wrap(range) : dashBefore(context, value) }
  return type.items.goType === 'v1.EnvVar' ? variablesOf(context, value) : undefined
}

function wrap({ start, end }: { readonly start: number; readonly end: number }): Change['edits'] {
  return [
    { range: { start, end: start }, newText: '[' },
    { range: { start: end, end }, newText: ']' },
  ]
}

/** The first line gets a dash, the others two blanks more. */
function dashBefore({ document, path }: FixContext, value: JsonObject): Change['edits'] {
  const starts = Object.keys(value).map((key) => document.sourceMap.rangeOf([...path, key])?.entry.start ?? 0)
  const range = document.sourceMap.rangeOf(path)?.value ?? { start: 0, end: 0 }
  const start = Math.min(...starts)
  const edits = [{ range: { start, end: start }, newText: '- ' }]
  for (let at = document.text.indexOf('\n', start); at >= 0 && at < range.end - 1; at = document.text.indexOf('\n', at + 1)) {
    if (!/[\r\n]/.test(document.text.charAt(at + 1))) edits.push({ range: { start: at + 1, end: at + 1 }, newText: '  ' })
  }
  return edits
}

/** `NAME: value` becomes an item with name and value. */
function variablesOf({ document, path }: FixContext, value: JsonObject): Change | undefined {
  if (Object.values(value).some((each) => typeof each === 'object')) return undefined
  const textOf = (key: string): string => {
    const member = value[key]
    return typeof member === 'string' ? member : (document.sourceMap.scalarAt([...path, key])?.raw ?? '')
  }
  const change = { from: 'map', to: 'list' }
  const range = document.sourceMap.rangeOf(path)?.value
  if (isFlow(document, path)) {
    const items = Object.keys(value).map((name) => ({ name, value: textOf(name) }))
    return range && { ...change, edits: [{ range, newText: JSON.stringify(items) }] }
  }
  const edits = Object.keys(value).flatMap((key) => {
    const ranges = document.sourceMap.rangeOf([...path, key])
    if (ranges?.key === undefined) return []
    const indent = ' '.repeat(columnOf(document.text, ranges.key.start))
    const scalar = document.sourceMap.scalarAt([...path, key])
    const end = scalar?.range.end ?? ranges.entry.end
    return [{ range: { start: ranges.entry.start, end }, newText: `- name: ${key}\n${indent}  value: ${JSON.stringify(textOf(key))}` }]
  })
  return { ...change, edits }
}

/** `- NAME: value` and `- NAME=value` in a list of variables become name and value. */
export const nameAndValue: FixMaker = ({ document, table, path }) => {
  const at = typeof path.at(-1) === 'number' ? path : path.slice(0, -1)
  const type = typeAt(table, at)
  const item = valueAt(document.value, at)
  const range = document.sourceMap.rangeOf(at)?.value
  if (type?.kind !== 'struct' || type.goType !== 'v1.EnvVar' || item === undefined || range === undefined) return undefined
  const pairs = pairsOf(item)
  const [name, value] = pairs?.[0] ?? []
  if (pairs?.length !== 1 || name === undefined || fieldsOf(type).has(name) || typeof value === 'object') return undefined
  const text = typeof value === 'string' ? value : (document.sourceMap.scalarAt([...at, name])?.raw ?? '')
  const scalarEnd = document.sourceMap.scalarAt(at)?.range.end ?? document.sourceMap.scalarAt([...at, name])?.range.end
  const newText =
    isFlow(document, at) || document.kind === 'json'
      ? JSON.stringify({ name, value: text })
      : `name: ${name}\n${' '.repeat(columnOf(document.text, range.start))}value: ${JSON.stringify(text)}`
  const end = isFlow(document, at) ? range.end : (scalarEnd ?? range.end)
  return { edits: [{ range: { start: range.start, end }, newText }], from: name, to: 'name' }
}
