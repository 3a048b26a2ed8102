// Reads a line of the terminal into its tree.
// Left out, and said so: background jobs, `<(…)`, `select`.
// @source bash parse.y

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import type { CommandReader } from './compound-syntax.ts'
import { END, readCompound } from './compound-syntax.ts'
import type { Assignment, Command, ListItem, Redirection, Script, SimpleCommand, Word } from './tree.ts'
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

const NO_STOPS: ReadonlySet<string> = new Set()
const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)(?:\[([^\]\s]*)\])?(\+?)=/

function declares(words: readonly Word[]): boolean {
  const first = words[0]?.[0]
  return first?.kind === 'text' && /^(?:declare|typeset|local|readonly|export)$/.test(first.text)
}

class Parser extends WordReader implements CommandReader {
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

  list(stops: ReadonlySet<string>, closing: Closing): Script {
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
  peek(): string {
    if (this.text.startsWith(';;', this.at)) return ';;'
    return /^[^\s;|&<>()'"$`\\]+/.exec(this.text.slice(this.at, this.at + 100))?.[0] ?? ''
  }

  take(word: string): void {
    this.skipBlanks(true)
    if (this.at >= this.text.length) throw new UnfinishedProblem(END)
    if (this.peek() !== word) throw this.unexpected()
    this.at += word.length
  }

  unexpected(): SyntaxProblem {
    const sign = /^(?:&&|\|\||[^])/.exec(this.text.slice(this.at, this.at + 2))?.[0] ?? '\n'
    const token = this.peek() || (sign === '\n' ? 'newline' : sign)
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

  command(closing: Closing): Command {
    this.skipBlanks(false)
    this.depth += 1
    if (this.depth > MAX_DEPTH) throw new SyntaxProblem('too many commands inside each other')
    const compound = readCompound(this)
    this.depth -= 1
    if (compound === undefined) return this.simple(closing)
    const redirections: Redirection[] = []
    do this.skipBlanks(false)
    while (this.redirection(redirections))
    return { ...compound, redirections }
  }

  private simple(closing: Closing): SimpleCommand {
    const assignments: Assignment[] = []
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
      const assignment = this.assignment(closing, words)
      if (assignment !== undefined) {
        assignments.push(assignment)
        continue
      }
      words.push(this.word(closing))
    }
    if (words.length === 0 && assignments.length === 0 && redirections.length === 0) throw this.unexpected()
    return { kind: 'simple', assignments, words, redirections }
  }

  /** `NAME=value`, `NAME+=value`, `NAME[1]=value`, `NAME=(a b)`; behind `declare` and the like, lists alone. */
  private assignment(closing: Closing, before: readonly Word[]): Assignment | undefined {
    const [head = '', name = '', index, plus] = ASSIGNMENT.exec(this.text.slice(this.at, this.at + 200)) ?? []
    const isList = this.text[this.at + head.length] === '('
    if (head === '' || (before.length > 0 && !(isList && declares(before)))) return undefined
    this.at += head.length
    const shared = { name, appends: plus === '+', index: index === undefined ? undefined : this.quoted(index) }
    return isList ? { ...shared, value: [], items: this.items() } : { ...shared, value: this.word(closing), items: undefined }
  }

  /** The items of a list, up to its parenthesis. */
  private items(): readonly Word[] {
    this.at += 1
    const items: Word[] = []
    for (;;) {
      this.skipBlanks(true)
      if (this.at >= this.text.length) throw new UnfinishedProblem("unexpected EOF while looking for matching `)'")
      if (this.text[this.at] === ')') {
        this.at += 1
        return items
      }
      const word = this.word(')')
      if (word.length === 0) throw this.unexpected()
      items.push(word)
    }
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
    if (this.text[this.at] === '(' && /^[<>]$/.test(sign))
      throw new SyntaxProblem('process substitution (<(…) and >(…)) is not supported in this terminal: write to a file first')
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

  skipBlanks(withLines: boolean): void {
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

/** Of commands inside each other. */
const MAX_DEPTH = 50
