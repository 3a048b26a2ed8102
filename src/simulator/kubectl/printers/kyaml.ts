// KYAML: braces, quoted texts, trailing commas. `-o kyaml`.
// @source sigs.k8s.io/yaml kyaml/kyaml.go
// @simplified `-o kyaml` prints keys that look like integers first, in numeric order.

import type { StructTable } from '../../api/fields/field-table.ts'
import type { JsonObject, JsonValue } from '../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../base/json.ts'
import { compareBytes } from '../../base/go-json.ts'
import { fieldsOf } from '../../api/fields/struct-fields.ts'
import { formatNumber } from '../../base/go-value.ts'

/** @param table  Gives the order of keys; without it they are sorted. */
export function printKyaml(object: JsonObject, table?: StructTable): string {
  return `---\n${render(object, 0, table)}\n`
}

function render(value: JsonValue, indent: number, table?: StructTable): string {
  if (isJsonArray(value)) return renderList(value, indent, table)
  if (isJsonObject(value)) return renderObject(value, indent, table)
  if (typeof value === 'string') return renderText(value, indent + 1)
  return typeof value === 'number' ? formatNumber(value) : String(value)
}

function renderList(items: readonly JsonValue[], indent: number, table?: StructTable): string {
  if (items.length === 0) return '[]'
  if (items.every((item) => typeof item === 'object' && item !== null))
    return `[${items.map((item) => render(item, indent, table)).join(', ')}]`
  return `[\n${items.map((item) => `${blanks(indent + 1)}${render(item, indent + 1, table)},\n`).join('')}${blanks(indent)}]`
}

function renderObject(object: JsonObject, indent: number, table?: StructTable): string {
  const fields = table === undefined ? undefined : fieldsOf(table)
  const keys = fields === undefined ? Object.keys(object).sort(compareBytes) : [...fields.keys()]
  const lines = keys.flatMap((key) => {
    const value = object[key]
    if (value === undefined) return []
    const type = fields?.get(key)?.row.type
    const inner = type?.kind === 'list' ? type.items : type
    return [`${blanks(indent + 1)}${renderKey(key)}: ${render(value, indent + 1, inner?.kind === 'struct' ? inner : undefined)},\n`]
  })
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${blanks(indent)}}`
}

function blanks(indent: number): string {
  return '  '.repeat(indent)
}

function renderKey(key: string): string {
  if (needsQuotes(key))
    return `"${[...key].map((character) => (character === '\n' ? '\\n' : character === '\t' ? '\\t' : escape(character))).join('')}"`
  return key
}

const AMBIGUOUS = /^(?:null|~|y|yes|n|no|t|f|true|false|on|off|[-+]?\.inf|\.nan)$/i
const NUMERIC =
  /^[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO]?[0-7_]+|0[bB][01_]+|[0-9_]+(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9_]+(?:[eE][-+]?[0-9]+)?|inf(?:inity)?|nan)$/i
const SEXAGESIMAL = /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/
const DATE = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ].*)?$/

function needsQuotes(text: string): boolean {
  if (text === '' || AMBIGUOUS.test(text) || NUMERIC.test(text) || SEXAGESIMAL.test(text) || DATE.test(text)) return true
  return !/^(?:[\p{L}\p{N}_]|[\p{L}\p{N}_][-./\p{L}\p{N}_]*[\p{L}\p{N}_])$/u.test(text)
}

/** Texts of several lines continue on lines of their own, each line break written as `\n\`. */
function renderText(text: string, indent: number): string {
  const several = text.includes('\n')
  let shown = several ? '"\\\n' : '"'
  for (const character of text) {
    if (shown.endsWith('\n')) shown += blanks(indent) + (/\s/.test(character) && character !== '\n' ? '\\' : ' ')
    shown += character === '\n' ? '\\n\\\n' : character === '\t' ? '\t' : escape(character)
  }
  if (several) shown += `${shown.endsWith('\n') ? '' : '\\\n'}${blanks(indent)}`
  return `${shown}"`
}

const NAMED: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\r': '\\r',
  '\v': '\\v',
  '\0': '\\0',
  '\x1b': '\\e',
  '\x85': '\\N',
  '\xa0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
}

function escape(character: string): string {
  const named = NAMED[character]
  if (named !== undefined) return named
  if (/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character)) return character
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`
}
