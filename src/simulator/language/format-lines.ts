// Where the lines of a document begin once each level takes two blanks.

import type { ScalarToken, Token } from '../yaml/index.ts'

const STEP = 2

/** Columns, as they are and as they should be. */
export interface Shift {
  readonly from: number
  readonly to: number
}

/** Where a line begins, and what more is to be known of it. */
export interface PlacedLine extends Shift {
  /** Where what begins last on the line does: the first key behind a dash. */
  readonly inner: Shift
  /** It goes on with a text that began above. */
  readonly isInside: boolean
  /** Blanks at its end are part of a value. */
  readonly keepsEnd: boolean
}

type Placed = readonly [lineStart: number, line: PlacedLine]

/** The lines on which something of the document stands, by where they start; without comments. */
export function placeLines(text: string, tokens: readonly Token[]): readonly Placed[] {
  const placer = new LinePlacer(text)
  for (const token of tokens) placer.read(token)
  return placer.lines
}

/** Where its keys or dashes stand. */
interface Block extends Shift {
  readonly kind: 'mapping' | 'sequence'
  /** A list whose dashes stand below the key: nothing but the next key says that it ends. */
  readonly isUnmarked: boolean
}

const ROOT: Block = { kind: 'mapping', from: 0, to: -STEP, isUnmarked: false }

class LinePlacer {
  readonly lines: Placed[] = []
  readonly #text: string
  readonly #blocks: Block[] = []
  /** The column of what stands in each bracket that is open. */
  readonly #brackets: number[] = []
  /** Where the line that is read begins, and will. */
  #lineStart = -1
  #column = 0
  #isKey = false

  constructor(text: string) {
    this.#text = text
  }

  get #block(): Block {
    return this.#blocks.at(-1) ?? ROOT
  }

  read(token: Token): void {
    const { kind } = token
    if (kind === 'block-mapping-start' || kind === 'block-sequence-start') return this.#open(token)
    if (kind === 'block-end') return this.#close()
    if (kind === 'key') {
      if (this.#brackets.length === 0) this.#closeUnmarked()
      this.#isKey = true
      return
    }
    if (kind === 'block-entry' && this.#block.kind === 'mapping') {
      const { from, to } = this.#block
      this.#blocks.push({ kind: 'sequence', from, to: to + STEP, isUnmarked: true })
    }
    this.#place(token)
    this.#isKey = false
    if (kind === 'flow-mapping-start' || kind === 'flow-sequence-start') this.#brackets.push(this.#column + STEP)
    if (kind === 'flow-mapping-end' || kind === 'flow-sequence-end') this.#brackets.pop()
    if (kind === 'scalar') this.#goOn(token)
  }

  #open({ kind, offset }: Token): void {
    const lineStart = this.#startOfLine(offset)
    const from = offset - lineStart
    const to = this.#block.to + STEP
    const placed = this.lines.at(-1)
    if (placed?.[0] === lineStart) this.lines[this.lines.length - 1] = [lineStart, { ...placed[1], inner: { from, to } }]
    this.#blocks.push({ kind: kind === 'block-mapping-start' ? 'mapping' : 'sequence', from, to, isUnmarked: false })
  }

  #close(): void {
    this.#closeUnmarked()
    this.#blocks.pop()
  }

  #closeUnmarked(): void {
    if (this.#block.isUnmarked) this.#blocks.pop()
  }

  #place({ kind, offset }: Token): void {
    const lineStart = this.#startOfLine(offset)
    if (lineStart === this.#lineStart) return
    this.#lineStart = lineStart
    // What stands behind the end of a text over several lines has no line of its own.
    if (this.#text.slice(lineStart, offset).trim() !== '') return
    this.#column = this.#columnOf(kind)
    const shift = { from: offset - lineStart, to: this.#column }
    this.lines.push([lineStart, { ...shift, inner: shift, isInside: false, keepsEnd: false }])
  }

  #columnOf(kind: Token['kind']): number {
    const inBracket = this.#brackets.at(-1)
    if (kind === 'document-start' || kind === 'document-end') return 0
    if (inBracket !== undefined) return kind === 'flow-mapping-end' || kind === 'flow-sequence-end' ? inBracket - STEP : inBracket
    return this.#isKey || kind === 'block-entry' || kind === 'value' ? this.#block.to : this.#block.to + STEP
  }

  /** The further lines of a text: they move together, so that they stand to each other as they did. */
  #goOn({ offset, end, style }: ScalarToken): void {
    const isBlock = style === 'literal' || style === 'folded'
    const starts: number[] = []
    for (let at = this.#text.indexOf('\n', offset) + 1; at > 0 && at <= end && at > offset; at = this.#text.indexOf('\n', at) + 1)
      starts.push(at)
    const blanksOf = (start: number): number => /^ */.exec(this.#text.slice(start, this.#endOfLine(start)))?.[0].length ?? 0
    const filled = starts.filter((start) => start + blanksOf(start) < this.#endOfLine(start))
    const first = filled[0]
    if (first === undefined) return
    const least = isBlock ? blanksOf(first) : Math.min(...filled.map(blanksOf))
    const header = this.#text.slice(offset, this.#endOfLine(offset))
    const target = this.#brackets.at(-1) ?? this.#block.to + STEP
    // A digit counts from the column of what holds the text.
    const shift = isBlock && /^.[-+]?\d/.test(header) ? this.#block.to - this.#block.from : target - least
    for (const start of starts) {
      const from = blanksOf(start)
      const isLast = !isBlock && this.#endOfLine(start) >= end
      const isEmpty = start + from === this.#endOfLine(start) && from <= least
      const moved = { from, to: isEmpty ? 0 : Math.max(0, from + shift) }
      this.lines.push([start, { ...moved, inner: moved, isInside: true, keepsEnd: !isLast }])
    }
  }

  #startOfLine(offset: number): number {
    return this.#text.lastIndexOf('\n', offset - 1) + 1
  }

  #endOfLine(offset: number): number {
    const found = this.#text.indexOf('\n', offset)
    return found < 0 ? this.#text.length : found
  }
}
