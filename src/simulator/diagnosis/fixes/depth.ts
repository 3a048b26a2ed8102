// Lines at the wrong depth: keys that stand beside the field they belong into, lines between two depths, a file written as if it were keys.

import { fieldsOf } from '../../api/fields/struct-fields.ts'
import { decodeValue } from '../../apiserver/decode/decoder.ts'
import type { JsonObject } from '../../base/json.ts'
import { isJsonObject } from '../../base/json.ts'
import type { SourceRange } from '../../base/source-range.ts'
import type { TextEdit } from '../diagnostic.ts'
import { typeAt, valueAt } from '../field-walk.ts'
import type { FixMaker, TextFixMaker } from './change.ts'
import { columnOf, isFlow, membersOf } from './members.ts'
import { ifReadableFurther } from './syntax.ts'

const LEVEL = '  '

/** Keys that nobody knows, right behind a field with nothing in it that would take them: all of them were meant to stand in it. */
export const indentBelow: FixMaker = ({ document, table, path }) => {
  const parent = path.slice(0, -1)
  const [type, holder] = [typeAt(table, parent), valueAt(document.value, parent)]
  if (type?.kind !== 'struct' || !isJsonObject(holder) || isFlow(document, parent)) return undefined
  const fields = fieldsOf(type)
  const members = membersOf(document, parent)
  const at = members.findIndex(({ key }) => key === path.at(-1))
  const above = members.slice(0, Math.max(at, 0)).findLastIndex(({ key }) => fields.has(key))
  const below = members.findIndex(({ key }, index) => index > at && fields.has(key))
  const field = members[above]
  const strays = members.slice(above + 1, below < 0 ? undefined : below)
  const [first, last] = [strays[0], strays.at(-1)]
  const wanted = field && fields.get(field.key)?.row.type
  if (field === undefined || first === undefined || last === undefined || wanted === undefined || holder[field.key] !== null)
    return undefined
  const content: JsonObject = Object.fromEntries(strays.map(({ key }) => [key, holder[key] ?? null]))
  const isKnown = wanted.kind === 'map' || (wanted.kind === 'struct' && strays.every(({ key }) => fieldsOf(wanted).has(key)))
  if (!isKnown || decodeValue(wanted, content).error !== undefined) return undefined
  return {
    edits: shiftLines(document.text, { start: first.entry.start, end: last.entry.end }, LEVEL.length),
    from: first.key,
    to: field.key,
  }
}

/** `app:` with keys below it becomes `app: |`: the lines are one text then. */
export const keepAsText: FixMaker = ({ document, path }) => {
  const ranges = document.sourceMap.rangeOf(path)
  if (ranges?.key === undefined || !isJsonObject(valueAt(document.value, path)) || isFlow(document, path)) return undefined
  const between = document.text.slice(ranges.key.end, ranges.value.start)
  const colon = /^\s*:(?=[ \t]*(?:#.*)?\r?\n)/.exec(between)?.[0]
  if (colon === undefined) return undefined
  const at = ranges.key.end + colon.length
  return { edits: [{ range: { start: at, end: at }, newText: ' |' }], from: String(path.at(-1)), to: '|' }
}

/** A line one column beside the lines above it, with those that follow at its depth and below it. */
export const alignLine: TextFixMaker = (text, error) => {
  const start = text.lastIndexOf('\n', Math.max(error.range.start - 1, 0)) + 1
  // Then the dash is what is wrong, or a blank that is none.
  if (/(?:^|\n) *-[A-Za-z][^\n]*\n$/.test(text.slice(0, start)) || /^ *\u00a0/.test(text.slice(start))) return undefined
  const column = indentOf(text.slice(start))
  const range = { start: start + column, end: endOfBlock(text, start, column) }
  const changes = depthsAbove(text, start)
    .filter((depth) => Math.abs(depth - column) === 1)
    .map((depth) => ({ edits: shiftLines(text, range, depth - column), from: String(column), to: String(depth) }))
  // The nearest line is the first.
  return changes.find((change) => ifReadableFurther(text, error, change) !== undefined)
}

/** The columns at which keys stand in the lines above, of those that are still open; behind a dash a key stands where its first letter is. */
function depthsAbove(text: string, before: number): readonly number[] {
  const found = new Set<number>()
  let outermost = Number.POSITIVE_INFINITY
  for (const line of text.slice(0, before).split('\n').toReversed()) {
    const [lead = ''] = /^ *(?:- +)*/.exec(line) ?? []
    const dash = /^ */.exec(lead)?.[0].length ?? 0
    if (line.trim() === '' || line.trim().startsWith('#') || dash > outermost) continue
    for (const depth of [lead.length, dash]) if (depth <= outermost) found.add(depth)
    outermost = Math.min(outermost, dash)
  }
  return [...found]
}

function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0
}

/** Up to the first line that stands further out. */
function endOfBlock(text: string, start: number, column: number): number {
  let end = start
  for (const line of text.slice(start).split('\n')) {
    if (line.trim() !== '' && indentOf(line) < column) break
    end += line.length + 1
  }
  return Math.min(end - 1, text.length)
}

/** Each line of a range that has something on it, by some blanks to the right, or to the left where it has them. */
function shiftLines(text: string, { start, end }: SourceRange, by: number): readonly TextEdit[] {
  const first = start - columnOf(text, start)
  const edits: TextEdit[] = []
  for (let at = first; at < end; at = text.indexOf('\n', at) + 1) {
    const next = text.indexOf('\n', at)
    const line = text.slice(at, next < 0 ? text.length : next)
    const taken = by < 0 ? Math.min(-by, indentOf(line)) : 0
    if (line.trim() !== '') edits.push({ range: { start: at, end: at + taken }, newText: by > 0 ? ' '.repeat(by) : '' })
    if (next < 0) break
  }
  return edits
}
