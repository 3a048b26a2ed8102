// Reads `$name` and all forms of `${…}`.
// @source busybox shell/ash.c parsesub

import type { Cursor } from './cursor.ts'
import { fail, peek, startsWith } from './cursor.ts'
import type { Parameter, ParameterForm, Word } from './syntax.ts'

/** Where a word stands, and so where it ends and what quotes mean in it. */
export type WordPlace = 'plain' | 'double' | 'brace' | 'quoted-brace' | 'slash' | 'here' | 'arithmetic'

type ReadInnerWord = (cursor: Cursor, place: WordPlace) => Word

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y
const LONG_DIGITS = /[0-9]+/y
const SPECIAL = '@*#?-$!'

/** The parameter at the `$` where the cursor stands, or undefined: the `$` is a plain character. */
export function readParameter(cursor: Cursor, quoted: boolean, readInnerWord: ReadInnerWord): Parameter | undefined {
  if (peek(cursor, 1) === '{') return readBraces(cursor, quoted, readInnerWord)
  const name = nameAt(cursor, cursor.position + 1) ?? (/[0-9@*#?$!-]/.test(peek(cursor, 1)) ? peek(cursor, 1) : undefined)
  if (name === undefined) return undefined
  cursor.position += 1 + name.length
  return { name, form: { kind: 'value' } }
}

function nameAt(cursor: Cursor, position: number): string | undefined {
  NAME.lastIndex = position
  return NAME.exec(cursor.text)?.[0]
}

function parameterNameAt(cursor: Cursor, position: number): string | undefined {
  LONG_DIGITS.lastIndex = position
  const character = cursor.text.charAt(position)
  return (
    nameAt(cursor, position) ??
    LONG_DIGITS.exec(cursor.text)?.[0] ??
    (character !== '' && SPECIAL.includes(character) ? character : undefined)
  )
}

function readBraces(cursor: Cursor, quoted: boolean, readInnerWord: ReadInnerWord): Parameter {
  cursor.position += 2
  const length = peek(cursor) === '#' && peek(cursor, 1) !== '}' ? parameterNameAt(cursor, cursor.position + 1) : undefined
  if (length !== undefined && cursor.text.charAt(cursor.position + 1 + length.length) === '}') {
    cursor.position += length.length + 2
    return { name: length, form: { kind: 'length' } }
  }
  const name = parameterNameAt(cursor, cursor.position) ?? ''
  cursor.position += name.length
  const form = readForm(cursor, name === '', quoted, readInnerWord)
  if (peek(cursor) === '}') cursor.position += 1
  else fail(cursor, "missing '}'")
  return { name, form }
}

function readForm(cursor: Cursor, nameless: boolean, quoted: boolean, readInnerWord: ReadInnerWord): ParameterForm {
  const inner = quoted ? 'quoted-brace' : 'brace'
  const first = peek(cursor)
  if (first === '}' && !nameless) return { kind: 'value' }
  if (nameless) {
    readInnerWord(cursor, inner)
    return { kind: 'bad' }
  }
  const orNull = first === ':'
  const operator = orNull ? peek(cursor, 1) : first
  const kind = ({ '-': 'default', '=': 'assign', '+': 'alternative', '?': 'error' } as const)[operator]
  if (kind !== undefined) {
    cursor.position += orNull ? 2 : 1
    return { kind, orNull, word: readInnerWord(cursor, inner) }
  }
  if (orNull) return readSlice(cursor, readInnerWord)
  if (first === '#' || first === '%') {
    const longest = startsWith(cursor, first + first)
    cursor.position += longest ? 2 : 1
    return { kind: 'cut', end: first === '#' ? 'front' : 'back', longest, pattern: readInnerWord(cursor, 'brace') }
  }
  if (first === '/') {
    const all = startsWith(cursor, '//')
    cursor.position += all ? 2 : 1
    const pattern = readInnerWord(cursor, 'slash')
    if (peek(cursor) !== '/') return { kind: 'replace', all, pattern, replacement: [] }
    cursor.position += 1
    return { kind: 'replace', all, pattern, replacement: readInnerWord(cursor, inner) }
  }
  readInnerWord(cursor, inner)
  return { kind: 'bad' }
}

/** `${name:offset:length}`. @simplified In `${name:offset:length}` the first colon ends the offset, even one of `?:` or within quotes. */
function readSlice(cursor: Cursor, readInnerWord: ReadInnerWord): ParameterForm {
  cursor.position += 1
  const whole = readInnerWord(cursor, 'quoted-brace')
  const offset: Word[number][] = []
  const length: Word[number][] = []
  let target = offset
  for (const part of whole) {
    const colon = part.kind === 'text' && target === offset ? part.text.indexOf(':') : -1
    if (part.kind !== 'text' || colon === -1) target.push(part)
    else {
      offset.push({ ...part, text: part.text.slice(0, colon) })
      target = length
      length.push({ ...part, text: part.text.slice(colon + 1) })
    }
  }
  return { kind: 'slice', offset, length: target === length ? length : undefined }
}
