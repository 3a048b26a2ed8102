// A text as a table of contents: objects, their fields, and items by their names.

import type { SourceRange } from '../base/source-range.ts'
import { sketchText } from './sketch.ts'
import type { SketchNode } from './sketch-node.ts'
import { childAt, textOf } from './sketch-node.ts'

export interface OutlineEntry {
  readonly label: string
  /** A short value, or the number of items. */
  readonly detail: string
  readonly what: 'object' | 'list' | 'map' | 'value'
  /** With everything that is in it. */
  readonly range: SourceRange
  /** What is marked when it is chosen. */
  readonly mark: SourceRange
  readonly inside: readonly OutlineEntry[]
}

const LONGEST_DETAIL = 40

export function outlineOf(text: string): readonly OutlineEntry[] {
  return sketchText(text)
    .filter(({ root }) => root.children.length > 0)
    .map(({ root }) => {
      const first = root.children[0]
      const start = first?.key?.start ?? first?.value.start ?? root.value.start
      const kind = textOf(childAt(root, ['kind'])) ?? 'object'
      return {
        label: kind,
        detail: textOf(childAt(root, ['metadata', 'name'])) ?? '',
        what: 'object',
        range: { start, end: Math.max(start, ...root.children.map(({ value }) => value.end)) },
        mark: first?.key ?? { start, end: start },
        inside: entriesOf(root),
      }
    })
}

function entriesOf(node: SketchNode): readonly OutlineEntry[] {
  return node.children.filter(({ isBare }) => !isBare).map(entryOf)
}

function entryOf(node: SketchNode): OutlineEntry {
  const start = node.key?.start ?? node.value.start
  const isList = typeof node.children[0]?.step === 'number'
  return {
    label: typeof node.step === 'number' ? (nameOf(node) ?? String(node.step)) : node.step,
    detail: isList ? String(node.children.length) : shorten(textOf(node) ?? ''),
    what: isList ? 'list' : node.children.length > 0 ? 'map' : 'value',
    range: { start, end: Math.max(node.value.end, node.key?.end ?? 0) },
    mark: node.key ?? { start, end: start },
    inside: entriesOf(node),
  }
}

/** What identifies an item for its reader. */
function nameOf(item: SketchNode): string | undefined {
  for (const field of ['name', 'key', 'mountPath', 'containerPort', 'port']) {
    const name = textOf(childAt(item, [field]))
    if (name !== undefined) return name
  }
  return textOf(item) ?? (item.children[0] === undefined ? undefined : String(item.children[0].step))
}

function shorten(text: string): string {
  return text.length > LONGEST_DETAIL ? `${text.slice(0, LONGEST_DETAIL)}…` : text
}
