// Braces in a word: `{a,b}` and `{1..3}` make several words of it. They come before everything else that is replaced.
// @source bash braces.c
// @simplified The terminal's `{a,b}` must stand in one piece of text, without quotes, variables or commands between the braces.

import type { Word, WordPart } from './tree.ts'

/** More words than that are left as they were written. */
const MOST_WORDS = 1000

export function expandBraces(words: readonly Word[]): readonly Word[] {
  return words.flatMap((word) => wordsOf(word))
}

function wordsOf(word: Word): readonly Word[] {
  for (const [index, part] of word.entries()) {
    const choices = part.kind === 'text' && !part.quoted ? choicesIn(part.text) : undefined
    if (choices === undefined || choices.length > MOST_WORDS) continue
    const [before, after] = [word.slice(0, index), word.slice(index + 1)]
    return choices.flatMap((text) => wordsOf([...before, ...textPart(text), ...after]))
  }
  return [word]
}

function textPart(text: string): readonly WordPart[] {
  return text === '' ? [] : [{ kind: 'text', text, quoted: false }]
}

/** What the first pair of braces makes of the text; undefined where there is none to expand. */
function choicesIn(text: string): readonly string[] | undefined {
  for (let open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
    const { end, commas } = matching(text, open)
    if (end < 0) continue
    const inner = text.slice(open + 1, end)
    const items = commas.length > 0 ? splitAt(text, [open, ...commas, end]) : sequence(inner)
    if (items !== undefined) return items.map((item) => text.slice(0, open) + item + text.slice(end + 1))
  }
  return undefined
}

/** Where the brace closes, and the commas between that belong to it. */
function matching(text: string, open: number): { readonly end: number; readonly commas: readonly number[] } {
  const commas: number[] = []
  let depth = 0
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1
    else if (text[at] === '}') depth -= 1
    else if (text[at] === ',' && depth === 1) commas.push(at)
    if (depth === 0) return { end: at, commas }
  }
  return { end: -1, commas }
}

function splitAt(text: string, places: readonly number[]): readonly string[] {
  return places.slice(1).map((place, index) => text.slice((places[index] ?? 0) + 1, place))
}

/** `1..3`, `05..07`, `9..1..2`, `a..e`. */
function sequence(inner: string): readonly string[] | undefined {
  const match = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?$/.exec(inner)
  const [, first = '', last = '', given] = match ?? []
  const areLetters = /[A-Za-z]/.test(first)
  if (match === null || areLetters !== /[A-Za-z]/.test(last)) return undefined
  const [from, to] = areLetters ? [first.charCodeAt(0), last.charCodeAt(0)] : [Number(first), Number(last)]
  const step = Math.max(1, Math.abs(Number(given ?? '1'))) * (from <= to ? 1 : -1)
  const width = /^-?0\d/.test(first) || /^-?0\d/.test(last) ? Math.max(first.length, last.length) : 0
  const count = Math.floor((to - from) / step) + 1
  if (count > MOST_WORDS) return undefined
  const shown = (value: number): string =>
    areLetters ? String.fromCharCode(value) : (value < 0 ? '-' : '') + String(Math.abs(value)).padStart(width - (value < 0 ? 1 : 0), '0')
  return Array.from({ length: count }, (_, index) => shown(from + index * step))
}
