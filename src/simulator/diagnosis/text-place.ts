// From a place in an object to the place in the text that is marked.

import type { JsonValue } from '../base/json.ts'
import type { SourceRange } from '../base/source-range.ts'
import type { JsonPath, ManifestDocument } from '../yaml/index.ts'
import { valueAt } from './field-walk.ts'

/** A document and the text it was read from. */
export interface WrittenDocument extends ManifestDocument {
  readonly text: string
}

/** The value where it fits on a line, otherwise its key; for what isn't written, the key of what it should stand in. */
export function markValue(document: WrittenDocument, path: JsonPath): SourceRange {
  const ranges = document.sourceMap.rangeOf(path)
  if (ranges === undefined) return markKey(document, path)
  const { value } = ranges
  const fits = value.end > value.start && !document.text.slice(value.start, value.end).includes('\n')
  return fits && !isCollection(valueAt(document.value, path)) ? value : markKey(document, path)
}

/** The key; a list item has none and is marked by its first line. */
export function markKey(document: WrittenDocument, path: JsonPath): SourceRange {
  for (let length = path.length; length >= 0; length -= 1) {
    const ranges = document.sourceMap.rangeOf(path.slice(0, length))
    const marked = ranges === undefined || length === 0 ? undefined : (ranges.key ?? firstLine(document.text, ranges.value))
    if (marked !== undefined && marked.end > marked.start) return marked
  }
  // Whatever concerns the whole object is shown at its kind.
  const kind = document.sourceMap.rangeOf(['kind'])
  const isWritten = kind !== undefined && kind.value.end > kind.value.start
  return markSomething(document.text, isWritten ? kind.value : (kind?.key ?? firstLine(document.text, document.range)))
}

function firstLine(text: string, { start, end }: SourceRange): SourceRange {
  const line = text.slice(start, end).split('\n')[0] ?? ''
  return { start, end: start + line.trimEnd().length }
}

function isCollection(value: JsonValue | undefined): boolean {
  return typeof value === 'object' && value !== null
}

/** A range of at least one character, unless the text has none. */
export function markSomething(text: string, { start, end }: SourceRange): SourceRange {
  const last = Math.min(Math.max(start, 0), Math.max(text.length - 1, 0))
  return end > start ? { start, end: Math.min(end, text.length) } : { start: last, end: Math.min(last + 1, text.length) }
}
