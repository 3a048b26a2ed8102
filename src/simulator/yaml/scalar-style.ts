// Which quotes a text needs in YAML output: none, unless it would read as something else than this text.
//
// @source vendor/go.yaml.in/yaml/v2/encode.go stringv, emitterc.go yaml_emitter_analyze_scalar, yaml_emitter_select_scalar_style

import { isBlank, isBreak, isGap, SPACE, unitOf } from './character.ts'
import { typeOfPlain } from './scalar-type.ts'

export type PrintedStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal'

interface TextAnalysis {
  readonly multiline: boolean
  readonly plainAllowed: boolean
  readonly singleQuotesAllowed: boolean
  readonly literalAllowed: boolean
}

/** `12:30:45` was a number to YAML 1.1. go-yaml reads it as text but prints it in quotes for the sake of others. */
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/

const FIRST_INDICATORS = new Set([...'#,[]{}&*!|>\'"%@`'].map(unitOf))
const HASH = unitOf('#')
const COLON = unitOf(':')
const QUESTION = unitOf('?')
const DASH = unitOf('-')

/** @param role  A key that stands before its colon has to stay on one line. */
export function chooseStyle(text: string, role: 'key' | 'value'): PrintedStyle {
  const analysis = analyzeText(text)
  if (text.includes('\n') && role === 'value') return analysis.literalAllowed ? 'literal' : 'double-quoted'
  if (text.includes('\n') || (analysis.multiline && role === 'key')) return 'double-quoted'
  if (typeOfPlain(text).type !== 'string' || BASE_60.test(text)) return 'double-quoted'
  if (analysis.plainAllowed) return 'plain'
  return analysis.singleQuotesAllowed ? 'single-quoted' : 'double-quoted'
}

/** What the characters of a text allow in block context. */
export function analyzeText(text: string): TextAnalysis {
  if (text === '') return { multiline: false, plainAllowed: true, singleQuotesAllowed: true, literalAllowed: false }
  let hasIndicator = text.startsWith('---') || text.startsWith('...')
  let hasSpecial = false
  let multiline = false
  let spaceThenBreak = false
  let breakThenSpace = false
  let previous: number | undefined
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    const next = text.charCodeAt(at + 1)
    const beforeBlank = at + 1 === text.length || isBlank(next)
    if (previous === undefined) {
      hasIndicator ||= FIRST_INDICATORS.has(unit) || ((unit === QUESTION || unit === COLON || unit === DASH) && beforeBlank)
    } else {
      hasIndicator ||= (unit === COLON && beforeBlank) || (unit === HASH && isGap(previous))
    }
    hasSpecial ||= !isPrintable(unit)
    if (unit === SPACE) {
      breakThenSpace ||= previous !== undefined && isBreak(previous)
    } else if (isBreak(unit)) {
      multiline = true
      spaceThenBreak ||= previous === SPACE
    }
    previous = unit
  }
  const edgeBlank = isSpaceOrBreak(text.charCodeAt(0)) || isSpaceOrBreak(text.charCodeAt(text.length - 1))
  const unquotable = spaceThenBreak || hasSpecial
  return {
    multiline,
    plainAllowed: !(edgeBlank || breakThenSpace || unquotable || multiline || hasIndicator),
    singleQuotesAllowed: !(breakThenSpace || unquotable),
    literalAllowed: !(text.endsWith(' ') || unquotable),
  }
}

function isSpaceOrBreak(unit: number): boolean {
  return unit === SPACE || isBreak(unit)
}

/** What go-yaml writes as it is: not tabs, not the byte order mark, and nothing beyond U+FFFF. */
export function isPrintable(unit: number): boolean {
  if (unit < 0x7f) return unit >= SPACE || unit === 0x0a
  return (unit >= 0xa0 && unit <= 0xd7ff) || (unit >= 0xe000 && unit <= 0xfffd && unit !== 0xfeff)
}
