// Reads the expressions of an awk program.
// @source POSIX awk, grammar

import { MOST_DEPTH, MOST_TERMS } from './awk-reader.ts'
import type { Reader } from './awk-reader.ts'
import type { Expression } from './awk-syntax.ts'

export function readList(reader: Reader, end: string): readonly Expression[] {
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
      return { kind: 'number', value: /^0[0-7]+$/.test(text) ? parseInt(text, 8) : Number(text) }
    case 'text':
      return { kind: 'text', value: text }
    case 'regex':
      return { kind: 'regex', source: text }
    case 'name':
      if (text === 'getline') reader.refuse(text)
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
