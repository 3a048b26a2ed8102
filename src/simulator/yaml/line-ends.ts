// kubectl reads YAML by lines: CR LF becomes LF and the last line gets an end. Offsets must still point into the text as it was typed.
//
// @source staging/src/k8s.io/apimachinery/pkg/util/yaml/decoder.go LineReader.Read

import type { SourceRange } from '../base/source-range.ts'

/** A text to read, and how its offsets relate to the text it was made from. */
export interface ReadableText {
  readonly text: string
  /** From offsets in `text` to offsets in the source. */
  toSource(range: SourceRange): SourceRange
  /** From an offset in the source to the offset in `text` of the same character. */
  fromSource(offset: number): number
}

/** The source itself, offsets unchanged. */
export function verbatim(source: string): ReadableText {
  return { text: source, toSource: (range) => range, fromSource: (offset) => offset }
}

/** The source from `from` on, with line feeds only. */
export function withLineFeeds(source: string, from: number): ReadableText {
  const rest = source.slice(from)
  const unix = rest.includes('\r\n') ? rest.replaceAll('\r\n', '\n') : rest
  const text = unix === '' || unix.endsWith('\n') ? unix : `${unix}\n`
  const droppedAt = findDropped(rest)
  const toSource = (offset: number): number => Math.min(from + offset + countBelow(droppedAt, offset), source.length)
  return {
    text,
    toSource: ({ start, end }) => ({ start: toSource(start), end: toSource(end) }),
    fromSource: (offset) => offset - from - countDroppedBefore(droppedAt, offset - from),
  }
}

/** Offsets, in the text without them, of the line feeds that lost a carriage return. */
function findDropped(text: string): readonly number[] {
  const dropped: number[] = []
  for (let at = text.indexOf('\r\n'); at >= 0; at = text.indexOf('\r\n', at + 2)) dropped.push(at - dropped.length)
  return dropped
}

/** How many of the ascending numbers are below the limit. */
function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((numbers[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}

/** The same for an offset in the text that still has the carriage returns: the i-th one stands `i` places further back there. */
function countDroppedBefore(droppedAt: readonly number[], offset: number): number {
  let low = 0
  let high = droppedAt.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((droppedAt[middle] ?? 0) + middle < offset) low = middle + 1
    else high = middle
  }
  return low
}
