// The words of the command that the caret stands in, as far as they are typed: quotes may be open, and the last word unfinished.
// @simplified Completion with Tab takes here-documents and arithmetic for plain words.

export interface TypedWord {
  /** Without quotes and backslashes. */
  readonly text: string
  /** Offset of its first character in the line. */
  readonly start: number
  /** The quote that is still open where the word ends. */
  readonly quote: '' | '"' | "'"
}

export interface TypedCommand {
  /** Finished words, the program first; assignments in front of it are left out. */
  readonly words: readonly TypedWord[]
  /** The word at the caret, empty after a space. */
  readonly last: TypedWord
  /** Whether the last word is the file of a redirection. */
  readonly isFile: boolean
}

const SEPARATORS = ';|&(\n`'
const ASSIGNMENT = /^[A-Za-z_][A-Za-z0-9_]*=/

export function typedCommand(line: string, caret: number): TypedCommand {
  const text = line.slice(0, Math.max(0, Math.min(caret, line.length)))
  let words: TypedWord[] = []
  let word: { text: string; start: number } | undefined
  let quote: TypedWord['quote'] = ''
  let isFile = false
  const endWord = (): void => {
    if (word !== undefined && !isFile && !(words.length === 0 && ASSIGNMENT.test(word.text))) words.push({ ...word, quote: '' })
    if (word !== undefined) isFile = false
    word = undefined
  }
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    const add = (added: string): void => {
      word = { text: (word?.text ?? '') + added, start: word?.start ?? at }
    }
    if (quote !== '') {
      if (character === quote) quote = ''
      else if (character === '\\' && quote === '"' && /["\\$`]/.test(text.charAt(at + 1))) {
        at += 1
        add(text.charAt(at))
      } else add(character)
    } else if (character === '"' || character === "'") {
      add('')
      quote = character
    } else if (character === '\\') {
      add(text.charAt(at + 1))
      at += 1
    } else if (SEPARATORS.includes(character)) {
      endWord()
      words = []
      isFile = false
    } else if (character === '>' || character === '<') {
      // The number of a stream belongs to the redirection.
      if (word !== undefined && /^\d+$/.test(word.text)) word = undefined
      endWord()
      isFile = true
    } else if (/\s/.test(character)) endWord()
    else add(character)
  }
  return { words, last: { ...(word ?? { text: '', start: text.length }), quote }, isFile }
}

/** How a text is typed so that the shell reads it as it is. */
export function typed(text: string, quote: TypedWord['quote']): string {
  if (quote === "'") return text
  if (quote === '"') return text.replace(/["\\$`]/g, '\\$&')
  return text.replace(/[\s"'\\$`;|&()<>*?[\]#~!{}]/g, '\\$&')
}
