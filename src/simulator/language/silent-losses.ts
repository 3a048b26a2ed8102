// What a text loses without anybody saying so: of two equal keys the last one wins (Y-9), and two objects without a line `---` between
// them are one mapping with two of each key. The server never sees the first.

import type { SourceRange } from '../base/source-range.ts'
import { sketchText } from './sketch.ts'
import type { SketchNode } from './sketch-node.ts'
import { pathOf } from './sketch-node.ts'

export interface SilentLoss {
  readonly what: 'key-twice' | 'objects-joined'
  readonly key: string
  readonly path: readonly (string | number)[]
  /** The key whose value is lost; of joined objects, the key that begins the second. */
  readonly range: SourceRange
  /** The key that wins; of joined objects, the one that begins the first. */
  readonly other: SourceRange
  /** Take the lost one out, or part the objects. */
  readonly edits: readonly { readonly range: SourceRange; readonly newText: string }[]
}

/** @param text  One that can be read. */
export function silentLosses(text: string): readonly SilentLoss[] {
  if (!mayRepeat(text)) return []
  return sketchText(text).flatMap(({ root }) => joinedObjects(text, root) ?? repeatedKeys(root))
}

/** A mapping in braces that has something in it. */
const BRACED = /(?:^|[:,[{-])\s*\{(?!\s*[{}])/m

/** Whether two keys of one mapping may be equal, as far as the depth of lines tells: other texts are not read a second time. */
function mayRepeat(text: string): boolean {
  if (BRACED.test(text)) return true
  let open: readonly { readonly column: number; readonly keys: Set<string> }[] = []
  let colon = -1
  let next = 0
  while (next < text.length) {
    const start = next
    const end = placeOf(text, '\n', start)
    next = end + 1
    const indent = skipBlanks(text, start)
    let at = indent
    while (text.startsWith('- ', at)) at = skipBlanks(text, at + 1)
    if (colon < at) colon = placeOf(text, ':', at)
    const key = colon >= end ? '' : text.slice(at, colon).replace(/^["']|["']?[ \t]*$/g, '')
    const isParting = text.startsWith('---', start)
    if (key === '' && !isParting) continue
    const column = at - start
    // A dash begins another item: what the one before has is closed.
    const deepest = isParting ? -1 : indent - start
    if ((open.at(-1)?.column ?? -1) > deepest) open = open.filter((mapping) => mapping.column <= deepest)
    const innermost = open.at(-1)
    if (innermost?.column !== column) open = [...open, { column, keys: new Set([key]) }]
    else if (innermost.keys.has(key)) return true
    else innermost.keys.add(key)
  }
  return false
}

/** The end of the text where there is none. */
function placeOf(text: string, sign: string, from: number): number {
  const found = text.indexOf(sign, from)
  return found < 0 ? text.length : found
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 0x20) at += 1
  return at
}

/** Every object begins with one of these. */
const BEGINNINGS: ReadonlySet<string | number> = new Set(['apiVersion', 'kind'])

function joinedObjects(text: string, root: SketchNode): readonly SilentLoss[] | undefined {
  const members = root.children.filter(({ isBare, isFlow }) => !isBare && !isFlow)
  const [first] = members
  const again = members.findIndex(({ step }, index) => index > 1 && step === first?.step)
  const [second, next] = [members[again], members[again + 1]]
  const isObject = first !== undefined && BEGINNINGS.has(first.step) && next !== undefined && BEGINNINGS.has(next.step)
  if (!isObject || first.key === undefined || second?.key === undefined) return undefined
  const { start } = second.key
  const edits = [{ range: { start, end: start }, newText: `---${lineBreakOf(text)}` }]
  return [{ what: 'objects-joined', key: String(first.step), path: [], range: second.key, other: first.key, edits }]
}

function repeatedKeys(node: SketchNode): readonly SilentLoss[] {
  // What several merges bring in is kept.
  const members = node.children.filter(({ isBare, step }) => !isBare && step !== '<<')
  const winners = new Map(members.map((member) => [member.step, member]))
  const here = members.flatMap((member, index): readonly SilentLoss[] => {
    const [winner, next] = [winners.get(member.step), members[index + 1]]
    if (winner === member || winner?.key === undefined || next?.key === undefined || member.key === undefined) return []
    const edits = [{ range: { start: member.key.start, end: next.key.start }, newText: '' }]
    return [{ what: 'key-twice', key: String(member.step), path: pathOf(member), range: member.key, other: winner.key, edits }]
  })
  return [...here, ...node.children.flatMap(repeatedKeys)]
}

function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}
