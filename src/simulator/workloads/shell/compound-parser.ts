// Compound commands: groups, subshells, if, loops, for, case, and functions that are named with `function`.
// @source busybox shell/ash.c parse_command

import type { Cursor } from './cursor.ts'
import { atEnd, fail, peek } from './cursor.ts'
import type { CaseItem, Command, IfBranch, Word } from './syntax.ts'
import { readWord } from './word-parser.ts'
import { expectOperator, expectReserved, newlines, reservedAt, skipBlanks, tokenName } from './tokens.ts'

interface Readers {
  readonly list: (cursor: Cursor) => Command | undefined
  readonly command: (cursor: Cursor) => Command | undefined
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*(?=[\s;&|<>()]|$)/y

/** The compound command at the cursor, or undefined when none begins there. */
export function readCompound(cursor: Cursor, line: number, reserved: string | undefined, readers: Readers): Command | undefined {
  if (peek(cursor) === '(') {
    cursor.position += 1
    const body = someList(cursor, readers, ')')
    expectOperator(cursor, ')')
    return body === undefined ? undefined : { kind: 'subshell', body }
  }
  if (reserved === undefined || !['{', 'if', 'while', 'until', 'for', 'case', 'function'].includes(reserved)) return undefined
  cursor.position += reserved.length
  switch (reserved) {
    case '{': {
      const body = someList(cursor, readers, '}')
      expectReserved(cursor, '}')
      return body
    }
    case 'if':
      return readIf(cursor, readers)
    case 'while':
    case 'until': {
      const condition = someList(cursor, readers, 'do')
      const body = readDo(cursor, readers)
      return condition === undefined || body === undefined ? undefined : { kind: 'loop', until: reserved === 'until', condition, body }
    }
    case 'for':
      return readFor(cursor, line, readers)
    case 'case':
      return readCase(cursor, line, readers)
    default:
      return readNamedFunction(cursor, readers)
  }
}

/** @param end  What comes behind it: a text that ends before is told what it lacks. */
function someList(cursor: Cursor, { list }: Readers, end: string): Command | undefined {
  const body = list(cursor)
  if (body === undefined) fail(cursor, `unexpected ${tokenName(cursor)}${atEnd(cursor) ? ` (expecting "${end}")` : ''}`)
  return body
}

function readDo(cursor: Cursor, readers: Readers): Command | undefined {
  expectReserved(cursor, 'do')
  const body = someList(cursor, readers, 'done')
  expectReserved(cursor, 'done')
  return body
}

function readIf(cursor: Cursor, readers: Readers): Command | undefined {
  const branches: IfBranch[] = []
  let otherwise: Command | undefined
  for (;;) {
    const condition = someList(cursor, readers, 'then')
    expectReserved(cursor, 'then')
    const body = someList(cursor, readers, 'fi')
    if (condition === undefined || body === undefined) return undefined
    branches.push({ condition, body })
    newlines(cursor)
    if (reservedAt(cursor) !== 'elif') break
    cursor.position += 'elif'.length
  }
  if (reservedAt(cursor) === 'else') {
    cursor.position += 'else'.length
    otherwise = someList(cursor, readers, 'fi')
  }
  expectReserved(cursor, 'fi')
  return { kind: 'if', branches, otherwise }
}

function readFor(cursor: Cursor, line: number, readers: Readers): Command | undefined {
  const variable = readName(cursor, 'bad for loop variable')
  if (variable === undefined) return undefined
  newlines(cursor)
  let words: readonly Word[] = [[{ kind: 'parameter', parameter: { name: '@', form: { kind: 'value' } }, quoted: true }]]
  if (reservedAt(cursor) === 'in') {
    cursor.position += 2
    words = readWords(cursor)
    if (peek(cursor) !== ';' && peek(cursor) !== '\n') fail(cursor, `unexpected ${tokenName(cursor)}`)
  }
  if (peek(cursor) === ';') cursor.position += 1
  const body = readDo(cursor, readers)
  return body === undefined ? undefined : { kind: 'for', variable, words, body, line }
}

/** @param problem  What is said when none is there. */
function readName(cursor: Cursor, problem: string): string | undefined {
  skipBlanks(cursor)
  NAME.lastIndex = cursor.position
  const name = NAME.exec(cursor.text)?.[0]
  if (name === undefined) fail(cursor, problem)
  else cursor.position += name.length
  return name
}

function readWords(cursor: Cursor): readonly Word[] {
  const words: Word[] = []
  for (skipBlanks(cursor); !atEnd(cursor) && !'\n;&|<>()'.includes(peek(cursor)); skipBlanks(cursor)) words.push(readWord(cursor))
  return words
}

function readCase(cursor: Cursor, line: number, readers: Readers): Command | undefined {
  skipBlanks(cursor)
  if (atEnd(cursor) || '\n;&|<>()'.includes(peek(cursor))) fail(cursor, `unexpected ${tokenName(cursor)} (expecting word)`)
  const word = readWord(cursor)
  expectReserved(cursor, 'in')
  const items: CaseItem[] = []
  for (newlines(cursor); reservedAt(cursor) !== 'esac'; newlines(cursor)) {
    if (atEnd(cursor)) {
      fail(cursor, `unexpected ${tokenName(cursor)} (expecting ")")`)
      return undefined
    }
    if (peek(cursor) === '(') cursor.position += 1
    const patterns: Word[] = []
    for (;;) {
      const more = readWords(cursor)
      const [pattern] = more
      if (pattern === undefined || more.length > 1) fail(cursor, `unexpected ${tokenName(cursor)} (expecting ")")`)
      else patterns.push(pattern)
      if (peek(cursor) !== '|') break
      cursor.position += 1
    }
    expectOperator(cursor, ')')
    const body = readers.list(cursor)
    items.push({ patterns, body })
    newlines(cursor)
    if (atEnd(cursor)) fail(cursor, `unexpected ${tokenName(cursor)} (expecting ";;")`)
    if (peek(cursor) === ';' && peek(cursor, 1) === ';') cursor.position += 2
    else break
  }
  expectReserved(cursor, 'esac')
  return { kind: 'case', word, items, line }
}

function readNamedFunction(cursor: Cursor, readers: Readers): Command | undefined {
  const name = readName(cursor, 'bad function name')
  if (name === undefined) return undefined
  skipBlanks(cursor)
  if (peek(cursor) === '(') {
    cursor.position += 1
    skipBlanks(cursor)
    expectOperator(cursor, ')')
  }
  newlines(cursor)
  const body = readers.command(cursor)
  return body === undefined ? undefined : { kind: 'function', name, body }
}
