// The marks in the lanes of the time strip, as paths: a run has hundreds, and a page draws a path as easily as a point.

import type { StoryLine } from './story.ts'
import { LANE_HEIGHT, LANES, UNIT_MS } from './time-strip.ts'

/** Marks of one look in one lane: one line of many short strokes. */
export interface Ticks {
  readonly id: string
  readonly lane: StoryLine['lane']
  readonly version: number
  readonly path: string
}

/** @param fromMs  Where the strip begins. */
export function ticksOf(story: readonly StoryLine[], fromMs: number): readonly Ticks[] {
  const paths = new Map<string, { readonly lane: StoryLine['lane']; readonly version: number; path: string }>()
  for (const { lane, version, atMs } of story) {
    const id = `${lane} ${String(version)}`
    const ticks = paths.get(id) ?? { lane, version, path: '' }
    if (ticks.path === '') paths.set(id, ticks)
    ticks.path += tickAt(lane, atMs - fromMs, 'tick')
  }
  return Array.from(paths, ([id, ticks]) => ({ id, ...ticks }))
}

/** Frames around the marks of some lines. */
export function framesOf(story: readonly StoryLine[], framed: ReadonlySet<number>, fromMs: number): string {
  return story.map(({ id, lane, atMs }) => (framed.has(id) ? tickAt(lane, atMs - fromMs, 'frame') : '')).join('')
}

/** Strokes get their width and their ends from the style: a dot is the shortest line with round ends. */
function tickAt(lane: StoryLine['lane'], ms: number, what: 'tick' | 'frame'): string {
  const x = (ms / UNIT_MS).toFixed(1)
  const middle = LANES.indexOf(lane) * LANE_HEIGHT + LANE_HEIGHT / 2
  const half = what === 'frame' ? 1 : lane === 'cluster' ? 4.5 : 0
  return half === 0 ? `M${x} ${String(middle)}h.01` : `M${x} ${String(middle - half)}v${String(2 * half)}`
}
