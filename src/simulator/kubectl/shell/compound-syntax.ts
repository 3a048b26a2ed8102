// Reads what stands around commands: conditions, loops, choices, functions, `[[ … ]]`.
// @source bash parse.y

import type { Compound, Condition, ConditionToken, Script, Word } from './tree.ts'
import { SyntaxProblem, UnfinishedProblem } from './words.ts'

type Bare = DistributiveOmit<Compound, 'redirections'>
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** What the reader of a line offers to those who read a part of it. */
export interface CommandReader {
  readonly text: string
  at: number
  list(stops: ReadonlySet<string>, closing: ')' | undefined): Script
  /** The bare word that comes next, or `;;`. */
  peek(): string
  take(word: string): void
  skipBlanks(withLines: boolean): void
  word(closing: string | undefined): Word
  /** A text as if it stood in double quotes. */
  quoted(text: string): Word
  command(closing: ')' | undefined): Condition['clauses'][number]['test'][number]['pipeline'][number]
  /** What stands in `((…))`. */
  arithmeticText(): string
  unexpected(): SyntaxProblem
}

/** Words that end a part of a command, and can begin none. */
const STOPS: ReadonlySet<string> = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}', 'in'])
export const END = 'syntax error: unexpected end of file'
const OPENERS: ReadonlySet<string> = new Set(['if', 'for', 'while', 'until', 'case', 'function', '{'])
const NO_STOPS: ReadonlySet<string> = new Set()
const FUNCTION_NAME = /^([A-Za-z_][\w-]*)[ \t]*\([ \t]*\)/

/** Undefined where a simple command stands. */
export function readCompound(reader: CommandReader): Bare | undefined {
  const { text } = reader
  if (text.startsWith('((', reader.at)) return { kind: 'arithmetic', expression: reader.quoted(reader.arithmeticText()) }
  if (text[reader.at] === '(') {
    reader.at += 1
    const body = reader.list(NO_STOPS, ')')
    if (body.length === 0) throw new SyntaxProblem("syntax error near unexpected token `)'")
    return { kind: 'subshell', body }
  }
  if (/^\[\[\s/.test(text.slice(reader.at, reader.at + 3))) return conditional(reader)
  const word = reader.peek()
  const named = FUNCTION_NAME.exec(text.slice(reader.at, reader.at + 200))
  if (named !== null && !OPENERS.has(word) && !STOPS.has(word)) return functionNamed(reader, named[1] ?? '', named[0].length)
  if (STOPS.has(word) && word !== 'in') throw reader.unexpected()
  if (!OPENERS.has(word)) return undefined
  reader.at += word.length
  return opened(reader, word)
}

function opened(reader: CommandReader, word: string): Bare {
  switch (word) {
    case 'if':
      return condition(reader)
    case 'for':
      return forEach(reader)
    case 'case':
      return choice(reader)
    case 'function': {
      reader.skipBlanks(false)
      const name = /^([A-Za-z_][\w-]*)(?:[ \t]*\([ \t]*\))?/.exec(reader.text.slice(reader.at, reader.at + 200))
      if (name === null) throw reader.unexpected()
      return functionNamed(reader, name[1] ?? '', name[0].length)
    }
    case '{': {
      const body = reader.list(new Set(['}']), undefined)
      reader.take('}')
      return { kind: 'group', body }
    }
    default: {
      const test = reader.list(new Set(['do']), undefined)
      return { kind: 'loop', isUntil: word === 'until', test, step: undefined, body: loopBody(reader) }
    }
  }
}

function functionNamed(reader: CommandReader, name: string, length: number): Bare {
  reader.at += length
  reader.skipBlanks(true)
  if (reader.at >= reader.text.length) throw new UnfinishedProblem(END)
  return { kind: 'function', name, body: reader.command(undefined) }
}

function loopBody(reader: CommandReader): Script {
  reader.take('do')
  const body = reader.list(new Set(['done']), undefined)
  reader.take('done')
  return body
}

function condition(reader: CommandReader): Condition {
  const clauses: { test: Script; body: Script }[] = []
  for (;;) {
    const test = reader.list(new Set(['then']), undefined)
    reader.take('then')
    clauses.push({ test, body: reader.list(new Set(['elif', 'else', 'fi']), undefined) })
    const word = reader.peek()
    reader.at += word.length
    if (word === 'elif') continue
    const otherwise = word === 'else' ? reader.list(new Set(['fi']), undefined) : []
    if (word === 'else') reader.take('fi')
    return { kind: 'if', clauses, otherwise }
  }
}

function forEach(reader: CommandReader): Bare {
  reader.skipBlanks(false)
  if (reader.text.startsWith('((', reader.at)) return counting(reader)
  const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(reader.text.slice(reader.at, reader.at + 200))?.[0]
  if (name === undefined) throw atEnd(reader) ?? reader.unexpected()
  reader.at += name.length
  reader.skipBlanks(true)
  let words: Word[] | undefined
  if (reader.peek() === 'in') {
    reader.at += 2
    words = []
    for (;;) {
      reader.skipBlanks(false)
      const character = reader.text[reader.at]
      if (character === undefined) throw new UnfinishedProblem(END)
      if (character === ';' || character === '\n') break
      if ('|&<>()'.includes(character)) throw reader.unexpected()
      words.push(reader.word(undefined))
    }
  }
  if (reader.text[reader.at] === ';') reader.at += 1
  return { kind: 'for', name, words, body: loopBody(reader) }
}

/** `for ((i = 0; i < 3; i++))`: a loop whose parts are sums. */
function counting(reader: CommandReader): Bare {
  const parts = reader.arithmeticText().split(';')
  if (parts.length !== 3) throw new SyntaxProblem('syntax error: arithmetic expression required')
  const [start = '', test = '', step = ''] = parts.map((part) => part.trim())
  reader.skipBlanks(false)
  if (reader.text[reader.at] === ';') reader.at += 1
  const sum = (text: string): Script => [
    { pipeline: [{ kind: 'arithmetic', expression: reader.quoted(text), redirections: [] }], negated: false, after: 'always' },
  ]
  const loop: Bare = {
    kind: 'loop',
    isUntil: false,
    test: sum(test === '' ? '1' : test),
    step: step === '' ? undefined : reader.quoted(step),
    body: loopBody(reader),
  }
  const first = start === '' ? [] : sum(start)
  return { kind: 'group', body: [...first, { pipeline: [{ ...loop, redirections: [] }], negated: false, after: 'always' }] }
}

function choice(reader: CommandReader): Bare {
  reader.skipBlanks(false)
  const word = reader.word(undefined)
  if (word.length === 0) throw atEnd(reader) ?? reader.unexpected()
  reader.take('in')
  const branches: { patterns: Word[]; body: Script }[] = []
  for (;;) {
    reader.skipBlanks(true)
    if (reader.at >= reader.text.length) throw new UnfinishedProblem(END)
    if (reader.peek() === 'esac') break
    if (reader.text[reader.at] === '(') reader.at += 1
    branches.push({ patterns: patterns(reader), body: branch(reader) })
  }
  reader.at += 'esac'.length
  return { kind: 'case', word, branches }
}

function patterns(reader: CommandReader): Word[] {
  const found: Word[] = []
  for (;;) {
    reader.skipBlanks(false)
    const pattern = reader.word(undefined)
    if (pattern.length === 0) throw atEnd(reader) ?? reader.unexpected()
    found.push(pattern)
    reader.skipBlanks(false)
    const sign = reader.text[reader.at]
    if (sign === undefined) throw new UnfinishedProblem(END)
    if (sign !== '|' && sign !== ')') throw reader.unexpected()
    reader.at += 1
    if (sign === ')') return found
  }
}

/** A branch may be empty. */
function branch(reader: CommandReader): Script {
  reader.skipBlanks(true)
  const isEmpty = reader.peek() === ';;' || reader.peek() === 'esac'
  const body = isEmpty ? [] : reader.list(new Set([';;', 'esac']), undefined)
  if (reader.peek() === ';;') reader.at += 2
  return body
}

const SIGN = /^(?:&&|\|\||[()<>]|!(?=\s))/

/** `[[ … ]]`: its words are neither split nor matched against file names, and its signs are no redirections. */
function conditional(reader: CommandReader): Bare {
  reader.at += 2
  const tokens: ConditionToken[] = []
  for (;;) {
    reader.skipBlanks(true)
    const rest = reader.text.slice(reader.at, reader.at + 3)
    if (rest === '') throw new UnfinishedProblem("unexpected EOF while looking for `]]'")
    if (/^\]\](?:[\s;&|)]|$)/.test(rest)) {
      reader.at += 2
      return { kind: 'conditional', tokens }
    }
    const sign = SIGN.exec(rest)?.[0]
    const before = tokens.at(-1)
    if (before === '=~') tokens.push(expression(reader))
    else if (sign !== undefined) {
      reader.at += sign.length
      tokens.push(sign)
    } else {
      const word = reader.word(undefined)
      const [part, ...more] = word
      if (word.length === 0) throw reader.unexpected()
      const isOperator = part?.kind === 'text' && !part.quoted && more.length === 0 && OPERATOR.test(part.text) && !awaitsWord(before)
      tokens.push(isOperator ? part.text : word)
    }
  }
}

const OPERATOR = /^(?:==?|!=|=~|-[a-zA-Z]+)$/

/** Behind an operator stands what it is about, even where that looks like another. */
function awaitsWord(before: ConditionToken | undefined): boolean {
  return typeof before === 'string' && (OPERATOR.test(before) || before === '<' || before === '>')
}

/** What stands behind `=~` may hold signs that mean something elsewhere. */
function expression(reader: CommandReader): Word {
  if (/^['"]/.test(reader.text.slice(reader.at, reader.at + 1))) return reader.word(undefined)
  const raw = /^(?:\\.|[^\s\\])+/s.exec(reader.text.slice(reader.at))?.[0] ?? ''
  reader.at += raw.length
  return reader.quoted(raw)
}

function atEnd({ at, text }: CommandReader): SyntaxProblem | undefined {
  return at >= text.length ? new UnfinishedProblem(END) : undefined
}
