// The tree that a sketch of a text is made of, and walks in it.

import type { SourceRange } from '../base/source-range.ts'

/** A key with its value, an item of a list, or the root. Ranges are UTF-16 offsets into the text. */
export interface SketchNode {
  /** The key's text or the item's index; '' for the root. */
  readonly step: string | number
  readonly parent: SketchNode | undefined
  /** Quotes included; undefined for items and the root. */
  readonly key: SourceRange | undefined
  /** A word that stands where a key should, without its colon. */
  readonly isBare: boolean
  /** What is written behind the colon or the dash; zero-width where nothing is. Grows with what follows below. */
  value: SourceRange
  /** The scalar as it is written, quotes included; undefined when there is none or when it is a collection. */
  scalar: string | undefined
  /** Written with `|` or `>`. */
  isBlock: boolean
  /** Inside `{}` or `[]`. */
  readonly isFlow: boolean
  /** Blanks before the key or the dash. */
  readonly column: number
  readonly children: SketchNode[]
}

export interface SketchDocument {
  /** From its first line to the separator. */
  readonly range: SourceRange
  readonly root: SketchNode
}

export type NodeDraft = Pick<SketchNode, 'step' | 'parent' | 'key' | 'value' | 'column'> & Partial<SketchNode>

export function createNode(draft: NodeDraft): SketchNode {
  const node: SketchNode = { isBare: false, scalar: undefined, isBlock: false, isFlow: false, children: [], ...draft }
  node.parent?.children.push(node)
  return node
}

export function documentAt(documents: readonly SketchDocument[], offset: number): SketchDocument | undefined {
  return documents.find(({ range }) => range.start <= offset && offset <= range.end)
}

/** Keys and indexes from the root. */
export function pathOf(node: SketchNode): readonly (string | number)[] {
  return node.parent === undefined ? [] : [...pathOf(node.parent), node.step]
}

export function childAt(node: SketchNode, path: readonly (string | number)[]): SketchNode | undefined {
  let found: SketchNode | undefined = node
  for (const step of path) found = found?.children.find((child) => child.step === step && !child.isBare)
  return found
}

/** The scalar without its quotes. */
export function textOf(node: SketchNode | undefined): string | undefined {
  const { scalar } = node ?? {}
  if (scalar === undefined) return undefined
  return /^(["']).*\1$/s.test(scalar) ? scalar.slice(1, -1) : scalar
}
