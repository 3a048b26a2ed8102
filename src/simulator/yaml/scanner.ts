// Characters to tokens. Two things make YAML's scanner more than a table: indentation opens and closes blocks, and a key is known to be one
// only at its `:`, so tokens wait in a queue until it is clear whether a key must be put before them.
//
// The order of checks is libyaml's, since it decides which problem of a broken manifest is reported, and on which line.
//
// @source vendor/go.yaml.in/yaml/v2/scannerc.go yaml_parser_fetch_next_token

import type { SourceRange } from '../base/source-range.ts'
import { scanBlockScalar } from './block-scalar.ts'
import { END, isBlank, isBreak, isBreakOrEnd, isGap, SPACE, TAB, unitOf } from './character.ts'
import { Cursor } from './cursor.ts'
import { scanDirective } from './directive.ts'
import { atDocumentMarker } from './document-marker.ts'
import { scanPlainScalar } from './plain-scalar.ts'
import { scanQuotedScalar } from './quoted-scalar.ts'
import { scanReference } from './reference.ts'
import type { ScanState } from './scan-state.ts'
import type { Mark, ProblemContext, SyntaxProblemCode } from './syntax-problem.ts'
import { SyntaxProblem } from './syntax-problem.ts'
import { scanTag } from './tag.ts'
import type { StructureKind, Token } from './token.ts'

/** How deep brackets and blocks may nest. @source vendor/go.yaml.in/yaml/v2/scannerc.go max_flow_level, max_indents */
const MAX_DEPTH = 10_000

/** How far behind its start the `:` of a key may be, in characters: a rule of YAML's for implicit keys. */
const MAX_KEY_LENGTH = 1024

const HASH = unitOf('#')
const DASH = unitOf('-')
const PERCENT = unitOf('%')

const INDICATORS = new Set([...'-?:,[]{}#&*!|>\'"%@`'].map(unitOf))

/** What may turn out to be a key once its `:` is seen. At most one for each level of brackets. */
interface KeyCandidate extends Mark {
  possible: boolean
  /** In block context, at the column of the mapping, there is nothing else it could be. */
  readonly required: boolean
  readonly tokenNumber: number
  readonly column: number
}

export class Scanner implements ScanState {
  readonly cursor: Cursor
  indent = -1
  flowLevel = 0
  keyAllowed = true

  readonly #queue: Token[] = []
  #head = 0
  /** How many tokens left the queue: the number of the one at its head. */
  #taken = 0
  readonly #outerIndents: number[] = []
  readonly #candidates: KeyCandidate[] = [{ possible: false, required: false, tokenNumber: 0, column: 0, offset: 0, line: 0 }]
  readonly #levelByToken = new Map<number, number>()
  #ended = false

  constructor(text: string, range: SourceRange) {
    this.cursor = new Cursor(text, range)
  }

  /** The token to come. It stays until it is taken. */
  peek(): Token {
    for (;;) {
      const token = this.#queue[this.#head]
      if (token !== undefined && (!this.#headMayBeKey() || this.#ended)) return token
      this.#fetch()
    }
  }

  /** Takes the token that `peek` showed. The end of the stream stays. */
  take(): void {
    if (this.#queue[this.#head]?.kind === 'stream-end') return
    this.#head += 1
    this.#taken += 1
    if (this.#head === this.#queue.length) {
      this.#queue.length = 0
      this.#head = 0
    }
  }

  fail(code: SyntaxProblemCode, context?: ProblemContext): never {
    throw new SyntaxProblem(code, 'scanner', this.cursor.mark(), context)
  }

  #fetch(): void {
    const { cursor } = this
    this.#skipToToken()
    this.#closeBlocks(cursor.column)
    cursor.need(4)
    const unit = cursor.peek()
    if (unit === END) return this.#fetchEnd()
    if (cursor.column === 0) {
      if (unit === PERCENT) return this.#fetchDirective()
      if (atDocumentMarker(cursor)) return this.#fetchDocumentMarker(unit === DASH ? 'document-start' : 'document-end')
    }
    if (!INDICATORS.has(unit) && !isBlank(unit)) return this.#fetchPlainScalar()
    const beforeGap = isGap(cursor.peek(1))
    switch (String.fromCharCode(unit)) {
      case '[':
        return this.#openBracket('flow-sequence-start')
      case '{':
        return this.#openBracket('flow-mapping-start')
      case ']':
        return this.#closeBracket('flow-sequence-end')
      case '}':
        return this.#closeBracket('flow-mapping-end')
      case ',':
        return this.#fetchFlowEntry()
      case '-':
        return beforeGap ? this.#fetchBlockEntry() : this.#fetchPlainScalar()
      case '?':
        return beforeGap || this.flowLevel > 0 ? this.#fetchKey() : this.#fetchPlainScalar()
      case ':':
        return beforeGap || this.flowLevel > 0 ? this.#fetchValue() : this.#fetchPlainScalar()
      case '*':
        this.#startContent()
        return this.#push(scanReference(this, 'alias'))
      case '&':
        this.#startContent()
        return this.#push(scanReference(this, 'anchor'))
      case '!':
        this.#startContent()
        return this.#push(scanTag(this))
      case "'":
        this.#startContent()
        return this.#push(scanQuotedScalar(this, 'single-quoted'))
      case '"':
        this.#startContent()
        return this.#push(scanQuotedScalar(this, 'double-quoted'))
      case '|':
        if (this.flowLevel === 0) return this.#fetchBlockScalar('literal')
        break
      case '>':
        if (this.flowLevel === 0) return this.#fetchBlockScalar('folded')
        break
    }
    this.fail('token-start', { activity: 'while scanning for the next token', mark: cursor.mark() })
  }

  /** Blanks, comments and line breaks. A tab may not stand where indentation is expected. */
  #skipToToken(): void {
    const { cursor } = this
    for (;;) {
      let unit = cursor.peek()
      while (unit === SPACE || (unit === TAB && (this.flowLevel > 0 || !this.keyAllowed))) {
        cursor.skip()
        unit = cursor.peek()
      }
      if (unit === HASH) while (!isBreakOrEnd(cursor.peek())) cursor.skip()
      if (!isBreak(cursor.peek())) return
      cursor.skipBreak()
      if (this.flowLevel === 0) this.keyAllowed = true
    }
  }

  #fetchEnd(): void {
    this.cursor.forceNewLine()
    this.#closeBlocks(-1)
    this.#forgetCandidate()
    this.keyAllowed = false
    this.#ended = true
    this.#pushStructure('stream-end', 0)
  }

  #fetchDirective(): void {
    this.#closeBlocks(-1)
    this.#forgetCandidate()
    this.keyAllowed = false
    this.#push(scanDirective(this))
  }

  #fetchDocumentMarker(kind: 'document-start' | 'document-end'): void {
    this.#closeBlocks(-1)
    this.#forgetCandidate()
    this.keyAllowed = false
    this.#pushStructure(kind, 3)
  }

  #openBracket(kind: 'flow-sequence-start' | 'flow-mapping-start'): void {
    this.#saveCandidate()
    const { offset, line, column } = this.cursor
    this.#candidates.push({ possible: false, required: false, tokenNumber: this.#nextTokenNumber(), column, offset, line })
    this.flowLevel += 1
    if (this.flowLevel > MAX_DEPTH) this.fail('depth-exceeded', { activity: 'while increasing flow level', mark: this.cursor.mark() })
    this.keyAllowed = true
    this.#pushStructure(kind, 1)
  }

  #closeBracket(kind: 'flow-sequence-end' | 'flow-mapping-end'): void {
    this.#forgetCandidate()
    if (this.flowLevel > 0) {
      this.flowLevel -= 1
      const candidate = this.#candidates.pop()
      if (candidate !== undefined) this.#levelByToken.delete(candidate.tokenNumber)
    }
    this.keyAllowed = false
    this.#pushStructure(kind, 1)
  }

  #fetchFlowEntry(): void {
    this.#forgetCandidate()
    this.keyAllowed = true
    this.#pushStructure('flow-entry', 1)
  }

  /** Inside brackets the parser complains, because it can say which bracket. */
  #fetchBlockEntry(): void {
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) this.fail('entry-not-allowed')
      this.#openBlock('block-sequence-start', this.cursor.column, this.cursor.mark())
    }
    this.#forgetCandidate()
    this.keyAllowed = true
    this.#pushStructure('block-entry', 1)
  }

  #fetchKey(): void {
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) this.fail('key-not-allowed')
      this.#openBlock('block-mapping-start', this.cursor.column, this.cursor.mark())
    }
    this.#forgetCandidate()
    this.keyAllowed = this.flowLevel === 0
    this.#pushStructure('key', 1)
  }

  #fetchValue(): void {
    const candidate = this.#candidates.at(-1)
    if (candidate !== undefined && this.#isAlive(candidate)) {
      const { offset, line, tokenNumber } = candidate
      this.#insert(tokenNumber, { kind: 'key', offset, line, end: offset })
      this.#openBlock('block-mapping-start', candidate.column, candidate, tokenNumber)
      candidate.possible = false
      this.#levelByToken.delete(tokenNumber)
      this.keyAllowed = false
    } else {
      if (this.flowLevel === 0) {
        if (!this.keyAllowed) this.fail('value-not-allowed')
        this.#openBlock('block-mapping-start', this.cursor.column, this.cursor.mark())
      }
      this.keyAllowed = this.flowLevel === 0
    }
    this.#pushStructure('value', 1)
  }

  #fetchPlainScalar(): void {
    this.#startContent()
    this.#push(scanPlainScalar(this))
  }

  #fetchBlockScalar(style: 'literal' | 'folded'): void {
    this.#forgetCandidate()
    this.keyAllowed = true
    this.#push(scanBlockScalar(this, style))
  }

  /** Content may be a key; what follows it on the line may not. */
  #startContent(): void {
    this.#saveCandidate()
    this.keyAllowed = false
  }

  #headMayBeKey(): boolean {
    const level = this.#levelByToken.get(this.#taken)
    const candidate = level === undefined ? undefined : this.#candidates[level]
    return candidate !== undefined && this.#isAlive(candidate)
  }

  /** A key ends on the line where it starts. Past that it is an error if it had to be one, and content otherwise. */
  #isAlive(candidate: KeyCandidate): boolean {
    if (!candidate.possible) return false
    if (candidate.line === this.cursor.line && !this.#isTooFar(candidate)) return true
    if (candidate.required) this.fail('colon-missing', { activity: 'while scanning a simple key', mark: candidate })
    candidate.possible = false
    return false
  }

  #isTooFar({ offset }: KeyCandidate): boolean {
    const units = this.cursor.offset - offset
    return units > MAX_KEY_LENGTH && (units > 2 * MAX_KEY_LENGTH || [...this.cursor.slice(offset)].length > MAX_KEY_LENGTH)
  }

  #saveCandidate(): void {
    if (!this.keyAllowed) return
    const { offset, line, column } = this.cursor
    const required = this.flowLevel === 0 && this.indent === column
    this.#forgetCandidate()
    const level = this.#candidates.length - 1
    const tokenNumber = this.#nextTokenNumber()
    this.#candidates[level] = { possible: true, required, tokenNumber, column, offset, line }
    this.#levelByToken.set(tokenNumber, level)
  }

  #forgetCandidate(): void {
    const candidate = this.#candidates.at(-1)
    if (candidate === undefined || !candidate.possible) return
    if (candidate.required) this.fail('colon-missing', { activity: 'while scanning a simple key', mark: candidate })
    candidate.possible = false
    this.#levelByToken.delete(candidate.tokenNumber)
  }

  #openBlock(kind: StructureKind, column: number, { offset, line }: Mark, tokenNumber?: number): void {
    if (this.flowLevel > 0 || this.indent >= column) return
    this.#outerIndents.push(this.indent)
    this.indent = column
    if (this.#outerIndents.length > MAX_DEPTH) {
      this.fail('depth-exceeded', { activity: 'while increasing indent level', mark: this.#candidates.at(-1) ?? this.cursor.mark() })
    }
    const token = { kind, offset, line, end: offset }
    if (tokenNumber === undefined) this.#push(token)
    else this.#insert(tokenNumber, token)
  }

  #closeBlocks(column: number): void {
    if (this.flowLevel > 0) return
    while (this.indent > column) {
      this.#pushStructure('block-end', 0)
      this.indent = this.#outerIndents.pop() ?? -1
    }
  }

  #nextTokenNumber(): number {
    return this.#taken + this.#queue.length - this.#head
  }

  #insert(tokenNumber: number, token: Token): void {
    this.#queue.splice(this.#head + tokenNumber - this.#taken, 0, token)
  }

  #push(token: Token): void {
    this.#queue.push(token)
  }

  #pushStructure(kind: StructureKind, length: number): void {
    const { offset, line } = this.cursor
    this.cursor.skip(length)
    this.#push({ kind, offset, line, end: offset + length })
  }
}
