// Go templates as a tree: text, pipelines, if / with / range, variables.
// Left out, and said so: define, template, block, break and continue.
// @source go text/template/parse

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { goQuote } from '../../base/go-text.ts'
import type { Piece, Token } from './go-template-tokens.ts'
import { TemplateProblem, splitActions, tokensOf, unquote, withoutWord } from './go-template-tokens.ts'

export type TemplateNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly pipeline: Pipeline; readonly line: number }
  | {
      readonly kind: 'if' | 'with' | 'range'
      readonly pipeline: Pipeline
      readonly body: readonly TemplateNode[]
      readonly otherwise: readonly TemplateNode[]
    }

export interface Pipeline {
  readonly declares: readonly string[]
  readonly assigns: boolean
  readonly commands: readonly TemplateCommand[]
  /** As written, for messages. */
  readonly source: string
}

/** Operands that stand beside each other: a value, or a function and what it is given. */
export interface TemplateCommand extends Place {
  readonly operands: readonly Operand[]
}

/** Where something stands in the template, and how it is written there. */
export interface Place {
  /** In UTF-16 units from the beginning. */
  readonly at: number
  readonly source: string
}

export type Operand =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'dot' }
  | (Place & { readonly kind: 'field'; readonly base: 'dot' | Operand; readonly names: readonly string[] })
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'group'; readonly pipeline: Pipeline }

const MAX_NESTING = 50

/** The problem is Go's text behind `template: output:`. */
export function parseGoTemplate(text: string, functions: ReadonlySet<string>): Result<readonly TemplateNode[], string> {
  try {
    return success(new TemplateParser(splitActions(text), functions).all())
  } catch (problem) {
    if (problem instanceof TemplateProblem) return failure(problem.message)
    throw problem
  }
}

class TemplateParser {
  readonly #pieces: readonly Piece[]
  readonly #functions: ReadonlySet<string>
  #next = 0
  #nesting = 0
  readonly #variables = new Set(['$'])

  constructor(pieces: readonly Piece[], functions: ReadonlySet<string>) {
    this.#pieces = pieces
    this.#functions = functions
  }

  all(): readonly TemplateNode[] {
    const { nodes, stop } = this.#block()
    if (stop !== undefined) throw new TemplateProblem(`${String(stop.line)}: unexpected {{${stop.word}}}`)
    return nodes
  }

  #block(): {
    readonly nodes: readonly TemplateNode[]
    readonly stop: { readonly word: string; readonly line: number; readonly rest: Piece } | undefined
  } {
    this.#nesting += 1
    if (this.#nesting > MAX_NESTING) throw new TemplateProblem('1: nested too deeply')
    const nodes: TemplateNode[] = []
    for (;;) {
      const piece = this.#pieces[this.#next]
      this.#next += 1
      if (piece === undefined) {
        this.#nesting -= 1
        return { nodes, stop: undefined }
      }
      if (piece.kind === 'text') {
        nodes.push({ kind: 'text', text: piece.text })
        continue
      }
      const trimmed = piece.text.trim()
      const trimmedAt = piece.at + piece.text.indexOf(trimmed)
      if (trimmed.startsWith('/*')) continue
      const word = /^[a-z]+(?=\s|$)/.exec(trimmed)?.[0] ?? ''
      const rest = { ...piece, text: trimmed.slice(word.length), at: trimmedAt + word.length }
      if (word === 'end' || word === 'else') {
        this.#nesting -= 1
        return { nodes, stop: { word, line: piece.line, rest } }
      }
      if (word === 'if' || word === 'with' || word === 'range') nodes.push(this.#control(word, rest))
      else if (['define', 'template', 'block', 'break', 'continue'].includes(word)) {
        throw new TemplateProblem(`${String(piece.line)}: {{${word}}} is not supported here`)
      } else nodes.push({ kind: 'action', pipeline: this.#pipeline(piece, 'command'), line: piece.line })
    }
  }

  #control(kind: 'if' | 'with' | 'range', piece: Piece): TemplateNode {
    const pipeline = this.#pipeline(piece, kind)
    const body = this.#block()
    let otherwise: readonly TemplateNode[] = []
    let { stop } = body
    if (stop?.word === 'else') {
      const next = /^\s*(if|with)\s/.exec(stop.rest.text)?.[1]
      if (next === 'if' || next === 'with') {
        return {
          kind,
          pipeline,
          body: body.nodes,
          otherwise: [this.#control(next, withoutWord(stop.rest, next))],
        }
      }
      const second = this.#block()
      otherwise = second.nodes
      stop = second.stop
    }
    if (stop === undefined) throw new TemplateProblem(`${String(this.#pieces.at(-1)?.line ?? 1)}: unexpected EOF`)
    return { kind, pipeline, body: body.nodes, otherwise }
  }

  #pipeline(piece: Piece, context: string): Pipeline {
    const tokens = tokensOf(piece)
    const reader = { tokens, at: 0, line: piece.line }
    const declares: string[] = []
    let assigns = false
    const names = tokens.filter((token) => token.kind === 'variable')
    const sign = tokens.findIndex((token) => token.text === ':=' || token.text === '=')
    if (sign > 0 && tokens.slice(0, sign).every((token) => token.kind === 'variable' || token.text === ',')) {
      declares.push(...names.slice(0, Math.ceil(sign / 2)).map((token) => token.text))
      assigns = tokens[sign]?.text === '='
      reader.at = sign + 1
    }
    const commands = this.#commands(reader, false)
    if (commands.length === 0) throw new TemplateProblem(`${String(piece.line)}: missing value for ${context}`)
    for (const name of declares) this.#variables.add(name)
    return { declares, assigns, commands, source: piece.text.trim() }
  }

  #commands(
    reader: { readonly tokens: readonly Token[]; at: number; readonly line: number },
    grouped: boolean,
  ): readonly TemplateCommand[] {
    const commands: TemplateCommand[] = []
    let current: Operand[] = []
    let first = reader.at
    const finish = (): void => {
      const tokens = reader.tokens.slice(first, reader.at)
      const source = tokens.map(({ text, spaced }, index) => (spaced && index > 0 ? ` ${text}` : text)).join('')
      commands.push({ operands: current, at: tokens[0]?.at ?? 0, source })
      current = []
    }
    for (;;) {
      const token = reader.tokens[reader.at]
      if (token === undefined || token.text === ')') {
        if (grouped !== (token !== undefined)) {
          throw new TemplateProblem(`${String(reader.line)}: ${grouped ? 'unclosed left paren' : 'unexpected right paren'}`)
        }
        if (current.length > 0) finish()
        else if (commands.length > 0) throw new TemplateProblem(`${String(reader.line)}: missing value for command`)
        if (token !== undefined) reader.at += 1
        return commands
      }
      if (token.text === '|') {
        if (current.length === 0) throw new TemplateProblem(`${String(reader.line)}: missing value for command`)
        finish()
        reader.at += 1
        first = reader.at
        continue
      }
      reader.at += 1
      const operand = this.#operand(token, reader)
      const last = current.at(-1)
      if (token.kind === 'field' && !token.spaced && last !== undefined) current[current.length - 1] = joinField(last, token)
      else current.push(operand)
    }
  }

  #operand(token: Token, reader: { readonly tokens: readonly Token[]; at: number; readonly line: number }): Operand {
    switch (token.kind) {
      case 'string':
        return { kind: 'literal', value: unquote(token.text) }
      case 'number': {
        const value = Number(token.text.replaceAll('_', ''))
        if (Number.isNaN(value)) throw new TemplateProblem(`${String(reader.line)}: bad number syntax: ${goQuote(token.text)}`)
        return { kind: 'literal', value }
      }
      case 'field':
        return { kind: 'field', base: 'dot', names: [token.text.slice(1)], source: token.text, at: token.at }
      case 'variable':
        if (!this.#variables.has(token.text)) throw new TemplateProblem(`${String(reader.line)}: undefined variable ${goQuote(token.text)}`)
        return { kind: 'variable', name: token.text }
      case 'dot':
        return { kind: 'dot' }
      case 'word':
        if (token.text === 'true' || token.text === 'false') return { kind: 'literal', value: token.text === 'true' }
        if (token.text === 'nil') return { kind: 'literal', value: null }
        if (!this.#functions.has(token.text))
          throw new TemplateProblem(`${String(reader.line)}: function ${goQuote(token.text)} not defined`)
        return { kind: 'function', name: token.text }
      case 'symbol':
        if (token.text !== '(') throw new TemplateProblem(`${String(reader.line)}: unexpected ${goQuote(token.text)} in operand`)
        this.#nesting += 1
        if (this.#nesting > MAX_NESTING) throw new TemplateProblem(`${String(reader.line)}: nested too deeply`)
        return { kind: 'group', pipeline: { declares: [], assigns: false, commands: this.#commands(reader, true), source: '' } }
    }
  }
}

/** Go takes the second name as the place of a chain of them. */
function joinField(base: Operand, { text, at }: Token): Operand {
  const name = text.slice(1)
  if (base.kind !== 'field') return { kind: 'field', base, names: [name], source: base.kind === 'variable' ? base.name + text : text, at }
  return { ...base, names: [...base.names, name], source: base.source + text, at: base.names.length === 1 ? at : base.at }
}
