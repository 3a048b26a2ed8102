// What is being written at an offset: a key of a struct, or a value, and which word a completion would replace.

import type { KindInfo } from '../api/kinds.ts'
import type { SourceRange } from '../base/source-range.ts'
import { kindOf } from './field-place.ts'
import { sketchText } from './sketch.ts'
import type { SketchDocument, SketchNode } from './sketch-node.ts'
import { documentAt, pathOf } from './sketch-node.ts'

export interface Caret {
  readonly document: SketchDocument
  readonly kind: KindInfo | undefined
  /** Of what the word is in (for a key) or is (for a value). */
  readonly path: readonly (string | number)[]
  /** A key of the mapping at `path`, or the value at it. */
  readonly part: 'key' | 'value'
  /** The node at `path`. */
  readonly node: SketchNode
  /** In the text as it was given. */
  readonly word: SourceRange
  /** What the word is up to the caret, without an opening quote. */
  readonly typed: string
  /** Whether a colon follows the key already. */
  readonly hasColon: boolean
  readonly isFlow: boolean
  /** Of the line's first character that is no blank, or of the word itself behind a dash: where further lines go. */
  readonly column: number
}

/** Stands for what will be typed, so that a place without a word has one. No manifest holds it. */
const MARK = '\u{F0001}'

/** Undefined in comments, in block scalars and where nothing can be said. */
export function caretAt(text: string, offset: number): Caret | undefined {
  const marked = text.slice(0, offset) + MARK + text.slice(offset)
  const document = documentAt(sketchText(marked), offset)
  const node = document === undefined ? undefined : nodeAround(document.root, offset)
  if (document === undefined || node === undefined || node.isBlock) return undefined
  const isKey = node.key !== undefined && node.key.start <= offset && offset < node.key.end
  const range = isKey ? node.key : node.scalar === undefined ? undefined : node.value
  if (range === undefined || !marked.slice(range.start, range.end).includes(MARK)) return undefined
  const holder = isKey ? (node.parent ?? node) : node
  return {
    document,
    kind: kindOf(document.root),
    path: pathOf(holder),
    part: isKey ? 'key' : 'value',
    node: holder,
    word: { start: range.start, end: range.end - MARK.length },
    typed: marked.slice(range.start, offset).replace(/^["']/, ''),
    hasColon: isKey && !node.isBare,
    isFlow: node.isFlow,
    column: range.start - lineStartOf(marked, range.start),
  }
}

/** The deepest node whose key or value holds the offset. */
export function nodeAround(root: SketchNode, offset: number): SketchNode | undefined {
  for (const child of root.children.toReversed()) {
    const start = child.key?.start ?? child.value.start
    const isInside = start <= offset && offset <= child.value.end
    if (isInside) return nodeAround(child, offset) ?? child
  }
  return root.children.length === 0 && root.scalar !== undefined ? root : undefined
}

function lineStartOf(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}
