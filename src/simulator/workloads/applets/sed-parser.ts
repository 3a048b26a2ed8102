// Reads a sed script into its commands.
// @source busybox editors/sed.c parse_cmd_args add_cmd

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import type { Address, Reader } from './sed-reader.ts'
import { LOOK_AHEAD, peek, readAddress, readDelimited, regexFrom, skipBlanks, skipTo, take } from './sed-reader.ts'
import type { Substitution } from './sed-substitution.ts'

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

/** @param extended  Whether expressions are extended ones, as with `-E`. */
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

function readCommand(reader: Reader): SedCommand {
  const first = readAddress(reader, false)
  skipBlanks(reader)
  const second = first !== undefined && peek(reader) === ',' ? readSecondAddress(reader) : undefined
  skipBlanks(reader)
  const negated = peek(reader) === '!'
  while (peek(reader) === '!') {
    reader.at += 1
    skipBlanks(reader)
  }
  const letter = peek(reader)
  reader.at += 1
  const base = { letter, first, second, negated, text: '', label: '', substitution: undefined, end: 0 }
  const readRest = RESTS[letter]
  if (letter === '') reader.problem ??= 'missing command'
  else if (readRest === undefined && !ALONE.includes(letter)) reader.problem ??= `unsupported command ${letter}`
  return { ...base, ...readRest?.(reader) }
}

/** Commands that nothing follows. */
const ALONE = 'pPdDnNgGhHx={}'

/** What stands behind the letter of a command. */
const RESTS: Readonly<Record<string, (reader: Reader) => Partial<SedCommand>>> = {
  s: (reader) => ({ substitution: readSubstitution(reader) }),
  y: readLetters,
  a: (reader) => ({ text: readText(reader) }),
  i: (reader) => ({ text: readText(reader) }),
  c: (reader) => ({ text: readText(reader) }),
  ':': (reader) => ({ label: readWord(reader, /^[^\s;]{1,60}/) }),
  b: (reader) => ({ label: readWord(reader, LABEL) }),
  t: (reader) => ({ label: readWord(reader, LABEL) }),
  T: (reader) => ({ label: readWord(reader, LABEL) }),
  r: readPath,
  w: readPath,
  q: (reader) => ({ text: readWord(reader, EXIT_CODE) }),
  Q: (reader) => ({ text: readWord(reader, EXIT_CODE) }),
}

const LABEL = /^[^\s;}]{1,60}/
const EXIT_CODE = /^\d{1,3}/

function readSecondAddress(reader: Reader): Address | undefined {
  reader.at += 1
  skipBlanks(reader)
  const second = readAddress(reader, true)
  if (second === undefined) reader.problem ??= 'no address after comma'
  return second
}

function readWord(reader: Reader, word: RegExp): string {
  skipBlanks(reader)
  return take(reader, word) ?? ''
}

function readPath(reader: Reader): Partial<SedCommand> {
  skipBlanks(reader)
  return { text: readFileName(reader) }
}

/** Of y: what goes out, and what comes in for it. */
function readLetters(reader: Reader): Partial<SedCommand> {
  const delimiter = peek(reader)
  reader.at += 1
  const unescape = (text: string): string => text.replace(/\\n/g, '\n').replace(/\\\\/g, '\\')
  const label = unescape(readDelimited(reader, delimiter))
  const text = unescape(readDelimited(reader, delimiter))
  if (label.length !== text.length) reader.problem ??= "strings for 'y' command are different lengths"
  return { label, text }
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
  if (/^\\[ \t]*\n/.test(reader.script.slice(reader.at, reader.at + LOOK_AHEAD))) {
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
