// The terminal's line as a tree: lists with `;`, `&&`, `||`, pipes, redirections, here-documents, quotes, `$NAME` and `$(…)`.
// Left out, and said so: loops, conditions and functions (`sh -c` inside a container has them), background jobs, arithmetic.

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'

/** `quoted` parts are neither split into words nor matched against file names. */
export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'variable'; readonly name: string; readonly otherwise: string | undefined; readonly quoted: boolean }
  | { readonly kind: 'command'; readonly script: Script; readonly quoted: boolean }
export type Word = readonly WordPart[]

export interface Redirection {
  /** Where it goes: a file, the text of a here-document, or another stream. */
  readonly kind: 'read' | 'write' | 'append' | 'here' | 'duplicate'
  readonly stream: 0 | 1 | 2 | 'both'
  readonly target: Word
}

export interface Command {
  readonly assignments: readonly { readonly name: string; readonly value: Word }[]
  readonly words: readonly Word[]
  readonly redirections: readonly Redirection[]
}

export interface ListItem {
  readonly pipeline: readonly Command[]
  readonly negated: boolean
  /** When it runs, given the one before. */
  readonly after: 'always' | 'success' | 'failure'
}
export type Script = readonly ListItem[]

/** Deep enough for people, shallow enough for the stack. */
const MAX_NESTING = 20

export function parseScript(text: string): Result<Script, string> {
  const parser = new Parser(text, 0)
  try {
    return success(parser.script(undefined))
  } catch (problem) {
    if (problem instanceof SyntaxProblem) return failure(problem.message)
    throw problem
  }
}

/** Whether more lines are wanted before a text can run: an open quote or here-document, a line that ends in `\\`, `|`, `&&` or `||`. */
export function isUnfinished(text: string): boolean {
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(text)) return true
  const parser = new Parser(text, 0)
  try {
    parser.script(undefined)
    return parser.awaitsHereDocument
  } catch (problem) {
    if (problem instanceof SyntaxProblem) return problem instanceof UnfinishedProblem
    throw problem
  }
}

class SyntaxProblem extends Error {}
/** The text ends too early. */
class UnfinishedProblem extends SyntaxProblem {}

interface HereDocument {
  readonly delimiter: string
  readonly expands: boolean
  readonly stripsTabs: boolean
  readonly fill: (body: Word) => void
}

const UNSUPPORTED_WORDS = new Set(['for', 'while', 'until', 'if', 'case', 'function', 'select', 'do', 'done', 'then', 'fi', 'esac'])

class Parser {
  readonly #text: string
  readonly #nesting: number
  #at = 0
  #pending: HereDocument[] = []
  #hasOpenDocument = false

  constructor(text: string, nesting: number) {
    this.#text = text
    this.#nesting = nesting
    if (nesting > MAX_NESTING) throw new SyntaxProblem('too many nested substitutions')
  }

  get awaitsHereDocument(): boolean {
    return this.#hasOpenDocument || this.#pending.length > 0
  }

  get position(): number {
    return this.#at
  }

  /** Up to the closing character (`)` of a substitution), or the end. */
  script(closing: ')' | undefined): Script {
    const items: ListItem[] = []
    let after: ListItem['after'] = 'always'
    for (;;) {
      this.#skipBlanks(true)
      const character = this.#text[this.#at]
      if (character === undefined) {
        if (closing !== undefined) throw new UnfinishedProblem("unexpected EOF while looking for matching `)'")
        if (after !== 'always') throw new UnfinishedProblem('syntax error: unexpected end of file')
        return items
      }
      if (character === closing) {
        this.#at += 1
        return items
      }
      items.push(this.#listItem(after, closing))
      after = this.#connector(closing)
    }
  }

  #connector(closing: string | undefined): ListItem['after'] {
    this.#skipBlanks(false)
    const rest = this.#text.slice(this.#at, this.#at + 2)
    if (rest === '&&' || rest === '||') {
      this.#at += 2
      return rest === '&&' ? 'success' : 'failure'
    }
    const character = rest[0]
    if (character === undefined || character === closing) return 'always'
    if (character === ';' || character === '\n') {
      this.#at += 1
      if (character === '\n') this.#readHereDocuments()
      return 'always'
    }
    if (character === '&') throw new SyntaxProblem('background jobs (&) are not supported in this terminal')
    throw new SyntaxProblem(`syntax error near unexpected token \`${character}'`)
  }

  #listItem(after: ListItem['after'], closing: string | undefined): ListItem {
    let negated = false
    if (this.#text[this.#at] === '!' && /\s/.test(this.#text[this.#at + 1] ?? '')) {
      negated = true
      this.#at += 1
      this.#skipBlanks(false)
    }
    const pipeline = [this.#command(closing)]
    for (;;) {
      this.#skipBlanks(false)
      if (this.#text[this.#at] !== '|' || this.#text[this.#at + 1] === '|') break
      this.#at += 1
      this.#skipBlanks(true)
      if (this.#at >= this.#text.length) throw new UnfinishedProblem('syntax error: unexpected end of file')
      pipeline.push(this.#command(closing))
    }
    return { pipeline, negated, after }
  }

  #command(closing: string | undefined): Command {
    const assignments: { name: string; value: Word }[] = []
    const words: Word[] = []
    const redirections: Redirection[] = []
    for (;;) {
      this.#skipBlanks(false)
      const character = this.#text[this.#at]
      if (character === undefined || character === closing || ';\n|&'.includes(character)) {
        if (character !== '&' || this.#text[this.#at + 1] !== '>') break
      }
      if (character === '(' || character === ')') throw new SyntaxProblem(`syntax error near unexpected token \`${character}'`)
      if (this.#redirection(redirections)) continue
      const assignment = words.length === 0 ? /^[A-Za-z_][A-Za-z0-9_]*=/.exec(this.#text.slice(this.#at, this.#at + 200)) : null
      if (assignment !== null) {
        this.#at += assignment[0].length
        assignments.push({ name: assignment[0].slice(0, -1), value: this.#word(closing) })
        continue
      }
      const word = this.#word(closing)
      const [first] = word
      if (words.length === 0 && word.length === 1 && first?.kind === 'text' && !first.quoted && UNSUPPORTED_WORDS.has(first.text)) {
        throw new SyntaxProblem(
          `${first.text}: loops and conditions are not supported in this terminal; run them in a container with kubectl exec … -- sh -c '…'`,
        )
      }
      words.push(word)
    }
    if (words.length === 0 && assignments.length === 0 && redirections.length === 0) {
      throw new SyntaxProblem(`syntax error near unexpected token \`${this.#text[this.#at] ?? 'newline'}'`)
    }
    return { assignments, words, redirections }
  }

  #redirection(into: Redirection[]): boolean {
    const match = /^(&>>|&>|[0-2]?(?:<<-|<<<|<<|<|>>|>&|>))/.exec(this.#text.slice(this.#at, this.#at + 4))
    if (match === null) return false
    const operator = match[0]
    this.#at += operator.length
    const digit = /^[0-2]/.exec(operator)?.[0]
    const sign = operator.replace(/^[0-2]/, '')
    const stream = sign.startsWith('&') ? 'both' : digit === '2' ? 2 : sign.startsWith('<') ? 0 : 1
    this.#skipBlanks(false)
    const target = this.#word(undefined)
    if (target.length === 0) throw new SyntaxProblem("syntax error near unexpected token `newline'")
    if (sign === '<<' || sign === '<<-') {
      const index = into.length
      into.push({ kind: 'here', stream: 0, target: [] })
      this.#pending.push({
        delimiter: target.map((part) => (part.kind === 'text' ? part.text : '')).join(''),
        expands: !target.some((part) => part.quoted),
        stripsTabs: sign === '<<-',
        fill: (body) => {
          into[index] = { kind: 'here', stream: 0, target: body }
        },
      })
      return true
    }
    if (sign === '<<<')
      into.push({
        kind: 'here',
        stream: 0,
        target: [...target.map((part) => ({ ...part, quoted: true })), { kind: 'text', text: '\n', quoted: true }],
      })
    else into.push({ kind: sign === '<' ? 'read' : sign === '>&' ? 'duplicate' : sign.endsWith('>>') ? 'append' : 'write', stream, target })
    return true
  }

  #readHereDocuments(): void {
    const pending = this.#pending
    this.#pending = []
    for (const document of pending) {
      let body = ''
      for (;;) {
        if (this.#at >= this.#text.length) {
          this.#hasOpenDocument = true
          break
        }
        const end = this.#text.indexOf('\n', this.#at)
        const raw = this.#text.slice(this.#at, end < 0 ? undefined : end)
        this.#at = end < 0 ? this.#text.length : end + 1
        const line = document.stripsTabs ? raw.replace(/^\t+/, '') : raw
        if (line === document.delimiter) break
        body += `${line}\n`
      }
      document.fill(document.expands ? new Parser(body, this.#nesting + 1).hereBody() : [{ kind: 'text', text: body, quoted: true }])
    }
  }

  /** The whole text as one double-quoted word. */
  hereBody(): Word {
    const parts: WordPart[] = []
    this.#quotedParts(parts, undefined)
    return parts
  }

  #word(closing: string | undefined): Word {
    const parts: WordPart[] = []
    let text = ''
    const flush = (): void => {
      if (text !== '') parts.push({ kind: 'text', text, quoted: false })
      text = ''
    }
    for (;;) {
      const character = this.#text[this.#at]
      if (character === undefined || character === closing || ' \t\n;|&<>()'.includes(character)) break
      this.#at += 1
      if (character === '\\') {
        const next = this.#text[this.#at]
        this.#at += 1
        if (next === '\n') continue
        flush()
        parts.push({ kind: 'text', text: next ?? '\\', quoted: true })
      } else if (character === "'") {
        flush()
        const end = this.#text.indexOf("'", this.#at)
        if (end < 0) throw new UnfinishedProblem("unexpected EOF while looking for matching `''")
        parts.push({ kind: 'text', text: this.#text.slice(this.#at, end), quoted: true })
        this.#at = end + 1
      } else if (character === '"') {
        flush()
        parts.push({ kind: 'text', text: '', quoted: true })
        this.#quotedParts(parts, '"')
      } else if (character === '$' && this.#text[this.#at] === "'") {
        flush()
        this.#at += 1
        parts.push({ kind: 'text', text: this.#ansiText(), quoted: true })
      } else if (character === '$' || character === '`') {
        const part = this.#dollar(character, false)
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

  #quotedParts(parts: WordPart[], closing: '"' | undefined): void {
    let text = ''
    const flush = (): void => {
      if (text !== '') parts.push({ kind: 'text', text, quoted: true })
      text = ''
    }
    for (;;) {
      const character = this.#text[this.#at]
      if (character === undefined) {
        if (closing !== undefined) throw new UnfinishedProblem('unexpected EOF while looking for matching `"\'')
        break
      }
      this.#at += 1
      if (character === closing) break
      if (character === '\\') {
        const next = this.#text[this.#at] ?? ''
        if (next === '\n') this.#at += 1
        else if (next !== '' && '$`\\'.concat(closing ?? '').includes(next)) {
          text += next
          this.#at += 1
        } else text += character
      } else if (character === '$' || character === '`') {
        const part = this.#dollar(character, true)
        if (part === undefined) text += character
        else {
          flush()
          parts.push(part)
        }
      } else text += character
    }
    flush()
  }

  /** After `$` or a backtick; undefined when it stands for itself. */
  #dollar(sign: '$' | '`', quoted: boolean): WordPart | undefined {
    if (sign === '`') {
      const end = this.#text.indexOf('`', this.#at)
      if (end < 0) throw new UnfinishedProblem("unexpected EOF while looking for matching ``'")
      const script = new Parser(this.#text.slice(this.#at, end), this.#nesting + 1).script(undefined)
      this.#at = end + 1
      return { kind: 'command', script, quoted }
    }
    if (this.#text.startsWith('((', this.#at)) throw new SyntaxProblem('arithmetic ($((…))) is not supported in this terminal')
    if (this.#text[this.#at] === '(') {
      const inner = new Parser(this.#text.slice(this.#at + 1), this.#nesting + 1)
      const script = inner.script(')')
      this.#at += 1 + inner.position
      return { kind: 'command', script, quoted }
    }
    const braced = /^\{([A-Za-z_][A-Za-z0-9_]*|[?$])(?::-([^}]*))?\}/.exec(this.#text.slice(this.#at, this.#at + 1000))
    if (braced !== null) {
      this.#at += braced[0].length
      return { kind: 'variable', name: braced[1] ?? '', otherwise: braced[2], quoted }
    }
    const plain = /^(?:[A-Za-z_][A-Za-z0-9_]*|[?$])/.exec(this.#text.slice(this.#at, this.#at + 1000))
    if (plain === null) return undefined
    this.#at += plain[0].length
    return { kind: 'variable', name: plain[0], otherwise: undefined, quoted }
  }

  #ansiText(): string {
    let text = ''
    for (;;) {
      const character = this.#text[this.#at]
      if (character === undefined) throw new UnfinishedProblem("unexpected EOF while looking for matching `''")
      this.#at += 1
      if (character === "'") return text
      if (character !== '\\') {
        text += character
        continue
      }
      const escape = this.#text[this.#at] ?? ''
      this.#at += 1
      const hex = /^(?:x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{1,4})/.exec(this.#text.slice(this.#at - 1, this.#at + 5))
      if (hex !== null) {
        this.#at += hex[0].length - 1
        text += String.fromCharCode(parseInt(hex[0].slice(1), 16))
      } else text += ANSI_ESCAPES[escape] ?? `\\${escape}`
    }
  }

  #skipBlanks(withLines: boolean): void {
    for (;;) {
      const character = this.#text[this.#at]
      if (character === ' ' || character === '\t' || character === '\r') this.#at += 1
      else if (character === '\\' && this.#text[this.#at + 1] === '\n') this.#at += 2
      else if (character === '\n' && withLines) {
        this.#at += 1
        this.#readHereDocuments()
      } else if (character === '#' && /[\s;|&]/.test(this.#text[this.#at - 1] ?? ' ')) {
        while (this.#at < this.#text.length && this.#text[this.#at] !== '\n') this.#at += 1
      } else return
    }
  }
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
