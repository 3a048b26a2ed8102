// `$((…))`: C's integer expressions on 64 bits, with variables.
// @source busybox shell/math.c

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'

export interface ArithmeticVariables {
  readonly get: (name: string) => string | undefined
  readonly set: (name: string, value: string) => void
}

interface Reader {
  readonly text: string
  at: number
  problem: string | undefined
  depth: number
  readonly variables: ArithmeticVariables
}

/** A value, and the variable it came from: only such a value can be assigned to. */
interface Operand {
  readonly value: bigint
  readonly name: string | undefined
}

const SYNTAX = 'arithmetic syntax error'
/** Of parentheses, assignments and powers inside each other, each counted up to three times; and of variables that name others. */
const MOST_DEPTH = 240
const ZERO: Operand = { value: 0n, name: undefined }

const LEVELS: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
  '**': 11,
}

const TOKEN = /\s*(<<=|>>=|\*\*|<<|>>|<=|>=|==|!=|&&|\|\||\+=|-=|\*=|\/=|%=|&=|\^=|\|=|\+\+|--|[-+*/%<>=!&|^~?:(),])/y
const NUMBER = /\s*(0[xX][0-9a-fA-F]+|[0-9]+#[0-9a-zA-Z]+|[0-9]+)/y
const NAME = /\s*([A-Za-z_][A-Za-z0-9_]*)/y

/** @returns the value, or what is wrong: `divide by zero`, `arithmetic syntax error` */
export function evaluate(text: string, variables: ArithmeticVariables, depth = 0): Result<bigint, string> {
  const reader: Reader = { text, at: 0, problem: undefined, depth, variables }
  if (text.trim() === '') return success(0n)
  const { value } = readComma(reader, true)
  if (text.slice(reader.at).trim() !== '') reader.problem ??= SYNTAX
  return reader.problem === undefined ? success(value) : failure(reader.problem)
}

function take(reader: Reader, expression: RegExp): string | undefined {
  expression.lastIndex = reader.at
  const match = expression.exec(reader.text)
  if (match === null) return undefined
  reader.at += match[0].length
  return match[1]
}

function peekToken(reader: Reader): string | undefined {
  const { at } = reader
  const token = take(reader, TOKEN)
  reader.at = at
  return token
}

function takeToken(reader: Reader, token: string): boolean {
  if (peekToken(reader) !== token) return false
  take(reader, TOKEN)
  return true
}

function wrong(reader: Reader, problem: string): Operand {
  reader.problem ??= problem
  reader.at = reader.text.length
  return ZERO
}

function readComma(reader: Reader, live: boolean): Operand {
  let result = readChoice(reader, live)
  while (takeToken(reader, ',')) result = readChoice(reader, live)
  return result
}

/** Assignment and `?:`. `live`: side effects happen. */
function readChoice(reader: Reader, live: boolean): Operand {
  reader.depth += 1
  const result = reader.depth > MOST_DEPTH ? wrong(reader, 'expression recursion loop detected') : readLiveChoice(reader, live)
  reader.depth -= 1
  return result
}

function readLiveChoice(reader: Reader, live: boolean): Operand {
  const condition = readBinary(reader, 1, live)
  const token = peekToken(reader)
  if (token !== undefined && /^(?:=|[-+*/%&^|]=|<<=|>>=)$/.test(token)) {
    if (condition.name === undefined) return wrong(reader, SYNTAX)
    take(reader, TOKEN)
    const right = readChoice(reader, live)
    const value = token === '=' ? right.value : live ? combine(reader, token.slice(0, -1), condition.value, right.value) : 0n
    if (live && reader.problem === undefined) reader.variables.set(condition.name, String(value))
    return { value, name: undefined }
  }
  if (token !== '?') return condition
  take(reader, TOKEN)
  const yes = condition.value !== 0n
  const first = readComma(reader, live && yes)
  if (!takeToken(reader, ':')) return wrong(reader, 'malformed ?: operator')
  const second = readChoice(reader, live && !yes)
  return { value: yes ? first.value : second.value, name: undefined }
}

function readBinary(reader: Reader, level: number, live: boolean): Operand {
  reader.depth += 1
  const result = reader.depth > MOST_DEPTH ? wrong(reader, 'expression recursion loop detected') : readLevel(reader, level, live)
  reader.depth -= 1
  return result
}

function readLevel(reader: Reader, level: number, live: boolean): Operand {
  let left = readUnary(reader, live)
  for (;;) {
    const token = peekToken(reader)
    const own = token === undefined ? undefined : LEVELS[token]
    if (token === undefined || own === undefined || own < level) return left
    take(reader, TOKEN)
    const decided = (token === '&&' && left.value === 0n) || (token === '||' && left.value !== 0n)
    const right = readBinary(reader, token === '**' ? own : own + 1, live && !decided)
    const value = decided ? (token === '||' ? 1n : 0n) : live ? combine(reader, token, left.value, right.value) : 0n
    left = { value, name: undefined }
  }
}

function readUnary(reader: Reader, live: boolean): Operand {
  const signs: string[] = []
  for (;;) {
    const token = peekToken(reader)
    if (token === '++' || token === '--') {
      take(reader, TOKEN)
      const operand = readOperand(reader, live)
      if (operand.name === undefined) return wrong(reader, SYNTAX)
      const value = wrap(operand.value + (token === '++' ? 1n : -1n))
      if (live) reader.variables.set(operand.name, String(value))
      return signed({ value, name: undefined }, signs)
    }
    if (token !== '-' && token !== '+' && token !== '!' && token !== '~') break
    take(reader, TOKEN)
    signs.push(token)
  }
  return signed(readOperand(reader, live), signs)
}

function signed(operand: Operand, signs: readonly string[]): Operand {
  let { value } = operand
  for (const sign of [...signs].reverse())
    value = wrap(sign === '-' ? -value : sign === '~' ? ~value : sign === '!' ? (value === 0n ? 1n : 0n) : value)
  return signs.length === 0 ? operand : { value, name: undefined }
}

function readOperand(reader: Reader, live: boolean): Operand {
  if (takeToken(reader, '(')) {
    const inner = readComma(reader, live)
    return takeToken(reader, ')') ? { value: inner.value, name: undefined } : wrong(reader, SYNTAX)
  }
  const digits = take(reader, NUMBER)
  if (digits !== undefined) {
    const value = numberFrom(digits)
    if (value === undefined || /[A-Za-z0-9_#]/.test(reader.text.charAt(reader.at))) return wrong(reader, SYNTAX)
    return { value, name: undefined }
  }
  const name = take(reader, NAME)
  if (name === undefined) return wrong(reader, SYNTAX)
  const operand = { value: valueOf(reader, name), name }
  const token = peekToken(reader)
  if (token !== '++' && token !== '--') return operand
  take(reader, TOKEN)
  if (live) reader.variables.set(name, String(wrap(operand.value + (token === '++' ? 1n : -1n))))
  return { value: operand.value, name: undefined }
}

function valueOf(reader: Reader, name: string): bigint {
  const text = reader.variables.get(name)?.trim() ?? ''
  if (text === '') return 0n
  const direct = /^-?[0-9][0-9a-zA-Z#]*$/.test(text) ? numberFrom(text.replace('-', '')) : undefined
  if (direct !== undefined) return text.startsWith('-') ? wrap(-direct) : direct
  const inner = evaluate(text, reader.variables, reader.depth + 12)
  if (!inner.ok) wrong(reader, inner.problem)
  return inner.ok ? inner.value : 0n
}

function numberFrom(digits: string): bigint | undefined {
  const based = /^([0-9]+)#([0-9a-zA-Z]+)$/.exec(digits)
  const base = based !== null ? Number(based[1]) : /^0[xX]/.test(digits) ? 16 : /^0[0-9]/.test(digits) ? 8 : 10
  const text = based !== null ? (based[2] ?? '') : base === 16 ? digits.slice(2) : digits
  if (base < 2 || base > 36) return undefined
  let value = 0n
  for (const character of text.toLowerCase()) {
    const digit = parseInt(character, 36)
    if (Number.isNaN(digit) || digit >= base) return undefined
    value = wrap(value * BigInt(base) + BigInt(digit))
  }
  return value
}

function wrap(value: bigint): bigint {
  return BigInt.asIntN(64, value)
}

function combine(reader: Reader, operator: string, left: bigint, right: bigint): bigint {
  const truth = (fact: boolean): bigint => (fact ? 1n : 0n)
  switch (operator) {
    case '+':
      return wrap(left + right)
    case '-':
      return wrap(left - right)
    case '*':
      return wrap(left * right)
    case '/':
    case '%':
      if (right === 0n) return wrong(reader, 'divide by zero').value
      return wrap(operator === '/' ? left / right : left % right)
    case '**':
      return right < 0n ? wrong(reader, 'exponent less than 0').value : power(left, right)
    case '<<':
      return wrap(left << (right & 63n))
    case '>>':
      return left >> (right & 63n)
    case '<':
      return truth(left < right)
    case '>':
      return truth(left > right)
    case '<=':
      return truth(left <= right)
    case '>=':
      return truth(left >= right)
    case '==':
      return truth(left === right)
    case '!=':
      return truth(left !== right)
    case '&':
      return left & right
    case '^':
      return left ^ right
    case '|':
      return left | right
    case '&&':
      return truth(left !== 0n && right !== 0n)
    default:
      return truth(left !== 0n || right !== 0n)
  }
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let square = base, rest = exponent; rest > 0n; rest >>= 1n, square = wrap(square * square)) {
    if ((rest & 1n) === 1n) result = wrap(result * square)
  }
  return result
}
