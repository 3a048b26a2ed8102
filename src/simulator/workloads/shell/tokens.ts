// Blanks, ends of lines, reserved words, and the names that syntax errors give to what they did not expect.
// @source busybox shell/ash.c xxreadtoken tokname parseheredoc

import type { Cursor } from './cursor.ts'
import { atEnd, fail, peek } from './cursor.ts'
import { readHereText } from './word-parser.ts'

const RESERVED = [
  '!',
  'case',
  'do',
  'done',
  'elif',
  'else',
  'esac',
  'fi',
  'for',
  'function',
  'if',
  'in',
  'then',
  'until',
  'while',
  '{',
  '}',
]

const RESERVED_HERE = /(?:!|[a-z]+|[{}])(?=[\s;&|<>()]|$)/y

export function isReserved(text: string): boolean {
  return RESERVED.includes(text)
}

/** The reserved word at the cursor, if one stands there unquoted and alone. */
export function reservedAt(cursor: Cursor): string | undefined {
  RESERVED_HERE.lastIndex = cursor.position
  const word = RESERVED_HERE.exec(cursor.text)?.[0]
  return word !== undefined && isReserved(word) ? word : undefined
}

/** Skips blanks, continued lines and a comment, up to the end of the line. */
export function skipBlanks(cursor: Cursor): void {
  for (;;) {
    const character = peek(cursor)
    if (character === ' ' || character === '\t') cursor.position += 1
    else if (character === '\\' && peek(cursor, 1) === '\n') cursor.position += 2
    else if (character === '#') {
      const end = cursor.text.indexOf('\n', cursor.position)
      cursor.position = end === -1 ? cursor.text.length : end
    } else return
  }
}

/** Skips blanks and ends of lines. */
export function newlines(cursor: Cursor): void {
  for (skipBlanks(cursor); peek(cursor) === '\n'; skipBlanks(cursor)) takeLineEnd(cursor)
}

/** Goes over an end of line; the texts of here-documents that were announced on the line come next. */
export function takeLineEnd(cursor: Cursor): void {
  if (!atEnd(cursor)) cursor.position += 1
  const { pending } = cursor
  cursor.pending = []
  for (const { delimiter, literal, withoutTabs, take } of pending) {
    let text = ''
    let ended = false
    while (!ended && !atEnd(cursor)) {
      const end = cursor.text.indexOf('\n', cursor.position)
      const until = end === -1 ? cursor.text.length : end
      const whole = cursor.text.slice(cursor.position, until)
      const line = withoutTabs ? whole.replace(/^\t+/, '') : whole
      cursor.position = Math.min(until + 1, cursor.text.length)
      if (line === delimiter) ended = true
      else text += `${line}\n`
    }
    if (literal) take([{ kind: 'text', text, quoted: true }])
    else {
      const { word, problem } = readHereText(text, cursor)
      if (problem !== undefined) fail(cursor, problem)
      take(word)
    }
    if (!ended && cursor.problem === undefined) cursor.unended = true
  }
}

export function expectOperator(cursor: Cursor, operator: string): void {
  if (peek(cursor) === operator) cursor.position += 1
  else fail(cursor, `unexpected ${tokenName(cursor)} (expecting "${operator}")`)
}

/** Goes over a reserved word, or says that it was expected. */
export function expectReserved(cursor: Cursor, word: string): void {
  newlines(cursor)
  if (reservedAt(cursor) === word) cursor.position += word.length
  else fail(cursor, `unexpected ${tokenName(cursor)} (expecting "${word}")`)
}

/** What stands at the cursor, as messages call it. */
export function tokenName(cursor: Cursor): string {
  const character = peek(cursor)
  if (character === '') return 'end of file'
  if (character === '\n') return 'newline'
  if (character === '<' || character === '>') return 'redirection'
  const two = character + peek(cursor, 1)
  if (two === '&&' || two === '||' || two === ';;') return `"${two}"`
  if (';&|()'.includes(character)) return `"${character}"`
  const reserved = reservedAt(cursor)
  return reserved === undefined ? 'word' : `"${reserved}"`
}
