// The strip of time: where it begins, how far it reaches, which lanes it has.

const LEAST_MS = 150_000
/** How much of the time before the learner came the strip shows, so that what was stored then can be seen. */
export const LEAD_MS = 10_000

/** How far the strip reaches, so that it need not move with every second: 2½ minutes, then twice that, and so on. */
export function stripLength(knownMs: number): number {
  let length = LEAST_MS
  while (length < knownMs) length *= 2
  return length
}

/** A lane for each of those who act, from above. */
export const LANES = ['you', 'cluster', 'node', 'processes'] as const
/** In pixels. */
export const LANE_HEIGHT = 16
/** Milliseconds in a unit of width. */
export const UNIT_MS = 100
