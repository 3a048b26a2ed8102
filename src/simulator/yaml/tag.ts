// Tags: `!suffix`, `!!suffix`, `!handle!suffix`, `!<uri>` and the lone `!`.
//
// @source vendor/go.yaml.in/yaml/v2/scannerc.go yaml_parser_scan_tag
// @simplified A `%XX` escape in a YAML tag stays as it is written; no tag that kubectl knows has one.

import { hexDigitValue, isGap, isWord, unitOf } from './character.ts'
import type { ScanState } from './scan-state.ts'
import type { ProblemContext } from './syntax-problem.ts'
import type { TagToken } from './token.ts'

const BANG = unitOf('!')
const PERCENT = unitOf('%')
const URI_PUNCTUATION = new Set([...";/?:@&=+$,.!~*'()[]%"].map(unitOf))

export function scanTag(state: ScanState): TagToken {
  const { cursor } = state
  const start = cursor.mark()
  const context = { activity: 'while parsing a tag', mark: start }
  const parts = cursor.peek(1) === unitOf('<') ? scanVerbatim(state, context) : scanShorthand(state, context)
  if (!isGap(cursor.peek())) state.fail('tag-end-missing', { activity: 'while scanning a tag', mark: start })
  return { kind: 'tag', ...start, end: cursor.offset, ...parts }
}

interface TagParts {
  readonly handle: string
  readonly suffix: string
}

function scanVerbatim(state: ScanState, context: ProblemContext): TagParts {
  const { cursor } = state
  cursor.skip(2)
  const suffix = scanTagUri(state, context)
  if (cursor.peek() !== unitOf('>')) state.fail('tag-close-missing', { activity: 'while scanning a tag', mark: context.mark })
  cursor.skip()
  return { handle: '', suffix }
}

function scanShorthand(state: ScanState, context: ProblemContext): TagParts {
  const handle = scanTagHandle(state, context)
  if (handle.length > 1 && handle.endsWith('!')) return { handle, suffix: scanTagUri(state, context) }
  const suffix = handle.slice(1) + scanUri(state, context)
  return suffix === '' ? { handle: '', suffix: '!' } : { handle: '!', suffix }
}

/** `!`, `!word` or `!word!`. */
export function scanTagHandle(state: ScanState, context: ProblemContext): string {
  const { cursor } = state
  const start = cursor.offset
  if (cursor.peek() !== BANG) state.fail('tag-bang-missing', context)
  cursor.skip()
  while (isWord(cursor.peek())) cursor.skip()
  if (cursor.peek() === BANG) cursor.skip()
  return cursor.slice(start)
}

/** What the tag means; at least one character. */
export function scanTagUri(state: ScanState, context: ProblemContext): string {
  const uri = scanUri(state, context)
  if (uri === '') state.fail('tag-uri-missing', context)
  return uri
}

function scanUri(state: ScanState, context: ProblemContext): string {
  const { cursor } = state
  const start = cursor.offset
  for (let unit = cursor.peek(); isWord(unit) || URI_PUNCTUATION.has(unit); unit = cursor.peek()) {
    if (unit === PERCENT) skipEscapedCharacter(state, context)
    else cursor.skip()
  }
  return cursor.slice(start)
}

/** The `%XX` of all bytes of one character. */
function skipEscapedCharacter(state: ScanState, context: ProblemContext): void {
  const { cursor } = state
  let remaining = 0
  do {
    cursor.need(3)
    const high = hexDigitValue(cursor.peek(1))
    const low = hexDigitValue(cursor.peek(2))
    if (cursor.peek() !== PERCENT || high < 0 || low < 0) state.fail('tag-escape-bad', context)
    const octet = high * 16 + low
    if (remaining === 0) {
      remaining = utf8Length(octet)
      if (remaining === 0) state.fail('tag-octet-leading', context)
    } else if ((octet & 0xc0) !== 0x80) {
      state.fail('tag-octet-trailing', context)
    }
    cursor.skip(3)
    remaining -= 1
  } while (remaining > 0)
}

/** How many bytes a character has whose first byte is that; 0 when none starts so. */
function utf8Length(octet: number): number {
  if (octet < 0x80) return 1
  if (octet < 0xc0) return 0
  if (octet < 0xe0) return 2
  if (octet < 0xf0) return 3
  return octet < 0xf8 ? 4 : 0
}
