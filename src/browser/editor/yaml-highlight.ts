// Colours for YAML, a line at a time: the page has them before any editor is loaded, and Monaco takes them from here, so that nothing
// changes its colour when it arrives. What a value means is not decided here.

export type TokenKind = 'key' | 'string' | 'word' | 'plain' | 'comment' | 'mark'

export interface Token {
  readonly text: string
  readonly kind: TokenKind
}

export interface HighlightedLine {
  readonly tokens: readonly Token[]
  /** The column of the key whose `|` or `>` is open below this line. */
  readonly block: number | undefined
}

const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#[\]{},&*!|>%@`][^#]*?)(\s*:)(?=\s|$)/
const PIECES =
  /^(?:(\s+#.*$|#.*$)|("(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?)|([[\]{},]|[&!*][^\s,[\]{}]*)|([^\s,[\]{}#"'][^,[\]{}]*?)(?=\s*[,[\]{}]|\s+#|\s*$)|(\s+)|(.))/
const WORD = /^(?:true|false|null|~|yes|no|on|off|[-+]?(?:0x[\da-f]+|0o?[0-7]+|[\d_]*\.?\d[\d_]*(?:e[-+]?\d+)?))$/i

/** @param block  As the line above left it. */
export function highlightLine(line: string, block: number | undefined): HighlightedLine {
  if (line === '') return { tokens: [], block }
  const indentation = /^\s*/.exec(line)?.[0].length ?? 0
  if (block !== undefined && (indentation > block || line.trim() === '')) return { tokens: [{ text: line, kind: 'string' }], block }
  if (/^(?:---|\.\.\.)(?:\s|$)/.test(line)) return { tokens: [{ text: line, kind: 'mark' }], block: undefined }
  const tokens: Token[] = []
  let rest = line
  let column = 0
  const take = (length: number, kind: TokenKind) => {
    if (length > 0) tokens.push({ text: rest.slice(0, length), kind })
    rest = rest.slice(length)
  }
  take(indentation, 'plain')
  for (let dash = /^-(\s+|$)/.exec(rest); dash !== null; dash = /^-(\s+|$)/.exec(rest)) {
    column = line.length - rest.length
    take(dash[0].length, 'mark')
  }
  const key = KEY.exec(rest)
  if (key !== null) {
    column = line.length - rest.length
    take((key[1] ?? '').length, 'key')
    take((key[2] ?? '').length, 'mark')
  }
  if (/^\s*(?:[&!]\S+\s+)*[|>][-+\d]*\s*(?:#.*)?$/.test(rest)) {
    take(rest.length, 'mark')
    return { tokens, block: column }
  }
  highlightValue(rest, take)
  return { tokens, block: undefined }
}

function highlightValue(value: string, take: (length: number, kind: TokenKind) => void): void {
  let rest = value
  let inFlow = false
  while (rest !== '') {
    const [piece = rest, comment, quoted, mark, plain] = PIECES.exec(rest) ?? []
    if (mark === '{' || mark === '[') inFlow = true
    const key = inFlow ? KEY.exec(rest) : null
    const isKey = key !== null && (plain !== undefined || quoted !== undefined) && !(key[1] ?? '').includes(',')
    if (isKey) {
      take((key[1] ?? '').length, 'key')
      take((key[2] ?? '').length, 'mark')
      rest = rest.slice(key[0].length)
      continue
    }
    const kind = comment !== undefined ? 'comment' : quoted !== undefined ? 'string' : mark !== undefined ? 'mark' : undefined
    take(piece.length, kind ?? (plain === undefined ? 'plain' : WORD.test(plain) ? 'word' : 'string'))
    rest = rest.slice(piece.length)
  }
}

/** A whole text, a list of tokens for each line. */
export function highlightText(text: string): readonly (readonly Token[])[] {
  let block: number | undefined
  return text.split('\n').map((line) => {
    const found = highlightLine(line, block)
    block = found.block
    return found.tokens
  })
}
