// A text with two blanks a level, one blank behind dashes and none at the ends of lines. Comments stay, and so does every value: what
// would change one, or what can't be read, is left alone.

import { isDeepEqual } from '../base/deep-equal.ts'
import { readManifest } from '../yaml/index.ts'
import { sketchText } from './sketch.ts'
import type { SketchNode } from './sketch-node.ts'

const STEP = 2

/** The text formatted, or undefined when that is not safe. */
export function formatText(text: string): string | undefined {
  const before = readManifest(text)
  if (before.error !== undefined || /\t|^\s*[?%]/m.test(text)) return undefined
  const columns = new Map<number, number>()
  const kept = new Map<number, number>()
  for (const { root } of sketchText(text)) for (const child of root.children) place(text, child, 0, columns, kept)
  const formatted = rewrite(text, columns, kept)
  const after = readManifest(formatted)
  const isSame =
    after.error === undefined &&
    isDeepEqual(
      before.documents.map(({ value }) => value),
      after.documents.map(({ value }) => value),
    )
  return isSame && commentsOf(formatted) === commentsOf(text) ? formatted : undefined
}

function commentsOf(text: string): number {
  return text.match(/(^|\s)#/gm)?.length ?? 0
}

/** Notes the new column of what starts at an offset, and by how much the further lines of a scalar move. */
function place(text: string, node: SketchNode, column: number, columns: Map<number, number>, kept: Map<number, number>): void {
  if (node.isFlow) return
  const start = node.key?.start ?? text.lastIndexOf('-', node.value.start - 1)
  columns.set(start, column)
  const isList = typeof node.children[0]?.step === 'number'
  const isItem = node.key === undefined
  for (const [index, child] of node.children.entries()) {
    // Lists stand below their key as far to the right as everything else does; an item's fields stand behind its dash.
    place(text, child, column + STEP, columns, kept)
    if (isItem && !isList && index === 0 && !text.slice(start, child.key?.start).includes('\n')) columns.delete(child.key?.start ?? -1)
  }
  if (node.children.length > 0 && !node.children[0]?.isFlow) return
  const furtherFrom = text.indexOf('\n', node.value.start) + 1
  if (furtherFrom === 0 || furtherFrom > node.value.end) return
  const least = indentationOf(text.slice(furtherFrom, node.value.end))
  for (let at = furtherFrom; at > 0 && at < node.value.end; at = text.indexOf('\n', at) + 1) kept.set(at, column + STEP - least)
}

function indentationOf(lines: string): number {
  const columns = lines.split('\n').flatMap((line) => (line.trim() === '' ? [] : [/^ */.exec(line)?.[0].length ?? 0]))
  return columns.length === 0 ? 0 : Math.min(...columns)
}

function rewrite(text: string, columns: ReadonlyMap<number, number>, kept: ReadonlyMap<number, number>): string {
  const lines: string[] = []
  const waiting: string[] = []
  let at = 0
  let last = 0
  for (const line of text.split('\n')) {
    const content = line.trimStart()
    const start = at + line.length - content.length
    const shift = kept.get(at)
    const column = columns.get(start)
    at += line.length + 1
    if (shift !== undefined) lines.push(line.trim() === '' ? '' : shift >= 0 ? ' '.repeat(shift) + line : line.slice(-shift))
    else if (content.startsWith('#')) waiting.push(content.trimEnd())
    else {
      // A comment belongs to what follows it.
      const next = column ?? (content === '' ? last : 0)
      lines.push(...waiting.splice(0).map((comment) => ' '.repeat(next) + comment))
      lines.push((' '.repeat(content === '' ? 0 : (column ?? 0)) + content.replace(/^(- ) +(?=\S)/, '$1')).trimEnd())
      if (column !== undefined) last = column
    }
  }
  lines.push(...waiting.map((comment) => ' '.repeat(last) + comment))
  return lines.join('\n')
}
