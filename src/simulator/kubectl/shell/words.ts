// Reads words of the shell: quotes, `$NAME`, `${NAME:-word}`, `$(…)`, `$((…))`, backticks, `$'…'`.

import type { Script, VariableChange, Word, WordPart } from './tree.ts'

export class SyntaxProblem extends Error {}
/** The text ends too early. */
export class UnfinishedProblem extends SyntaxProblem {}

/** Deep enough for people, shallow enough for the stack. */
const MAX_NESTING = 20
/** How far a name is looked for. */
const NAME_WINDOW = 1000
const NAME = '[A-Za-z_][A-Za-z0-9_]*|[?$#@*]|[0-9]'
const PLAIN = new RegExp(`^(?:${NAME})`)
const BRACED = new RegExp(`^\\{(?:([#!])(?=[A-Za-z_0-9@*]))?(${NAME})(?:\\[([^\\]]*)\\])?(:?[-=+?]|##?|%%?|//?|:|\\^\\^?|,,?)?`)

export abstract class WordReader {
  readonly text: string
  protected readonly nesting: number
  at = 0

  constructor(text: string, nesting: number) {
    this.text = text
    this.nesting = nesting
    if (nesting > MAX_NESTING) throw new SyntaxProblem('too many nested substitutions')
  }

  get position(): number {
    return this.at
  }

  /** What stands inside `$(…)` or backticks is read by another reader. */
  protected abstract inner(text: string): WordReader & { script(closing: ')' | undefined): Script }

  word(closing: string | undefined): Word {
    const parts = new PartList(false)
    for (;;) {
      const character = this.text[this.at]
      if (character === undefined || character === closing || ' \t\n;|&<>()'.includes(character)) return parts.finished()
      this.at += 1
      if (character === '\\') {
        const next = this.text[this.at]
        this.at += 1
        if (next !== '\n') parts.push({ kind: 'text', text: next ?? '\\', quoted: true })
      } else if (character === "'") parts.push({ kind: 'text', text: this.singleQuoted(), quoted: true })
      else if (character === '"') {
        parts.push({ kind: 'text', text: '', quoted: true })
        for (const part of this.quotedParts('"')) parts.push(part)
      } else if (character === '$' && this.text[this.at] === "'") {
        this.at += 1
        parts.push({ kind: 'text', text: this.ansiText(), quoted: true })
      } else this.letter(parts, character, false)
    }
  }

  private singleQuoted(): string {
    const end = this.text.indexOf("'", this.at)
    if (end < 0) throw new UnfinishedProblem("unexpected EOF while looking for matching `''")
    const text = this.text.slice(this.at, end)
    this.at = end + 1
    return text
  }

  /** A letter that stands for itself, or what `$` and a backtick begin. */
  private letter(parts: PartList, character: string, quoted: boolean): void {
    const part = character === '$' || character === '`' ? this.dollar(character, quoted) : undefined
    if (part === undefined) parts.add(character)
    else parts.push(part)
  }

  /** What stands between double quotes, or in a text without end. */
  protected quotedParts(closing: '"' | undefined): readonly WordPart[] {
    const parts = new PartList(true)
    for (;;) {
      const character = this.text[this.at]
      if (character === undefined) {
        if (closing !== undefined) throw new UnfinishedProblem('unexpected EOF while looking for matching `"\'')
        return parts.finished()
      }
      this.at += 1
      if (character === closing) return parts.finished()
      if (character === '\\') {
        const next = this.text[this.at] ?? ''
        if (next === '\n') this.at += 1
        else if (next !== '' && '$`\\'.concat(closing ?? '').includes(next)) {
          parts.add(next)
          this.at += 1
        } else parts.add(character)
      } else this.letter(parts, character, true)
    }
  }

  /** The whole text as one double-quoted word. */
  quotedWord(): Word {
    return this.quotedParts(undefined)
  }

  /** After `$` or a backtick; undefined when it stands for itself. */
  private dollar(sign: '$' | '`', quoted: boolean): WordPart | undefined {
    if (sign === '`') {
      const end = this.text.indexOf('`', this.at)
      if (end < 0) throw new UnfinishedProblem("unexpected EOF while looking for matching ``'")
      const script = this.inner(this.text.slice(this.at, end)).script(undefined)
      this.at = end + 1
      return { kind: 'command', script, quoted }
    }
    if (this.text.startsWith('((', this.at)) {
      const expression = this.quoted(this.arithmeticText())
      return { kind: 'arithmetic', expression, quoted }
    }
    if (this.text[this.at] === '(') {
      const inner = this.inner(this.text.slice(this.at + 1))
      const script = inner.script(')')
      this.at += 1 + inner.position
      return { kind: 'command', script, quoted }
    }
    if (this.text[this.at] === '{') return this.braced(quoted)
    const plain = PLAIN.exec(this.text.slice(this.at, this.at + NAME_WINDOW))
    if (plain === null) return undefined
    this.at += plain[0].length
    return { kind: 'variable', name: plain[0], isIndirect: false, index: undefined, change: undefined, quoted }
  }

  /** What stands in `((…))`, up to the parentheses that close it. */
  arithmeticText(): string {
    let depth = 0
    for (let end = this.at; end < this.text.length; end += 1) {
      if (this.text[end] === '(') depth += 1
      else if (this.text[end] === ')') depth -= 1
      if (depth > 0) continue
      const expression = this.text.slice(this.at + 2, end - 1)
      this.at = end + 1
      return expression
    }
    throw new UnfinishedProblem("unexpected EOF while looking for matching `)'")
  }

  /** A text as if it stood in double quotes. */
  quoted(text: string): Word {
    return this.inner(text).quotedWord()
  }

  private braced(quoted: boolean): WordPart {
    const match = BRACED.exec(this.text.slice(this.at, this.at + NAME_WINDOW))
    const end = closingBrace(this.text, this.at)
    if (end < 0) throw new UnfinishedProblem("unexpected EOF while looking for matching `}'")
    const whole = this.text.slice(this.at - 1, end + 1)
    const [head = '', sign, name = '', index, written = ''] = match ?? []
    const operand = this.text.slice(this.at + head.length, end)
    const operator = sign === '#' ? 'length' : operatorOf(written)
    if (match === null || ((operator === undefined || operator === 'length') && written + operand !== ''))
      throw new SyntaxProblem(`${whole}: bad substitution`)
    this.at = end + 1
    return {
      kind: 'variable',
      name,
      isIndirect: sign === '!',
      index: index === undefined ? undefined : this.quoted(index),
      change: operator === undefined ? undefined : { operator, operand: this.quoted(operand) },
      quoted,
    }
  }

  private ansiText(): string {
    let text = ''
    for (;;) {
      const character = this.text[this.at]
      if (character === undefined) throw new UnfinishedProblem("unexpected EOF while looking for matching `''")
      this.at += 1
      if (character === "'") return text
      if (character !== '\\') {
        text += character
        continue
      }
      const escape = this.text[this.at] ?? ''
      this.at += 1
      const hex = /^(?:x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{1,4})/.exec(this.text.slice(this.at - 1, this.at + 5))
      if (hex !== null) {
        this.at += hex[0].length - 1
        text += String.fromCharCode(parseInt(hex[0].slice(1), 16))
      } else text += ANSI_ESCAPES[escape] ?? `\\${escape}`
    }
  }
}

/** The parts of a word so far: letters are gathered into one part until another kind follows. */
class PartList {
  readonly #parts: WordPart[] = []
  readonly #quoted: boolean
  #text = ''

  constructor(quoted: boolean) {
    this.#quoted = quoted
  }

  add(text: string): void {
    this.#text += text
  }

  push(part: WordPart): void {
    this.#flush()
    this.#parts.push(part)
  }

  finished(): readonly WordPart[] {
    this.#flush()
    return this.#parts
  }

  #flush(): void {
    if (this.#text !== '') this.#parts.push({ kind: 'text', text: this.#text, quoted: this.#quoted })
    this.#text = ''
  }
}

const OPERATORS: readonly VariableChange['operator'][] = [
  ...([':-', '-', ':=', '=', ':+', '+', ':?', '?', '#', '##', '%', '%%', '/', '//', ':', '^', '^^', ',', ',,'] as const),
]

function operatorOf(text: string | undefined): VariableChange['operator'] | undefined {
  return OPERATORS.find((operator) => operator === text)
}

function closingBrace(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '{') depth += 1
    else if (text[at] === '}') depth -= 1
    if (depth === 0) return at
  }
  return -1
}

const ANSI_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  v: '\v',
  '0': '\0',
}
