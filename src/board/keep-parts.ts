// What was described anew, with every part of what was there before that says the same: who draws it sees by identity what changed.

import type { BoardModel } from './board-model.ts'
import type { NodeCard } from './node-card.ts'
import type { PodCard } from './pod-card.ts'

export function keepParts(before: BoardModel | undefined, now: BoardModel): BoardModel {
  if (before === undefined) return now
  return {
    objects: keepEach(before.objects, now.objects, ({ id }) => id),
    nodes: keepEach(before.nodes, now.nodes, ({ name }) => name, keepNode),
    pods: keepEach(before.pods, now.pods, ({ id }) => id, keepPod),
  }
}

function keepNode(before: NodeCard, now: NodeCard): NodeCard {
  return { ...now, copies: keepEach(before.copies, now.copies, ({ id }) => id), dials: keepEach(before.dials, now.dials, ({ id }) => id) }
}

function keepPod(before: PodCard, now: PodCard): PodCard {
  return { ...now, rows: keepEach(before.rows, now.rows, ({ id }) => id) }
}

/** @param keep  What of an item stays although the item as a whole changed. */
export function keepEach<T>(
  before: readonly T[],
  now: readonly T[],
  keyOf: (item: T) => string,
  keep: (before: T, now: T) => T = (_, item) => item,
): readonly T[] {
  const known = new Map(before.map((item) => [keyOf(item), item]))
  const kept = now.map((item) => {
    const old = known.get(keyOf(item))
    if (old === undefined) return item
    return isSame(old, item) ? old : keep(old, item)
  })
  return kept.length === before.length && kept.every((item, index) => item === before[index]) ? before : kept
}

/** Of plain data. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => isSame(Reflect.get(one, name), Reflect.get(other, name)))
}
