// A place in the text of a script while it is parsed. The first problem stays; from then on the cursor stands at the end,
// so that every loop of the parser ends by itself.

import type { Command, Word } from './syntax.ts'

export interface SyntaxProblem {
  /** After `syntax error: `. */
  readonly message: string
  readonly line: number
  /** The text may be the beginning of something right: more of it may come. */
  readonly incomplete: boolean
}

/** A here-document whose text comes after the end of the line. */
export interface PendingText {
  readonly delimiter: string
  readonly literal: boolean
  readonly withoutTabs: boolean
  readonly take: (body: Word) => void
}

export interface Cursor {
  readonly text: string
  position: number
  problem: SyntaxProblem | undefined
  depth: number
  pending: readonly PendingText[]
  /** The text ended inside of a here-document: right in a script, to be continued at a prompt. */
  unended: boolean
  /** Reads the commands of `$(…)` up to its closing parenthesis; given from outside, since words and commands contain each other. */
  readonly readBody: (cursor: Cursor) => Command | undefined
  /** Position up to which lines are counted, and the line there. */
  counted: number
  line: number
}

/** How deep quotes, parentheses and compound commands may be nested. */
const MOST_DEPTH = 150

export function createCursor(text: string, position: number, line: number, readBody: Cursor['readBody']): Cursor {
  return { text, position, problem: undefined, depth: 0, pending: [], unended: false, readBody, counted: position, line }
}

export function peek(cursor: Cursor, offset = 0): string {
  return cursor.text.charAt(cursor.position + offset)
}

export function atEnd(cursor: Cursor): boolean {
  return cursor.position >= cursor.text.length
}

export function startsWith(cursor: Cursor, text: string): boolean {
  return cursor.text.startsWith(text, cursor.position)
}

export function lineOf(cursor: Cursor): number {
  for (; cursor.counted < cursor.position; cursor.counted += 1) if (cursor.text.charAt(cursor.counted) === '\n') cursor.line += 1
  return cursor.line
}

export function fail(cursor: Cursor, message: string): void {
  if (cursor.problem === undefined) cursor.problem = { message, line: lineOf(cursor), incomplete: atEnd(cursor) }
  cursor.position = cursor.text.length
}

/** Runs `read` one level deeper. */
export function deeper<T>(cursor: Cursor, read: () => T): T | undefined {
  if (cursor.depth >= MOST_DEPTH) {
    fail(cursor, 'nested too deeply')
    return undefined
  }
  cursor.depth += 1
  const result = read()
  cursor.depth -= 1
  return result
}
