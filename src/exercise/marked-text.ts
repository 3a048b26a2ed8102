// What authors mark within a line of text: code between backticks, as in Markdown, and the rules that a claim rests on, as in [ENV-4].

export interface Piece {
  readonly kind: 'words' | 'code' | 'rules'
  /** Without the marks. */
  readonly text: string
}

/** The ids in brackets, and the blank before them. */
export const CITATION = /\s?\[([A-Z]{1,5}-\d+(?:, [A-Z]{1,5}-\d+)*)\]/

/** Every rule that a text cites, and where its bracket stands. */
export function citedRules(text: string): readonly { readonly rule: string; readonly at: number }[] {
  return [...text.matchAll(new RegExp(CITATION, 'g'))].flatMap(({ 0: whole, 1: cited = '', index }) =>
    cited.split(', ').map((rule) => ({ rule, at: index + whole.indexOf('[') })),
  )
}

/** Two backticks enclose code that has one in it. Each kind of mark is a group, so that splitting gives them in this order. */
const MARK = new RegExp(`\`\` (.+?) \`\`|\`([^\`]+)\`|${CITATION.source}`)
const KINDS = ['words', 'code', 'code', 'rules'] as const

/** The text in order; nothing of it is lost but the marks. */
export function piecesOf(text: string): readonly Piece[] {
  return text.split(MARK).flatMap((piece: string | undefined, index) => {
    const kind = KINDS[index % KINDS.length]
    return kind === undefined || piece === undefined || piece === '' ? [] : [{ kind, text: piece }]
  })
}

/** A short code is never broken, a longer one only between words: browsers break after a hyphen, and of `--env` the first line would get `--`. */
const SHORT_CHARACTERS = 24
/** What fits into a line of a phone. */
const LINE_CHARACTERS = 30

/** Code within a line, in the parts that may stand in different lines; a part that is whole is not broken. */
export function partsOfCode(code: string): readonly { readonly text: string; readonly isWhole: boolean }[] {
  if (!/[ /-]/.test(code)) return [{ text: code, isWhole: false }]
  const parts = code.length <= SHORT_CHARACTERS ? [code] : code.split(/( +)/)
  return parts.filter((text) => text !== '').map((text) => ({ text, isWhole: text.length <= LINE_CHARACTERS && text.trim() !== '' }))
}

/** As it is read aloud: without marks and without rules. */
export function plainText(text: string): string {
  return piecesOf(text)
    .map((piece) => (piece.kind === 'rules' ? '' : piece.text))
    .join('')
}
