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
  /** Takes the lost one out, or parts the objects. */
  readonly edit: { readonly range: SourceRange; readonly newText: string }
}

/** @param text  One that can be read. */
export function silentLosses(text: string): readonly SilentLoss[] {
  return sketchText(text).flatMap(({ root }) => joinedObjects(text, root) ?? repeatedKeys(text, root))
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
  const edit = { range: { start, end: start }, newText: `---${lineBreakOf(text)}` }
  return [{ what: 'objects-joined', key: String(first.step), path: [], range: second.key, other: first.key, edit }]
}

function repeatedKeys(text: string, node: SketchNode): readonly SilentLoss[] {
  // What several merges bring in is kept.
  const members = node.children.filter(({ isBare, step }) => !isBare && step !== '<<')
  const here = members.flatMap((member, index): readonly SilentLoss[] => {
    const later = members.slice(index + 1).findLast(({ step }) => step === member.step)
    const next = members[index + 1]
    if (later?.key === undefined || next?.key === undefined || member.key === undefined || typeof member.step === 'number') return []
    const edit = { range: { start: member.key.start, end: next.key.start }, newText: '' }
    return [{ what: 'key-twice', key: member.step, path: pathOf(member), range: member.key, other: later.key, edit }]
  })
  return [...here, ...node.children.flatMap((child) => repeatedKeys(text, child))]
}

function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}
