// A sed script on its way through the parser: what is read of it letter by letter, and the addresses before a command.
// @source busybox editors/sed.c get_address index_of_next_unescaped_regexp_delim

import type { Regex } from './regex.ts'
import { compileRegex } from './regex.ts'

export type Address =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'regex'; readonly regex: Regex }
  /** `+3`: so many lines after the first. */
  | { readonly kind: 'count'; readonly count: number }

export interface Reader {
  readonly script: string
  readonly extended: boolean
  at: number
  problem: string | undefined
  last: Regex | undefined
}

/** Longer than any word that is looked for. */
export const LOOK_AHEAD = 64

export function peek(reader: Reader): string {
  return reader.script.charAt(reader.at)
}

/** @returns What is skipped. */
export function skipTo(reader: Reader, end: string): string {
  const at = reader.script.indexOf(end, reader.at)
  const text = reader.script.slice(reader.at, at === -1 ? undefined : at)
  reader.at += text.length
  return text
}

export function skipBlanks(reader: Reader): void {
  while (/[ \t]/.test(peek(reader))) reader.at += 1
}

/** What fits here, among the next characters; it is taken. */
export function take(reader: Reader, expression: RegExp): string | undefined {
  const text = expression.exec(reader.script.slice(reader.at, reader.at + LOOK_AHEAD))?.[0]
  if (text !== undefined) reader.at += text.length
  return text
}

export function readAddress(reader: Reader, isSecond: boolean): Address | undefined {
  const digits = take(reader, /^\d{1,9}/)
  if (digits !== undefined) {
    const step = take(reader, /^~\d{1,9}/)
    return step === undefined
      ? { kind: 'line', line: Number(digits) }
      : { kind: 'step', first: Number(digits), step: Number(step.slice(1)) }
  }
  const count = isSecond ? take(reader, /^\+\d{1,9}/) : undefined
  if (count !== undefined) return { kind: 'count', count: Number(count.slice(1)) }
  if (peek(reader) === '$') {
    reader.at += 1
    return { kind: 'last' }
  }
  if (peek(reader) !== '/' && peek(reader) !== '\\') return undefined
  if (peek(reader) === '\\') reader.at += 1
  const delimiter = peek(reader)
  reader.at += 1
  const source = readDelimited(reader, delimiter)
  const ignoresCase = take(reader, /^I/) !== undefined
  const regex = regexFrom(reader, source, ignoresCase)
  return regex === undefined ? undefined : { kind: 'regex', regex }
}

/** An empty expression is the last one again. */
export function regexFrom(reader: Reader, source: string, ignoresCase: boolean): Regex | undefined {
  if (source === '') {
    if (reader.last === undefined) reader.problem ??= 'no previous regexp'
    return reader.last
  }
  const compiled = compileRegex(source, reader.extended ? 'extended' : 'basic', ignoresCase)
  if (compiled.ok) reader.last = compiled.value
  else reader.problem ??= `bad regex '${source}': ${compiled.problem}`
  return reader.last
}

/** Up to the delimiter, which is taken; a delimiter behind a backslash stands for itself. */
export function readDelimited(reader: Reader, delimiter: string): string {
  let text = ''
  let inSet = false
  for (; reader.at < reader.script.length; reader.at += 1) {
    const character = peek(reader)
    if (character === '\\' && reader.at + 1 < reader.script.length && !inSet) {
      reader.at += 1
      const next = peek(reader)
      text += next === delimiter && !/[(){}|+?.*[\]^$]/.test(next) ? next : `\\${next}`
      continue
    }
    if (character === '[' && !inSet) inSet = delimiter !== '['
    else if (character === ']' && !/\[\^?$/.test(text)) inSet = false
    if (character === delimiter && !inSet) {
      reader.at += 1
      return text
    }
    text += character
  }
  reader.problem ??= `unmatched '${delimiter}'`
  return text
}
