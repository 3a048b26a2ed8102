// Reads a line of the terminal into its tree.
// Left out, and said so: background jobs, `for ((…))`, `select`, arrays.

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import type { Command, Compound, Condition, ListItem, Redirection, Script, SimpleCommand, Word } from './tree.ts'
import { SyntaxProblem, UnfinishedProblem, WordReader } from './words.ts'

export function parseScript(text: string): Result<Script, string> {
  const parser = new Parser(text, 0)
  try {
    return success(parser.script(undefined))
  } catch (problem) {
    if (problem instanceof SyntaxProblem) return failure(problem.message)
    throw problem
  }
}

/** Whether more lines are wanted before a text can run: an open quote, loop or here-document, a line that ends in `\\`, `|`, `&&` or `||`. */
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

interface HereDocument {
  readonly delimiter: string
  readonly expands: boolean
  readonly stripsTabs: boolean
  readonly fill: (body: Word) => void
}

type Closing = ')' | undefined

/** Words that end a part of a command, and can begin none. */
const STOPS = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}', 'in'])
const OPENERS = new Set(['if', 'for', 'while', 'until', 'case', 'function', '{'])
const NO_STOPS: ReadonlySet<string> = new Set()
const FUNCTION_NAME = /^([A-Za-z_][\w-]*)[ \t]*\([ \t]*\)/
const END = 'syntax error: unexpected end of file'

class Parser extends WordReader {
  private pending: HereDocument[] = []
  private hasOpenDocument = false
  private depth = 0

  get awaitsHereDocument(): boolean {
    return this.hasOpenDocument || this.pending.length > 0
  }

  protected inner(text: string): Parser {
    return new Parser(text, this.nesting + 1)
  }

  /** Up to the closing character (`)` of a substitution), or the end. */
  script(closing: Closing): Script {
    return this.list(NO_STOPS, closing)
  }

  private list(stops: ReadonlySet<string>, closing: Closing): Script {
    const items: ListItem[] = []
    let after: ListItem['after'] = 'always'
    for (;;) {
      this.skipBlanks(true)
      const character = this.text[this.at]
      if (character === undefined) {
        if (closing !== undefined) throw new UnfinishedProblem("unexpected EOF while looking for matching `)'")
        if (after !== 'always' || stops.size > 0) throw new UnfinishedProblem(END)
        return items
      }
      if (stops.size === 0 && character === closing) {
        this.at += 1
        return items
      }
      if (stops.has(this.peek())) {
        if (items.length === 0) throw this.unexpected()
        return items
      }
      items.push(this.listItem(after, closing))
      after = this.connector(closing)
    }
  }

  /** The bare word that comes next, or `;;`. */
  private peek(): string {
    if (this.text.startsWith(';;', this.at)) return ';;'
    return /^[^\s;|&<>()'"$`\\]+/.exec(this.text.slice(this.at, this.at + 100))?.[0] ?? ''
  }

  private take(word: string): void {
    this.skipBlanks(true)
    if (this.at >= this.text.length) throw new UnfinishedProblem(END)
    if (this.peek() !== word) throw this.unexpected()
    this.at += word.length
  }

  private unexpected(): SyntaxProblem {
    const token = this.peek() || (this.text[this.at] === '\n' ? 'newline' : (this.text[this.at] ?? 'newline'))
    return new SyntaxProblem(`syntax error near unexpected token \`${token}'`)
  }

  private connector(closing: Closing): ListItem['after'] {
    this.skipBlanks(false)
    const rest = this.text.slice(this.at, this.at + 2)
    if (rest === '&&' || rest === '||') {
      this.at += 2
      return rest === '&&' ? 'success' : 'failure'
    }
    const character = rest[0]
    if (character === undefined || character === closing || rest === ';;') return 'always'
    if (character === ';' || character === '\n') {
      this.at += 1
      if (character === '\n') this.readHereDocuments()
      return 'always'
    }
    if (character === '&')
      throw new SyntaxProblem(
        'background jobs (&) are not supported in this terminal: what waits can be watched while it waits, or ended with Ctrl-C',
      )
    throw this.unexpected()
  }

  private listItem(after: ListItem['after'], closing: Closing): ListItem {
    let negated = false
    if (this.text[this.at] === '!' && /\s/.test(this.text[this.at + 1] ?? '')) {
      negated = true
      this.at += 1
      this.skipBlanks(false)
    }
    const pipeline = [this.command(closing)]
    for (;;) {
      this.skipBlanks(false)
      if (this.text[this.at] !== '|' || this.text[this.at + 1] === '|') break
      this.at += 1
      this.skipBlanks(true)
      if (this.at >= this.text.length) throw new UnfinishedProblem(END)
      pipeline.push(this.command(closing))
    }
    return { pipeline, negated, after }
  }

  private command(closing: Closing): Command {
    this.skipBlanks(false)
    this.depth += 1
    if (this.depth > MAX_DEPTH) throw new SyntaxProblem('too many commands inside each other')
    const compound = this.compound()
    this.depth -= 1
    if (compound === undefined) return this.simple(closing)
    const redirections: Redirection[] = []
    do this.skipBlanks(false)
    while (this.redirection(redirections))
    return { ...compound, redirections }
  }

  private compound(): DistributiveOmit<Compound, 'redirections'> | undefined {
    if (this.text.startsWith('((', this.at)) return { kind: 'arithmetic', expression: this.arithmetic() }
    if (this.text[this.at] === '(') {
      this.at += 1
      const body = this.list(NO_STOPS, ')')
      if (body.length === 0) throw new SyntaxProblem("syntax error near unexpected token `)'")
      return { kind: 'subshell', body }
    }
    const word = this.peek()
    const named = FUNCTION_NAME.exec(this.text.slice(this.at, this.at + 200))
    if (named !== null && !OPENERS.has(word) && !STOPS.has(word)) return this.functionNamed(named[1] ?? '', named[0].length)
    if (STOPS.has(word) && word !== 'in') throw this.unexpected()
    if (!OPENERS.has(word)) return undefined
    this.at += word.length
    switch (word) {
      case 'if':
        return this.condition()
      case 'for':
        return this.forEach()
      case 'case':
        return this.choice()
      case 'function': {
        this.skipBlanks(false)
        const name = /^([A-Za-z_][\w-]*)(?:[ \t]*\([ \t]*\))?/.exec(this.text.slice(this.at, this.at + 200))
        if (name === null) throw this.unexpected()
        return this.functionNamed(name[1] ?? '', name[0].length)
      }
      case '{': {
        const body = this.list(new Set(['}']), undefined)
        this.take('}')
        return { kind: 'group', body }
      }
      default: {
        const test = this.list(new Set(['do']), undefined)
        return { kind: 'loop', isUntil: word === 'until', test, body: this.body() }
      }
    }
  }

  private functionNamed(name: string, length: number): DistributiveOmit<Compound, 'redirections'> {
    this.at += length
    this.skipBlanks(true)
    if (this.at >= this.text.length) throw new UnfinishedProblem(END)
    return { kind: 'function', name, body: this.command(undefined) }
  }

  private body(): Script {
    this.take('do')
    const body = this.list(new Set(['done']), undefined)
    this.take('done')
    return body
  }

  private condition(): Condition {
    const clauses: { test: Script; body: Script }[] = []
    for (;;) {
      const test = this.list(new Set(['then']), undefined)
      this.take('then')
      clauses.push({ test, body: this.list(new Set(['elif', 'else', 'fi']), undefined) })
      const word = this.peek()
      this.at += word.length
      if (word === 'elif') continue
      const otherwise = word === 'else' ? this.list(new Set(['fi']), undefined) : []
      if (word === 'else') this.take('fi')
      return { kind: 'if', clauses, otherwise }
    }
  }

  private forEach(): DistributiveOmit<Compound, 'redirections'> {
    this.skipBlanks(false)
    if (this.text.startsWith('((', this.at))
      throw new SyntaxProblem('for ((…)) is not supported in this terminal: use for NAME in $(seq 1 3), or while')
    const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(this.text.slice(this.at, this.at + 200))?.[0]
    if (name === undefined) throw this.at >= this.text.length ? new UnfinishedProblem(END) : this.unexpected()
    this.at += name.length
    this.skipBlanks(true)
    let words: Word[] | undefined
    if (this.peek() === 'in') {
      this.at += 2
      words = []
      for (;;) {
        this.skipBlanks(false)
        const character = this.text[this.at]
        if (character === undefined) throw new UnfinishedProblem(END)
        if (character === ';' || character === '\n') break
        if ('|&<>()'.includes(character)) throw this.unexpected()
        words.push(this.word(undefined))
      }
    }
    if (this.text[this.at] === ';') this.at += 1
    return { kind: 'for', name, words, body: this.body() }
  }

  private choice(): DistributiveOmit<Compound, 'redirections'> {
    this.skipBlanks(false)
    const word = this.word(undefined)
    if (word.length === 0) throw this.at >= this.text.length ? new UnfinishedProblem(END) : this.unexpected()
    this.take('in')
    const branches: { patterns: Word[]; body: Script }[] = []
    for (;;) {
      this.skipBlanks(true)
      if (this.at >= this.text.length) throw new UnfinishedProblem(END)
      if (this.peek() === 'esac') break
      if (this.text[this.at] === '(') this.at += 1
      branches.push({ patterns: this.patterns(), body: this.branch() })
    }
    this.at += 'esac'.length
    return { kind: 'case', word, branches }
  }

  private patterns(): Word[] {
    const patterns: Word[] = []
    for (;;) {
      this.skipBlanks(false)
      const pattern = this.word(undefined)
      if (pattern.length === 0) throw this.at >= this.text.length ? new UnfinishedProblem(END) : this.unexpected()
      patterns.push(pattern)
      this.skipBlanks(false)
      const sign = this.text[this.at]
      if (sign === undefined) throw new UnfinishedProblem(END)
      if (sign !== '|' && sign !== ')') throw this.unexpected()
      this.at += 1
      if (sign === ')') return patterns
    }
  }

  /** A branch may be empty. */
  private branch(): Script {
    this.skipBlanks(true)
    const isEmpty = this.peek() === ';;' || this.peek() === 'esac'
    const body = isEmpty ? [] : this.list(new Set([';;', 'esac']), undefined)
    if (this.peek() === ';;') this.at += 2
    return body
  }

  private simple(closing: Closing): SimpleCommand {
    const assignments: { name: string; value: Word }[] = []
    const words: Word[] = []
    const redirections: Redirection[] = []
    for (;;) {
      this.skipBlanks(false)
      const character = this.text[this.at]
      if (character === undefined || character === closing || ';\n|&'.includes(character)) {
        if (character !== '&' || this.text[this.at + 1] !== '>') break
      }
      if (character === '(' || character === ')') throw this.unexpected()
      if (this.redirection(redirections)) continue
      const assignment = words.length === 0 ? /^[A-Za-z_][A-Za-z0-9_]*=/.exec(this.text.slice(this.at, this.at + 200)) : null
      if (assignment !== null) {
        this.at += assignment[0].length
        assignments.push({ name: assignment[0].slice(0, -1), value: this.word(closing) })
        continue
      }
      words.push(this.word(closing))
    }
    if (words.length === 0 && assignments.length === 0 && redirections.length === 0) throw this.unexpected()
    return { kind: 'simple', assignments, words, redirections }
  }

  private redirection(into: Redirection[]): boolean {
    const match = /^(&>>|&>|[0-2]?(?:<<-|<<<|<<|<|>>|>&|>))/.exec(this.text.slice(this.at, this.at + 4))
    if (match === null) return false
    const operator = match[0]
    this.at += operator.length
    const digit = /^[0-2]/.exec(operator)?.[0]
    const sign = operator.replace(/^[0-2]/, '')
    const stream = sign.startsWith('&') ? 'both' : digit === '2' ? 2 : sign.startsWith('<') ? 0 : 1
    this.skipBlanks(false)
    const target = this.word(undefined)
    if (target.length === 0) throw new SyntaxProblem("syntax error near unexpected token `newline'")
    if (sign === '<<' || sign === '<<-') {
      const index = into.length
      into.push({ kind: 'here', stream: 0, target: [] })
      this.pending.push({
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

  private readHereDocuments(): void {
    const pending = this.pending
    this.pending = []
    for (const document of pending) {
      let body = ''
      for (;;) {
        if (this.at >= this.text.length) {
          this.hasOpenDocument = true
          break
        }
        const end = this.text.indexOf('\n', this.at)
        const raw = this.text.slice(this.at, end < 0 ? undefined : end)
        this.at = end < 0 ? this.text.length : end + 1
        const line = document.stripsTabs ? raw.replace(/^\t+/, '') : raw
        if (line === document.delimiter) break
        body += `${line}\n`
      }
      document.fill(document.expands ? new Parser(body, this.nesting + 1).quotedWord() : [{ kind: 'text', text: body, quoted: true }])
    }
  }

  private skipBlanks(withLines: boolean): void {
    for (;;) {
      const character = this.text[this.at]
      if (character === ' ' || character === '\t' || character === '\r') this.at += 1
      else if (character === '\\' && this.text[this.at + 1] === '\n') this.at += 2
      else if (character === '\n' && withLines) {
        this.at += 1
        this.readHereDocuments()
      } else if (character === '#' && /[\s;|&]/.test(this.text[this.at - 1] ?? ' ')) {
        while (this.at < this.text.length && this.text[this.at] !== '\n') this.at += 1
      } else return
    }
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** Of commands inside each other. */
const MAX_DEPTH = 50
