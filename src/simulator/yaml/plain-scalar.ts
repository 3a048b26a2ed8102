// Scalars without quotes. They may run over several lines, whose breaks fold into spaces, and end at `: `, ` #`, a smaller indentation or,
// inside brackets, at the next indicator.
//
// @source vendor/go.yaml.in/yaml/v2/scannerc.go yaml_parser_scan_plain_scalar

import { isBlank, isBreak, isGap, TAB, unitOf } from './character.ts'
import { atDocumentMarker } from './document-marker.ts'
import { foldBreaks } from './fold.ts'
import type { ScanState } from './scan-state.ts'
import type { ScalarToken } from './token.ts'

const HASH = unitOf('#')
const COLON = unitOf(':')
const FLOW_INDICATORS = new Set([...',?[]{}'].map(unitOf))

export function scanPlainScalar(state: ScanState): ScalarToken {
  const { cursor } = state
  const start = cursor.mark()
  const minimumColumn = state.indent + 1
  const inBrackets = state.flowLevel > 0
  let value = ''
  let end = start.offset
  /** What separates the last word from the next one: blanks, or line breaks. */
  let blanks = ''
  let breaks: readonly [first: string, rest: string] | undefined
  for (;;) {
    cursor.need(4)
    if (atDocumentMarker(cursor) || cursor.peek() === HASH) break

    const wordStart = cursor.offset
    for (let unit = cursor.peek(); !isGap(unit); unit = cursor.peek()) {
      if ((unit === COLON && isGap(cursor.peek(1))) || (inBrackets && FLOW_INDICATORS.has(unit))) break
      cursor.skip()
    }
    if (cursor.offset > wordStart) {
      value += (breaks === undefined ? blanks : foldBreaks(...breaks)) + cursor.slice(wordStart)
      blanks = ''
      breaks = undefined
      end = cursor.offset
    }
    if (!isGap(cursor.peek()) || cursor.offset >= cursor.end) break

    const blankStart = cursor.offset
    for (let unit = cursor.peek(); isBlank(unit) || isBreak(unit); unit = cursor.peek()) {
      if (isBlank(unit)) {
        if (breaks !== undefined && unit === TAB && cursor.column < minimumColumn) {
          state.fail('tab-in-plain', { activity: 'while scanning a plain scalar', mark: start })
        }
        cursor.skip()
      } else {
        breaks = breaks === undefined ? [cursor.takeBreak(), ''] : [breaks[0], breaks[1] + cursor.takeBreak()]
      }
    }
    if (breaks === undefined) blanks += cursor.slice(blankStart)
    if (!inBrackets && cursor.column < minimumColumn) break
  }
  if (breaks !== undefined) state.keyAllowed = true
  return { kind: 'scalar', style: 'plain', ...start, end, value }
}
