// Reads a sed script.
// @source busybox editors/sed.c parse_cmd_args get_address

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import type { Regex } from './regex.ts'
import { compileRegex } from './regex.ts'
import type { Substitution } from './sed-substitution.ts'

export type Address =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'regex'; readonly regex: Regex }
  /** `+3`: so many lines after the first. */
  | { readonly kind: 'count'; readonly count: number }

export interface SedCommand {
  readonly letter: string
  readonly first: Address | undefined
  readonly second: Address | undefined
  readonly negated: boolean
  /** Of a, i, c: what to print; of r and w: a file; of y: what comes in; of q: the exit code. */
  readonly text: string
  /** Of b, t, T and `:`; of y: what goes out. */
  readonly label: string
  readonly substitution: Substitution | undefined
  /** Of `{`: where its `}` stands. */
  end: number
}

interface Reader {
  readonly script: string
  readonly extended: boolean
  at: number
  problem: string | undefined
  last: Regex | undefined
}

export function parseSed(script: string, extended: boolean): Result<readonly SedCommand[], string> {
  const reader: Reader = { script, extended, at: 0, problem: undefined, last: undefined }
  const commands: SedCommand[] = []
  const open: SedCommand[] = []
  for (;;) {
    while (/[\s;]/.test(peek(reader))) reader.at += 1
    if (peek(reader) === '#') skipTo(reader, '\n')
    else if (reader.at >= script.length || reader.problem !== undefined) break
    else {
      const command = readCommand(reader)
      if (command.letter === '{') open.push(command)
      else if (command.letter === '}') {
        const begin = open.pop()
        if (begin === undefined) reader.problem ??= 'unexpected }'
        else begin.end = commands.length
      }
      commands.push(command)
    }
  }
  // A group that is not closed goes to the end.
  for (const begin of open) begin.end = commands.length
  const label = commands.find(
    (command) =>
      'btT'.includes(command.letter) &&
      command.label !== '' &&
      !commands.some((each) => each.letter === ':' && each.label === command.label),
  )
  if (label !== undefined) reader.problem ??= `can't find label for jump to '${label.label}'`
  return reader.problem === undefined ? success(commands) : failure(reader.problem)
}

function peek(reader: Reader): string {
  return reader.script.charAt(reader.at)
}

function skipTo(reader: Reader, end: string): string {
  const at = reader.script.indexOf(end, reader.at)
  const text = reader.script.slice(reader.at, at === -1 ? undefined : at)
  reader.at += text.length
  return text
}

function skipBlanks(reader: Reader): void {
  while (/[ \t]/.test(peek(reader))) reader.at += 1
}

function take(reader: Reader, expression: RegExp): string | undefined {
  const text = expression.exec(reader.script.slice(reader.at, reader.at + 64))?.[0]
  if (text !== undefined) reader.at += text.length
  return text
}

function readAddress(reader: Reader, isSecond: boolean): Address | undefined {
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
function regexFrom(reader: Reader, source: string, ignoresCase: boolean): Regex | undefined {
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
function readDelimited(reader: Reader, delimiter: string): string {
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

function readReplacement(reader: Reader, delimiter: string): string {
  let text = ''
  for (; reader.at < reader.script.length; reader.at += 1) {
    const character = peek(reader)
    if (character === delimiter) {
      reader.at += 1
      return text
    }
    if (character === '\\') {
      reader.at += 1
      text += peek(reader) === delimiter ? delimiter : `\\${peek(reader)}`
    } else text += character
  }
  reader.problem ??= `unmatched '${delimiter}'`
  return text
}

function readCommand(reader: Reader): SedCommand {
  const first = readAddress(reader, false)
  skipBlanks(reader)
  let second: Address | undefined
  if (first !== undefined && peek(reader) === ',') {
    reader.at += 1
    skipBlanks(reader)
    second = readAddress(reader, true)
    if (second === undefined) reader.problem ??= 'no address after comma'
  }
  skipBlanks(reader)
  let negated = false
  while (peek(reader) === '!') {
    negated = true
    reader.at += 1
    skipBlanks(reader)
  }
  const letter = peek(reader)
  reader.at += 1
  const base = { letter, first, second, negated, text: '', label: '', substitution: undefined, end: 0 }
  switch (letter) {
    case '':
      reader.problem ??= 'missing command'
      return base
    case 's':
      return { ...base, substitution: readSubstitution(reader) }
    case 'y': {
      const delimiter = peek(reader)
      reader.at += 1
      const unescape = (text: string): string => text.replace(/\\n/g, '\n').replace(/\\\\/g, '\\')
      const label = unescape(readDelimited(reader, delimiter))
      const text = unescape(readDelimited(reader, delimiter))
      if (label.length !== text.length) reader.problem ??= "strings for 'y' command are different lengths"
      return { ...base, label, text }
    }
    case 'a':
    case 'i':
    case 'c':
      return { ...base, text: readText(reader) }
    case ':':
      skipBlanks(reader)
      return { ...base, label: take(reader, /^[^\s;]{1,60}/) ?? '' }
    case 'b':
    case 't':
    case 'T': {
      skipBlanks(reader)
      return { ...base, label: take(reader, /^[^\s;}]{1,60}/) ?? '' }
    }
    case 'r':
    case 'w':
      skipBlanks(reader)
      return { ...base, text: readFileName(reader) }
    case 'q':
    case 'Q':
      skipBlanks(reader)
      return { ...base, text: take(reader, /^\d{1,3}/) ?? '' }
    default:
      if (!'pPdDnNgGhHx={}'.includes(letter)) reader.problem ??= `unsupported command ${letter}`
      return base
  }
}

/** All that is left of the line. */
function readFileName(reader: Reader): string {
  const name = skipTo(reader, '\n')
  if (name === '') reader.problem ??= 'empty filename'
  return name
}

/** What follows a, i and c, up to the end of the line; a backslash before the end goes on. */
function readText(reader: Reader): string {
  skipBlanks(reader)
  if (/^\\[ \t]*\n/.test(reader.script.slice(reader.at, reader.at + 64))) {
    skipTo(reader, '\n')
    reader.at += 1
  } else if (peek(reader) === '\\') reader.at += 1
  let text = ''
  for (; reader.at < reader.script.length && peek(reader) !== '\n'; reader.at += 1) {
    if (peek(reader) === '\\' && reader.at + 1 < reader.script.length) reader.at += 1
    text += peek(reader)
  }
  return text
}

function readSubstitution(reader: Reader): Substitution | undefined {
  const delimiter = peek(reader)
  reader.at += 1
  if (delimiter === '' || delimiter === '\n' || delimiter === '\\') {
    reader.problem ??= 'bad format in substitution expression'
    return undefined
  }
  const source = readDelimited(reader, delimiter)
  const replacement = readReplacement(reader, delimiter)
  let [which, all, prints, ignoresCase] = [1, false, false, false]
  let file: string | undefined
  for (let done = false; !done;) {
    const digits = take(reader, /^\d{1,4}/)
    if (digits !== undefined) which = Number(digits)
    else if (take(reader, /^g/) !== undefined) all = true
    else if (take(reader, /^p/) !== undefined) prints = true
    else if (take(reader, /^[iI]/) !== undefined) ignoresCase = true
    else if (take(reader, /^w[ \t]*/) !== undefined) file = readFileName(reader)
    else done = true
  }
  if (!/^$|[\s;}#]/.test(peek(reader))) reader.problem ??= 'bad option in substitution expression'
  const regex = regexFrom(reader, source, ignoresCase)
  return regex === undefined ? undefined : { regex, replacement, which, all, prints, file }
}
