// What authors mark within a line of text: code between backticks, as in Markdown, and the rules that a claim rests on, as in [ENV-4].

export interface Piece {
  readonly kind: 'words' | 'code' | 'rules'
  /** Without the marks. */
  readonly text: string
}

/** The ids in brackets, and the blank before them. */
export const CITATION = /\s?\[(?<rules>[A-Z]{1,5}-\d+(?:, [A-Z]{1,5}-\d+)*)\]/
/** Two backticks enclose code that has one in it. */
const MARK = new RegExp(`(?:\`\` (?<longer>.+?) \`\`)|(?:\`(?<code>[^\`]+)\`)|(?:${CITATION.source})`, 'g')

/** The text in order; nothing of it is lost but the marks. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(MARK)) {
    pieces.push({ kind: 'words', text: text.slice(end, match.index) })
    const { longer, code = longer, rules } = match.groups ?? {}
    pieces.push(rules === undefined ? { kind: 'code', text: code ?? '' } : { kind: 'rules', text: rules })
    end = match.index + match[0].length
  }
  return [...pieces, { kind: 'words', text: text.slice(end) } as const].filter((piece) => piece.text !== '')
}

/** As it is read aloud: without marks and without rules. */
export function plainText(text: string): string {
  return piecesOf(text)
    .map((piece) => (piece.kind === 'rules' ? '' : piece.text))
    .join('')
}
