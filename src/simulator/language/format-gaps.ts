// How far apart the signs of one line stand: `key: { a: 1, b: [c, d] }`. A comment behind them keeps its distance.

import type { Token } from '../yaml/index.ts'

/** Blanks to stand between two offsets in place of what does now. */
export interface Gap {
  readonly start: number
  readonly end: number
  readonly blanks: number
}

export function gapsToChange(text: string, tokens: readonly Token[]): readonly Gap[] {
  const signs = tokens.filter(({ offset, end }) => end > offset)
  return signs.flatMap((next, index) => {
    const before = signs[index - 1]
    if (before === undefined || !/^[ \t]*$/.test(text.slice(before.end, next.offset))) return []
    const blanks = blanksBetween(before, next)
    return blanks === undefined ? [] : [{ start: before.end, end: next.offset, blanks }]
  })
}

function blanksBetween(before: Token, next: Token): number | undefined {
  // A name that stands for a value would take a colon for a part of itself, and so would a word that has only just lost its blank.
  if (before.kind === 'value' || before.kind === 'block-entry' || before.kind === 'alias') return 1
  if (next.kind === 'value' || next.kind === 'flow-entry' || next.kind === 'flow-sequence-end') return 0
  if (next.kind === 'flow-mapping-end') return before.kind === 'flow-mapping-start' ? 0 : 1
  if (before.kind === 'flow-sequence-start') return 0
  const isApart = ['flow-mapping-start', 'flow-entry', 'tag', 'anchor', 'document-start'].includes(before.kind)
  return isApart ? 1 : undefined
}
