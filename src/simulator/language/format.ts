// A text in order: two blanks a level, lists below their key as far to the right as everything else, one blank behind a dash, a colon
// and a comma and inside of braces, none at the ends of lines. Nothing but blanks moves, comments stay where they belong, and every value
// reads as before: what would change one, or what can't be read, is left alone.

import { isDeepEqual } from '../base/deep-equal.ts'
import { readLayout, readManifest } from '../yaml/index.ts'
import type { Gap } from './format-gaps.ts'
import { gapsToChange } from './format-gaps.ts'
import type { PlacedLine, Shift } from './format-lines.ts'
import { placeLines } from './format-lines.ts'

/** The text formatted, or undefined when that is not safe. */
export function formatText(text: string): string | undefined {
  const before = readManifest(text)
  const written = text.replaceAll('\r\n', '\n')
  const layout = before.error === undefined ? readLayout(written) : undefined
  if (layout === undefined) return undefined
  // Keys with a `?` of their own, and directives, are rare enough to be left to who writes them.
  if (layout.flat().some(({ kind, offset, end }) => kind.endsWith('directive') || (kind === 'key' && end > offset))) return undefined
  const placed = new Map(layout.flatMap((tokens) => placeLines(written, tokens)))
  const formatted = withGaps(written, [...layout.flatMap((tokens) => gapsToChange(written, tokens)), ...edgesOfLines(written, placed)])
  const after = readManifest(formatted)
  const isSame =
    after.error === undefined &&
    isDeepEqual(
      before.documents.map(({ value }) => value),
      after.documents.map(({ value }) => value),
    )
  return isSame ? formatted : undefined
}

/** Where a document begins and ends. */
const EDGE: Shift = { from: 0, to: 0 }

/** What stands before and behind the words of each line. */
function edgesOfLines(text: string, placed: ReadonlyMap<number, PlacedLine>): readonly Gap[] {
  const gaps: Gap[] = []
  /** Comments whose place follows from the line that comes after them. */
  let comments: { readonly start: number; readonly content: number }[] = []
  let last = EDGE
  const settle = (next: Shift, inner: Shift): void => {
    const isDeeper = last.from > next.from && last.to > next.to
    for (const { start, content } of comments) {
      // One that stands as deep as what ends above it belongs there: a field that was taken out, most often.
      gaps.push({ start, end: content, blanks: isDeeper && content - start >= last.from ? last.to : next.to })
    }
    comments = []
    last = inner
  }
  let start = 0
  for (const line of text.split('\n')) {
    const content = start + line.length - line.trimStart().length
    const end = start + line.trimEnd().length
    const place = placed.get(start)
    if (place !== undefined) {
      if (!place.isInside) settle(place, place.inner)
      gaps.push({ start, end: start + place.from, blanks: place.to })
    } else if (line.startsWith('#', content - start)) comments.push({ start, content })
    else if (line.trim() !== '') settle(EDGE, EDGE)
    if (place?.keepsEnd !== true) gaps.push({ start: Math.max(end, start + (place?.from ?? 0)), end: start + line.length, blanks: 0 })
    start += line.length + 1
  }
  settle(EDGE, EDGE)
  return gaps
}

function withGaps(text: string, gaps: readonly Gap[]): string {
  let formatted = ''
  let at = 0
  for (const { start, end, blanks } of gaps.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < at) continue
    formatted += text.slice(at, start) + ' '.repeat(blanks)
    at = end
  }
  return formatted + text.slice(at)
}
