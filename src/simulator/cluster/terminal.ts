// The terminal of a run: lines are typed at a moment, their output appears at moments, and what waits follows the cluster's clock.
// Like the run itself a value: scrubbing back shows the screen as it was, a fork cuts it.

import type { EntryId } from '../api/timeline.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import type { LineStep, LineTouch, WaitingLine } from '../kubectl/index.ts'

/** Something on the screen, in the order in which it appeared. */
export interface ScreenPiece {
  readonly atMs: SimTimeMs
  /** `line`: what was typed at the prompt; `input`: what was typed into a running command; `end`: the line's exit code as text. */
  readonly kind: 'line' | 'input' | 'stdout' | 'stderr' | 'end'
  readonly text: string
}

/** A line that has not ended, and the entry of the timeline that it causes things for. */
export interface ForegroundLine {
  readonly waiting: WaitingLine
  readonly startedAtMs: SimTimeMs
  readonly cause: EntryId | undefined
}

/** How a step of a line shows on the screen. */
export function screenOf<C>({ pieces, after }: LineStep<C>, atMs: SimTimeMs): readonly ScreenPiece[] {
  const shown: ScreenPiece[] = pieces.map(({ stream, text }) => ({ atMs, kind: stream, text }))
  if (after.kind === 'ended') shown.push({ atMs, kind: 'end', text: String(after.exitCode) })
  return shown
}

/** What a touch leaves on the screen, as a real terminal echoes it. */
export function echoOf(touch: LineTouch, atMs: SimTimeMs): readonly ScreenPiece[] {
  if (touch.kind === 'look' || touch.kind === 'save') return []
  const text = touch.kind === 'interrupt' ? '^C\n' : touch.text
  return text === '' ? [] : [{ atMs, kind: 'input', text }]
}
