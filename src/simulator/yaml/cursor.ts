// A place in the chunk that moves forward. It knows lines and columns and refuses control characters when go-yaml's reader would have met
// them: the reader decodes blocks of 512 bytes ahead of the scanner, so a control character hides every other problem of its block.

import type { SourceRange } from '../base/source-range.ts'
import { BYTE_ORDER_MARK, CARRIAGE_RETURN, END, isBreak, isForbidden, LINE_FEED } from './character.ts'
import type { Mark } from './syntax-problem.ts'
import { SyntaxProblem } from './syntax-problem.ts'

/** Bytes that go-yaml's reader decodes at once. @source vendor/go.yaml.in/yaml/v2/yamlprivateh.go input_raw_buffer_size */
const READ_AHEAD_BYTES = 512

export class Cursor implements Mark {
  readonly text: string
  readonly end: number
  offset: number
  /** Counts from 0. */
  line = 0
  #lineStart: number
  readonly #forbidden: number
  /** From here on the reader refuses to go. */
  readonly #readable: number

  constructor(text: string, { start, end }: SourceRange) {
    this.text = text
    this.end = end
    this.offset = text.charCodeAt(start) === BYTE_ORDER_MARK ? start + 1 : start
    this.#lineStart = this.offset
    this.#forbidden = findForbidden(text, start, end)
    this.#readable = this.#forbidden < 0 ? Infinity : startOfBlock(text, start, this.#forbidden)
  }

  /**
   * UTF-16 units since the start of the line.
   *
   * @simplified Columns count a character beyond U+FFFF twice; kubectl's YAML reader counts it once. No indentation comes behind one.
   */
  get column(): number {
    return this.offset - this.#lineStart
  }

  mark(): Mark {
    return { offset: this.offset, line: this.line }
  }

  /** The unit `ahead` places on, END at the end of the text. */
  peek(ahead = 0): number {
    const at = this.offset + ahead
    if (at >= this.#readable) this.#refuse()
    return at < this.end ? this.text.charCodeAt(at) : END
  }

  /** Lets the reader see that many characters, as libyaml's CACHE does. */
  need(count: number): void {
    if (this.offset + count > this.#readable) this.#refuse()
  }

  skip(count = 1): void {
    this.offset += count
  }

  /** Steps over a line break, if there is one. */
  skipBreak(): void {
    this.takeBreak()
  }

  /** Steps over a line break and gives the text it stands for: a line feed, except for LS and PS. Empty where there is no break. */
  takeBreak(): string {
    const unit = this.peek()
    if (!isBreak(unit)) return ''
    this.offset += unit === CARRIAGE_RETURN && this.peek(1) === LINE_FEED ? 2 : 1
    this.line += 1
    this.#lineStart = this.offset
    return unit >= 0x2028 ? String.fromCharCode(unit) : '\n'
  }

  /** The end of the text counts as the start of a line of its own. */
  forceNewLine(): void {
    if (this.column === 0) return
    this.line += 1
    this.#lineStart = this.offset
  }

  slice(start: number): string {
    return this.text.slice(start, this.offset)
  }

  #refuse(): never {
    throw new SyntaxProblem('control-character', 'reader', { offset: this.#forbidden, line: 0 })
  }
}

function findForbidden(text: string, start: number, end: number): number {
  for (let at = start; at < end; at += 1) if (isForbidden(text.charCodeAt(at))) return at
  return -1
}

function startOfBlock(text: string, start: number, target: number): number {
  let blockStart = start
  let bytes = 0
  for (let at = start; at < target; at += 1) {
    const width = utf8Width(text.charCodeAt(at))
    if (bytes + width > READ_AHEAD_BYTES) {
      blockStart = at
      bytes = 0
    }
    bytes += width
  }
  return bytes + utf8Width(text.charCodeAt(target)) > READ_AHEAD_BYTES ? target : blockStart
}

/** Bytes of a unit in UTF-8; each half of a pair counts two of the pair's four. */
function utf8Width(unit: number): number {
  if (unit < 0x80) return 1
  if (unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff)) return 2
  return 3
}
