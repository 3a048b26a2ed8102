// What may turn out to be a key: that is known only at its `:`, which must come on the same line and not too far away. There is at most one
// candidate for each level of brackets.
//
// @source vendor/go.yaml.in/yaml/v2/scannerc.go yaml_parser_save_simple_key, yaml_simple_key_is_valid

import type { Cursor } from './cursor.ts'
import type { Mark } from './syntax-problem.ts'
import { SyntaxProblem } from './syntax-problem.ts'

/** How far behind its start the `:` of a key may be, in characters: a rule of YAML's for implicit keys. */
const MAX_KEY_LENGTH = 1024

export interface KeyCandidate extends Mark {
  readonly column: number
  /** Of the token before which the key would be put. */
  readonly tokenNumber: number
  /** In block context, at the column of the mapping, there is nothing else it could be. */
  readonly required: boolean
  possible: boolean
}

export class KeyCandidates {
  readonly #cursor: Cursor
  readonly #levels: KeyCandidate[] = []
  readonly #levelByToken = new Map<number, number>()

  constructor(cursor: Cursor) {
    this.#cursor = cursor
    this.openLevel(0)
  }

  /** The one of the innermost level, possible or not. */
  get innermost(): KeyCandidate | undefined {
    return this.#levels.at(-1)
  }

  /** What comes at the cursor may be a key, and what may have been one at this level is none any more. */
  save(tokenNumber: number, required: boolean): void {
    this.forget()
    const level = this.#levels.length - 1
    this.#levels[level] = this.#atCursor(tokenNumber, true, required)
    this.#levelByToken.set(tokenNumber, level)
  }

  /** Whatever may have been a key at this level is none; a problem if it had to be one. */
  forget(): void {
    const candidate = this.#levels.at(-1)
    if (candidate === undefined || !candidate.possible) return
    if (candidate.required) this.#failWithoutColon(candidate)
    this.settle(candidate)
  }

  /** It is known what it is; nothing is to wait for it. */
  settle(candidate: KeyCandidate): void {
    candidate.possible = false
    this.#levelByToken.delete(candidate.tokenNumber)
  }

  openLevel(tokenNumber: number): void {
    this.#levels.push(this.#atCursor(tokenNumber, false, false))
  }

  closeLevel(): void {
    const candidate = this.#levels.pop()
    if (candidate !== undefined) this.#levelByToken.delete(candidate.tokenNumber)
  }

  /** Whether a key may still be put before the token. */
  mayPrecede(tokenNumber: number): boolean {
    const level = this.#levelByToken.get(tokenNumber)
    const candidate = level === undefined ? undefined : this.#levels[level]
    return candidate !== undefined && this.isAlive(candidate)
  }

  /** A key ends on the line where it starts. Past that it is an error if it had to be one, and content otherwise. */
  isAlive(candidate: KeyCandidate): boolean {
    if (!candidate.possible) return false
    if (candidate.line === this.#cursor.line && !this.#isTooFar(candidate)) return true
    if (candidate.required) this.#failWithoutColon(candidate)
    candidate.possible = false
    return false
  }

  #atCursor(tokenNumber: number, possible: boolean, required: boolean): KeyCandidate {
    const { offset, line, column } = this.#cursor
    return { possible, required, tokenNumber, column, offset, line }
  }

  #isTooFar({ offset }: KeyCandidate): boolean {
    const units = this.#cursor.offset - offset
    return units > MAX_KEY_LENGTH && (units > 2 * MAX_KEY_LENGTH || [...this.#cursor.slice(offset)].length > MAX_KEY_LENGTH)
  }

  #failWithoutColon(mark: Mark): never {
    throw new SyntaxProblem('colon-missing', 'scanner', this.#cursor.mark(), { activity: 'while scanning a simple key', mark })
  }
}
