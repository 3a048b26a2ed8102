// What a text looks like it will become: a tree of keys and items, read line by line from the indentation alone. A text that is being
// typed is broken most of the time, and the parser in yaml/ then rightly says nothing but where it stopped; an editor must go on.
// For texts that can be parsed the two agree (a property test).
//
// @simplified The editor reads explicit keys (`? key`), anchors as keys and plain text over several lines one line at a time, as they look.

import type { SourceRange } from '../base/source-range.ts'
import { sketchFlow } from './flow-sketch.ts'
import { endOfQuoted, isBlockHeader, readEntry, skipProperties, trimComment } from './line-reading.ts'
import type { SketchDocument, SketchNode } from './sketch-node.ts'
import { createNode } from './sketch-node.ts'

interface Frame {
  readonly column: number
  readonly kind: 'mapping' | 'list'
  readonly node: SketchNode
}

/** Every document of a text, the empty ones included. */
export function sketchText(text: string): readonly SketchDocument[] {
  const documents: SketchDocument[] = []
  let start = 0
  for (const { index, 0: separator } of text.matchAll(/^---(?=\s|$).*$/gm)) {
    documents.push(sketchDocument(text, { start, end: index }))
    start = index + separator.length
  }
  documents.push(sketchDocument(text, { start, end: text.length }))
  return documents
}

function sketchDocument(text: string, range: SourceRange): SketchDocument {
  const root = createNode({ step: '', parent: undefined, key: undefined, value: range, column: -1 })
  new LineSketcher(text, range, root).read()
  return { range, root }
}

class LineSketcher {
  readonly #text: string
  readonly #end: number
  readonly #root: SketchNode
  readonly #frames: Frame[] = []
  #at: number

  constructor(text: string, { start, end }: SourceRange, root: SketchNode) {
    this.#text = text
    this.#at = start
    this.#end = end
    this.#root = root
  }

  read(): void {
    while (this.#at < this.#end) {
      const lineStart = this.#at
      const lineEnd = this.#lineEnd(lineStart)
      this.#at = Math.min(lineEnd + 1, this.#end)
      const column = /^ */.exec(this.#text.slice(lineStart, lineEnd))?.[0].length ?? 0
      const contentEnd = lineStart + trimComment(this.#text.slice(lineStart, lineEnd)).length
      if (contentEnd > lineStart + column) this.#content(lineStart, lineStart + column, contentEnd)
      if (lineEnd >= this.#end) return
    }
  }

  #lineEnd(from: number): number {
    const found = this.#text.indexOf('\n', from)
    return found < 0 || found > this.#end ? this.#end : found
  }

  /** One line's content: dashes first, then an entry or a scalar. */
  #content(lineStart: number, start: number, end: number): void {
    let at = start
    for (;;) {
      const dash = /^-( +|$)/.exec(this.#text.slice(at, end))
      if (dash === null) break
      const item = this.#openItem(at - lineStart, { start: Math.min(at + dash[0].length, end), end })
      at += dash[0].length
      if (at >= end) return
      // What follows the dash is inside of the item: `- name: x` begins a mapping at the column of `name`.
      if (readEntry(this.#text.slice(at, end)) === undefined && !/^-( |$)/.test(this.#text.slice(at, end))) {
        this.#setValue(item, at, end)
        return
      }
    }
    this.#entry(lineStart, at, end)
  }

  #entry(lineStart: number, at: number, end: number): void {
    const column = at - lineStart
    const entry = readEntry(this.#text.slice(at, end))
    const found = this.#containerAt(column, entry !== undefined)
    if (found === undefined) return
    const { node, opens } = found
    if (entry === undefined) {
      if (opens) this.#setValue(node, at, end)
      else
        this.#extend(createNode({ step: '', parent: node, key: { start: at, end }, isBare: true, value: { start: end, end }, column }), end)
      return
    }
    if (opens) this.#frames.push({ column, kind: 'mapping', node })
    const valueStart = Math.min(at + entry.valueAt, end)
    const key = { start: at, end: at + entry.keyLength }
    const child = createNode({ step: entry.name, parent: node, key, value: { start: valueStart, end: valueStart }, column })
    if (valueStart < end) this.#setValue(child, valueStart, end)
    else this.#extend(child, valueStart)
  }

  /** The node that a key or a word at a column belongs to, and whether a mapping begins there. Undefined for a scalar's further lines. */
  #containerAt(column: number, isEntry: boolean): { readonly node: SketchNode; readonly opens: boolean } | undefined {
    this.#close((frame) => frame.column > column || (frame.column === column && frame.kind === 'list'))
    const top = this.#frames.at(-1)
    if (top === undefined) return { node: this.#root, opens: true }
    if (top.column === column) return { node: top.node, opens: false }
    const last = top.node.children.at(-1) ?? top.node
    if (!isEntry && last.scalar !== undefined) {
      last.value = { start: last.value.start, end: this.#lineEnd(last.value.end) }
      return undefined
    }
    return { node: last, opens: true }
  }

  #openItem(column: number, value: SourceRange): SketchNode {
    this.#close((frame) => frame.column > column)
    const top = this.#frames.at(-1)
    let list = top?.node ?? this.#root
    if (top === undefined || top.column !== column || top.kind !== 'list') {
      list = top === undefined ? this.#root : (top.node.children.at(-1) ?? top.node)
      this.#frames.push({ column, kind: 'list', node: list })
    }
    const item = createNode({ step: list.children.length, parent: list, key: undefined, value, column })
    this.#extend(item, value.end)
    return item
  }

  #close(isOver: (frame: Frame) => boolean): void {
    for (let top = this.#frames.at(-1); top !== undefined && isOver(top); top = this.#frames.at(-1)) this.#frames.pop()
  }

  #setValue(node: SketchNode, from: number, end: number): void {
    const at = Math.min(from + skipProperties(this.#text.slice(from, end)), end)
    const written = this.#text.slice(at, end)
    node.value = { start: at, end }
    if (isBlockHeader(written)) {
      node.isBlock = true
      this.#skipBlock(node)
    } else if (/^[[{]/.test(written)) {
      const flowEnd = sketchFlow(this.#text, node, at, this.#end, end)
      node.value = { start: at, end: flowEnd }
      this.#at = Math.max(this.#at, Math.min(this.#lineEnd(flowEnd) + 1, this.#end))
    } else if (/^["']/.test(written)) {
      const quotedEnd = this.#quotedEnd(at, end)
      node.value = { start: at, end: quotedEnd }
      node.scalar = this.#text.slice(at, quotedEnd)
      if (quotedEnd > end) this.#at = Math.min(this.#lineEnd(quotedEnd) + 1, this.#end)
    } else if (written !== '') {
      node.scalar = written
    }
    this.#extend(node, node.value.end)
  }

  /** A quote that is still open ends with its line, unless the lines below can only be its further text. */
  #quotedEnd(start: number, lineEnd: number): number {
    const closed = endOfQuoted(this.#text.slice(start, this.#end), 0)
    if (closed === undefined) return lineEnd
    const below = this.#text
      .slice(start, start + closed)
      .split('\n')
      .slice(1)
    return below.some((line) => /^\s*(- |-$)/.test(line) || readEntry(line.trimStart()) !== undefined) ? lineEnd : start + closed
  }

  /** Lines that are indented more than the key belong to the scalar, and so do blank ones between. */
  #skipBlock(node: SketchNode): void {
    const column = node.key === undefined ? node.column : Math.max(node.column, 0)
    let end = node.value.end
    while (this.#at < this.#end) {
      const lineEnd = this.#lineEnd(this.#at)
      const line = this.#text.slice(this.#at, lineEnd)
      if (line.trim() !== '' && (/^ */.exec(line)?.[0].length ?? 0) <= column) break
      if (line.trim() !== '') end = lineEnd
      this.#at = Math.min(lineEnd + 1, this.#end)
      if (lineEnd >= this.#end) break
    }
    node.value = { start: node.value.start, end }
  }

  /** What holds a value reaches as far as the value does. */
  #extend(node: SketchNode, end: number): void {
    for (let holder = node.parent; holder?.parent !== undefined; holder = holder.parent) {
      const { start, end: known } = holder.value
      if (end > known) holder.value = { start, end }
    }
  }
}
