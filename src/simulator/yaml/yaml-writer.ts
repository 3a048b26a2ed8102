// The pen of YAML output: knows its column, breaks long lines at spaces, and writes each style of scalar.
//
// @source vendor/go.yaml.in/yaml/v2/emitterc.go yaml_emitter_write_*

import { BYTE_ORDER_MARK, isBreak, SPACE } from './character.ts'
import type { PrintedStyle } from './scalar-style.ts'
import { isPrintable } from './scalar-style.ts'

/** A line is broken at the first space behind that column. @source emitterc.go yaml_emitter_emit_stream_start best_width */
const BEST_WIDTH = 80

/** The digit that says how deep a block is indented, when its first line hides that. */
const INDENT_HINT = '2'

const ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x00, '\\0'],
  [0x07, '\\a'],
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0b, '\\v'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
  [0x1b, '\\e'],
  [0x22, '\\"'],
  [0x5c, '\\\\'],
  [0x85, '\\N'],
  [0xa0, '\\_'],
  [0x2028, '\\L'],
  [0x2029, '\\P'],
])

export class YamlWriter {
  readonly #parts: string[] = []
  #column = 0
  #afterSpace = true
  #onlyIndentation = true

  get text(): string {
    return this.#parts.join('')
  }

  /** Whether nothing but indentation and block indicators stands before the cursor on its line. */
  get onlyIndentation(): boolean {
    return this.#onlyIndentation
  }

  /** Goes to the column, on a new line unless only indentation stands before it on this one. */
  startLine(indent: number): void {
    if (!this.#onlyIndentation || this.#column > indent || (this.#column === indent && !this.#afterSpace)) this.#break('\n')
    if (this.#column < indent) this.#put(' '.repeat(indent - this.#column))
    this.#afterSpace = true
    this.#onlyIndentation = true
  }

  /** `-`, `?` or `:`, behind which a block may go on in the same line. */
  writeBlockIndicator(indicator: string): void {
    this.#separate()
    this.#put(indicator)
    this.#afterSpace = false
  }

  /** `{}` or `[]`. */
  writeIndicator(indicator: string): void {
    this.#separate()
    this.writeAttached(indicator)
  }

  /** Right behind what was written last. */
  writeAttached(indicator: string): void {
    this.#put(indicator)
    this.#afterSpace = false
    this.#onlyIndentation = false
  }

  /** @param indent  Where lines go on. @param role  A key is never broken. */
  writeScalar(text: string, style: PrintedStyle, indent: number, role: 'key' | 'value'): void {
    const mayBreak = role === 'value'
    switch (style) {
      case 'plain':
        this.#separate()
        this.#writeFolded(text, indent, mayBreak, 'plain')
        break
      case 'single-quoted':
        this.writeIndicator("'")
        this.#writeFolded(text, indent, mayBreak, 'single-quoted')
        this.#put("'")
        break
      case 'double-quoted':
        this.writeIndicator('"')
        this.#writeEscaped(text, indent, mayBreak)
        this.#put('"')
        break
      case 'literal':
        return this.#writeLiteral(text, indent)
    }
    this.#afterSpace = false
    this.#onlyIndentation = false
  }

  /** Plain and single-quoted texts; of breaks they hold at most LS and PS. */
  #writeFolded(text: string, indent: number, mayBreak: boolean, style: 'plain' | 'single-quoted'): void {
    let afterSpaces = false
    let afterBreaks = false
    const characters = [...text]
    for (const [at, character] of characters.entries()) {
      const unit = character.charCodeAt(0)
      if (unit === SPACE) {
        const inside = style === 'plain' || (at > 0 && at < characters.length - 1)
        if (mayBreak && !afterSpaces && this.#column > BEST_WIDTH && inside && characters[at + 1] !== ' ') this.startLine(indent)
        else this.#put(' ')
        afterSpaces = true
      } else if (isBreak(unit)) {
        this.#break(character)
        afterBreaks = true
      } else {
        if (afterBreaks) this.startLine(indent)
        this.#put(style === 'single-quoted' && character === "'" ? "''" : character)
        this.#onlyIndentation = false
        afterSpaces = false
        afterBreaks = false
      }
    }
  }

  /** A text that starts with a byte order mark is escaped to its last character: go-yaml looks for the mark in the wrong place. */
  #writeEscaped(text: string, indent: number, mayBreak: boolean): void {
    const escapesAll = text.charCodeAt(0) === BYTE_ORDER_MARK
    let afterSpaces = false
    const characters = [...text]
    for (const [at, character] of characters.entries()) {
      const unit = character.charCodeAt(0)
      if (escapesAll || !isPrintable(unit) || isBreak(unit) || character === '"' || character === '\\') {
        this.#put(escape(character))
        afterSpaces = false
      } else if (unit === SPACE) {
        const inside = at > 0 && at < characters.length - 1
        if (mayBreak && !afterSpaces && this.#column > BEST_WIDTH && inside) {
          this.startLine(indent)
          if (characters[at + 1] === ' ') this.#put('\\')
        } else {
          this.#put(' ')
        }
        afterSpaces = true
      } else {
        this.#put(character)
        afterSpaces = false
      }
    }
  }

  #writeLiteral(text: string, indent: number): void {
    const first = text.charCodeAt(0)
    this.writeIndicator(`|${first === SPACE || isBreak(first) ? INDENT_HINT : ''}${chompingHint(text)}`)
    this.#break('\n')
    this.#afterSpace = true
    let lineStart = 0
    for (let at = 0; at <= text.length; at += 1) {
      if (at < text.length && !isBreak(text.charCodeAt(at))) continue
      if (at > lineStart) {
        this.startLine(indent)
        this.#put(text.slice(lineStart, at))
        this.#onlyIndentation = false
      }
      if (at < text.length) this.#break(text.charAt(at))
      lineStart = at + 1
    }
  }

  #separate(): void {
    if (!this.#afterSpace) this.#put(' ')
  }

  #put(text: string): void {
    this.#parts.push(text)
    this.#column += text.length
  }

  #break(lineBreak: string): void {
    this.#parts.push(lineBreak)
    this.#column = 0
    this.#onlyIndentation = true
  }
}

/** `-` without a line break at the end, `+` with more than one or nothing else. */
function chompingHint(text: string): string {
  if (!isBreak(text.charCodeAt(text.length - 1))) return '-'
  return text.length === 1 || isBreak(text.charCodeAt(text.length - 2)) ? '+' : ''
}

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const named = ESCAPES.get(code)
  if (named !== undefined) return named
  const digits = code.toString(16).toUpperCase()
  if (code <= 0xff) return `\\x${digits.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`
}
