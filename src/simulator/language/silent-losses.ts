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

/** Whether two lines begin with the same key, or anything stands in braces: a long list of keys is not read again for nothing. */
function mayRepeat(text: string): boolean {
  if (text.includes('{')) return true
  const keys = Array.from(text.matchAll(/^[ -]*["']?([^\s"':#]+)["']?[ \t]*:/gm), ([, key]) => key)
  return new Set(keys).size < keys.length
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
