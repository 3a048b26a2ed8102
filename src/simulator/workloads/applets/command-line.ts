// Options of applets, as getopt reads them.
// @source busybox libbb/getopt32.c

import type { AppletCall } from './applet.ts'

export interface CommandLine {
  has(letter: string): boolean
  /** The last value of an option that takes one. */
  value(letter: string): string | undefined
  values(letter: string): readonly string[]
  readonly rest: readonly string[]
}

/**
 * @param specification letters; a colon after one that takes a value; `+` at the beginning: options end at the first other word
 * @param long long names with their letters
 * @returns undefined when an option is wrong; that was said
 */
export function commandLine(
  call: AppletCall,
  specification: string,
  long: Readonly<Record<string, string>> = {},
  words: readonly string[] = call.words,
): CommandLine | undefined {
  const stops = specification.startsWith('+')
  const reading: Reading = { words, at: 0, letters: stops ? specification.slice(1) : specification, long, found: [] }
  const rest: string[] = []
  for (; reading.at < words.length; reading.at += 1) {
    const word = words[reading.at] ?? ''
    const isOption = /^-./.test(word)
    if (word === '--' || (stops && !isOption)) {
      rest.push(...words.slice(word === '--' ? reading.at + 1 : reading.at))
      break
    }
    if (!isOption) {
      rest.push(word)
      continue
    }
    const problem = word.startsWith('--') ? readLong(reading, word) : readLetters(reading, word)
    if (problem !== undefined) {
      call.printed.push({ stream: 2, text: `${call.name}: ${problem}\n` })
      call.usage('[OPTIONS] [ARG]...')
      return undefined
    }
  }
  const { found } = reading
  return {
    has: (letter) => found.some(([each]) => each === letter),
    value: (letter) => found.findLast(([each]) => each === letter)?.[1],
    values: (letter) => found.flatMap(([each, value]) => (each === letter ? [value] : [])),
    rest,
  }
}

interface Reading {
  readonly words: readonly string[]
  /** The word that is read. */
  at: number
  readonly letters: string
  readonly long: Readonly<Record<string, string>>
  readonly found: (readonly [letter: string, value: string])[]
}

function takesValue({ letters }: Reading, letter: string): boolean {
  return letters.charAt(letters.indexOf(letter) + 1) === ':'
}

/** `--name` or `--name=value`. @returns what is wrong */
function readLong(reading: Reading, word: string): string | undefined {
  const [name = '', value] = split(word.slice(2))
  const letter = Object.hasOwn(reading.long, name) ? reading.long[name] : undefined
  if (letter === undefined) return `unrecognized option '${word}'`
  const takes = takesValue(reading, letter)
  if (takes && value === undefined) reading.at += 1
  reading.found.push([letter, value ?? (takes ? (reading.words[reading.at] ?? '') : '')])
  return undefined
}

/** `-abc`: the first letter that takes a value takes what is left of the word, or the next one. @returns what is wrong */
function readLetters(reading: Reading, word: string): string | undefined {
  for (let at = 1; at < word.length; at += 1) {
    const letter = word.charAt(at)
    if (letter === ':' || !reading.letters.includes(letter)) return `invalid option -- '${letter}'`
    if (!takesValue(reading, letter)) {
      reading.found.push([letter, ''])
      continue
    }
    if (at + 1 < word.length) {
      reading.found.push([letter, word.slice(at + 1)])
      return undefined
    }
    reading.at += 1
    const value = reading.words[reading.at]
    if (value === undefined) return `option requires an argument -- '${letter}'`
    reading.found.push([letter, value])
  }
  return undefined
}

function split(text: string): readonly [string, string | undefined] {
  const equals = text.indexOf('=')
  return equals === -1 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)]
}

/** `3`, `3k`, `2m` as a whole number. */
export function wholeNumber(text: string): number | undefined {
  const match = /^(\d{1,12})([bkmKM]?)$/.exec(text)
  if (match === null) return undefined
  const factor = { b: 512, k: 1024, K: 1024, m: 1_048_576, M: 1_048_576 }[match[2] ?? ''] ?? 1
  return Number(match[1]) * factor
}
