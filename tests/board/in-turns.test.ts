import { expect, test } from 'vitest'
import type { InTurn } from '../../src/board/in-turns.ts'
import { lastTurnMs } from '../../src/board/in-turns.ts'

const PACE = { speed: 60, fromMs: 12_345 }
/** As a screen counts them, a quarter of a frame after the clock began to run. */
const FRAMES = Array.from({ length: 600 }, (_, frame) => PACE.fromMs + ((frame + 0.25) * 1000 * PACE.speed) / 60)

/** The frames in which something is drawn anew. */
const drawnIn = (who: InTurn) =>
  FRAMES.flatMap((atMs, frame) => (shownIn(who, atMs) === shownIn(who, FRAMES[frame - 1] ?? atMs) ? [] : [frame]))
const shownIn = (who: InTurn, atMs: number) => lastTurnMs(who, atMs, PACE)

test('board and words are drawn in different frames, an age with the words, and half of all frames draw nothing', () => {
  const [board, words, age] = [drawnIn('board'), drawnIn('words'), drawnIn(0)]
  expect(board.filter((frame) => words.includes(frame))).toEqual([])
  expect(age.length).toBeGreaterThan(0)
  expect(age.filter((frame) => !words.includes(frame))).toEqual([])
  expect([...board, ...words].length / FRAMES.length).toBeCloseTo(0.5, 1)
})

test('cards beside each other tell their ages in different frames', () => {
  expect(drawnIn(3).filter((frame) => drawnIn(4).includes(frame))).toEqual([])
})

test.each<[InTurn, number]>([
  ['board', 67],
  ['words', 100],
  [4, 660],
])('%s shows no moment ahead of the clock, none before it began to run, and none that is older than %i ms of the page', (who, oldest) => {
  for (const atMs of FRAMES) {
    const shownMs = shownIn(who, atMs)
    expect(shownMs).toBeLessThanOrEqual(atMs)
    expect(shownMs).toBeGreaterThanOrEqual(PACE.fromMs)
    expect(atMs - shownMs).toBeLessThanOrEqual(oldest * PACE.speed)
  }
})
