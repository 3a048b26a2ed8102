// What a scalar means: kubectl's table of words and numbers, which is YAML 1.1 as go-yaml v2 understands it. `yes` is true, `0644` is 420,
// `1_000` is 1000, a date stays text.
//
// @source vendor/go.yaml.in/yaml/v2/resolve.go resolve
// @simplified Integers beyond 2^53 are rounded, as JavaScript rounds numbers.

import { isTimestamp } from './go-timestamp.ts'

/** `unsigned` is an integer above the range of int64, a type of its own in Go. */
export type ScalarType = 'null' | 'boolean' | 'integer' | 'unsigned' | 'float' | 'string' | 'timestamp'

export interface TypedScalar {
  readonly type: ScalarType
  /** A timestamp keeps its text; NaN and infinities are numbers here. */
  readonly value: null | boolean | number | string
}

const NULL: TypedScalar = { type: 'null', value: null }
const TRUE: TypedScalar = { type: 'boolean', value: true }
const FALSE: TypedScalar = { type: 'boolean', value: false }

function words(typed: TypedScalar, spellings: string): readonly (readonly [string, TypedScalar])[] {
  return spellings.split(' ').map((spelling) => [spelling, typed])
}

/** The exact spellings: `yEs` or `nULL` stay text. */
const WORDS: ReadonlyMap<string, TypedScalar> = new Map([
  ['', NULL],
  ...words(NULL, '~ null Null NULL'),
  ...words(TRUE, 'y Y yes Yes YES true True TRUE on On ON'),
  ...words(FALSE, 'n N no No NO false False FALSE off Off OFF'),
  ...words({ type: 'float', value: NaN }, '.nan .NaN .NAN'),
  ...words({ type: 'float', value: Infinity }, '.inf .Inf .INF +.inf +.Inf +.INF'),
  ...words({ type: 'float', value: -Infinity }, '-.inf -.Inf -.INF'),
])

const MAX_WORD_LENGTH = 5

/** Only these first characters make go-yaml look further. */
const FIRST_OF_WORD = 'yYnNtTfFoO~'
const FIRST_OF_NUMBER = '+-0123456789'

const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
/** What Go's ParseFloat takes after a leading dot; underscores may stand between digits. */
const DOT_FLOAT = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/
/** The longest number worth reading; longer texts are no numbers to any Go parser but a float. */
const MAX_INTEGER_DIGITS = 64

/** The type of a plain, untagged scalar (Y-3, Y-4, Y-5). */
export function typeOfPlain(text: string): TypedScalar {
  const first = text.charAt(0)
  const mayBeNumber = first !== '' && FIRST_OF_NUMBER.includes(first)
  if (first !== '' && !mayBeNumber && first !== '.' && !FIRST_OF_WORD.includes(first)) return { type: 'string', value: text }
  const word = text.length <= MAX_WORD_LENGTH ? WORDS.get(text) : undefined
  if (word !== undefined) return word
  if (first === '.') return typeOfFloat(DOT_FLOAT, text, text.replaceAll('_', ''))
  if (!mayBeNumber) return { type: 'string', value: text }
  if (isTimestamp(text)) return { type: 'timestamp', value: text }
  return typeOfNumber(text)
}

/** As `typeOfPlain`, but a timestamp is not looked for, as under a tag other than `!!timestamp`. */
export function typeOfTagged(text: string): TypedScalar {
  const typed = typeOfPlain(text)
  return typed.type === 'timestamp' ? typeOfNumber(text) : typed
}

function typeOfNumber(text: string): TypedScalar {
  const digits = text.includes('_') ? text.replaceAll('_', '') : text
  return typeOfInteger(digits) ?? typeOfFloat(FLOAT, digits, digits, text)
}

function typeOfFloat(pattern: RegExp, candidate: string, digits: string, text = candidate): TypedScalar {
  const value = pattern.test(candidate) ? Number(digits) : Infinity
  return Number.isFinite(value) ? { type: 'float', value } : { type: 'string', value: text }
}

const MAX_INT64 = 2n ** 63n - 1n
const MAX_UINT64 = 2n ** 64n - 1n

const RADIXES: readonly { readonly prefix: RegExp; readonly digits: RegExp; readonly literal: string }[] = [
  { prefix: /^0[xX](?=.)/, digits: /^[0-9a-fA-F]+$/, literal: '0x' },
  { prefix: /^0[oO](?=.)/, digits: /^[0-7]+$/, literal: '0o' },
  { prefix: /^0[bB](?=.)/, digits: /^[01]+$/, literal: '0b' },
  { prefix: /^0(?=.)/, digits: /^[0-7]+$/, literal: '0o' },
  { prefix: /^/, digits: /^[0-9]+$/, literal: '' },
]

/**
 * Go's ParseInt and ParseUint with base 0: the prefix decides, and a leading zero means octal.
 *
 * @param text  Without underscores.
 */
function typeOfInteger(text: string): TypedScalar | undefined {
  const signed = text.startsWith('-') || text.startsWith('+')
  const unsignedText = signed ? text.slice(1) : text
  const radix = RADIXES.find(({ prefix }) => prefix.test(unsignedText))
  if (radix === undefined) return undefined
  const digits = unsignedText.replace(radix.prefix, '')
  if (!radix.digits.test(digits)) return undefined
  const significant = digits.replace(/^0+(?=.)/, '')
  if (significant.length > MAX_INTEGER_DIGITS) return undefined
  const magnitude = BigInt(radix.literal + significant)
  const negative = text.startsWith('-')
  if (magnitude > (negative ? MAX_INT64 + 1n : MAX_INT64)) {
    return signed || magnitude > MAX_UINT64 ? undefined : { type: 'unsigned', value: Number(magnitude) }
  }
  return { type: 'integer', value: magnitude === 0n ? 0 : Number(negative ? -magnitude : magnitude) }
}
