// Time is the learner's: to any moment, by frames, from one line of the story to the next. What was not simulated yet is simulated on the way.

import { tellStory } from '../../board/story.ts'
import { clockText } from '../../board/words.ts'
import type { Session } from '../session.ts'
import { advance, advanceWhile } from '../session.ts'
import type { Step } from '../tool-shelf.ts'
import type { Bench } from './bench.ts'
import { followCommand } from './command-files.ts'

/** How far "next event" looks. */
const FAR_MS = 180_000
/** How much of a frame is for the simulator, in milliseconds of the page. */
const SHARE_MS = 5

/** Shows a moment; simulates up to it where the run is not there yet. */
export function goTo(bench: Bench, atMs: number): void {
  bench.shelf.perform(() => show(bench, atMs))
}

/** Towards a moment, as far as a frame has time for: where much happens at once the clock goes slower, and not in jumps. */
export function moveTowards(bench: Bench, atMs: number): void {
  bench.shelf.perform(() => {
    const begunAt = performance.now()
    return show(bench, atMs, () => performance.now() - begunAt < SHARE_MS)
  })
}

/** To a moment that the learner chose: the clock stands there, whatever was still to be done before. */
export function seek(bench: Bench, atMs: number): void {
  bench.shelf.perform(() => {
    stop(bench)
    return show(bench, atMs)
  })
}

/** To the next or the previous line of the story. */
export function step(bench: Bench, direction: 'next' | 'previous'): void {
  bench.shelf.perform(() => {
    stop(bench)
    const { session, atMs } = bench.stage
    if (session === undefined) return []
    const ahead = direction === 'next' ? advance(session, atMs + FAR_MS) : session
    if (ahead.run.lacks.length === 0) stepIn(bench, ahead, direction)
    return ahead.run.lacks
  })
}

/**
 * The end of what happens first after the moment that is shown, if it is not after another one. The run is not led there.
 *
 * @param togetherMs  What follows so soon belongs to it.
 */
export function nextHappening({ stage }: Bench, untilMs: number, togetherMs: number): number | undefined {
  const { session, telling, atMs } = stage
  if (session === undefined || telling === undefined) return undefined
  const told = tellStory(advance(session, Math.round(untilMs)).run.entries, atMs + 1, telling)
  const first = told[0]?.atMs
  if (first === undefined || first > untilMs) return undefined
  return told.findLast((line) => line.atMs <= Math.min(untilMs, first + togetherMs))?.atMs
}

function show(bench: Bench, moment: number, hasTime?: () => boolean): ReturnType<Step> {
  const { stage } = bench
  const before = stage.session
  if (before === undefined) return []
  // Frames and pointers fall between milliseconds; the cluster counts whole ones.
  const atMs = Math.round(moment)
  const session = hasTime === undefined ? advance(before, atMs) : advanceWhile(hasTime, before, atMs)
  if (session.run.lacks.length > 0) return session.run.lacks
  stage.session = session
  if (before.run.foreground !== undefined) followCommand(bench, before)
  stage.atMs = Math.max(session.startMs, Math.min(atMs, session.run.nowMs))
  stage.seenMs = Math.max(stage.seenMs, stage.atMs)
  return []
}

function stop({ stage }: Bench): void {
  stage.playing = false
  stage.script = undefined
}

function stepIn(bench: Bench, session: Session, direction: 'next' | 'previous'): void {
  const { stage, view } = bench
  stage.session = session
  const { startMs } = session
  const line =
    direction === 'next' ? view.story.find((each) => each.atMs > stage.atMs) : view.story.findLast((each) => each.atMs < stage.atMs)
  goTo(bench, line?.atMs ?? (direction === 'next' ? stage.atMs + FAR_MS : startMs))
  stage.said =
    line === undefined ? 'Nothing more happens in the next three minutes.' : `${clockText(line.atMs - startMs)}: ${line.who} ${line.says}`
}
