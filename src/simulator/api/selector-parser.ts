// Label selectors as command lines write them, with Go's words for what can't be read: `app=web,tier in (a,b),!old`.
// @source apimachinery/pkg/labels/selector.go Lexer, Parser

import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import type { Requirement } from './label-selector.ts'
import { matchesRequirement } from './label-selector.ts'

/** Command lines compare numbers as well. */
export type WrittenRequirement = Requirement | { readonly key: string; readonly operator: 'Gt' | 'Lt'; readonly values: readonly string[] }

export function isComparison(requirement: WrittenRequirement): requirement is Exclude<WrittenRequirement, Requirement> {
  return requirement.operator === 'Gt' || requirement.operator === 'Lt'
}

export const INTEGER = /^[+-]?\d+$/

export function matchesWritten(requirement: WrittenRequirement, labels: Readonly<Record<string, string>> | undefined): boolean {
  if (!isComparison(requirement)) return matchesRequirement(requirement, labels)
  const { key, operator, values } = requirement
  const value = labels?.[key]
  if (value === undefined || !INTEGER.test(value)) return false
  return operator === 'Gt' ? Number(value) > Number(values[0]) : Number(value) < Number(values[0])
}

type TokenKind = 'end' | 'identifier' | 'in' | 'notin' | ')' | '(' | ',' | '!' | '=' | '==' | '!=' | '<' | '>'

interface Token {
  readonly kind: TokenKind
  readonly text: string
}

const SYMBOLS = ['==', '!=', '=', '!', '(', ')', ',', '<', '>'] as const
const END: Token = { kind: 'end', text: '' }
const OPERATORS = 'in, notin, =, ==, !=, gt, lt'

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const character = text.charAt(at)
    const symbol = SYMBOLS.find((each) => text.startsWith(each, at))
    if (/\s/.test(character)) at += 1
    else if (symbol !== undefined) {
      tokens.push({ kind: symbol, text: symbol })
      at += symbol.length
    } else {
      const [word = character] = /^[^\s=!(),<>]+/.exec(text.slice(at)) ?? []
      tokens.push({ kind: word === 'in' || word === 'notin' ? word : 'identifier', text: word })
      at += word.length
    }
  }
  return tokens
}

class ParseProblem extends Error {}

class Parser {
  readonly #tokens: readonly Token[]
  readonly #problemOf: RequirementProblem
  #at = 0

  constructor(tokens: readonly Token[], problemOf: RequirementProblem) {
    this.#tokens = tokens
    this.#problemOf = problemOf
  }

  requirements(): readonly WrittenRequirement[] {
    const requirements: WrittenRequirement[] = []
    for (;;) {
      const { kind, text } = this.#peek()
      if (kind === 'end') return requirements
      if (kind !== 'identifier' && kind !== '!') throw new ParseProblem(`found '${text}', expected: !, identifier, or 'end of string'`)
      requirements.push(this.#checked(this.#requirement()))
      const after = this.#take()
      if (after.kind === 'end') return requirements
      if (after.kind !== ',') throw new ParseProblem(`found '${after.text}', expected: ',' or 'end of string'`)
      const next = this.#peek()
      if (next.kind !== 'identifier' && next.kind !== '!') throw new ParseProblem(`found '${next.text}', expected: identifier after ','`)
    }
  }

  /** A keyword is a word like others where no operator can stand. */
  #peek(): Token {
    const token = this.#tokens[this.#at] ?? END
    return token.kind === 'in' || token.kind === 'notin' ? { ...token, kind: 'identifier' } : token
  }

  #take(): Token {
    const token = this.#peek()
    this.#at += 1
    return token
  }

  #checked(requirement: WrittenRequirement): WrittenRequirement {
    const problem = this.#problemOf(requirement)
    if (problem !== undefined) throw unreadable(problem)
    return requirement
  }

  #requirement(): WrittenRequirement {
    const isNegated = this.#peek().kind === '!'
    if (isNegated) this.#take()
    const { kind, text: key } = this.#take()
    if (kind !== 'identifier') throw unreadable(`found '${key}', expected: identifier`)
    // A key is looked at before what follows it.
    this.#checked({ key, operator: 'Exists', values: [] })
    if (isNegated) return { key, operator: 'DoesNotExist', values: [] }
    if (this.#peek().kind === 'end' || this.#peek().kind === ',') return { key, operator: 'Exists', values: [] }
    const operator = this.#tokens[this.#at] ?? END
    this.#at += 1
    switch (operator.kind) {
      case 'in':
      case 'notin':
        return { key, operator: operator.kind === 'in' ? 'In' : 'NotIn', values: this.#set() }
      case '=':
      case '==':
      case '!=':
        return { key, operator: operator.kind === '!=' ? 'NotIn' : 'In', values: [this.#value()] }
      case '<':
      case '>':
        return { key, operator: operator.kind === '<' ? 'Lt' : 'Gt', values: [this.#value()] }
      default:
        throw unreadable(`found '${operator.text}', expected: ${OPERATORS}`)
    }
  }

  #value(): string {
    const { kind } = this.#peek()
    if (kind === 'end' || kind === ',') return ''
    const token = this.#take()
    if (token.kind === 'identifier') return token.text
    throw unreadable(`found '${token.text}', expected: identifier`)
  }

  #set(): readonly string[] {
    const open = this.#take()
    if (open.kind !== '(') throw unreadable(`found '${open.text}' expected: '('`)
    const first = this.#peek()
    if (first.kind === ')') {
      this.#take()
      return ['']
    }
    if (first.kind !== 'identifier' && first.kind !== ',') throw unreadable(`found '${first.text}', expected: ',', ')' or identifier`)
    const values = this.#items()
    this.#take()
    return values
  }

  /** Up to the closing bracket; nothing between commas is the empty value. */
  #items(): readonly string[] {
    const values: string[] = []
    for (;;) {
      const token = this.#take()
      if (token.kind === 'identifier') {
        values.push(token.text)
        const next = this.#peek()
        if (next.kind === ')') return values
        if (next.kind !== ',') throw unreadable(`found '${next.text}', expected: ',' or ')'`)
      } else if (token.kind === ',') {
        if (values.length === 0 || this.#peek().kind === ')' || this.#peek().kind === ',') values.push('')
        if (this.#peek().kind === ')') return values
      } else throw unreadable(`found '${token.text}', expected: ',', or identifier`)
    }
  }
}

function unreadable(message: string): ParseProblem {
  return new ParseProblem(`unable to parse requirement: ${message}`)
}

/** What may not stand in a requirement, if anything. */
export type RequirementProblem = (requirement: WrittenRequirement) => string | undefined

/**
 * The requirements, or Go's words for what can't be read.
 *
 * @param problemOf  Asked of each requirement before the next one is read.
 */
export function parseLabelSelector(
  text: string,
  problemOf: RequirementProblem = () => undefined,
): Result<readonly WrittenRequirement[], string> {
  try {
    return success(new Parser(tokensOf(text), problemOf).requirements())
  } catch (problem) {
    if (problem instanceof ParseProblem) return failure(problem.message)
    throw problem
  }
}
