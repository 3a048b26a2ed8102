// Flags as data, and their parsing as pflag does it: long and short forms, values that may be left out, one value or a list, error texts.
//
// @source github.com/spf13/pflag flag.go, errors.go

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { goQuote as quote } from '../../base/go-text.ts'
import { parseDuration } from '../text/go-format.ts'

/**
 * `slice` splits each value at commas (as a CSV line), `array` takes each value whole, `optional` is a string that may be given without
 * a value.
 */
export type FlagType = 'bool' | 'string' | 'optional' | 'int' | 'duration' | 'slice' | 'array'

export interface FlagSpec {
  readonly name: string
  /** One letter, or ''. */
  readonly short: string
  readonly type: FlagType
  /** As written in help and used when the flag is not given. Lists start empty. */
  readonly initial: string
  /** What `--flag` alone means, for `optional`. */
  readonly alone?: string
  readonly usage: string
  /** Accepted by kubectl, not by this simulator; the text says what to use. */
  readonly unsupported?: string
  readonly hidden?: boolean
}

/** `name` or `name|short`. */
export function flag(names: string, type: FlagType, initial: string, usage: string, more: Partial<FlagSpec> = {}): FlagSpec {
  const [name = '', short = ''] = names.split('|')
  return { name, short, type, initial, usage, ...more }
}

export interface ParsedFlags {
  readonly positional: readonly string[]
  /** How many positional arguments stood before `--`; undefined without `--`. */
  readonly beforeDashes: number | undefined
  readonly values: ReadonlyMap<string, readonly string[]>
}

export function parseFlags(specs: readonly FlagSpec[], words: readonly string[]): Result<ParsedFlags, string> {
  const byName = new Map(specs.map((spec) => [spec.name, spec]))
  const byShort = new Map(specs.filter((spec) => spec.short !== '').map((spec) => [spec.short, spec]))
  const positional: string[] = []
  const values = new Map<string, readonly string[]>()
  let beforeDashes: number | undefined
  let index = 0

  const set = (spec: FlagSpec, value: string): string | undefined => {
    const problem = checkValue(spec, value)
    if (problem !== undefined) {
      const shown = spec.short === '' ? `--${spec.name}` : `-${spec.short}, --${spec.name}`
      return `invalid argument ${quote(value)} for ${quote(shown)} flag: ${problem}`
    }
    const items = spec.type === 'slice' ? splitCommas(value) : [value]
    const before = spec.type === 'slice' || spec.type === 'array' ? (values.get(spec.name) ?? []) : []
    values.set(spec.name, [...before, ...items])
    return undefined
  }

  const long = (word: string): string | undefined => {
    const text = word.slice(2)
    const equals = text.indexOf('=')
    const name = equals < 0 ? text : text.slice(0, equals)
    if (name === '' || name.startsWith('-')) return `bad flag syntax: ${word}`
    const spec = byName.get(name) ?? byName.get(name.replaceAll('_', '-'))
    if (spec === undefined) return name === 'help' ? set(HELP, 'true') : `unknown flag: --${name}`
    if (equals >= 0) return set(spec, text.slice(equals + 1))
    const alone = valueAlone(spec)
    if (alone !== undefined) return set(spec, alone)
    const next = words[index]
    if (next === undefined) return `flag needs an argument: --${name}`
    index += 1
    return set(spec, next)
  }

  const short = (word: string): string | undefined => {
    let letters = word.slice(1)
    while (letters !== '') {
      const letter = letters.charAt(0)
      const spec = byShort.get(letter)
      if (spec === undefined) {
        if (letter === 'h') return set(HELP, 'true')
        return `unknown shorthand flag: '${letter}' in -${letters}`
      }
      const rest = letters.slice(1)
      letters = ''
      const alone = valueAlone(spec)
      let problem: string | undefined
      if (rest.length > 1 && rest.startsWith('=')) problem = set(spec, rest.slice(1))
      else if (alone !== undefined) {
        problem = set(spec, alone)
        letters = rest
      } else if (rest !== '') problem = set(spec, rest)
      else {
        const next = words[index]
        if (next === undefined) return `flag needs an argument: '${letter}' in -${word.slice(1)}`
        index += 1
        problem = set(spec, next)
      }
      if (problem !== undefined) return problem
    }
    return undefined
  }

  while (index < words.length) {
    const word = words[index] ?? ''
    index += 1
    if (word === '--') {
      beforeDashes = positional.length
      positional.push(...words.slice(index))
      break
    }
    if (word.length < 2 || !word.startsWith('-')) {
      positional.push(word)
      continue
    }
    const problem = word.startsWith('--') ? long(word) : short(word)
    if (problem !== undefined) return failure(problem)
  }
  return success({ positional, beforeDashes, values })
}

const HELP: FlagSpec = flag('help|h', 'bool', 'false', 'help')

/** What the flag means without a value, or undefined when it needs one. */
export function valueAlone(spec: FlagSpec): string | undefined {
  return spec.type === 'bool' ? 'true' : spec.alone
}

const TRUE = new Set(['1', 't', 'T', 'true', 'TRUE', 'True'])
const FALSE = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False'])

export function isTrue(value: string): boolean {
  return TRUE.has(value)
}

function checkValue(spec: FlagSpec, value: string): string | undefined {
  switch (spec.type) {
    case 'bool':
      return TRUE.has(value) || FALSE.has(value) ? undefined : `strconv.ParseBool: parsing ${quote(value)}: invalid syntax`
    case 'int':
      if (!/^[-+]?\d{1,40}$/.test(value)) return `strconv.ParseInt: parsing ${quote(value)}: invalid syntax`
      return Math.abs(Number(value)) < 2 ** 63 ? undefined : `strconv.ParseInt: parsing ${quote(value)}: value out of range`
    case 'duration': {
      const parsed = parseDuration(value)
      return parsed.ok ? undefined : parsed.problem
    }
    default:
      return undefined
  }
}

/** One line of comma-separated values; a value may stand in double quotes. */
function splitCommas(value: string): readonly string[] {
  if (value === '') return []
  if (!value.includes('"')) return value.split(',')
  const items: string[] = []
  let index = 0
  for (;;) {
    let item = ''
    if (value[index] === '"') {
      index += 1
      while (index < value.length && (value[index] !== '"' || value[index + 1] === '"')) {
        if (value[index] === '"') index += 1
        item += value.charAt(index)
        index += 1
      }
      index += 1
    }
    while (index < value.length && value[index] !== ',') {
      item += value.charAt(index)
      index += 1
    }
    items.push(item)
    if (index >= value.length) return items
    index += 1
  }
}
