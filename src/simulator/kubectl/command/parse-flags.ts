// A command line's flags, read as pflag does it: long and short forms, values that may be left out, one value or a list, error texts.
//
// @source github.com/spf13/pflag flag.go, errors.go

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { goQuote as quote } from '../../base/go-text.ts'
import { parseDuration } from '../text/go-format.ts'
import type { FlagSpec } from './flag.ts'
import { flag, truthOf, valueAlone } from './flag.ts'

export interface ParsedFlags {
  readonly positional: readonly string[]
  /** How many positional arguments stood before `--`; undefined without `--`. */
  readonly beforeDashes: number | undefined
  readonly values: ReadonlyMap<string, readonly string[]>
  /** `--name=value` for each, in the order written. */
  readonly written: readonly string[]
}

/** The problem is pflag's sentence about the first word that is wrong. */
export function parseFlags(specs: readonly FlagSpec[], words: readonly string[]): Result<ParsedFlags, string> {
  return new FlagReader(specs, words).read()
}

const HELP: FlagSpec = flag('help|h', 'bool', 'false', 'help')

class FlagReader {
  readonly #byName: ReadonlyMap<string, FlagSpec>
  readonly #byShort: ReadonlyMap<string, FlagSpec>
  readonly #words: readonly string[]
  readonly #values = new Map<string, readonly string[]>()
  readonly #written: string[] = []
  #at = 0

  constructor(specs: readonly FlagSpec[], words: readonly string[]) {
    this.#byName = new Map(specs.map((spec) => [spec.name, spec]))
    this.#byShort = new Map(specs.filter((spec) => spec.short !== '').map((spec) => [spec.short, spec]))
    this.#words = words
  }

  read(): Result<ParsedFlags, string> {
    const positional: string[] = []
    for (let word = this.#next(); word !== undefined; word = this.#next()) {
      if (word === '--') {
        const rest = this.#words.slice(this.#at)
        return this.#result([...positional, ...rest], positional.length)
      }
      if (word.length < 2 || !word.startsWith('-')) {
        positional.push(word)
        continue
      }
      const problem = word.startsWith('--') ? this.#long(word) : this.#short(word)
      if (problem !== undefined) return failure(problem)
    }
    return this.#result(positional, undefined)
  }

  #result(positional: readonly string[], beforeDashes: number | undefined): Result<ParsedFlags, string> {
    return success({ positional, beforeDashes, values: this.#values, written: this.#written })
  }

  #next(): string | undefined {
    const word = this.#words[this.#at]
    this.#at += 1
    return word
  }

  #long(word: string): string | undefined {
    const text = word.slice(2)
    const equals = text.indexOf('=')
    const name = equals < 0 ? text : text.slice(0, equals)
    if (name === '' || name.startsWith('-')) return `bad flag syntax: ${word}`
    const spec = this.#byName.get(name) ?? this.#byName.get(name.replaceAll('_', '-'))
    if (spec === undefined) return name === 'help' ? this.#set(HELP, 'true') : `unknown flag: --${name}`
    if (equals >= 0) return this.#set(spec, text.slice(equals + 1))
    const value = valueAlone(spec) ?? this.#next()
    return value === undefined ? `flag needs an argument: --${name}` : this.#set(spec, value)
  }

  /** Letters in a row; the first that needs a value takes the rest, or the next word. */
  #short(word: string): string | undefined {
    let problem: string | undefined
    for (let letters = word.slice(1); letters !== '' && problem === undefined;) {
      const letter = letters.charAt(0)
      const rest = letters.slice(1)
      const spec = this.#byShort.get(letter)
      if (spec === undefined) return letter === 'h' ? this.#set(HELP, 'true') : `unknown shorthand flag: '${letter}' in -${letters}`
      const alone = valueAlone(spec)
      letters = ''
      if (rest.length > 1 && rest.startsWith('=')) problem = this.#set(spec, rest.slice(1))
      else if (alone !== undefined) {
        problem = this.#set(spec, alone)
        letters = rest
      } else {
        const value = rest === '' ? this.#next() : rest
        if (value === undefined) return `flag needs an argument: '${letter}' in -${word.slice(1)}`
        problem = this.#set(spec, value)
      }
    }
    return problem
  }

  #set(spec: FlagSpec, value: string): string | undefined {
    const problem = checkValue(spec, value)
    if (problem !== undefined) {
      const shown = spec.short === '' ? `--${spec.name}` : `-${spec.short}, --${spec.name}`
      return `invalid argument ${quote(value)} for ${quote(shown)} flag: ${problem}`
    }
    const items = spec.type === 'slice' ? splitCommas(value) : [value]
    const before = spec.type === 'slice' || spec.type === 'array' ? (this.#values.get(spec.name) ?? []) : []
    this.#values.set(spec.name, [...before, ...items])
    this.#written.push(`--${spec.name}=${value}`)
    return undefined
  }
}

function checkValue(spec: FlagSpec, value: string): string | undefined {
  switch (spec.type) {
    case 'bool':
      return truthOf(value) !== undefined ? undefined : `strconv.ParseBool: parsing ${quote(value)}: invalid syntax`
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
