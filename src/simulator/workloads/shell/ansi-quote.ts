// `$'…'`: quotes in which backslash sequences stand for characters.
// @source busybox shell/ash.c decode_dollar_squote

import { escapedCharacter } from './escapes.ts'
import type { Cursor } from './cursor.ts'
import { atEnd, fail, peek } from './cursor.ts'

/** The text between the quotes; the cursor stands at the `$`. */
export function readAnsiQuote(cursor: Cursor): string {
  cursor.position += 2
  let text = ''
  while (!atEnd(cursor) && peek(cursor) !== "'") {
    if (peek(cursor) !== '\\') {
      text += peek(cursor)
      cursor.position += 1
      continue
    }
    const escape = escapedCharacter(cursor.text, cursor.position + 1)
    text += escape?.text ?? `\\${peek(cursor, 1)}`
    cursor.position += 1 + (escape?.length ?? 1)
  }
  if (atEnd(cursor)) fail(cursor, 'unterminated quoted string')
  cursor.position += 1
  return text
}
