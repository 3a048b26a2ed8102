// Members of mappings in a text: written, taken out, put in, in block style and between braces alike.

import type { JsonValue } from '../../base/json.ts'
import { isJsonObject } from '../../base/json.ts'
import type { SourceRange } from '../../base/source-range.ts'
import type { JsonPath } from '../../yaml/index.ts'
import { printYaml } from '../../yaml/index.ts'
import type { TextEdit } from '../diagnostic.ts'
import { valueAt } from '../field-walk.ts'
import type { WrittenDocument } from '../text-place.ts'

/** Whether the mapping or list at a path is written between braces or brackets. */
export function isFlow({ text, sourceMap, kind }: WrittenDocument, path: JsonPath): boolean {
  const start = sourceMap.rangeOf(path)?.value.start ?? 0
  return kind === 'json' || text.charAt(start) === '{' || text.charAt(start) === '['
}

/** Blanks before a key or value on its line; a dash counts as a blank. */
export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1)
}

/** Where the last line of a value ends, comment included. */
function lineEnd(text: string, end: number): number {
  let at = end
  while (at > 0 && /\s/.test(text.charAt(at - 1))) at -= 1
  const next = text.indexOf('\n', at)
  return next < 0 ? text.length : next
}

/** The keys of a mapping as they are written, in the order of the text. */
export function membersOf(
  { value, sourceMap }: WrittenDocument,
  path: JsonPath,
): readonly { readonly key: string; readonly keyRange: SourceRange; readonly entry: SourceRange }[] {
  const mapping = valueAt(value, path)
  if (!isJsonObject(mapping)) return []
  return Object.keys(mapping)
    .flatMap((key) => {
      const ranges = sourceMap.rangeOf([...path, key])
      return ranges?.key === undefined ? [] : [{ key, keyRange: ranges.key, entry: ranges.entry }]
    })
    .sort((a, b) => a.entry.start - b.entry.start)
}

/** Puts a member behind those that are there; undefined for a mapping that is empty or missing. */
export function insertMember(document: WrittenDocument, parent: JsonPath, key: string, value: JsonValue): TextEdit | undefined {
  if (isFlow(document, parent)) return insertText(document, parent, `${JSON.stringify(key)}: ${JSON.stringify(value)}`, 0)
  return insertText(document, parent, printYaml({ [key]: value }).trimEnd(), 0)
}

/** @param column  Where the text's first line stood before; its other lines keep their distance from it. */
export function insertText(document: WrittenDocument, parent: JsonPath, memberText: string, column: number): TextEdit | undefined {
  const last = membersOf(document, parent).at(-1)
  if (last === undefined) return undefined
  if (isFlow(document, parent)) return { range: { start: last.entry.end, end: last.entry.end }, newText: `, ${memberText}` }
  const indent = columnOf(document.text, last.keyRange.start)
  const lines = memberText.split('\n').map((line, index) => shift(line, index === 0 ? indent : indent - column))
  const end = lineEnd(document.text, last.entry.end)
  return { range: { start: end, end }, newText: `\n${lines.join('\n')}` }
}

function shift(line: string, by: number): string {
  return by >= 0 ? ' '.repeat(line.trim() === '' ? 0 : by) + line : line.replace(new RegExp(`^ {0,${String(-by)}}`), '')
}

/** Takes a member out with its lines; undefined where it is the only one. */
export function removeMember(document: WrittenDocument, path: JsonPath): TextEdit | undefined {
  const parent = path.slice(0, -1)
  const members = membersOf(document, parent)
  const index = members.findIndex(({ key }) => key === path.at(-1))
  const [before, member, after] = [members[index - 1], members[index], members[index + 1]]
  if (member === undefined || members.length < 2) return undefined
  if (after !== undefined) return { range: { start: member.entry.start, end: after.entry.start }, newText: '' }
  const start = isFlow(document, parent) ? (before?.entry.end ?? 0) : lineEnd(document.text, before?.entry.end ?? 0)
  const end = isFlow(document, parent) ? member.entry.end : lineEnd(document.text, member.entry.end)
  return { range: { start, end }, newText: '' }
}

/** Takes out here and puts in there, as edits that don't touch; undefined where the place would be lost with what is taken out. */
export function moveEdits(removed: TextEdit, inserted: TextEdit): readonly TextEdit[] | undefined {
  const { start } = inserted.range
  // Where something goes one level deeper, it is put in where it is taken out.
  if (start === removed.range.start) return [{ range: removed.range, newText: inserted.newText }]
  return start > removed.range.start && start < removed.range.end ? undefined : [removed, inserted]
}

/** A member as it is written, from its key on, with what is noted behind it. */
export function memberText(document: WrittenDocument, path: JsonPath): { readonly text: string; readonly column: number } | undefined {
  const { text, sourceMap } = document
  const ranges = sourceMap.rangeOf(path)
  if (ranges?.key === undefined) return undefined
  const end = isFlow(document, path.slice(0, -1)) ? ranges.entry.end : lineEnd(text, ranges.entry.end)
  return { text: text.slice(ranges.entry.start, end).trimEnd(), column: columnOf(text, ranges.key.start) }
}

/** Writes another key, quoted as the old one was. */
export function renameKey({ sourceMap, kind }: WrittenDocument, path: JsonPath, name: string): TextEdit | undefined {
  const key = sourceMap.keyAt(path)
  const range = sourceMap.rangeOf(path)?.key
  if (key === undefined || range === undefined) return undefined
  return { range, newText: kind === 'json' || key.style !== 'plain' || !isPlain(name) ? JSON.stringify(name) : name }
}

/** Writes another text in place of a scalar; undefined where there is none on one line. */
export function writeText({ text, sourceMap, kind }: WrittenDocument, path: JsonPath, value: string): TextEdit | undefined {
  const scalar = sourceMap.scalarAt(path)
  if (scalar === undefined || scalar.range.end === scalar.range.start) return undefined
  const isBlock = scalar.style === 'literal' || scalar.style === 'folded'
  const written = kind === 'json' || scalar.style === 'double-quoted' ? JSON.stringify(value) : plainOrQuoted(value)
  return {
    range: scalar.range,
    newText: isBlock && text.slice(scalar.range.start, scalar.range.end).endsWith('\n') ? `${written}\n` : written,
  }
}

export function plainOrQuoted(text: string): string {
  return isPlain(text) ? text : JSON.stringify(text)
}

/** Whether a text may stand without quotes and still be that text. */
function isPlain(text: string): boolean {
  if (/^\d+(?:\.\d+)?(?:[kMGTPE]i?|m)$/.test(text)) return true
  return /^[A-Za-z/][\w./=+-]*$/.test(text) && !/^(?:y|n|yes|no|true|false|on|off|null)$/i.test(text)
}
