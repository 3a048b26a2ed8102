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
const BRACED = new RegExp(`^\\{(?:(#)(${NAME})|(${NAME})(:?[-=+?]|##?|%%?|//?)?)`)

export abstract class WordReader {
  protected readonly text: string
  protected readonly nesting: number
  protected at = 0

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
    const parts: WordPart[] = []
    let text = ''
    const flush = (): void => {
      if (text !== '') parts.push({ kind: 'text', text, quoted: false })
      text = ''
    }
    for (;;) {
      const character = this.text[this.at]
      if (character === undefined || character === closing || ' \t\n;|&<>()'.includes(character)) break
      this.at += 1
      if (character === '\\') {
        const next = this.text[this.at]
        this.at += 1
        if (next === '\n') continue
        flush()
        parts.push({ kind: 'text', text: next ?? '\\', quoted: true })
      } else if (character === "'") {
        flush()
        const end = this.text.indexOf("'", this.at)
        if (end < 0) throw new UnfinishedProblem("unexpected EOF while looking for matching `''")
        parts.push({ kind: 'text', text: this.text.slice(this.at, end), quoted: true })
        this.at = end + 1
      } else if (character === '"') {
        flush()
        parts.push({ kind: 'text', text: '', quoted: true })
        this.quotedParts(parts, '"')
      } else if (character === '$' && this.text[this.at] === "'") {
        flush()
        this.at += 1
        parts.push({ kind: 'text', text: this.ansiText(), quoted: true })
      } else if (character === '$' || character === '`') {
        const part = this.dollar(character, false)
        if (part === undefined) text += character
        else {
          flush()
          parts.push(part)
        }
      } else text += character
    }
    flush()
    return parts
  }

  protected quotedParts(parts: WordPart[], closing: '"' | undefined): void {
    let text = ''
    const flush = (): void => {
      if (text !== '') parts.push({ kind: 'text', text, quoted: true })
      text = ''
    }
    for (;;) {
      const character = this.text[this.at]
      if (character === undefined) {
        if (closing !== undefined) throw new UnfinishedProblem('unexpected EOF while looking for matching `"\'')
        break
      }
      this.at += 1
      if (character === closing) break
      if (character === '\\') {
        const next = this.text[this.at] ?? ''
        if (next === '\n') this.at += 1
        else if (next !== '' && '$`\\'.concat(closing ?? '').includes(next)) {
          text += next
          this.at += 1
        } else text += character
      } else if (character === '$' || character === '`') {
        const part = this.dollar(character, true)
        if (part === undefined) text += character
        else {
          flush()
          parts.push(part)
        }
      } else text += character
    }
    flush()
  }

  /** The whole text as one double-quoted word. */
  quotedWord(): Word {
    const parts: WordPart[] = []
    this.quotedParts(parts, undefined)
    return parts
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
      const expression = this.arithmetic()
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
    return { kind: 'variable', name: plain[0], change: undefined, quoted }
  }

  /** `((…))`, up to the parentheses that close it. */
  protected arithmetic(): Word {
    let depth = 0
    for (let end = this.at; end < this.text.length; end += 1) {
      if (this.text[end] === '(') depth += 1
      else if (this.text[end] === ')') depth -= 1
      if (depth > 0) continue
      const expression = this.inner(this.text.slice(this.at + 2, end - 1)).quotedWord()
      this.at = end + 1
      return expression
    }
    throw new UnfinishedProblem("unexpected EOF while looking for matching `)'")
  }

  private braced(quoted: boolean): WordPart {
    const match = BRACED.exec(this.text.slice(this.at, this.at + NAME_WINDOW))
    const end = closingBrace(this.text, this.at)
    if (end < 0) throw new UnfinishedProblem("unexpected EOF while looking for matching `}'")
    const whole = this.text.slice(this.at - 1, end + 1)
    const [head = '', hash, measured, name = measured ?? '', operator] = match ?? []
    const operand = this.text.slice(this.at + head.length, end)
    const known = hash === undefined ? operatorOf(operator) : 'length'
    if (match === null || (known === undefined && operand !== '') || (known === 'length' && operand !== ''))
      throw new SyntaxProblem(`${whole}: bad substitution`)
    this.at = end + 1
    const change: VariableChange | undefined =
      known === undefined ? undefined : { operator: known, operand: this.inner(operand).quotedWord() }
    return { kind: 'variable', name, change, quoted }
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

const OPERATORS: readonly VariableChange['operator'][] = [':-', '-', ':=', '=', ':+', '+', ':?', '?', '#', '##', '%', '%%', '/', '//']

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
