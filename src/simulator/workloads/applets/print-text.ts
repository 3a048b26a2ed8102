// echo and printf: what they print, for the applets and for the shell's builtins of the same names.
// @source busybox coreutils/echo.c printf.c

import { escapedCharacter } from '../shell/escapes.ts'
import { directiveAt, formatFloat, formatInteger, formatText } from './directive.ts'

export function echoText(words: readonly string[]): string {
  let first = 0
  let newline = true
  let escapes = false
  for (; first < words.length && /^-[neE]+$/.test(words[first] ?? ''); first += 1) {
    for (const letter of (words[first] ?? '').slice(1)) {
      if (letter === 'n') newline = false
      else escapes = letter === 'e'
    }
  }
  const text = words.slice(first).join(' ')
  if (!escapes) return newline ? `${text}\n` : text
  const { text: shown, stops } = withEscapes(text)
  return newline && !stops ? `${shown}\n` : shown
}

/** `\c` ends all output; `\0nnn` may have three digits after the zero. */
function withEscapes(text: string): { readonly text: string; readonly stops: boolean } {
  let shown = ''
  for (let at = 0; at < text.length; at += 1) {
    if (text.charAt(at) !== '\\') {
      shown += text.charAt(at)
      continue
    }
    if (text.charAt(at + 1) === 'c') return { text: shown, stops: true }
    const skip = /^0[0-7]/.test(text.slice(at + 1, at + 3)) ? 1 : 0
    const escape = escapedCharacter(text, at + 1 + skip)
    shown += escape?.text ?? '\\'
    at += escape === undefined ? 0 : escape.length + skip
  }
  return { text: shown, stops: false }
}

export interface Printed {
  readonly text: string
  /** Without the name before them. */
  readonly problems: readonly string[]
}

interface Progress {
  text: string
  readonly problems: string[]
  readonly words: readonly string[]
  next: number
  stops: boolean
}

/** The longest text that printf makes. */
const MOST_TEXT = 1024 * 1024

/** @param words the format and what goes into it; the format is used again while words are left */
export function printfText([format = '', ...words]: readonly string[]): Printed {
  const progress: Progress = { text: '', problems: [], words, next: 0, stops: false }
  do {
    const before = progress.next
    printOnce(progress, format)
    if (progress.next === before) break
  } while (progress.next < words.length && !progress.stops && progress.text.length < MOST_TEXT)
  return progress
}

function printOnce(progress: Progress, format: string): void {
  for (let at = 0; at < format.length && !progress.stops; at += 1) {
    const character = format.charAt(at)
    if (character === '\\') {
      if (format.charAt(at + 1) === 'c') progress.stops = true
      const escape = escapedCharacter(format, at + 1)
      progress.text += escape?.text ?? (progress.stops ? '' : '\\')
      at += escape?.length ?? 0
    } else if (character !== '%') progress.text += character
    else if (format.charAt(at + 1) === '%') {
      progress.text += '%'
      at += 1
    } else {
      const found = directiveAt(format, at, () => Number(integer(progress, take(progress) ?? '0')))
      if (found === undefined || !'diouxXfFeEgGcsb'.includes(found.directive.letter)) {
        progress.problems.push(`%${format.slice(at + 1).replace(/^[-+ #0]*(?:\d+|\*)?(?:\.(?:\d+|\*)?)?[hlLz]*/, '')}: invalid format`)
        progress.stops = true
        return
      }
      convert(progress, found.directive)
      at += found.length - 1
    }
  }
}

function take(progress: Progress): string | undefined {
  const word = progress.words[progress.next]
  if (word !== undefined) progress.next += 1
  return word
}

function convert(progress: Progress, directive: Parameters<typeof formatText>[0]): void {
  const word = take(progress)
  const { letter } = directive
  if (letter === 's') progress.text += formatText(directive, word ?? '')
  else if (letter === 'c') progress.text += formatText({ ...directive, precision: undefined }, (word ?? '').slice(0, 1))
  else if (letter === 'b') {
    const { text, stops } = withEscapes(word ?? '')
    progress.text += formatText(directive, text)
    progress.stops = stops
  } else if ('diouxX'.includes(letter)) progress.text += formatInteger(directive, integer(progress, word ?? '0'))
  else {
    const value = Number(word ?? '0')
    if (Number.isNaN(value)) progress.problems.push(`invalid number '${word ?? ''}'`)
    progress.text += formatFloat(directive, Number.isNaN(value) ? 0 : value)
  }
}

function integer(progress: Progress, word: string): bigint {
  if (/^["']/.test(word)) return BigInt(word.length > 1 ? word.charCodeAt(1) : 0)
  const text = word.trim()
  if (/^[-+]?(?:0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)$/.test(text)) {
    const negative = text.startsWith('-')
    const digits = text.replace(/^[-+]/, '')
    const isOctal = /^0[0-7]+$/.test(digits)
    const value = BigInt(isOctal ? `0o${digits.slice(1)}` : digits.length > 40 ? digits.slice(0, 40) : digits)
    return BigInt.asIntN(64, negative ? -value : value)
  }
  progress.problems.push(`invalid number '${word}'`)
  return 0n
}
