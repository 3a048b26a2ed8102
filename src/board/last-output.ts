// What the last line of the terminal has printed by a moment: what a reader may want explained. Pure: a function of (screen, moment).

import type { ScreenPiece } from '../simulator/index.ts'

/** Only the end of what a watching command prints is looked at, in characters. */
const MOST_TEXT = 20_000

export function lastOutput(screen: readonly ScreenPiece[], atMs: number): string {
  const past = screen.filter((piece) => piece.atMs <= atMs)
  const start = past.findLastIndex(({ kind }) => kind === 'line')
  return past
    .slice(start + 1)
    .flatMap(({ kind, text }) => (kind === 'stdout' || kind === 'stderr' ? [text] : []))
    .join('')
    .slice(-MOST_TEXT)
}
