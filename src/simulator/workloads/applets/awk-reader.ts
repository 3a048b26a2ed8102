// The words of an awk program, one after the other.
// @source POSIX awk, lexical conventions

import { escapedCharacter } from '../shell/escapes.ts'
import { FUNCTION_NAMES } from './awk-functions.ts'

interface Token {
  readonly kind: 'number' | 'text' | 'regex' | 'name' | 'function' | 'operator' | 'newline' | 'end'
  readonly text: string
}

export const MOST_DEPTH = 80
/** How many operands of one kind may stand side by side. */
export const MOST_TERMS = 500
const OPERATOR = /&&|\|\||\*\*=?|[-+*/%^!=<>]=|\+\+|--|!~|>>|[-+*/%^!=<>~?:,;(){}[\]$|]/y
export class Reader {
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

  /** Ends the reading: this is not part of the simulation. */
  refuse(what: string): void {
    this.problem ??= `${what} is not part of this simulation`
    this.fail()
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
      return { kind: FUNCTION_NAMES.includes(name[0]) ? 'function' : 'name', text: name[0] }
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
