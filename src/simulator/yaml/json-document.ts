// JSON text to the same nodes that YAML becomes, with the words of Go's encoding/json where it is no JSON.
//
// @source Go encoding/json scanner.go, stream.go

import type { MappingNode, ScalarNode, SequenceNode, YamlNode } from './node.ts'

/** @source Go encoding/json scanner.go maxNestingDepth */
const MAX_DEPTH = 10_000

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

const WHITE_SPACE = /[ \t\r\n]*/y
const DIGITS = /[0-9]*/y
/** What needs no decision inside a string. */
const STRING_CONTENT = /[^"\\\p{Cc}]*/uy

/** A place where the text stops being JSON; `problem` goes behind the quoted character. */
export interface JsonSyntaxProblem {
  readonly offset: number
  /** `undefined` when the text ended too early. */
  readonly problem: string | undefined
}

export type JsonReading =
  /** `tooLarge` is the first number in it that no float64 holds. */
  | { readonly kind: 'value'; readonly node: YamlNode; readonly end: number; readonly tooLarge: ScalarNode | undefined }
  /** Only white space was left. */
  | { readonly kind: 'end' }
  | ({ readonly kind: 'problem' } & JsonSyntaxProblem)

/** Go's words for it. */
export function tooLargeProblem({ value }: ScalarNode): string {
  return `json: cannot unmarshal number ${value} into Go value of type float64`
}

interface OpenCollection {
  readonly node: SequenceNode | MappingNode
  key: ScalarNode | undefined
}

/** The next value of a stream of JSON values. */
export function readJsonValue(text: string, from: number): JsonReading {
  const reader = new JsonReader(text, from)
  try {
    const node = reader.read()
    return node === undefined ? { kind: 'end' } : { kind: 'value', node, end: reader.offset, tooLarge: reader.tooLarge }
  } catch (error) {
    if (error instanceof JsonStop) return { kind: 'problem', offset: error.offset, problem: error.problem }
    throw error
  }
}

class JsonStop extends Error {
  readonly offset: number
  readonly problem: string | undefined

  constructor(offset: number, problem: string | undefined) {
    super(problem)
    this.offset = offset
    this.problem = problem
  }
}

class JsonReader {
  readonly #text: string
  offset: number
  tooLarge: ScalarNode | undefined

  constructor(text: string, from: number) {
    this.#text = text
    this.offset = from
  }

  read(): YamlNode | undefined {
    this.#skip(WHITE_SPACE)
    if (this.offset >= this.#text.length) return undefined
    const open: OpenCollection[] = []
    for (;;) {
      const started = this.#readStart(open)
      if (started === undefined) continue
      let complete: YamlNode = started
      for (;;) {
        const parent = open.at(-1)
        if (parent === undefined) return complete
        this.#add(parent, complete)
        if (!this.#readEnd(parent)) break
        open.pop()
        complete = parent.node
      }
    }
  }

  /** A scalar, an empty collection, or undefined after opening one whose first member follows. */
  #readStart(open: OpenCollection[]): YamlNode | undefined {
    this.#skip(WHITE_SPACE)
    const start = this.offset
    const first = this.#text.charAt(start)
    if (first === '{' || first === '[') {
      if (open.length >= MAX_DEPTH) this.#stop('exceeded max depth')
      this.offset += 1
      const node: SequenceNode | MappingNode =
        first === '{' ? { kind: 'mapping', start, end: start, pairs: [] } : { kind: 'sequence', start, end: start, items: [] }
      this.#skip(WHITE_SPACE)
      if (this.#text.charAt(this.offset) === (first === '{' ? '}' : ']')) {
        this.offset += 1
        node.end = this.offset
        return node
      }
      open.push({ node, key: node.kind === 'mapping' ? this.#readKey() : undefined })
      return undefined
    }
    if (first === '"') return this.#readString()
    if (first === '-' || (first >= '0' && first <= '9')) return this.#readNumber()
    if (first === 't') return this.#readLiteral('true')
    if (first === 'f') return this.#readLiteral('false')
    if (first === 'n') return this.#readLiteral('null')
    this.#stop('looking for beginning of value')
  }

  #add({ node, key }: OpenCollection, child: YamlNode): void {
    if (node.kind === 'sequence') node.items.push(child)
    else if (key !== undefined) node.pairs.push({ key, value: child })
  }

  /** Reads what follows a member: true at the closing bracket, false when another member comes. */
  #readEnd(parent: OpenCollection): boolean {
    this.#skip(WHITE_SPACE)
    const { node } = parent
    const next = this.#text.charAt(this.offset)
    if (next === (node.kind === 'mapping' ? '}' : ']')) {
      this.offset += 1
      node.end = this.offset
      return true
    }
    if (next !== ',') this.#stop(node.kind === 'mapping' ? 'after object key:value pair' : 'after array element')
    this.offset += 1
    if (node.kind === 'mapping') parent.key = this.#readKey()
    return false
  }

  #readKey(): ScalarNode {
    this.#skip(WHITE_SPACE)
    if (this.#text.charAt(this.offset) !== '"') this.#stop('looking for beginning of object key string')
    const key = this.#readString()
    this.#skip(WHITE_SPACE)
    if (this.#text.charAt(this.offset) !== ':') this.#stop('after object key')
    this.offset += 1
    return key
  }

  #readString(): ScalarNode {
    const start = this.offset
    let value = ''
    this.offset += 1
    for (;;) {
      const from = this.offset
      this.#skip(STRING_CONTENT)
      value += this.#text.slice(from, this.offset)
      const next = this.#text.charAt(this.offset)
      if (next === '"') break
      if (next === '\\') value += this.#readEscape()
      else if (next >= '\x7f') {
        value += next
        this.offset += 1
      } else this.#stop('in string literal')
    }
    this.offset += 1
    return { kind: 'scalar', start, end: this.offset, valueStart: start, style: 'double-quoted', tag: '', implicit: false, value }
  }

  #readEscape(): string {
    this.offset += 1
    const letter = this.#text.charAt(this.offset)
    const meaning = ESCAPES[letter]
    if (meaning !== undefined) {
      this.offset += 1
      return meaning
    }
    if (letter !== 'u') this.#stop('in string escape code')
    const unit = this.#readCodeUnit()
    if (unit < 0xd800 || unit > 0xdfff) return String.fromCharCode(unit)
    const before = this.offset
    if (unit < 0xdc00 && this.#text.startsWith('\\u', before)) {
      this.offset += 1
      const low = this.#readCodeUnit()
      if (low >= 0xdc00 && low <= 0xdfff) return String.fromCharCode(unit, low)
      this.offset = before
    }
    return '\ufffd'
  }

  /** The four digits behind `\u`; the cursor stands at the `u`. */
  #readCodeUnit(): number {
    this.offset += 1
    const start = this.offset
    for (; this.offset < start + 4; this.offset += 1) {
      if (!/^[0-9a-fA-F]$/.test(this.#text.charAt(this.offset))) this.#stop('in \\u hexadecimal character escape')
    }
    return parseInt(this.#text.slice(start, this.offset), 16)
  }

  #readNumber(): ScalarNode {
    const start = this.offset
    if (this.#text.charAt(this.offset) === '-') this.offset += 1
    const first = this.#text.charAt(this.offset)
    if (!isDigit(first)) this.#stop('in numeric literal')
    this.offset += 1
    if (first !== '0') this.#skip(DIGITS)
    if (this.#text.charAt(this.offset) === '.') {
      this.offset += 1
      if (!isDigit(this.#text.charAt(this.offset))) this.#stop('after decimal point in numeric literal')
      this.#skip(DIGITS)
    }
    if (/^[eE]$/.test(this.#text.charAt(this.offset))) {
      this.offset += 1
      if (/^[-+]$/.test(this.#text.charAt(this.offset))) this.offset += 1
      if (!isDigit(this.#text.charAt(this.offset))) this.#stop('in exponent of numeric literal')
      this.#skip(DIGITS)
    }
    const node = this.#plain(start)
    if (!Number.isFinite(Number(node.value))) this.tooLarge ??= node
    return node
  }

  #readLiteral(literal: string): ScalarNode {
    const start = this.offset
    for (const letter of literal) {
      if (this.#text.charAt(this.offset) !== letter) this.#stop(`in literal ${literal} (expecting '${letter}')`)
      this.offset += 1
    }
    return this.#plain(start)
  }

  #plain(start: number): ScalarNode {
    const value = this.#text.slice(start, this.offset)
    return { kind: 'scalar', start, end: this.offset, valueStart: start, style: 'plain', tag: '', implicit: true, value }
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.offset
    pattern.test(this.#text)
    this.offset = pattern.lastIndex
  }

  #stop(problem: string): never {
    throw new JsonStop(this.offset, this.offset < this.#text.length ? problem : undefined)
  }
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9'
}
