// Characters to tokens. Two things make YAML's scanner more than a table: indentation opens and closes blocks, and a key is known to be one
// only at its `:` (key-candidates.ts), so tokens wait in a queue until it is clear whether a key must be put before them.
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
import { KeyCandidates } from './key-candidates.ts'
import { scanPlainScalar } from './plain-scalar.ts'
import { scanQuotedScalar } from './quoted-scalar.ts'
import { scanReference } from './reference.ts'
import type { ScanState } from './scan-state.ts'
import type { Mark, ProblemContext, SyntaxProblemCode } from './syntax-problem.ts'
import { SyntaxProblem } from './syntax-problem.ts'
import { scanTag } from './tag.ts'
import { TokenQueue } from './token-queue.ts'
import type { StructureKind, Token } from './token.ts'

/** How deep brackets and blocks may nest. @source vendor/go.yaml.in/yaml/v2/scannerc.go max_flow_level, max_indents */
const MAX_DEPTH = 10_000

const HASH = unitOf('#')
const DASH = unitOf('-')
const PERCENT = unitOf('%')

const INDICATORS = new Set([...'-?:,[]{}#&*!|>\'"%@`'].map(unitOf))

export class Scanner implements ScanState {
  readonly cursor: Cursor
  indent = -1
  flowLevel = 0
  keyAllowed = true

  readonly #queue = new TokenQueue()
  readonly #candidates: KeyCandidates
  readonly #outerIndents: number[] = []
  #ended = false

  constructor(text: string, range: SourceRange) {
    this.cursor = new Cursor(text, range)
    this.#candidates = new KeyCandidates(this.cursor)
  }

  /** The token to come. It stays until it is taken. */
  peek(): Token {
    for (;;) {
      const token = this.#queue.head
      if (token !== undefined && (!this.#candidates.mayPrecede(this.#queue.headNumber) || this.#ended)) return token
      this.#fetch()
    }
  }

  /** Takes the token that `peek` showed. The end of the stream stays. */
  take(): void {
    if (this.#queue.head?.kind !== 'stream-end') this.#queue.take()
  }

  /** The token behind the one to come, which is taken. */
  next(): Token {
    this.take()
    return this.peek()
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
        return this.#queue.push(scanReference(this, 'alias'))
      case '&':
        this.#startContent()
        return this.#queue.push(scanReference(this, 'anchor'))
      case '!':
        this.#startContent()
        return this.#queue.push(scanTag(this))
      case "'":
        this.#startContent()
        return this.#queue.push(scanQuotedScalar(this, 'single-quoted'))
      case '"':
        this.#startContent()
        return this.#queue.push(scanQuotedScalar(this, 'double-quoted'))
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
    this.#candidates.forget()
    this.keyAllowed = false
    this.#ended = true
    this.#pushStructure('stream-end', 0)
  }

  #fetchDirective(): void {
    this.#closeBlocks(-1)
    this.#candidates.forget()
    this.keyAllowed = false
    this.#queue.push(scanDirective(this))
  }

  #fetchDocumentMarker(kind: 'document-start' | 'document-end'): void {
    this.#closeBlocks(-1)
    this.#candidates.forget()
    this.keyAllowed = false
    this.#pushStructure(kind, 3)
  }

  #openBracket(kind: 'flow-sequence-start' | 'flow-mapping-start'): void {
    this.#saveCandidate()
    this.#candidates.openLevel(this.#queue.nextNumber)
    this.flowLevel += 1
    if (this.flowLevel > MAX_DEPTH) this.fail('depth-exceeded', { activity: 'while increasing flow level', mark: this.cursor.mark() })
    this.keyAllowed = true
    this.#pushStructure(kind, 1)
  }

  #closeBracket(kind: 'flow-sequence-end' | 'flow-mapping-end'): void {
    this.#candidates.forget()
    if (this.flowLevel > 0) {
      this.flowLevel -= 1
      this.#candidates.closeLevel()
    }
    this.keyAllowed = false
    this.#pushStructure(kind, 1)
  }

  #fetchFlowEntry(): void {
    this.#candidates.forget()
    this.keyAllowed = true
    this.#pushStructure('flow-entry', 1)
  }

  /** Inside brackets the parser complains, because it can say which bracket. */
  #fetchBlockEntry(): void {
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) this.fail('entry-not-allowed')
      this.#openBlock('block-sequence-start', this.cursor.column, this.cursor.mark())
    }
    this.#candidates.forget()
    this.keyAllowed = true
    this.#pushStructure('block-entry', 1)
  }

  #fetchKey(): void {
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) this.fail('key-not-allowed')
      this.#openBlock('block-mapping-start', this.cursor.column, this.cursor.mark())
    }
    this.#candidates.forget()
    this.keyAllowed = this.flowLevel === 0
    this.#pushStructure('key', 1)
  }

  #fetchValue(): void {
    const candidate = this.#candidates.innermost
    if (candidate !== undefined && this.#candidates.isAlive(candidate)) {
      const { offset, line, tokenNumber } = candidate
      this.#queue.insert(tokenNumber, { kind: 'key', offset, line, end: offset })
      this.#openBlock('block-mapping-start', candidate.column, candidate, tokenNumber)
      this.#candidates.settle(candidate)
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
    this.#queue.push(scanPlainScalar(this))
  }

  #fetchBlockScalar(style: 'literal' | 'folded'): void {
    this.#candidates.forget()
    this.keyAllowed = true
    this.#queue.push(scanBlockScalar(this, style))
  }

  /** Content may be a key; what follows it on the line may not. */
  #startContent(): void {
    this.#saveCandidate()
    this.keyAllowed = false
  }

  #saveCandidate(): void {
    if (this.keyAllowed) this.#candidates.save(this.#queue.nextNumber, this.flowLevel === 0 && this.indent === this.cursor.column)
  }

  #openBlock(kind: StructureKind, column: number, { offset, line }: Mark, tokenNumber?: number): void {
    if (this.flowLevel > 0 || this.indent >= column) return
    this.#outerIndents.push(this.indent)
    this.indent = column
    if (this.#outerIndents.length > MAX_DEPTH) {
      this.fail('depth-exceeded', { activity: 'while increasing indent level', mark: this.#candidates.innermost ?? this.cursor.mark() })
    }
    const token = { kind, offset, line, end: offset }
    if (tokenNumber === undefined) this.#queue.push(token)
    else this.#queue.insert(tokenNumber, token)
  }

  #closeBlocks(column: number): void {
    if (this.flowLevel > 0) return
    while (this.indent > column) {
      this.#pushStructure('block-end', 0)
      this.indent = this.#outerIndents.pop() ?? -1
    }
  }

  #pushStructure(kind: StructureKind, length: number): void {
    const { offset, line } = this.cursor
    this.cursor.skip(length)
    this.#queue.push({ kind, offset, line, end: offset + length })
  }
}
