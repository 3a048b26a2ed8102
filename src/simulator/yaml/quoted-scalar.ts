// Scalars in quotes. Line breaks fold; only double quotes know escapes, and an escaped line break joins without a space.
//
// @source vendor/go.yaml.in/yaml/v2/scannerc.go yaml_parser_scan_flow_scalar

import { END, hexDigitValue, isBlank, isBreak, isBreakOrEnd, isGap, unitOf } from './character.ts'
import type { Cursor } from './cursor.ts'
import { atDocumentMarker } from './document-marker.ts'
import { foldBreaks } from './fold.ts'
import type { ScanState } from './scan-state.ts'
import type { Mark } from './syntax-problem.ts'
import type { ScalarToken } from './token.ts'

const SINGLE_QUOTE = unitOf("'")
const DOUBLE_QUOTE = unitOf('"')
const BACKSLASH = unitOf('\\')

/** Characters that go-yaml's reader must have before a word is scanned. */
const READ_BEFORE_WORD = 4

const ESCAPES: ReadonlyMap<number, string> = new Map(
  [
    ['0', '\0'],
    ['a', '\x07'],
    ['b', '\b'],
    ['t', '\t'],
    ['\t', '\t'],
    ['n', '\n'],
    ['v', '\v'],
    ['f', '\f'],
    ['r', '\r'],
    ['e', '\x1b'],
    [' ', ' '],
    ['"', '"'],
    ["'", "'"],
    ['\\', '\\'],
    ['N', '\x85'],
    ['_', '\xa0'],
    ['L', '\u2028'],
    ['P', '\u2029'],
  ].map(([letter = '', meaning = '']) => [unitOf(letter), meaning]),
)

/** Letters that start a character code, with its number of hexadecimal digits. */
const CODE_LENGTHS: ReadonlyMap<number, number> = new Map([
  [unitOf('x'), 2],
  [unitOf('u'), 4],
  [unitOf('U'), 8],
])

export function scanQuotedScalar(state: ScanState, style: 'single-quoted' | 'double-quoted'): ScalarToken {
  const { cursor } = state
  const start = cursor.mark()
  const quote = style === 'single-quoted' ? SINGLE_QUOTE : DOUBLE_QUOTE
  let value = ''
  cursor.skip()
  for (;;) {
    cursor.need(READ_BEFORE_WORD)
    if (atDocumentMarker(cursor)) state.fail('marker-in-quotes', { activity: 'while scanning a quoted scalar', mark: start })
    if (cursor.peek() === END) state.fail('quote-open', { activity: 'while scanning a quoted scalar', mark: start })
    const word = style === 'single-quoted' ? scanSingleQuotedWord(state) : scanDoubleQuotedWord(state, start)
    value += word.text
    if (cursor.peek() === quote) break
    value += scanSpace(state, word.joined)
  }
  cursor.skip()
  return { kind: 'scalar', style, ...start, end: cursor.offset, value }
}

interface Word {
  readonly text: string
  /** Whether an escaped line break ended the word. */
  readonly joined: boolean
}

/**
 * Steps to the last of the blanks between two words of one line: they stay as they are, so both words are read as one.
 * False, and nothing happens, where no word follows on the line.
 */
function skipBlanksInLine(cursor: Cursor): boolean {
  let count = 0
  while (isBlank(cursor.peek(count))) count += 1
  if (count === 0 || isBreakOrEnd(cursor.peek(count))) return false
  cursor.skip(count - 1)
  cursor.need(1 + READ_BEFORE_WORD)
  return true
}

function scanSingleQuotedWord({ cursor }: ScanState): Word {
  let text = ''
  let from = cursor.offset
  for (let unit = cursor.peek(); !isGap(unit) || skipBlanksInLine(cursor); unit = cursor.peek()) {
    if (unit === SINGLE_QUOTE) {
      if (cursor.peek(1) !== SINGLE_QUOTE) break
      cursor.skip()
      text += cursor.slice(from)
      from = cursor.offset + 1
    }
    cursor.skip()
  }
  return { text: text + cursor.slice(from), joined: false }
}

function scanDoubleQuotedWord(state: ScanState, start: Mark): Word {
  const { cursor } = state
  let text = ''
  let from = cursor.offset
  for (let unit = cursor.peek(); (!isGap(unit) || skipBlanksInLine(cursor)) && unit !== DOUBLE_QUOTE; unit = cursor.peek()) {
    if (unit !== BACKSLASH) {
      cursor.skip()
      continue
    }
    text += cursor.slice(from)
    if (isBreak(cursor.peek(1))) {
      cursor.skip()
      cursor.skipBreak()
      return { text, joined: true }
    }
    text += scanEscape(state, start)
    from = cursor.offset
  }
  return { text: text + cursor.slice(from), joined: false }
}

function scanEscape(state: ScanState, start: Mark): string {
  const { cursor } = state
  const letter = cursor.peek(1)
  const meaning = ESCAPES.get(letter)
  if (meaning !== undefined) {
    cursor.skip(2)
    return meaning
  }
  const context = { activity: 'while parsing a quoted scalar', mark: start }
  const length = CODE_LENGTHS.get(letter)
  if (length === undefined) state.fail('escape-unknown', context)
  cursor.skip(2)
  cursor.need(length)
  let code = 0
  for (let place = 0; place < length; place += 1) {
    const digit = hexDigitValue(cursor.peek(place))
    if (digit < 0) state.fail('escape-hex-bad', context)
    code = code * 16 + digit
  }
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) state.fail('escape-code-bad', context)
  cursor.skip(length)
  return String.fromCodePoint(code)
}

/** Blanks stay as they are unless a line break is among them. */
function scanSpace({ cursor }: ScanState, joined: boolean): string {
  const from = cursor.offset
  let first: string | undefined = joined ? '' : undefined
  let rest = ''
  for (let unit = cursor.peek(); isBlank(unit) || isBreak(unit); unit = cursor.peek()) {
    if (isBlank(unit)) cursor.skip()
    else if (first === undefined) first = cursor.takeBreak()
    else rest += cursor.takeBreak()
  }
  return first === undefined ? cursor.slice(from) : foldBreaks(first, rest)
}
