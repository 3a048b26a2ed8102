// The functions of awk. Their words are evaluated when they are asked for, since some take names and patterns instead of values.
// @source POSIX awk, functions

import { draw, nowEpochMs } from '../shell/machine.ts'
import type { Expression } from './awk-syntax.ts'
import { splitText } from './awk-record.ts'
import type { Awk, Value } from './awk-values.ts'
import { formatAwk, textOf } from './awk-values.ts'
import type { Regex } from './regex.ts'
import { searchRegex } from './regex.ts'
import { substitute } from './sed-substitution.ts'

/** The words of a call, counted from 0; a word that is not there is empty, and 0. */
export interface Words {
  readonly all: readonly Expression[]
  text(index: number): string
  number(index: number): number
  value(expression: Expression): Value
  regex(index: number): Regex | undefined
  assign(target: Expression, value: Value): void
}

export function callFunction(state: Awk, name: string, words: Words): Value {
  return FUNCTIONS[name]?.(state, words) ?? 0
}

/** What sub and gsub change when nothing is named. */
const RECORD: Expression = { kind: 'field', index: { kind: 'number', value: 0 } }
/** `rand` is below 1: what is drawn has 32 bits. */
const DRAWN_BELOW = 0x1_0000_0000

const FUNCTIONS: Readonly<Record<string, (state: Awk, words: Words) => Value>> = {
  length(state, words) {
    const [first] = words.all
    if (first === undefined) return state.record.length
    const array = first.kind === 'variable' ? state.arrays.get(first.name) : undefined
    return array?.size ?? words.text(0).length
  },
  substr(_, words) {
    const whole = words.text(0)
    const start = Math.max(0, Math.trunc(words.number(1)) - 1)
    const length = words.all.length < 3 ? whole.length : Math.max(0, Math.trunc(words.number(2)))
    return whole.slice(start, start + length)
  },
  index: (_, words) => words.text(0).indexOf(words.text(1)) + 1,
  split(state, words) {
    const [, array, pattern] = words.all
    const fieldSeparator = state.variables.get('FS') ?? ' '
    const separator = pattern === undefined ? textOf(state, fieldSeparator) : pattern.kind === 'regex' ? pattern.source : words.text(2)
    const parts = splitText(state, words.text(0), separator)
    if (array?.kind === 'variable') state.arrays.set(array.name, new Map(parts.map((part, index) => [String(index + 1), { input: part }])))
    return parts.length
  },
  sub: (state, words) => replace(state, words, false),
  gsub: (state, words) => replace(state, words, true),
  match(state, words) {
    const regex = words.regex(1)
    const found = regex === undefined ? undefined : searchRegex(regex, words.text(0), 0)
    state.variables.set('RSTART', found === undefined ? 0 : found.start + 1)
    state.variables.set('RLENGTH', found === undefined ? -1 : found.end - found.start)
    return found === undefined ? 0 : found.start + 1
  },
  sprintf: (state, words) => formatAwk(state, words.all.map(words.value)),
  tolower: (_, words) => words.text(0).toLowerCase(),
  toupper: (_, words) => words.text(0).toUpperCase(),
  int: (_, words) => Math.trunc(words.number(0)),
  sqrt: (_, words) => Math.sqrt(words.number(0)),
  exp: (_, words) => Math.exp(words.number(0)),
  log: (_, words) => Math.log(words.number(0)),
  sin: (_, words) => Math.sin(words.number(0)),
  cos: (_, words) => Math.cos(words.number(0)),
  atan2: (_, words) => Math.atan2(words.number(0), words.number(1)),
  rand: (state) => draw(state.call.machine) / DRAWN_BELOW,
  systime: (state) => Math.floor(nowEpochMs(state.call.machine.view) / 1000),
  /** Chance is the machine's, files are written at the end. */
  srand: () => 0,
  close: () => 0,
  fflush: () => 0,
  system(state) {
    state.problem ??= 'system() is not part of this simulation'
    return 0
  },
}

export const FUNCTION_NAMES: readonly string[] = Object.keys(FUNCTIONS)

/** @returns How often something was replaced. */
function replace(state: Awk, words: Words, all: boolean): number {
  const target = words.all[2] ?? RECORD
  const regex = words.regex(0)
  if (regex === undefined) return 0
  const before = textOf(state, words.value(target))
  const replacement = words.text(1).replace(/\\(?!&)/g, '\\\\')
  const { text, count } = substitute(before, { regex, replacement, which: 1, all, prints: false, file: undefined })
  if (count > 0) words.assign(target, text)
  return count
}
