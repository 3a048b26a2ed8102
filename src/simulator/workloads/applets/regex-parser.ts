// From the text of a regular expression to its parts.
// @source regex(7)

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { characterClass } from '../shell/pattern.ts'

export type RegexNode =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'any' }
  | {
      readonly kind: 'set'
      readonly negated: boolean
      readonly ranges: readonly (readonly [low: string, high: string])[]
      readonly classes: readonly string[]
    }
  | { readonly kind: 'assert'; readonly what: 'start' | 'end' | 'word-start' | 'word-end' | 'word-edge' | 'inside-word' }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | { readonly kind: 'group'; readonly index: number; readonly inner: RegexNode }
  | { readonly kind: 'repeat'; readonly inner: RegexNode; readonly least: number; readonly most: number | undefined }

interface Reader {
  readonly source: string
  readonly extended: boolean
  at: number
  groups: number
  depth: number
  problem: string | undefined
}

const MOST_DEPTH = 50
/** @source regex(7) RE_DUP_MAX */
const MOST_REPEATS = 255

export function parseRegex(
  source: string,
  syntax: 'basic' | 'extended',
): Result<{ readonly node: RegexNode; readonly groups: number }, string> {
  const reader: Reader = { source, extended: syntax === 'extended', at: 0, groups: 0, depth: 0, problem: undefined }
  const node = readChoice(reader)
  if (reader.at < source.length) reader.problem ??= reader.extended ? 'Unmatched ) or \\)' : 'Unmatched ) or \\)'
  return reader.problem === undefined ? success({ node, groups: reader.groups }) : failure(reader.problem)
}

/** Whether an operator stands here: bare in extended syntax, behind a backslash in basic syntax. */
function operatorAt(reader: Reader, operator: string): boolean {
  const text = reader.extended ? operator : `\\${operator}`
  return reader.source.startsWith(text, reader.at)
}

function takeOperator(reader: Reader, operator: string): boolean {
  if (!operatorAt(reader, operator)) return false
  reader.at += reader.extended ? 1 : 2
  return true
}

function readChoice(reader: Reader): RegexNode {
  const options = [readSequence(reader)]
  while (takeOperator(reader, '|')) options.push(readSequence(reader))
  const [only] = options
  return only !== undefined && options.length === 1 ? only : { kind: 'choice', options }
}

function readSequence(reader: Reader): RegexNode {
  const items: RegexNode[] = []
  while (
    reader.at < reader.source.length &&
    !operatorAt(reader, '|') &&
    !(operatorAt(reader, ')') && (reader.depth > 0 || !reader.extended))
  ) {
    const item = readItem(reader, items.length === 0)
    if (reader.problem !== undefined) return { kind: 'sequence', items: [] }
    items.push(readRepeats(reader, item))
  }
  return { kind: 'sequence', items }
}

function readItem(reader: Reader, isFirst: boolean): RegexNode {
  const { source, extended } = reader
  const character = source.charAt(reader.at)
  if (operatorAt(reader, '(')) return readGroup(reader)
  reader.at += 1
  if (character === '[') return readSet(reader)
  if (character === '.') return { kind: 'any' }
  if (character === '^' && (extended || isFirst)) return { kind: 'assert', what: 'start' }
  if (character === '$' && (extended || endsHere(reader))) return { kind: 'assert', what: 'end' }
  if (character === '\\') return readEscape(reader)
  if (extended && '*+?'.includes(character) && isFirst) {
    reader.problem ??= 'Invalid preceding regular expression'
    return { kind: 'any' }
  }
  return { kind: 'character', character }
}

/** In basic syntax a dollar sign is an anchor only at the end. */
function endsHere(reader: Reader): boolean {
  return reader.at >= reader.source.length || operatorAt(reader, ')') || operatorAt(reader, '|')
}

function readGroup(reader: Reader): RegexNode {
  takeOperator(reader, '(')
  reader.groups += 1
  reader.depth += 1
  const index = reader.groups
  if (reader.depth > MOST_DEPTH) {
    reader.problem ??= 'Regular expression too big'
    return { kind: 'any' }
  }
  const inner = readChoice(reader)
  reader.depth -= 1
  if (!takeOperator(reader, ')')) reader.problem ??= 'Unmatched ( or \\('
  return { kind: 'group', index, inner }
}

function readEscape(reader: Reader): RegexNode {
  const character = reader.source.charAt(reader.at)
  reader.at += 1
  const word = { kind: 'set', negated: false, ranges: [['_', '_']], classes: ['alnum'] } as const
  const space = { kind: 'set', negated: false, ranges: [], classes: ['space'] } as const
  switch (character) {
    case '':
      reader.problem ??= 'Trailing backslash'
      return { kind: 'any' }
    case '<':
      return { kind: 'assert', what: 'word-start' }
    case '>':
      return { kind: 'assert', what: 'word-end' }
    case 'b':
      return { kind: 'assert', what: 'word-edge' }
    case 'B':
      return { kind: 'assert', what: 'inside-word' }
    case 'w':
      return word
    case 'W':
      return { ...word, negated: true }
    case 's':
      return space
    case 'S':
      return { ...space, negated: true }
    case 'n':
      return { kind: 'character', character: '\n' }
    case 't':
      return { kind: 'character', character: '\t' }
    default:
      if (/[1-9]/.test(character)) reader.problem ??= 'Invalid back reference'
      return { kind: 'character', character }
  }
}

function readSet(reader: Reader): RegexNode {
  const { source } = reader
  const negated = source.charAt(reader.at) === '^'
  if (negated) reader.at += 1
  const ranges: (readonly [string, string])[] = []
  const classes: string[] = []
  for (let first = true; ; first = false) {
    const character = source.charAt(reader.at)
    if (character === '') {
      reader.problem ??= 'Unmatched [, [^, [:, [., or [='
      return { kind: 'any' }
    }
    if (character === ']' && !first) break
    const named = /^\[:([a-z]+):\]/.exec(source.slice(reader.at, reader.at + 12))
    if (named !== null) {
      if (characterClass(named[1] ?? '') === undefined) reader.problem ??= 'Invalid character class name'
      classes.push(named[1] ?? '')
      reader.at += named[0].length
      continue
    }
    reader.at += 1
    const high = source.charAt(reader.at + 1)
    if (source.charAt(reader.at) === '-' && high !== ']' && high !== '') {
      if (high < character) reader.problem ??= 'Invalid range end'
      ranges.push([character, high])
      reader.at += 2
    } else ranges.push([character, character])
  }
  reader.at += 1
  return { kind: 'set', negated, ranges, classes }
}

function readRepeats(reader: Reader, item: RegexNode): RegexNode {
  let result = item
  for (let nested = 0; nested < 4; nested += 1) {
    const character = reader.source.charAt(reader.at)
    if (character === '*') {
      // In basic syntax a star has nothing to repeat at the beginning, and stands for itself.
      if (!reader.extended && item.kind === 'assert' && item.what === 'start') return result
      reader.at += 1
      result = { kind: 'repeat', inner: result, least: 0, most: undefined }
    } else if (takeOperator(reader, '+')) result = { kind: 'repeat', inner: result, least: 1, most: undefined }
    else if (takeOperator(reader, '?')) result = { kind: 'repeat', inner: result, least: 0, most: 1 }
    else if (operatorAt(reader, '{')) {
      const counted = readCount(reader)
      if (counted === undefined) return result
      result = { kind: 'repeat', inner: result, least: counted[0], most: counted[1] }
    } else return result
  }
  return result
}

/** `{2}`, `{2,}`, `{2,5}`; in extended syntax a brace that begins no count stands for itself. */
function readCount(reader: Reader): readonly [least: number, most: number | undefined] | undefined {
  const start = reader.at + (reader.extended ? 1 : 2)
  const match = /^(\d{1,4})?(,)?(\d{1,4})?(\\?\})/.exec(reader.source.slice(start, start + 16))
  if (match === null || (match[1] === undefined && match[2] === undefined) || (match[4] === '}') !== reader.extended) {
    if (!reader.extended) reader.problem ??= 'Invalid content of \\{\\}'
    return undefined
  }
  const least = Number(match[1] ?? '0')
  const most = match[2] === undefined ? least : match[3] === undefined ? undefined : Number(match[3])
  if (least > MOST_REPEATS || (most ?? 0) > MOST_REPEATS || (most !== undefined && most < least))
    reader.problem ??= 'Invalid content of \\{\\}'
  reader.at = start + match[0].length
  return [Math.min(least, MOST_REPEATS), most === undefined ? undefined : Math.min(most, MOST_REPEATS)]
}
