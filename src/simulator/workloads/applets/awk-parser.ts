// Reads an awk program.
// @source POSIX awk, grammar
// @simplified Functions of one's own, getline, pipes and files as targets of print are left out.

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { escapedCharacter } from '../shell/escapes.ts'

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'regex'; readonly source: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'field'; readonly index: Expression }
  | { readonly kind: 'element'; readonly name: string; readonly keys: readonly Expression[] }
  | { readonly kind: 'in'; readonly key: Expression; readonly name: string }
  | { readonly kind: 'assign'; readonly target: Expression; readonly operator: string; readonly value: Expression }
  | { readonly kind: 'step'; readonly target: Expression; readonly by: 1 | -1; readonly prefix: boolean }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | { readonly kind: 'choice'; readonly condition: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly words: readonly Expression[] }

export type Statement =
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'print'; readonly words: readonly Expression[]; readonly formatted: boolean; readonly toErrors: boolean }
  | { readonly kind: 'if'; readonly condition: Expression; readonly yes: Statement; readonly no: Statement | undefined }
  | { readonly kind: 'while'; readonly condition: Expression; readonly body: Statement; readonly first: 'test' | 'run' }
  | {
      readonly kind: 'for'
      readonly start: Statement | undefined
      readonly condition: Expression | undefined
      readonly step: Statement | undefined
      readonly body: Statement
    }
  | { readonly kind: 'each'; readonly variable: string; readonly name: string; readonly body: Statement }
  | { readonly kind: 'block'; readonly statements: readonly Statement[] }
  | { readonly kind: 'delete'; readonly name: string; readonly keys: readonly Expression[] }
  | { readonly kind: 'leave'; readonly how: 'next' | 'break' | 'continue' }
  | { readonly kind: 'exit'; readonly code: Expression | undefined }

export interface Rule {
  readonly when: 'begin' | 'end' | 'line'
  readonly first: Expression | undefined
  readonly second: Expression | undefined
  /** undefined: print the line */
  readonly body: Statement | undefined
}

interface Token {
  readonly kind: 'number' | 'text' | 'regex' | 'name' | 'function' | 'operator' | 'newline' | 'end'
  readonly text: string
}

const MOST_DEPTH = 80
/** How many operands of one kind may stand side by side. */
const MOST_TERMS = 500
const OPERATOR = /&&|\|\||\*\*=?|[-+*/%^!=<>]=|\+\+|--|!~|>>|[-+*/%^!=<>~?:,;(){}[\]$|]/y
const BUILTINS = [
  'length',
  'substr',
  'index',
  'split',
  'sub',
  'gsub',
  'match',
  'sprintf',
  'tolower',
  'toupper',
  'int',
  'sqrt',
  'exp',
  'log',
  'sin',
  'cos',
  'atan2',
  'rand',
  'srand',
  'systime',
  'system',
  'close',
  'fflush',
]

class Reader {
  readonly source: string
  at = 0
  depth = 0
  problem: string | undefined
  token: Token = { kind: 'newline', text: '' }
  /** A `>` is a target of print, not a comparison, until a parenthesis. */
  inPrint = false
  /** `in` belongs to a for. */
  noIn = false

  constructor(source: string) {
    this.source = source
    this.next()
  }

  fail(): void {
    this.problem ??= 'Unexpected token'
    this.at = this.source.length
    this.token = { kind: 'end', text: '' }
  }

  next(): void {
    const previous = this.token
    for (;;) {
      const character = this.source.charAt(this.at)
      if (character === ' ' || character === '\t' || character === '\r') this.at += 1
      else if (character === '\\' && this.source.charAt(this.at + 1) === '\n') this.at += 2
      else if (character === '#') {
        const end = this.source.indexOf('\n', this.at)
        this.at = end === -1 ? this.source.length : end
      } else break
    }
    this.token = this.read(previous)
  }

  read(previous: Token): Token {
    const character = this.source.charAt(this.at)
    if (character === '') return { kind: 'end', text: '' }
    if (character === '\n') {
      this.at += 1
      return { kind: 'newline', text: '\n' }
    }
    if (character === '"') return this.quoted()
    const number = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(this.source.slice(this.at, this.at + 40))
    if (number !== null) {
      this.at += number[0].length
      return { kind: 'number', text: number[0] }
    }
    const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(this.source.slice(this.at, this.at + 80))
    if (name !== null) {
      this.at += name[0].length
      return { kind: BUILTINS.includes(name[0]) ? 'function' : 'name', text: name[0] }
    }
    const isValue =
      previous.kind === 'number' ||
      previous.kind === 'text' ||
      previous.kind === 'name' ||
      [')', ']', '$', '++', '--'].includes(previous.text)
    if (character === '/' && !isValue) return this.regex()
    OPERATOR.lastIndex = this.at
    const operator = OPERATOR.exec(this.source)?.[0]
    if (operator === undefined) {
      this.problem ??= 'Unexpected token'
      this.at = this.source.length
      return { kind: 'end', text: '' }
    }
    this.at += operator.length
    return { kind: 'operator', text: operator === '**' ? '^' : operator === '**=' ? '^=' : operator }
  }

  quoted(): Token {
    let text = ''
    for (this.at += 1; this.source.charAt(this.at) !== '"'; this.at += 1) {
      const character = this.source.charAt(this.at)
      if (character === '' || character === '\n') {
        this.problem ??= 'Unexpected end of string'
        return { kind: 'end', text: '' }
      }
      if (character !== '\\') {
        text += character
        continue
      }
      const next = this.source.charAt(this.at + 1)
      const escape = next === '/' ? { text: '/', length: 1 } : escapedCharacter(this.source, this.at + 1)
      text += escape?.text ?? `\\${next}`
      this.at += escape?.length ?? 1
    }
    this.at += 1
    return { kind: 'text', text }
  }

  regex(): Token {
    let text = ''
    for (this.at += 1; this.source.charAt(this.at) !== '/'; this.at += 1) {
      const character = this.source.charAt(this.at)
      if (character === '' || character === '\n') {
        this.problem ??= 'Unexpected end of string'
        return { kind: 'end', text: '' }
      }
      if (character === '\\' && this.source.charAt(this.at + 1) === '/') this.at += 1
      else if (character === '\\') {
        text += character
        this.at += 1
      }
      text += this.source.charAt(this.at)
    }
    this.at += 1
    return { kind: 'regex', text }
  }

  is(text: string): boolean {
    return (this.token.kind === 'operator' || this.token.kind === 'name') && this.token.text === text
  }

  take(text: string): boolean {
    if (!this.is(text)) return false
    this.next()
    return true
  }

  expect(text: string): void {
    if (!this.take(text)) this.fail()
  }

  skipEnds(): void {
    while (this.token.kind === 'newline' || this.is(';')) this.next()
  }

  skipNewlines(): void {
    while (this.token.kind === 'newline') this.next()
  }

  name(): string {
    const { kind, text } = this.token
    if (kind !== 'name') this.fail()
    this.next()
    return text
  }
}

export function parseAwk(source: string): Result<readonly Rule[], string> {
  const reader = new Reader(source)
  const rules: Rule[] = []
  for (reader.skipEnds(); reader.token.kind !== 'end' && reader.problem === undefined; reader.skipEnds()) rules.push(readRule(reader))
  return reader.problem === undefined ? success(rules) : failure(reader.problem)
}

function readRule(reader: Reader): Rule {
  if (reader.is('function') || reader.is('func')) reader.problem ??= 'functions of your own are not part of this simulation'
  const when = reader.take('BEGIN') ? 'begin' : reader.take('END') ? 'end' : 'line'
  let first: Expression | undefined
  let second: Expression | undefined
  if (when === 'line' && !reader.is('{')) {
    first = readExpression(reader)
    if (reader.take(',')) second = readExpression(reader)
  }
  const body = reader.is('{') ? readBlock(reader) : undefined
  if (when !== 'line' && body === undefined) reader.fail()
  return { when, first, second, body }
}

function readBlock(reader: Reader): Statement {
  const statements: Statement[] = []
  reader.expect('{')
  for (reader.skipEnds(); !reader.is('}') && reader.token.kind !== 'end'; reader.skipEnds()) statements.push(readStatement(reader))
  reader.expect('}')
  return { kind: 'block', statements }
}

function readStatement(reader: Reader): Statement {
  reader.depth += 1
  if (reader.depth > MOST_DEPTH) reader.fail()
  const statement = readAnyStatement(reader)
  reader.depth -= 1
  return statement
}

function readBody(reader: Reader): Statement {
  reader.skipNewlines()
  if (reader.take(';')) return { kind: 'block', statements: [] }
  return readStatement(reader)
}

function readAnyStatement(reader: Reader): Statement {
  if (reader.is('{')) return readBlock(reader)
  if (reader.token.kind === 'name') {
    const { text } = reader.token
    switch (text) {
      case 'if': {
        reader.next()
        reader.expect('(')
        const condition = readExpression(reader)
        reader.expect(')')
        const yes = readBody(reader)
        const { at, token } = reader
        reader.skipEnds()
        if (reader.take('else')) return { kind: 'if', condition, yes, no: readBody(reader) }
        reader.at = at
        reader.token = token
        return { kind: 'if', condition, yes, no: undefined }
      }
      case 'while': {
        reader.next()
        reader.expect('(')
        const condition = readExpression(reader)
        reader.expect(')')
        return { kind: 'while', condition, body: readBody(reader), first: 'test' }
      }
      case 'do': {
        reader.next()
        const body = readBody(reader)
        reader.skipEnds()
        reader.expect('while')
        reader.expect('(')
        const condition = readExpression(reader)
        reader.expect(')')
        return { kind: 'while', condition, body, first: 'run' }
      }
      case 'for':
        reader.next()
        return readFor(reader)
      case 'next':
      case 'break':
      case 'continue':
        reader.next()
        return { kind: 'leave', how: text }
      case 'exit': {
        reader.next()
        return { kind: 'exit', code: endsStatement(reader) ? undefined : readExpression(reader) }
      }
      case 'delete': {
        reader.next()
        const name = reader.name()
        const keys = reader.take('[') ? readList(reader, ']') : []
        return { kind: 'delete', name, keys }
      }
      case 'print':
      case 'printf':
        return readPrint(reader, text === 'printf')
      case 'getline':
      case 'return':
        reader.problem ??= `${text} is not part of this simulation`
        return { kind: 'block', statements: [] }
      default:
    }
  }
  return { kind: 'expression', expression: readExpression(reader) }
}

function endsStatement(reader: Reader): boolean {
  return reader.token.kind === 'newline' || reader.token.kind === 'end' || reader.is(';') || reader.is('}')
}

function readFor(reader: Reader): Statement {
  reader.expect('(')
  if (reader.token.kind === 'name') {
    const { at, token } = reader
    const variable = reader.name()
    if (reader.take('in')) {
      const name = reader.name()
      if (reader.take(')')) return { kind: 'each', variable, name, body: readBody(reader) }
    }
    reader.at = at
    reader.token = token
  }
  const start = reader.is(';') ? undefined : ({ kind: 'expression', expression: readExpression(reader) } as const)
  reader.expect(';')
  const condition = reader.is(';') ? undefined : readExpression(reader)
  reader.expect(';')
  const step = reader.is(')') ? undefined : ({ kind: 'expression', expression: readExpression(reader) } as const)
  reader.expect(')')
  return { kind: 'for', start, condition, step, body: readBody(reader) }
}

function readPrint(reader: Reader, formatted: boolean): Statement {
  reader.next()
  reader.inPrint = true
  let words: readonly Expression[] = []
  if (!endsStatement(reader) && !reader.is('>')) {
    const [first, ...more] = readExpressions(reader)
    // `print(a, b)`: the parentheses belong to print.
    words = first === undefined ? [] : [first, ...more]
  }
  reader.inPrint = false
  let toErrors = false
  if (reader.take('>') || reader.take('>>') || reader.take('|')) {
    const target = reader.token
    reader.next()
    toErrors = target.text === '/dev/stderr'
    if (!toErrors && target.text !== '/dev/stdout') reader.problem ??= 'print to a file or a command is not part of this simulation'
  }
  return { kind: 'print', words, formatted, toErrors }
}

function readExpressions(reader: Reader): readonly Expression[] {
  if (reader.is('(')) {
    const { at, token } = reader
    reader.next()
    const list = readList(reader, ')')
    if (reader.problem === undefined && (endsStatement(reader) || reader.is('>') || reader.is('>>') || reader.is('|'))) return list
    if (reader.problem === undefined && list.length === 1) {
      reader.at = at
      reader.token = token
    }
  }
  const words = [readExpression(reader)]
  while (reader.take(',')) {
    reader.skipNewlines()
    words.push(readExpression(reader))
  }
  return words
}

function readList(reader: Reader, end: string): readonly Expression[] {
  const words: Expression[] = []
  const { inPrint } = reader
  reader.inPrint = false
  if (!reader.is(end)) {
    do {
      reader.skipNewlines()
      words.push(readExpression(reader))
    } while (reader.take(','))
  }
  reader.expect(end)
  reader.inPrint = inPrint
  return words
}

const ASSIGNMENTS = ['=', '+=', '-=', '*=', '/=', '%=', '^=']

export function readExpression(reader: Reader): Expression {
  reader.depth += 1
  if (reader.depth > MOST_DEPTH) reader.fail()
  const left = readChoice(reader)
  let result = left
  if (reader.token.kind === 'operator' && ASSIGNMENTS.includes(reader.token.text)) {
    const operator = reader.token.text
    reader.next()
    if (left.kind !== 'variable' && left.kind !== 'field' && left.kind !== 'element') reader.fail()
    result = { kind: 'assign', target: left, operator, value: readExpression(reader) }
  }
  reader.depth -= 1
  return result
}

function readChoice(reader: Reader): Expression {
  const condition = readBinary(reader, 0)
  if (!reader.take('?')) return condition
  const yes = readExpression(reader)
  reader.expect(':')
  return { kind: 'choice', condition, yes, no: readExpression(reader) }
}

/** From loose to tight. Joining texts has no sign. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['in'],
  ['~', '!~'],
  ['<', '<=', '==', '!=', '>', '>='],
  ['join'],
  ['+', '-'],
  ['*', '/', '%'],
]

function readBinary(reader: Reader, level: number): Expression {
  const operators = LEVELS[level]
  if (operators === undefined) return readUnary(reader)
  let left = readBinary(reader, level + 1)
  for (let terms = 0; ; terms += 1) {
    const { token } = reader
    if (terms > MOST_TERMS) reader.fail()
    if (operators[0] === 'join') {
      if (!beginsJoined(reader)) return left
      left = { kind: 'binary', operator: 'join', left, right: readBinary(reader, level + 1) }
      continue
    }
    if ((token.kind !== 'operator' && token.text !== 'in') || !operators.includes(token.text) || (token.text === '>' && reader.inPrint))
      return left
    reader.next()
    if (token.text === '&&' || token.text === '||') reader.skipNewlines()
    if (token.text === 'in') left = { kind: 'in', key: left, name: reader.name() }
    else left = { kind: 'binary', operator: token.text, left, right: readBinary(reader, level + 1) }
    if (reader.problem !== undefined) return left
  }
}

function beginsJoined(reader: Reader): boolean {
  const { kind, text } = reader.token
  if (kind === 'number' || kind === 'text' || kind === 'function') return true
  if (kind === 'name') return text !== 'in'
  return kind === 'operator' && ['$', '!', '(', '-', '+', '++', '--'].includes(text) && text !== '+' && text !== '-' && text !== '!'
}

function readUnary(reader: Reader): Expression {
  const { token } = reader
  if (token.kind === 'operator' && ['!', '-', '+'].includes(token.text)) {
    reader.depth += 1
    if (reader.depth > MOST_DEPTH) reader.fail()
    reader.next()
    const operand = readUnary(reader)
    reader.depth -= 1
    return { kind: 'unary', operator: token.text, operand }
  }
  const base = readPostfix(reader)
  if (!reader.take('^')) return base
  return { kind: 'binary', operator: '^', left: base, right: readUnary(reader) }
}

function readPostfix(reader: Reader): Expression {
  const { text, kind } = reader.token
  if (kind === 'operator' && (text === '++' || text === '--')) {
    reader.next()
    return { kind: 'step', target: readPrimary(reader), by: text === '++' ? 1 : -1, prefix: true }
  }
  const target = readPrimary(reader)
  const isTarget = target.kind === 'variable' || target.kind === 'field' || target.kind === 'element'
  if (isTarget && reader.take('++')) return { kind: 'step', target, by: 1, prefix: false }
  if (isTarget && reader.take('--')) return { kind: 'step', target, by: -1, prefix: false }
  return target
}

function readPrimary(reader: Reader): Expression {
  const { kind, text } = reader.token
  if (kind === 'end' || kind === 'newline') {
    reader.fail()
    return { kind: 'number', value: 0 }
  }
  reader.next()
  switch (kind) {
    case 'number':
      return { kind: 'number', value: Number(text) }
    case 'text':
      return { kind: 'text', value: text }
    case 'regex':
      return { kind: 'regex', source: text }
    case 'name':
      if (!reader.take('[')) return { kind: 'variable', name: text }
      return { kind: 'element', name: text, keys: readList(reader, ']') }
    case 'function':
      if (reader.take('(')) return { kind: 'call', name: text, words: readList(reader, ')') }
      if (text !== 'length') reader.fail()
      return { kind: 'call', name: text, words: [] }
    case 'operator':
  }
  if (text === '$') {
    reader.depth += 1
    if (reader.depth > MOST_DEPTH) reader.fail()
    const index = reader.is('-') || reader.is('++') || reader.is('--') ? readUnary(reader) : readPrimary(reader)
    reader.depth -= 1
    return { kind: 'field', index }
  }
  if (text !== '(') {
    reader.fail()
    return { kind: 'number', value: 0 }
  }
  const list = readList(reader, ')')
  const [only] = list
  if (list.length > 1 && reader.take('in')) {
    const key = list.reduce((left, right): Expression => ({ kind: 'binary', operator: 'subscript', left, right }))
    return { kind: 'in', key, name: reader.name() }
  }
  if (only === undefined || list.length > 1) reader.fail()
  return only ?? { kind: 'number', value: 0 }
}
