// From the text of a script to commands, one complete line at a time: what stands before a mistake still runs.
// @source busybox shell/ash.c list andor pipeline parse_command simplecmd
// @simplified The shell of a container does not replace aliases.

import type { Cursor, SyntaxProblem } from './cursor.ts'
import { atEnd, createCursor, deeper, fail, lineOf, peek } from './cursor.ts'
import { readCompound } from './compound-parser.ts'
import { readRedirection } from './redirection-parser.ts'
import type { Assignment, Command, Redirection, SequenceItem, Word } from './syntax.ts'
import { readWord } from './word-parser.ts'
import { expectOperator, isReserved, newlines, reservedAt, skipBlanks, takeLineEnd, tokenName } from './tokens.ts'

export type ParsedLine =
  | { readonly kind: 'command'; readonly command: Command; readonly position: number; readonly line: number; readonly unended: boolean }
  | { readonly kind: 'end' }
  | { readonly kind: 'problem'; readonly problem: SyntaxProblem }

/** The next complete command of a script, from `position` on, where line `line` begins or goes on. */
export function parseLine(text: string, position: number, line: number): ParsedLine {
  const cursor = createCursor(text, position, line, (inner) => readList(inner, 'many lines'))
  newlines(cursor)
  if (atEnd(cursor)) return { kind: 'end' }
  const command = readList(cursor, 'one line')
  if (cursor.problem === undefined && command === undefined) fail(cursor, `unexpected ${tokenName(cursor)}`)
  if (cursor.problem === undefined && !atEnd(cursor) && peek(cursor) !== '\n') fail(cursor, `unexpected ${tokenName(cursor)}`)
  if (cursor.problem === undefined) takeLineEnd(cursor)
  if (cursor.problem !== undefined) return { kind: 'problem', problem: cursor.problem }
  return command === undefined
    ? { kind: 'end' }
    : { kind: 'command', command, position: cursor.position, line: lineOf(cursor), unended: cursor.unended }
}

/** Commands up to what cannot begin one: a closing word or parenthesis, `;;`, the end; or the end of the line. */
function readList(cursor: Cursor, extent: 'one line' | 'many lines'): Command | undefined {
  const items: SequenceItem[] = []
  for (;;) {
    if (extent === 'many lines') newlines(cursor)
    else skipBlanks(cursor)
    if (!beginsCommand(cursor)) break
    const command = readAndOr(cursor)
    if (command === undefined) break
    skipBlanks(cursor)
    const separator = peek(cursor)
    const background = separator === '&' && peek(cursor, 1) !== '&'
    items.push({ command, background })
    if (background || (separator === ';' && peek(cursor, 1) !== ';')) cursor.position += 1
    else if (!(separator === '\n' && extent === 'many lines')) break
  }
  const [only] = items
  if (only === undefined) return undefined
  return items.length === 1 && !only.background ? only.command : { kind: 'sequence', items }
}

function beginsCommand(cursor: Cursor): boolean {
  if (atEnd(cursor)) return false
  const character = peek(cursor)
  if (character === '\n' || character === ')') return false
  const reserved = reservedAt(cursor)
  const closing = ['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}', 'in']
  if (reserved !== undefined && closing.includes(reserved)) return false
  if (character === ';' || character === '&' || character === '|') {
    if (!(character === ';' && peek(cursor, 1) === ';')) fail(cursor, `unexpected ${tokenName(cursor)}`)
    return false
  }
  return true
}

function readAndOr(cursor: Cursor): Command | undefined {
  const first = readPipeline(cursor)
  const rest: { readonly operator: '&&' | '||'; readonly command: Command }[] = []
  for (;;) {
    skipBlanks(cursor)
    const operator = cursor.text.slice(cursor.position, cursor.position + 2)
    if (operator !== '&&' && operator !== '||') break
    cursor.position += 2
    newlines(cursor)
    const command = readPipeline(cursor)
    if (command === undefined) break
    rest.push({ operator, command })
  }
  if (first === undefined || rest.length === 0) return first
  return { kind: 'and-or', first, rest }
}

function readPipeline(cursor: Cursor): Command | undefined {
  skipBlanks(cursor)
  let negated = false
  while (reservedAt(cursor) === '!') {
    cursor.position += 1
    negated = !negated
    skipBlanks(cursor)
  }
  const commands: Command[] = []
  for (;;) {
    const command = deeper(cursor, () => readCommand(cursor))
    if (command === undefined) return undefined
    commands.push(command)
    skipBlanks(cursor)
    if (peek(cursor) !== '|' || peek(cursor, 1) === '|') break
    cursor.position += 1
    newlines(cursor)
  }
  const [only] = commands
  return only !== undefined && commands.length === 1 && !negated ? only : { kind: 'pipeline', commands, negated }
}

function readCommand(cursor: Cursor): Command | undefined {
  skipBlanks(cursor)
  const line = lineOf(cursor)
  const reserved = reservedAt(cursor)
  if (peek(cursor) !== '(' && (reserved === undefined || reserved === 'in' || reserved === '!')) return readSimple(cursor, line)
  const body = readCompound(cursor, line, reserved, { list: (inner) => readList(inner, 'many lines'), command: readCommand })
  if (body === undefined) {
    fail(cursor, `unexpected ${tokenName(cursor)}`)
    return undefined
  }
  const redirections: Redirection[] = []
  for (let next = readRedirection(cursor); next !== undefined; next = readRedirection(cursor)) redirections.push(next)
  return redirections.length === 0 ? body : { kind: 'redirected', body, redirections, line }
}

const ASSIGNMENT = /([A-Za-z_][A-Za-z0-9_]*)=/y

function readSimple(cursor: Cursor, line: number): Command | undefined {
  const assignments: Assignment[] = []
  const words: Word[] = []
  const redirections: Redirection[] = []
  for (;;) {
    const redirection = readRedirection(cursor)
    if (redirection !== undefined) {
      redirections.push(redirection)
      continue
    }
    skipBlanks(cursor)
    if (atEnd(cursor)) break
    ASSIGNMENT.lastIndex = cursor.position
    const name = words.length === 0 ? ASSIGNMENT.exec(cursor.text)?.[1] : undefined
    if (name !== undefined) {
      cursor.position += name.length + 1
      assignments.push({ name, value: readWord(cursor) })
      continue
    }
    if (peek(cursor) === '(' && words.length === 1 && assignments.length === 0 && redirections.length === 0)
      return readFunction(cursor, words[0] ?? [])
    if ('\n;&|<>()'.includes(peek(cursor))) break
    words.push(readWord(cursor))
  }
  if (words.length + assignments.length + redirections.length === 0 || peek(cursor) === '(') {
    fail(cursor, `unexpected ${tokenName(cursor)}`)
    return undefined
  }
  return { kind: 'simple', assignments, words, redirections, line }
}

function readFunction(cursor: Cursor, word: Word): Command | undefined {
  const [part] = word
  cursor.position += 1
  skipBlanks(cursor)
  expectOperator(cursor, ')')
  if (part?.kind !== 'text' || part.quoted || word.length !== 1 || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(part.text) || isReserved(part.text)) {
    fail(cursor, 'bad function name')
    return undefined
  }
  newlines(cursor)
  const body = deeper(cursor, () => readCommand(cursor))
  return body === undefined ? undefined : { kind: 'function', name: part.text, body }
}
