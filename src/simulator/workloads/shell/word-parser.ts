// Reads words: quotes, `$name`, `${…}`, `$(…)`, backticks, `$((…))`, and the bodies of here-documents.
// @source busybox shell/ash.c readtoken1 parsesub parsebackq
// @simplified `~` means the home directory at the beginning of a word or value, not behind each colon.

import type { Cursor } from './cursor.ts'
import { atEnd, createCursor, deeper, fail, peek, startsWith } from './cursor.ts'
import { readAnsiQuote } from './ansi-quote.ts'
import type { WordPlace } from './parameter-parser.ts'
import { readParameter } from './parameter-parser.ts'
import type { Word, WordPart } from './syntax.ts'

const META = ' \t\n;&|<>()'

/** Collects parts, joining neighbouring text. */
class WordBuilder {
  readonly #parts: WordPart[] = []

  text(text: string, quoted: boolean): void {
    const last = this.#parts.at(-1)
    if (last?.kind === 'text' && last.quoted === quoted) this.#parts[this.#parts.length - 1] = { ...last, text: last.text + text }
    else this.#parts.push({ kind: 'text', text, quoted })
  }

  part(part: WordPart | undefined): void {
    if (part !== undefined) this.#parts.push(part)
  }

  get word(): Word {
    return this.#parts
  }
}

/** A word up to an unquoted blank or operator; the cursor stands at its first character. */
export function readWord(cursor: Cursor): Word {
  const builder = new WordBuilder()
  if (peek(cursor) === '~') builder.part(readTilde(cursor))
  readParts(cursor, 'plain', builder)
  return builder.word
}

/** The word inside `${name:-…}`, up to but without what ends it. */
function readInnerWord(cursor: Cursor, place: WordPlace): Word {
  const builder = new WordBuilder()
  if (peek(cursor) === '~' && place === 'brace') builder.part(readTilde(cursor))
  deeper(cursor, () => readParts(cursor, place, builder))
  return builder.word
}

/** The body of a here-document whose delimiter is not quoted. */
export function readHereText(
  text: string,
  { readBody, depth }: Pick<Cursor, 'readBody' | 'depth'>,
): { readonly word: Word; readonly problem: string | undefined } {
  const cursor = createCursor(text, 0, 1, readBody)
  cursor.depth = depth + 1
  const word = readInnerWord(cursor, 'here')
  return { word, problem: cursor.problem?.message }
}

function readTilde(cursor: Cursor): WordPart | undefined {
  const user = /^~([A-Za-z0-9_.-]*)(?=[/\s;&|<>():}]|$)/.exec(cursor.text.slice(cursor.position, cursor.position + 64))
  if (user === null) return undefined
  cursor.position += user[0].length
  return { kind: 'tilde', user: user[1] ?? '' }
}

function ends(cursor: Cursor, place: WordPlace, parentheses: number): boolean {
  const character = peek(cursor)
  switch (place) {
    case 'plain':
      return META.includes(character)
    case 'double':
      return character === '"'
    case 'brace':
    case 'quoted-brace':
      return character === '}'
    case 'slash':
      return character === '/' || character === '}'
    case 'arithmetic':
      return parentheses === 0 && character === ')'
    case 'here':
      return false
  }
}

function readParts(cursor: Cursor, place: WordPlace, builder: WordBuilder): void {
  const quoted = place === 'double' || place === 'quoted-brace' || place === 'here' || place === 'arithmetic'
  let parentheses = 0
  while (!atEnd(cursor) && !ends(cursor, place, parentheses)) {
    const character = peek(cursor)
    if (character === '\\') readBackslash(cursor, quoted, place, builder)
    else if (character === "'" && !quoted) readSingleQuotes(cursor, builder)
    else if (character === '"' && place !== 'here') readDoubleQuotes(cursor, place, builder)
    else if (character === '$') readDollar(cursor, quoted, builder)
    else if (character === '`') readBackticks(cursor, quoted, builder)
    else {
      if (place === 'arithmetic' && character === '(') parentheses += 1
      if (place === 'arithmetic' && character === ')') parentheses -= 1
      const run = runOfPlainText(cursor)
      builder.text(run, quoted)
      cursor.position += run.length
    }
  }
  if (!atEnd(cursor) || cursor.problem !== undefined) return
  if (place === 'brace' || place === 'quoted-brace' || place === 'slash') fail(cursor, "missing '}'")
  if (place === 'arithmetic') fail(cursor, "missing '))'")
}

/** Letters and digits need no second look; anything else goes one by one. */
function runOfPlainText(cursor: Cursor): string {
  let end = cursor.position
  while (end < cursor.text.length && /[A-Za-z0-9_.\-=+,:@%]/.test(cursor.text.charAt(end))) end += 1
  return end === cursor.position ? peek(cursor) : cursor.text.slice(cursor.position, end)
}

function readBackslash(cursor: Cursor, quoted: boolean, place: WordPlace, builder: WordBuilder): void {
  const next = peek(cursor, 1)
  if (next === '\n') {
    cursor.position += 2
    return
  }
  if (next === '') {
    builder.text('\\', true)
    cursor.position += 1
    return
  }
  const special = place === 'here' ? '$`\\' : place === 'quoted-brace' ? '$`"\\}' : '$`"\\'
  builder.text(!quoted || special.includes(next) ? next : `\\${next}`, true)
  cursor.position += 2
}

function readSingleQuotes(cursor: Cursor, builder: WordBuilder): void {
  const end = cursor.text.indexOf("'", cursor.position + 1)
  if (end === -1) {
    cursor.position = cursor.text.length
    fail(cursor, 'unterminated quoted string')
    return
  }
  builder.text(cursor.text.slice(cursor.position + 1, end), true)
  cursor.position = end + 1
}

function readDoubleQuotes(cursor: Cursor, place: WordPlace, builder: WordBuilder): void {
  cursor.position += 1
  // Inside "${x:-"…"}" and $((…)) the inner quotes are only taken away.
  if (place === 'quoted-brace' || place === 'arithmetic') return
  builder.text('', true)
  deeper(cursor, () => readParts(cursor, 'double', builder))
  if (peek(cursor) === '"') cursor.position += 1
  else fail(cursor, 'unterminated quoted string')
}

function readDollar(cursor: Cursor, quoted: boolean, builder: WordBuilder): void {
  if (startsWith(cursor, '$((')) builder.part(readArithmetic(cursor, quoted))
  else if (startsWith(cursor, '$(')) {
    cursor.position += 2
    const body = deeper(cursor, () => cursor.readBody(cursor))
    if (peek(cursor) === ')') cursor.position += 1
    else fail(cursor, 'unexpected end of file (expecting ")")')
    builder.part({ kind: 'command', body, quoted })
  } else if (startsWith(cursor, "$'") && !quoted) builder.text(readAnsiQuote(cursor), true)
  else {
    const parameter = readParameter(cursor, quoted, readInnerWord)
    if (parameter !== undefined) builder.part({ kind: 'parameter', parameter, quoted })
    else {
      builder.text('$', quoted)
      cursor.position += 1
    }
  }
}

function readArithmetic(cursor: Cursor, quoted: boolean): WordPart {
  cursor.position += 3
  const expression = readInnerWord(cursor, 'arithmetic')
  if (startsWith(cursor, '))')) cursor.position += 2
  else fail(cursor, "missing '))'")
  return { kind: 'arithmetic', expression, quoted }
}

/** Inside backticks a backslash protects only `` ` ``, `$` and itself (and a double quote inside double quotes). */
function readBackticks(cursor: Cursor, quoted: boolean, builder: WordBuilder): void {
  let text = ''
  cursor.position += 1
  while (!atEnd(cursor) && peek(cursor) !== '`') {
    const escaped = peek(cursor) === '\\' && peek(cursor, 1) !== '' && (quoted ? '`$\\"' : '`$\\').includes(peek(cursor, 1))
    if (escaped) cursor.position += 1
    text += peek(cursor)
    cursor.position += 1
  }
  if (atEnd(cursor)) {
    fail(cursor, 'EOF in backquote substitution')
    return
  }
  cursor.position += 1
  const inner = createCursor(text, 0, cursor.line, cursor.readBody)
  inner.depth = cursor.depth
  const body = deeper(inner, () => cursor.readBody(inner))
  if (inner.problem !== undefined) {
    const { message } = inner.problem
    fail(cursor, message)
  } else if (!atEnd(inner)) fail(cursor, `unexpected "${peek(inner)}"`)
  builder.part({ kind: 'command', body, quoted })
}
