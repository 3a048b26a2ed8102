// `$((…))`: whole numbers, names of variables, the operators of C.
// @source bash expr.c

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'

export interface Sum {
  readonly value: number
  /** What the expression wrote to variables. */
  readonly assigned: ReadonlyMap<string, string>
}

class ArithmeticProblem extends Error {}

const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
  ['**'],
]
const TOKEN = /\s*(0x[0-9a-fA-F]+|\d+|[A-Za-z_]\w*|\+\+|--|\*\*|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%]=|[-+*/%<>=!&|^()?:~,])/uy
const MAX_NESTING = 50

/** The problem is bash's text behind `bash: `. */
export function evaluate(text: string, variable: (name: string) => string | undefined): Result<Sum, string> {
  try {
    const reading = new Reading(text, variable)
    return success({ value: reading.whole(), assigned: reading.assigned })
  } catch (problem) {
    if (problem instanceof ArithmeticProblem) return failure(`${text}: ${problem.message}`)
    throw problem
  }
}

class Reading {
  readonly assigned = new Map<string, string>()
  readonly #tokens: readonly string[]
  readonly #variable: (name: string) => string | undefined
  #next = 0
  #nesting = 0

  constructor(text: string, variable: (name: string) => string | undefined) {
    this.#variable = variable
    const tokens: string[] = []
    for (let at = 0; at < text.trimEnd().length; at = TOKEN.lastIndex) {
      TOKEN.lastIndex = at
      const match = TOKEN.exec(text)
      if (match === null) throw new ArithmeticProblem('arithmetic syntax error: invalid arithmetic operator')
      tokens.push(match[1] ?? '')
    }
    this.#tokens = tokens
  }

  whole(): number {
    if (this.#tokens.length === 0) return 0
    let value = this.#choice()
    while (this.#takes(',')) value = this.#choice()
    if (this.#next < this.#tokens.length) throw new ArithmeticProblem('arithmetic syntax error in expression')
    return value
  }

  #takes(token: string): boolean {
    if (this.#tokens[this.#next] !== token) return false
    this.#next += 1
    return true
  }

  #choice(): number {
    this.#nesting += 1
    if (this.#nesting > MAX_NESTING) throw new ArithmeticProblem('expression recursion level exceeded')
    const name = this.#tokens[this.#next] ?? ''
    const sign = this.#tokens[this.#next + 1] ?? ''
    if (/^[A-Za-z_]/.test(name) && /^[-+*/%]?=$/.test(sign)) {
      this.#next += 2
      const right = this.#choice()
      this.#nesting -= 1
      return this.#assign(name, sign === '=' ? right : operate(sign.slice(0, -1), this.#read(name), right))
    }
    const value = this.#level(0)
    if (!this.#takes('?')) {
      this.#nesting -= 1
      return value
    }
    const yes = this.#choice()
    if (!this.#takes(':')) throw new ArithmeticProblem("`:' expected for conditional expression")
    const no = this.#choice()
    this.#nesting -= 1
    return value === 0 ? no : yes
  }

  #level(level: number): number {
    const operators = LEVELS[level]
    if (operators === undefined) return this.#operand()
    let value = this.#level(level + 1)
    for (;;) {
      const operator = this.#tokens[this.#next] ?? ''
      if (!operators.includes(operator)) return value
      this.#next += 1
      value = operate(operator, value, this.#level(operator === '**' ? level : level + 1))
    }
  }

  #operand(): number {
    const token = this.#tokens[this.#next]
    this.#next += 1
    if (token === undefined) throw new ArithmeticProblem('arithmetic syntax error: operand expected')
    if (/^\d/.test(token)) return numberOf(token)
    if (token === '(') {
      const value = this.#choice()
      if (!this.#takes(')')) throw new ArithmeticProblem("missing `)'")
      return value
    }
    if (token === '++' || token === '--') {
      const name = this.#tokens[this.#next] ?? ''
      if (!/^[A-Za-z_]/.test(name)) throw new ArithmeticProblem('arithmetic syntax error: operand expected')
      this.#next += 1
      return this.#assign(name, this.#read(name) + (token === '++' ? 1 : -1))
    }
    if (token === '-') return -this.#operand()
    if (token === '+') return this.#operand()
    if (token === '!') return this.#operand() === 0 ? 1 : 0
    if (token === '~') return ~this.#operand()
    if (!/^[A-Za-z_]/.test(token)) throw new ArithmeticProblem('arithmetic syntax error: operand expected')
    const value = this.#read(token)
    if (this.#takes('++')) this.#assign(token, value + 1)
    else if (this.#takes('--')) this.#assign(token, value - 1)
    return value
  }

  #read(name: string): number {
    const text = (this.assigned.get(name) ?? this.#variable(name) ?? '').trim()
    if (text === '') return 0
    if (!/^[-+]?(?:0x[0-9a-fA-F]+|\d+)$/.test(text)) throw new ArithmeticProblem('arithmetic syntax error in expression')
    return numberOf(text)
  }

  #assign(name: string, value: number): number {
    this.assigned.set(name, String(value))
    return value
  }
}

function numberOf(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1
  const digits = text.replace(/^[-+]/, '')
  const value = /^0[0-7]+$/.test(digits) ? parseInt(digits, 8) : Number(digits)
  if (Number.isNaN(value)) throw new ArithmeticProblem('value too great for base')
  return sign * value
}

function operate(operator: string, left: number, right: number): number {
  if ((operator === '/' || operator === '%') && right === 0) throw new ArithmeticProblem('division by 0')
  switch (operator) {
    case '||':
      return Number(left !== 0 || right !== 0)
    case '&&':
      return Number(left !== 0 && right !== 0)
    case '|':
      return left | right
    case '^':
      return left ^ right
    case '&':
      return left & right
    case '==':
      return Number(left === right)
    case '!=':
      return Number(left !== right)
    case '<':
      return Number(left < right)
    case '>':
      return Number(left > right)
    case '<=':
      return Number(left <= right)
    case '>=':
      return Number(left >= right)
    case '<<':
      return left << right
    case '>>':
      return left >> right
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return Math.trunc(left / right)
    case '%':
      return left % right
    default: {
      const power = left ** right
      return Number.isFinite(power) ? Math.trunc(power) : 0
    }
  }
}
