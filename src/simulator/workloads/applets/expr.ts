// expr: arithmetic, comparisons and texts, one word an operand or operator.
// @source busybox coreutils/expr.c

import type { Applet } from './applet.ts'
import { compileRegex, searchRegex } from './regex.ts'

const WHOLE_NUMBER = /^[-+]?\d{1,18}$/
const MOST_DEPTH = 50

class Reader {
  readonly words: readonly string[]
  at = 0
  depth = 0
  /** What is wrong, in busybox' words. */
  problem: string | undefined

  constructor(words: readonly string[]) {
    this.words = words
  }

  fail(problem: string): string {
    this.problem ??= problem
    this.at = this.words.length
    return ''
  }

  /** Takes the next word if it is one of these. */
  take(operators: readonly string[]): string | undefined {
    const word = this.words[this.at]
    if (word === undefined || !operators.includes(word)) return undefined
    this.at += 1
    return word
  }

  next(): string {
    const word = this.words[this.at]
    if (word === undefined) return this.fail('syntax error')
    this.at += 1
    return word
  }

  or(): string {
    let left = this.and()
    while (this.take(['|']) !== undefined) {
      const right = this.and()
      if (isNothing(left)) left = right
    }
    return left
  }

  and(): string {
    let left = this.comparison()
    while (this.take(['&']) !== undefined) {
      const right = this.comparison()
      if (isNothing(left) || isNothing(right)) left = '0'
    }
    return left
  }

  comparison(): string {
    let left = this.sum()
    for (;;) {
      const operator = this.take(['<', '<=', '=', '==', '!=', '>=', '>'])
      if (operator === undefined) return left
      left = compare(left, operator, this.sum()) ? '1' : '0'
    }
  }

  sum(): string {
    let left = this.product()
    for (;;) {
      const operator = this.take(['+', '-'])
      if (operator === undefined) return left
      const [a, b] = [this.number(left), this.number(this.product())]
      left = String(BigInt.asIntN(64, operator === '+' ? a + b : a - b))
    }
  }

  product(): string {
    let left = this.match()
    for (;;) {
      const operator = this.take(['*', '/', '%'])
      if (operator === undefined) return left
      const [a, b] = [this.number(left), this.number(this.match())]
      if (operator !== '*' && b === 0n) return this.fail('division by zero')
      left = String(BigInt.asIntN(64, operator === '*' ? a * b : operator === '/' ? a / b : a % b))
    }
  }

  match(): string {
    let left = this.operand()
    while (this.take([':']) !== undefined) left = this.matchText(left, this.operand())
    return left
  }

  operand(): string {
    this.depth += 1
    const value = this.depth > MOST_DEPTH ? this.fail('syntax error') : this.anyOperand()
    this.depth -= 1
    return value
  }

  anyOperand(): string {
    const word = this.next()
    switch (word) {
      case 'quote':
        return this.next()
      case 'length':
        return String(this.operand().length)
      case 'match':
        return this.matchText(this.operand(), this.operand())
      case 'index': {
        const [text, letters] = [this.operand(), this.operand()]
        return String([...text].findIndex((letter) => letters.includes(letter)) + 1)
      }
      case 'substr': {
        const [text, first, length] = [this.operand(), this.operand(), this.operand()]
        if (!WHOLE_NUMBER.test(first) || !WHOLE_NUMBER.test(length) || Number(first) <= 0 || Number(length) <= 0) return ''
        return text.slice(Number(first) - 1, Number(first) - 1 + Number(length))
      }
      case '(': {
        const value = this.or()
        return this.next() === ')' ? value : this.fail('syntax error')
      }
      case ')':
        return this.fail('syntax error')
      default:
        return word
    }
  }

  number(value: string): bigint {
    if (!WHOLE_NUMBER.test(value)) this.fail('non-numeric argument')
    return WHOLE_NUMBER.test(value) ? BigInt(value) : 1n
  }

  /** From the beginning on: what the first group found, or how much was found. */
  matchText(text: string, pattern: string): string {
    const regex = compileRegex(`^${pattern.replace(/^\^/, '')}`, 'basic')
    if (!regex.ok) return this.fail(`bad regex '${pattern}': ${regex.problem}`)
    const found = searchRegex(regex.value, text, 0)
    const group = found?.groups[0]
    if (pattern.includes('\\(')) return group === undefined ? '' : text.slice(group[0], group[1])
    return String(found === undefined ? 0 : found.end)
  }
}

function isNothing(value: string): boolean {
  return value === '' || (WHOLE_NUMBER.test(value) && Number(value) === 0)
}

function compare(left: string, operator: string, right: string): boolean {
  const numeric = WHOLE_NUMBER.test(left) && WHOLE_NUMBER.test(right)
  const [a, b] = numeric ? [BigInt(left), BigInt(right)] : [left, right]
  const order = a < b ? -1 : a > b ? 1 : 0
  switch (operator) {
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '!=':
      return order !== 0
    case '>=':
      return order >= 0
    case '>':
      return order > 0
    default:
      return order === 0
  }
}

export const expr: Applet = (call) => {
  if (call.words.length === 0) {
    call.complain('too few arguments')
    return 2
  }
  const reader = new Reader(call.words)
  const value = reader.or()
  if (reader.at < call.words.length) reader.fail('syntax error')
  if (reader.problem !== undefined) {
    call.complain(reader.problem)
    return 2
  }
  call.print(`${value}\n`)
  return isNothing(value) ? 1 : 0
}
