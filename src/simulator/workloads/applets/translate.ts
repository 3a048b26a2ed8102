// tr.
// @source busybox coreutils/tr.c

import { errorText } from '../shell/file-error.ts'
import { peekInput } from '../shell/stream.ts'
import type { Applet } from './applet.ts'
import { MORE } from './applet.ts'
import { commandLine } from './command-line.ts'

/** The characters that a set of tr names. */
function setOf(text: string): string {
  let result = ''
  for (let at = 0; at < text.length; at += 1) {
    const named = /^\[:([a-z]+):\]/.exec(text.slice(at, at + 12))
    if (named !== null) {
      const members = CLASSES[named[1] ?? '']
      if (members !== undefined) {
        result += members
        at += named[0].length - 1
        continue
      }
    }
    const [low, length] = characterAt(text, at)
    const after = at + length
    if (text.charAt(after) === '-' && after + 1 < text.length) {
      const [high, highLength] = characterAt(text, after + 1)
      for (let code = low.charCodeAt(0); code <= high.charCodeAt(0); code += 1) result += String.fromCharCode(code)
      at = after + highLength
    } else {
      result += low
      at = after - 1
    }
  }
  return result
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const DIGITS = '0123456789'
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
const CLASSES: Readonly<Record<string, string>> = {
  upper: UPPER,
  lower: UPPER.toLowerCase(),
  digit: DIGITS,
  alpha: UPPER + UPPER.toLowerCase(),
  alnum: DIGITS + UPPER + UPPER.toLowerCase(),
  space: '\t\n\v\f\r ',
  blank: '\t ',
  punct: PUNCTUATION,
  xdigit: `${DIGITS}ABCDEFabcdef`,
}

function characterAt(text: string, at: number): readonly [character: string, length: number] {
  if (text.charAt(at) !== '\\' || at + 1 >= text.length) return [text.charAt(at), 1]
  const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0]
  if (octal !== undefined) return [String.fromCharCode(parseInt(octal, 8) & 0xff), octal.length + 1]
  const letter = text.charAt(at + 1)
  const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' }
  return [Object.hasOwn(named, letter) ? (named[letter] ?? letter) : letter, 2]
}

export const tr: Applet = (call) => {
  const line = commandLine(call, '+cCdst')
  if (line === undefined) return 1
  const [firstText, secondText] = line.rest
  if (firstText === undefined) return call.usage('[-cds] STRING1 [STRING2]')
  const input = peekInput(call.machine, call.process, 0)
  if (input.kind === 'failed') return call.complain(`read error: ${errorText(input.error)}`)
  const text = call.input()
  if (text === undefined) return MORE
  const named = setOf(firstText)
  const complement = line.has('c') || line.has('C')
  const first = complement
    ? Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))
        .filter((each) => !named.includes(each))
        .join('')
    : named
  const second = secondText === undefined ? undefined : setOf(secondText)
  const squeezed = line.has('s') ? new Set((line.has('d') ? second : (second ?? first)) ?? '') : new Set<string>()
  const places = new Map([...first].map((character, index) => [character, index]))
  let result = ''
  let last = ''
  for (const character of text) {
    const place = places.get(character)
    if (place !== undefined && line.has('d')) continue
    const shown =
      place === undefined || second === undefined || line.has('d') ? character : second.charAt(Math.min(place, second.length - 1))
    if (shown === last && squeezed.has(shown)) continue
    result += shown
    last = shown
  }
  call.print(result)
  return 0
}
