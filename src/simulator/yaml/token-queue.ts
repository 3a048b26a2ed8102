// Tokens that were scanned and not yet taken. A token may still be put before some of them, so each has a number, counted from the first
// token of the text.

import type { Token } from './token.ts'

export class TokenQueue {
  readonly #tokens: Token[] = []
  /** Where the queue begins in the array. */
  #head = 0
  #headNumber = 0

  /** The token to come, undefined when none waits. */
  get head(): Token | undefined {
    return this.#tokens[this.#head]
  }

  /** The number of the token to come, whether or not it was scanned yet. */
  get headNumber(): number {
    return this.#headNumber
  }

  /** The number that the token pushed next will have. */
  get nextNumber(): number {
    return this.#headNumber + this.#tokens.length - this.#head
  }

  push(token: Token): void {
    this.#tokens.push(token)
  }

  /** Puts a token before the one that has this number now; those behind it move up. */
  insert(number: number, token: Token): void {
    this.#tokens.splice(this.#head + number - this.#headNumber, 0, token)
  }

  /** Takes the token to come away; there must be one. */
  take(): void {
    this.#head += 1
    this.#headNumber += 1
    if (this.#head === this.#tokens.length) {
      this.#tokens.length = 0
      this.#head = 0
    }
  }
}
