// Redirections: `<`, `>`, `>>`, `>|`, `<>`, `>&`, `<&`, `&>`, and here-documents.
// @source busybox shell/ash.c parseredir parsefname parseheredoc

import type { Cursor } from './cursor.ts'
import { atEnd, fail, peek } from './cursor.ts'
import type { Redirection, Word } from './syntax.ts'
import { readWord } from './word-parser.ts'
import { skipBlanks, tokenName } from './tokens.ts'

const OPERATOR = /(\d?)(<<-|<<|<&|<>|<|>>|>&|>\||>|&>)/y

/** The redirection at the cursor, or undefined. */
export function readRedirection(cursor: Cursor): Redirection | undefined {
  skipBlanks(cursor)
  OPERATOR.lastIndex = cursor.position
  const match = OPERATOR.exec(cursor.text)
  if (match === null) return undefined
  const [whole, digit = '', operator = ''] = match
  cursor.position += whole.length
  skipBlanks(cursor)
  if (atEnd(cursor) || '\n;&|<>()'.includes(peek(cursor))) {
    fail(cursor, `unexpected ${tokenName(cursor)}`)
    return undefined
  }
  const from = cursor.position
  const target = readWord(cursor)
  const descriptor = digit === '' ? (operator.startsWith('<') ? 0 : 1) : Number(digit)
  switch (operator) {
    case '<':
      return { kind: 'file', descriptor, how: 'read', target }
    case '>':
      return { kind: 'file', descriptor, how: 'write', target }
    case '>|':
      return { kind: 'file', descriptor, how: 'write', target, overrides: true }
    case '>>':
      return { kind: 'file', descriptor, how: 'append', target }
    case '<>':
      return { kind: 'file', descriptor, how: 'update', target }
    case '<<':
    case '<<-':
      return hereDocument(cursor, descriptor, operator === '<<-', cursor.text.slice(from, cursor.position))
    case '&>':
      return { kind: 'file', descriptor: BOTH, how: 'write', target }
    default:
      return { kind: 'duplicate', descriptor, target }
  }
}

/** `&>file` sends standard output and standard error to the file. */
export const BOTH = -1

function hereDocument(cursor: Cursor, descriptor: number, withoutTabs: boolean, source: string): Redirection {
  const literal = /["'\\]/.test(source)
  const redirection: { readonly kind: 'text'; readonly descriptor: number; body: Word } = { kind: 'text', descriptor, body: [] }
  const pending = {
    delimiter: source.replace(/\\(.)|["']/g, '$1'),
    literal,
    withoutTabs,
    take: (body: Word) => {
      redirection.body = body
    },
  }
  cursor.pending = [...cursor.pending, pending]
  return redirection
}
