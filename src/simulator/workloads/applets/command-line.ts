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
  const letters = stops ? specification.slice(1) : specification
  const found: (readonly [letter: string, value: string])[] = []
  const rest: string[] = []
  const takesValue = (letter: string): boolean => letters.charAt(letters.indexOf(letter) + 1) === ':'
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    if (word === '--') {
      rest.push(...words.slice(index + 1))
      break
    }
    if (word.startsWith('--')) {
      const [name = '', value] = split(word.slice(2))
      const letter = Object.hasOwn(long, name) ? long[name] : undefined
      if (letter === undefined) {
        call.printed.push({ stream: 2, text: `${call.name}: unrecognized option '${word}'\n` })
        call.usage('[OPTIONS] [ARG]...')
        return undefined
      }
      if (takesValue(letter) && value === undefined) index += 1
      found.push([letter, value ?? (takesValue(letter) ? (words[index] ?? '') : '')])
      continue
    }
    if (!/^-./.test(word)) {
      if (stops) {
        rest.push(...words.slice(index))
        break
      }
      rest.push(word)
      continue
    }
    for (let at = 1; at < word.length; at += 1) {
      const letter = word.charAt(at)
      if (letter === ':' || !letters.includes(letter)) {
        call.printed.push({ stream: 2, text: `${call.name}: invalid option -- '${letter}'\n` })
        call.usage('[OPTIONS] [ARG]...')
        return undefined
      }
      if (!takesValue(letter)) {
        found.push([letter, ''])
        continue
      }
      if (at + 1 >= word.length) {
        index += 1
        if (index >= words.length) {
          call.printed.push({ stream: 2, text: `${call.name}: option requires an argument -- '${letter}'\n` })
          call.usage('[OPTIONS] [ARG]...')
          return undefined
        }
      }
      found.push([letter, at + 1 < word.length ? word.slice(at + 1) : (words[index] ?? '')])
      break
    }
  }
  return {
    has: (letter) => found.some(([each]) => each === letter),
    value: (letter) => found.findLast(([each]) => each === letter)?.[1],
    values: (letter) => found.flatMap(([each, value]) => (each === letter ? [value] : [])),
    rest,
  }
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
