// Flow collections (`{ name: settings, key: a }`, `[a, b]`) in the sketch of a text. What is not closed yet ends with its line.

import { endOfQuoted } from './line-reading.ts'
import type { SketchNode } from './sketch-node.ts'
import { createNode } from './sketch-node.ts'

const DEEPEST = 64

/**
 * Adds what stands in the brackets to a node.
 *
 * @param start  Where the bracket is.
 * @param end    The end of the document.
 * @param lineEnd  Where the line of the bracket ends.
 * @returns Where the collection ends: behind its closing bracket, or at the end of the line when there is none.
 */
export function sketchFlow(text: string, node: SketchNode, start: number, end: number, lineEnd: number): number {
  const limit = hasClosing(text, start, end) ? end : lineEnd
  return new FlowSketcher(text, limit).collection(node, start, 0)
}

function hasClosing(text: string, start: number, end: number): boolean {
  let depth = 0
  for (let at = start; at < end; at += 1) {
    const character = text.charAt(at)
    if (character === '"' || character === "'") at = (endOfQuoted(text.slice(0, end), at) ?? end) - 1
    else if (character === '{' || character === '[') depth += 1
    else if (character === '}' || character === ']') depth -= 1
    if (depth === 0) return true
    // A key at the left edge, or the next document: the bracket above was forgotten.
    if (character === '\n' && /[^\s#}\]]/.test(text.charAt(at + 1))) return false
  }
  return false
}

class FlowSketcher {
  readonly #text: string
  readonly #limit: number

  constructor(text: string, limit: number) {
    this.#text = text
    this.#limit = limit
  }

  /** @returns The offset behind the collection. */
  collection(node: SketchNode, start: number, depth: number): number {
    const closing = this.#text.charAt(start) === '{' ? '}' : ']'
    let at = start + 1
    while (at < this.#limit) {
      at = this.#skipBlanks(at)
      const character = this.#text.charAt(at)
      if (at >= this.#limit) break
      if (character === closing) return at + 1
      if (character === ',' || character === '}' || character === ']') at += 1
      else at = closing === '}' ? this.#entry(node, at, depth) : this.#item(node, at, depth)
    }
    return this.#limit
  }

  #skipBlanks(from: number): number {
    let at = from
    while (at < this.#limit && /\s/.test(this.#text.charAt(at))) at += 1
    return at
  }

  #entry(parent: SketchNode, start: number, depth: number): number {
    const keyEnd = this.#scalarEnd(start, true)
    const key = { start, end: keyEnd }
    const written = this.#text.slice(start, keyEnd)
    const colon = this.#skipBlanks(keyEnd)
    const isBare = this.#text.charAt(colon) !== ':' || colon >= this.#limit
    const step = isBare ? '' : written.replace(/^(["'])(.*)\1$/s, '$2')
    const node = createNode({ step, parent, key, isBare, value: { start: keyEnd, end: keyEnd }, column: parent.column, isFlow: true })
    return isBare ? Math.max(keyEnd, start + 1) : this.#value(node, colon + 1, depth)
  }

  #item(parent: SketchNode, start: number, depth: number): number {
    const at = { start, end: start }
    const node = createNode({ step: parent.children.length, parent, key: undefined, value: at, column: parent.column, isFlow: true })
    return Math.max(this.#value(node, start, depth), start + 1)
  }

  #value(node: SketchNode, from: number, depth: number): number {
    const start = Math.min(this.#skipBlanks(from), this.#limit)
    const first = this.#text.charAt(start)
    if (/[,}\]]/.test(first)) {
      const at = Math.min(this.#text.charAt(from) === ' ' ? from + 1 : from, start)
      node.value = { start: at, end: at }
      return start
    }
    const isCollection = (first === '{' || first === '[') && depth < DEEPEST
    const end = isCollection ? this.collection(node, start, depth + 1) : this.#scalarEnd(start, false)
    node.value = { start, end }
    if (!isCollection && end > start) node.scalar = this.#text.slice(start, end)
    return end
  }

  #scalarEnd(start: number, isKey: boolean): number {
    if (/["']/.test(this.#text.charAt(start)))
      return Math.min(endOfQuoted(this.#text.slice(0, this.#limit), start) ?? this.#limit, this.#limit)
    let at = start
    while (at < this.#limit && !/[,\n[\]{}]/.test(this.#text.charAt(at))) {
      if (isKey && this.#text.charAt(at) === ':' && /[\s,}\]]|^$/.test(this.#text.charAt(at + 1))) break
      at += 1
    }
    return start + this.#text.slice(start, at).trimEnd().length
  }
}
