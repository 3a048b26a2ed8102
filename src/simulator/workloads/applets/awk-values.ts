// What awk remembers, and its values: numbers, texts, and texts from outside that may be numbers.
// @source POSIX awk, expressions and functions

import type { AppletCall } from './applet.ts'
import { directiveAt, formatFloat, formatInteger, formatText, general } from './directive.ts'
import type { Regex } from './regex.ts'
import { compileRegex } from './regex.ts'

/** `input`: a text from outside, which counts as a number if it looks like one. */
export type Value = number | string | { readonly input: string }

export interface Awk {
  readonly call: AppletCall
  readonly variables: Map<string, Value>
  readonly arrays: Map<string, Map<string, Value>>
  readonly regexes: Map<string, Regex>
  record: string
  fields: string[]
  problem: string | undefined
  exitCode: number
  steps: number
  readonly mostSteps: number
  printed: number
  /** What is printed into files, by their paths. */
  readonly written: Map<string, string>
}

/** How many statements and expressions a program may take. */
const MOST_STEPS = 200_000
/** The longest text that a program may make, in characters. */
export const MOST_TEXT = 1024 * 1024

export function createAwk(call: AppletCall): Awk {
  const variables = new Map<string, Value>([
    ['FS', ' '],
    ['OFS', ' '],
    ['ORS', '\n'],
    ['RS', '\n'],
    ['NR', 0],
    ['FNR', 0],
    ['NF', 0],
    ['SUBSEP', '\x1c'],
    ['OFMT', '%.6g'],
    ['CONVFMT', '%.6g'],
  ])
  const environment = new Map<string, Value>(call.process.environment.map(([name, value]) => [name, { input: value }]))
  return {
    call,
    variables,
    arrays: new Map([['ENVIRON', environment]]),
    regexes: new Map(),
    record: '',
    fields: [],
    problem: undefined,
    exitCode: 0,
    steps: 0,
    mostSteps: MOST_STEPS,
    printed: 0,
    written: new Map(),
  }
}

const NUMBER = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/

export function numberOf(value: Value): number {
  if (typeof value === 'number') return value
  return Number(NUMBER.exec(typeof value === 'string' ? value : value.input)?.[0] ?? '0')
}

export function textOf(state: Awk, value: Value, format: 'CONVFMT' | 'OFMT' = 'CONVFMT'): string {
  if (typeof value === 'string') return value
  if (typeof value === 'object') return value.input
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf'
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return String(value === 0 ? 0 : value)
  const pattern = state.variables.get(format)
  return pattern === '%.6g' || typeof pattern !== 'string'
    ? (value < 0 ? '-' : '') + general(Math.abs(value), 6, false)
    : formatAwk(state, [pattern, value])
}

export function looksNumeric(value: Value): boolean {
  return (
    typeof value === 'number' ||
    (typeof value === 'object' && /\S/.test(value.input) && value.input.trim() === NUMBER.exec(value.input)?.[0].trim())
  )
}

export function truthOf(state: Awk, value: Value): boolean {
  return looksNumeric(value) ? numberOf(value) !== 0 : textOf(state, value) !== ''
}

/** Compiled once; what is none is the program's problem. */
export function regexFor(state: Awk, source: string): Regex | undefined {
  const known = state.regexes.get(source)
  if (known !== undefined) return known
  const compiled = compileRegex(source, 'extended')
  if (!compiled.ok) {
    state.problem ??= `bad regex '${source}': ${compiled.problem}`
    return undefined
  }
  state.regexes.set(source, compiled.value)
  return compiled.value
}

/** printf and sprintf: the first value is the format. */
export function formatAwk(state: Awk, [formatValue = '', ...values]: readonly Value[]): string {
  const format = textOf(state, formatValue)
  let result = ''
  let next = 0
  const take = (): Value => {
    next += 1
    return values[next - 1] ?? { input: '' }
  }
  for (let at = 0; at < format.length && result.length < MOST_TEXT; at += 1) {
    if (format.charAt(at) !== '%') {
      result += format.charAt(at)
      continue
    }
    const found = directiveAt(format, at, () => numberOf(take()))
    if (found === undefined) {
      result += '%'
      if (format.charAt(at + 1) === '%') at += 1
      continue
    }
    const { directive } = found
    at += found.length - 1
    if (directive.letter === '%') result += '%'
    else if (directive.letter === 's') result += formatText(directive, textOf(state, take()))
    else if (directive.letter === 'c') {
      const value = take()
      result += formatText(
        directive,
        looksNumeric(value) && typeof value === 'number' ? String.fromCharCode(value & 0xff) : textOf(state, value).slice(0, 1),
      )
    } else if ('diouxX'.includes(directive.letter)) {
      const value = Math.trunc(numberOf(take()))
      result += formatInteger(directive, BigInt(Number.isFinite(value) ? value : 0))
    } else result += formatFloat(directive, numberOf(take()))
  }
  return result
}
