// The strip of time: how far it reaches, and how two futures of one run differ.

import type { StoryLine } from './story.ts'

const LEAST_MS = 150_000
/** How much of the time before the learner came the strip shows, so that what was stored then can be seen. */
export const LEAD_MS = 10_000

/** How far the strip reaches, so that it need not move with every second: 2½ minutes, then twice that, and so on. */
export function stripLength(knownMs: number): number {
  let length = LEAST_MS
  while (length < knownMs) length *= 2
  return length
}

/** Ids of the lines of one story that have no equal in the other: the same words at the same moment. */
export function differences(story: readonly StoryLine[], other: readonly StoryLine[]): ReadonlySet<number> {
  const known = new Set(other.map(lookOf))
  return new Set(story.filter((line) => !known.has(lookOf(line))).map(({ id }) => id))
}

function lookOf({ atMs, who, says }: StoryLine): string {
  return `${String(atMs)} ${who} ${says}`
}
