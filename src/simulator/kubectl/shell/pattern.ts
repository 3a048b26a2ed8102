// Patterns of the shell (`*`, `?`, `[a-z]`) as regular expressions, and what `${NAME…}` makes of a value with them.
// @source bash subst.c parameter_brace_remove_pattern, pat_subst, verify_substring_values

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { evaluate } from './arithmetic.ts'
import type { TextChange } from './tree.ts'

const SIGN = /\\(.)|\[(!?)((?:\[:\w+:\]|\]|[^\]])(?:\[:\w+:\]|[^\]])*)\]|[^]/gu

function patternText(pattern: string): string {
  return pattern.replace(SIGN, (sign, literal?: string, not?: string, set?: string) => {
    if (literal !== undefined) return escaped(literal)
    if (set !== undefined) return setText(set, not === '!')
    if (sign === '*') return '.*'
    return sign === '?' ? '.' : escaped(sign)
  })
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
}

/** `[a-z_]`; a range that runs backwards holds nothing. */
function setText(set: string, isNot: boolean): string {
  const inner = set.replace(/\[:(\w+):\]|(.)-(.)|[^]/gu, (sign, name?: string, from?: string, to?: string) => {
    if (name !== undefined) return CLASSES[name] ?? ''
    if (from === undefined || to === undefined) return escaped(sign)
    return from <= to ? `${escaped(from)}-${escaped(to)}` : ''
  })
  if (inner === '') return isNot ? '.' : '(?!)'
  return `[${isNot ? '^' : ''}${inner}]`
}

/** Inside a set as well, where a dash would make a range. */
function escaped(text: string): string {
  return text === '-' ? '\\u002d' : text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&')
}

export function fitsPattern(text: string, pattern: string): boolean {
  return new RegExp(`^${patternText(pattern)}$`, 'su').test(text)
}

/** Longer texts stay as they are: every length of theirs would be tried. */
const MOST_TRIMMED = 5000

/**
 * `#` and `%` take away the shortest beginning or end that fits, doubled the longest; `/` replaces the first, doubled all; `^` makes the
 * first letter large and `,` small, doubled all.
 */
export function trimmed(value: string, operator: TextChange, operand: string): string {
  switch (operator) {
    case '/':
    case '//':
      return replaced(value, operator === '//', operand)
    case '^':
      return value.slice(0, 1).toUpperCase() + value.slice(1)
    case ',':
      return value.slice(0, 1).toLowerCase() + value.slice(1)
    case '^^':
      return value.toUpperCase()
    case ',,':
      return value.toLowerCase()
    default:
      return value.length > MOST_TRIMMED ? value : withoutEnd(value, operator, operand)
  }
}

/** A pattern behind `#` fits only at the beginning, one behind `%` only at the end. */
function replaced(value: string, all: boolean, operand: string): string {
  const [written = '', ...rest] = operand.split('/')
  const [, edge = '', pattern = ''] = /^([#%]?)([^]*)$/.exec(written) ?? []
  if (pattern === '') return value
  const text = patternText(pattern)
  const whole = edge === '#' ? `^(?:${text})` : edge === '%' ? `(?:${text})$` : text
  return value.replace(new RegExp(whole, all && edge === '' ? 'gsu' : 'su'), () => rest.join('/'))
}

function withoutEnd(value: string, operator: '#' | '##' | '%' | '%%', operand: string): string {
  const fits = new RegExp(`^${patternText(operand)}$`, 'su')
  const lengths = Array.from({ length: value.length + 1 }, (_, length) => length)
  const fromStart = operator.startsWith('#')
  const isFit = (length: number): boolean => fits.test(fromStart ? value.slice(0, length) : value.slice(value.length - length))
  const length = (operator.length === 2 ? lengths.toReversed() : lengths).find(isFit) ?? 0
  return fromStart ? value.slice(length) : value.slice(0, value.length - length)
}

/** `2:3`: from the third letter on, three of them; numbers below zero count from the end. The problem is bash's text behind `bash: `. */
export function partOf(value: string, operand: string, variable: (name: string) => string | undefined): Result<string, string> {
  const [from = '', ...more] = operand.split(':')
  const letters = [...value]
  const start = evaluate(from, variable)
  if (!start.ok) return start
  const first = start.value.value < 0 ? letters.length + start.value.value : start.value.value
  if (more.length === 0) return success(first < 0 ? '' : letters.slice(first).join(''))
  const length = evaluate(more.join(':'), variable)
  if (!length.ok) return length
  const end = length.value.value < 0 ? letters.length + length.value.value : first + length.value.value
  if (end < first) return failure(`${more.join(':')}: substring expression < 0`)
  return success(first < 0 ? '' : letters.slice(first, end).join(''))
}
