// Block scalars: `|` keeps line breaks, `>` folds them. A header may fix the indentation (a digit) and what happens to the line breaks at
// the end: `-` drops them, `+` keeps all, neither keeps one.
//
// @source vendor/go.yaml.in/yaml/v2/scannerc.go yaml_parser_scan_block_scalar

import { END, isBlank, isBreak, isBreakOrEnd, isDigit, SPACE, TAB, unitOf } from './character.ts'
import type { ScanState } from './scan-state.ts'
import type { Mark } from './syntax-problem.ts'
import type { ScalarToken } from './token.ts'

const HASH = unitOf('#')
const PLUS = unitOf('+')
const MINUS = unitOf('-')
const ZERO = unitOf('0')

interface Header {
  readonly chomping: 'strip' | 'clip' | 'keep'
  /** Columns deeper than the parent, undefined when the first line decides. */
  readonly increment: number | undefined
}

export function scanBlockScalar(state: ScanState, style: 'literal' | 'folded'): ScalarToken {
  const { cursor } = state
  const start = cursor.mark()
  const { chomping, increment } = scanHeader(state, start)
  const leading = scanIndentation(state, increment === undefined ? undefined : Math.max(state.indent, 0) + increment, start)
  const column = leading.column
  let { breaks: emptyLines, end } = leading
  let value = ''
  let lineBreak = ''
  let previousStartsBlank = false
  while (cursor.column === column && cursor.peek() !== END) {
    const startsBlank = isBlank(cursor.peek())
    const folds = style === 'folded' && lineBreak.startsWith('\n') && !previousStartsBlank && !startsBlank
    value += (folds ? (emptyLines === '' ? ' ' : '') : lineBreak) + emptyLines
    previousStartsBlank = startsBlank
    const from = cursor.offset
    while (!isBreakOrEnd(cursor.peek())) cursor.skip()
    value += cursor.slice(from)
    end = cursor.offset
    lineBreak = cursor.takeBreak()
    emptyLines = scanIndentation(state, column, start).breaks
  }
  if (chomping !== 'strip') value += lineBreak
  if (chomping === 'keep') value += emptyLines
  return { kind: 'scalar', style, ...start, end, value }
}

function scanHeader(state: ScanState, start: Mark): Header {
  const { cursor } = state
  const context = { activity: 'while scanning a block scalar', mark: start }
  let chomping: Header['chomping'] = 'clip'
  let increment: number | undefined
  cursor.skip()
  const scanChomping = (): boolean => {
    const unit = cursor.peek()
    if (unit !== PLUS && unit !== MINUS) return false
    chomping = unit === PLUS ? 'keep' : 'strip'
    cursor.skip()
    return true
  }
  const scanIncrement = (): boolean => {
    const unit = cursor.peek()
    if (!isDigit(unit)) return false
    if (unit === ZERO) state.fail('indentation-zero', context)
    increment = unit - ZERO
    cursor.skip()
    return true
  }
  if (scanChomping()) scanIncrement()
  else if (scanIncrement()) scanChomping()
  while (isBlank(cursor.peek())) cursor.skip()
  if (cursor.peek() === HASH) while (!isBreakOrEnd(cursor.peek())) cursor.skip()
  if (!isBreakOrEnd(cursor.peek())) state.fail('line-end-missing', context)
  cursor.skipBreak()
  return { chomping, increment }
}

interface Indentation {
  /** Line breaks of the empty lines that were passed. */
  readonly breaks: string
  /** The column of the content: the given one, or that of the first line that is not empty. */
  readonly column: number
  readonly end: number
}

/** Passes empty lines and the indentation of the line behind them. */
function scanIndentation(state: ScanState, column: number | undefined, start: Mark): Indentation {
  const { cursor } = state
  let breaks = ''
  let deepest = 0
  const end = cursor.offset
  for (;;) {
    while ((column === undefined || cursor.column < column) && cursor.peek() === SPACE) cursor.skip()
    deepest = Math.max(deepest, cursor.column)
    if ((column === undefined || cursor.column < column) && cursor.peek() === TAB) {
      state.fail('tab-in-block', { activity: 'while scanning a block scalar', mark: start })
    }
    if (!isBreak(cursor.peek())) break
    breaks += cursor.takeBreak()
  }
  return { breaks, column: column ?? Math.max(deepest, state.indent + 1, 1), end }
}
