// How two futures of one run differ.

import type { StoryLine } from './story.ts'

/** How a run and the future that was left for it differ, as far as both are known. */
export interface Comparison {
  /** Ids of the lines of the future that was left which have no equal in the run: the same words at the same moment. */
  readonly left: ReadonlySet<number>
  /** The same the other way round. */
  readonly now: ReadonlySet<number>
  /** Both, in the order of time. */
  readonly lines: readonly Difference[]
}

export interface Difference {
  readonly id: string
  readonly happens: 'left' | 'now'
  readonly line: StoryLine
}

/** @param untilMs  How far both are known. */
export function compare(left: readonly StoryLine[], now: readonly StoryLine[], untilMs: number): Comparison {
  const onlyLeft = without(left, now, untilMs)
  const onlyNow = without(now, left, untilMs)
  const lines = [
    ...onlyLeft.map((line) => ({ id: `left ${String(line.id)}`, happens: 'left' as const, line })),
    ...onlyNow.map((line) => ({ id: `now ${String(line.id)}`, happens: 'now' as const, line })),
  ].toSorted((a, b) => a.line.atMs - b.line.atMs)
  return { left: new Set(onlyLeft.map(({ id }) => id)), now: new Set(onlyNow.map(({ id }) => id)), lines }
}

function without(story: readonly StoryLine[], other: readonly StoryLine[], untilMs: number): readonly StoryLine[] {
  const known = new Set(other.map(lookOf))
  return story.filter((line) => line.atMs <= untilMs && !known.has(lookOf(line)))
}

function lookOf({ atMs, who, says }: StoryLine): string {
  return `${String(atMs)} ${who} ${says}`
}
