// Cuts a Go template into text and actions, and an action into its words.
// @source go text/template/parse/lex.go

import { goQuote } from '../../base/go-text.ts'

export class TemplateProblem extends Error {}

export interface Piece {
  readonly kind: 'text' | 'action'
  readonly text: string
  readonly line: number
  /** Of its text in the template. */
  readonly at: number
}

export function splitActions(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  let line = 1
  let trimsNext = false
  for (;;) {
    const open = text.indexOf('{{', at)
    const raw = text.slice(at, open < 0 ? undefined : open)
    const trimsBefore = open >= 0 && /^\{\{-\s/.test(text.slice(open, open + 4))
    let shown = trimsNext ? raw.replace(/^[ \t\r\n]+/, '') : raw
    if (trimsBefore) shown = shown.trimEnd()
    if (shown !== '') pieces.push({ kind: 'text', text: shown, line, at })
    line += raw.split('\n').length - 1
    if (open < 0) return pieces
    const start = open + (trimsBefore ? 3 : 2)
    const end = endOfAction(text, start, line)
    const inner = text.slice(start, end)
    trimsNext = /\s-$/.test(inner)
    pieces.push({ kind: 'action', text: trimsNext ? inner.slice(0, -1) : inner, line, at: start })
    line += inner.split('\n').length - 1
    at = end + 2
  }
}

function endOfAction(text: string, start: number, line: number): number {
  if (/^\s*\/\*/.test(text.slice(start, start + 20))) {
    const close = text.indexOf('*/', start)
    const end = close < 0 ? -1 : text.indexOf('}}', close)
    if (end < 0) throw new TemplateProblem(`${String(line)}: unclosed comment`)
    return end
  }
  for (let at = start; at < text.length; at += 1) {
    const character = text[at]
    if (character === '"' || character === '`') {
      const close = character === '`' ? text.indexOf('`', at + 1) : closingQuote(text, at + 1)
      if (close < 0) throw new TemplateProblem(`${String(line)}: unterminated ${character === '`' ? 'raw quoted' : 'quoted'} string`)
      at = close
    } else if (text.startsWith('}}', at)) return at
  }
  throw new TemplateProblem(`${String(line)}: unclosed action`)
}

function closingQuote(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
    else if (text[at] === '\n') return -1
  }
  return -1
}

export interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'field' | 'variable' | 'symbol' | 'dot'
  readonly text: string
  readonly at: number
  /** Whether a blank stands before it. */
  readonly spaced: boolean
}

const TOKEN =
  /("(?:[^"\\\n]|\\.)*"|`[^`]*`)|('(?:[^'\\]|\\.)')|([-+]?(?:\d|\.\d)[\w.]*)|(\.[\p{L}_][\p{L}\p{N}_]*)|(\$[\p{L}\p{N}_]*)|([\p{L}_][\p{L}\p{N}_]*)|(:=|\||\(|\)|,|=)|(\.)/uy

export function tokensOf(piece: Piece): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    const blanks = /^\s*/.exec(piece.text.slice(at))?.[0].length ?? 0
    at += blanks
    if (at >= piece.text.length) return tokens
    TOKEN.lastIndex = at
    const match = TOKEN.exec(piece.text)
    if (match === null) {
      const character = piece.text.charAt(at)
      throw new TemplateProblem(`${String(piece.line)}: unexpected ${goQuote(character)} in command`)
    }
    const kinds: readonly Token['kind'][] = ['string', 'string', 'number', 'field', 'variable', 'word', 'symbol', 'dot']
    const kind = kinds.find((_, index) => match[index + 1] !== undefined) ?? 'symbol'
    tokens.push({ kind, text: match[0], at: piece.at + at, spaced: blanks > 0 || at === 0 })
    at = TOKEN.lastIndex
  }
}

export function withoutWord(piece: Piece, word: string): Piece {
  const from = piece.text.indexOf(word) + word.length
  return { ...piece, text: piece.text.slice(from), at: piece.at + from }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' }

export function unquote(text: string): string {
  const inner = text.slice(1, -1)
  if (text.startsWith('`')) return inner
  return inner.replace(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/g, (_, escape: string) =>
    escape.length > 1 ? String.fromCharCode(parseInt(escape.slice(1), 16)) : (ESCAPES[escape] ?? escape),
  )
}
