// What may stand for the end of a word: the part from `from` on is replaced by one of the texts.

export interface Suggestions {
  /** Offset within the word. */
  readonly from: number
  readonly texts: readonly string[]
}

export const NOTHING: Suggestions = { from: 0, texts: [] }

/** Those of the texts that begin like the rest of the word, each once, in order. */
export function suggest(texts: readonly string[], word: string, from = 0): Suggestions {
  const begun = word.slice(from)
  const fitting = [...new Set(texts)].filter((text) => text.startsWith(begun))
  return { from, texts: fitting.sort((a, b) => (a < b ? -1 : 1)) }
}

/** Several kinds of suggestions for the same part of a word. */
export function together(...parts: readonly Suggestions[]): Suggestions {
  const from = Math.max(...parts.filter(({ texts }) => texts.length > 0).map((part) => part.from), 0)
  return { from, texts: [...new Set(parts.flatMap((part) => (part.from === from ? part.texts : [])))] }
}
