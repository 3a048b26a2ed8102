// `[[ … ]]`: words are compared with patterns, expressions, numbers and files, and joined by `&&`, `||`, `!` and parentheses.
// @source bash test.c; execute_cmd.c execute_cond_node

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { pathKind, readText } from '../files.ts'
import type { Outcome, Runtime } from '../runtime.ts'
import { evaluate } from './arithmetic.ts'
import { complain, expandText, variable } from './expansion.ts'
import { fitsPattern } from './pattern.ts'
import type { FindProgram } from './program.ts'
import type { ConditionToken, Word } from './tree.ts'

/** A sign as it is, or what a word became. */
type Expanded = { readonly sign: string } | { readonly text: string }

export function runConditional(runtime: Runtime, tokens: readonly ConditionToken[], find: FindProgram): Outcome {
  const step = (current: Runtime, index: number, done: readonly Expanded[]): Outcome => {
    const token = tokens[index]
    if (token === undefined) return conclude(current, done)
    if (typeof token === 'string') return step(current, index + 1, [...done, { sign: token }])
    const before = tokens[index - 1]
    const isPattern = before === '==' || before === '=' || before === '!='
    return expandText(current, isPattern ? literalParts(token) : token, find, (later, text) => step(later, index + 1, [...done, { text }]))
  }
  return step(runtime, 0, [])
}

/** What is quoted in a pattern stands for itself. */
export function literalParts(word: Word): Word {
  return word.map((part) => (part.kind === 'text' && part.quoted ? { ...part, text: part.text.replace(/[*?[\]\\]/g, '\\$&') } : part))
}

function conclude(runtime: Runtime, tokens: readonly Expanded[]): number {
  const reading = new Reading(runtime, tokens)
  const holds = reading.whole()
  if (holds.ok) return holds.value ? 0 : 1
  complain(runtime, holds.problem)
  return 2
}

class Reading {
  readonly #runtime: Runtime
  readonly #tokens: readonly Expanded[]
  #at = 0

  constructor(runtime: Runtime, tokens: readonly Expanded[]) {
    this.#runtime = runtime
    this.#tokens = tokens
  }

  whole(): Result<boolean, string> {
    const holds = this.#any()
    return holds.ok && this.#at < this.#tokens.length ? failure('syntax error in conditional expression') : holds
  }

  #takes(sign: string): boolean {
    const token = this.#tokens[this.#at]
    if (token === undefined || !('sign' in token) || token.sign !== sign) return false
    this.#at += 1
    return true
  }

  #any(): Result<boolean, string> {
    let holds = this.#all()
    while (holds.ok && this.#takes('||')) {
      const right = this.#all()
      holds = right.ok ? success(holds.value || right.value) : right
    }
    return holds
  }

  #all(): Result<boolean, string> {
    let holds = this.#one()
    while (holds.ok && this.#takes('&&')) {
      const right = this.#one()
      holds = right.ok ? success(holds.value && right.value) : right
    }
    return holds
  }

  #one(): Result<boolean, string> {
    if (this.#takes('!')) {
      const holds = this.#one()
      return holds.ok ? success(!holds.value) : holds
    }
    if (this.#takes('(')) {
      const holds = this.#any()
      return holds.ok && !this.#takes(')') ? failure("unexpected token, expected `)'") : holds
    }
    const first = this.#tokens[this.#at]
    if (first === undefined) return failure('syntax error in conditional expression')
    this.#at += 1
    const second = this.#tokens[this.#at]
    if ('sign' in first) {
      if (second === undefined || !('text' in second)) return failure(`unexpected argument to conditional unary operator`)
      this.#at += 1
      return testOne(this.#runtime, first.sign, second.text)
    }
    if (second === undefined || !('sign' in second) || /^(?:&&|\|\||\))$/.test(second.sign)) return success(first.text !== '')
    const third = this.#tokens[this.#at + 1]
    if (third === undefined || !('text' in third)) return failure('unexpected argument to conditional binary operator')
    this.#at += 2
    return compare(this.#runtime, first.text, second.sign, third.text)
  }
}

function testOne({ session }: Runtime, option: string, text: string): Result<boolean, string> {
  const kind = pathKind(session, text)
  switch (option) {
    case '-z':
      return success(text === '')
    case '-n':
      return success(text !== '')
    case '-v':
      return success(session.variables.has(text) || session.lists.has(text))
    case '-f':
      return success(kind === 'file')
    case '-d':
      return success(kind === 'folder')
    case '-e':
    case '-a':
    case '-r':
    case '-w':
      return success(kind !== 'missing')
    case '-x':
      return success(kind === 'folder')
    case '-s':
      return success(kind === 'file' && readText(session, text) !== '')
    case '-L':
    case '-h':
      return success(false)
    default:
      return failure(`${option}: conditional unary operator is not supported in this terminal`)
  }
}

const NUMBERS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '-eq': (left, right) => left === right,
  '-ne': (left, right) => left !== right,
  '-lt': (left, right) => left < right,
  '-le': (left, right) => left <= right,
  '-gt': (left, right) => left > right,
  '-ge': (left, right) => left >= right,
}

function compare(runtime: Runtime, left: string, operator: string, right: string): Result<boolean, string> {
  switch (operator) {
    case '=':
    case '==':
      return success(fitsPattern(left, right))
    case '!=':
      return success(!fitsPattern(left, right))
    case '<':
      return success(left < right)
    case '>':
      return success(left > right)
    case '=~':
      return matches(left, right)
    default: {
      const holds = NUMBERS[operator]
      if (holds === undefined) return failure(`${operator}: conditional binary operator expected`)
      const sums = [left, right].map((text) => evaluate(text, (name) => variable(runtime, name)))
      const [first, second] = sums
      if (first?.ok !== true) return failure(first?.problem ?? '')
      return second?.ok === true ? success(holds(first.value.value, second.value.value)) : failure(second?.problem ?? '')
    }
  }
}

/** @simplified Regular expressions behind `=~` in the terminal are JavaScript's, and what they caught is not kept in `BASH_REMATCH`. */
function matches(text: string, pattern: string): Result<boolean, string> {
  try {
    return success(new RegExp(pattern.replaceAll('[[:space:]]', '\\s').replaceAll('[[:digit:]]', '\\d'), 'su').test(text))
  } catch (problem) {
    if (problem instanceof SyntaxError) return failure(`${pattern}: not a valid regular expression`)
    throw problem
  }
}
