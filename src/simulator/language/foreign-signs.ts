// Signs that word processors and web pages put in place of those of YAML, and that look the same: a blank that no line breaks at, and
// quotes that lean. To YAML both are letters.

import type { SourceRange } from '../base/source-range.ts'
import { sketchText } from './sketch.ts'
import type { SketchNode } from './sketch-node.ts'
import { pathOf } from './sketch-node.ts'

export interface ForeignSign {
  readonly what: 'hard-blanks' | 'leaning-quotes'
  readonly key: string
  readonly path: readonly (string | number)[]
  /** The first of the blanks; the value with its quotes. */
  readonly range: SourceRange
  /** The same signs as YAML has them. */
  readonly edits: readonly { readonly range: SourceRange; readonly newText: string }[]
}

/** Texts that can't be read have them as well. */
export function foreignSigns(text: string): readonly ForeignSign[] {
  // Few texts have any: the others are not read again.
  const documents = /[“”„‟‘’]/.test(text) ? sketchText(text) : []
  return [...hardBlanks(text), ...documents.flatMap(({ root }) => leaningQuotes(root))]
}

/** At the start of a line and behind a key they were meant as blanks; within a text they may stay. */
function hardBlanks(text: string): readonly ForeignSign[] {
  if (!text.includes('\u00a0')) return []
  const edits = [...text.matchAll(/(?<=^[ \u00a0]*(?:- *)?)\u00a0+|(?<=^[ \u00a0]*(?:- *)?[\w."'/-]+:[ \u00a0]*)\u00a0+/gm)].map(
    ({ 0: found, index }) => ({
      range: { start: index, end: index + found.length },
      newText: ' '.repeat(found.length),
    }),
  )
  const [first] = edits
  return first === undefined ? [] : [{ what: 'hard-blanks', key: '', path: [], range: first.range, edits }]
}

function leaningQuotes(node: SketchNode): readonly ForeignSign[] {
  const inside = node.children.flatMap(leaningQuotes)
  const { scalar, isBlock, value } = node
  if (scalar === undefined || isBlock || !/^[“”„‟‘’][^"\\\n“”„‟]*[“”„‟‘’]$/.test(scalar)) return inside
  const start = value.start
  const end = start + scalar.length
  const edits = [
    { range: { start, end: start + 1 }, newText: '"' },
    { range: { start: end - 1, end }, newText: '"' },
  ]
  return [{ what: 'leaning-quotes', key: String(node.step), path: pathOf(node), range: { start, end }, edits }, ...inside]
}
