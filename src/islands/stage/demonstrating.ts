// The author's demonstration, shown at the learner's own stage: it edits, applies and runs as a learner would, each step when it is due.

import type { Act } from '../../exercise/acts.ts'
import { edited } from '../../exercise/acts.ts'
import { applyLine } from '../../exercise/files.ts'
import { perform } from './acts.ts'
import type { Bench } from './bench.ts'
import { goTo, moveTowards, nextHappening } from './clock.ts'
import { startOver } from './history.ts'

/** How long a demonstration lets the eye rest on what it did, in milliseconds of the page. */
const REST_MS = 900
/** What happens so soon after another thing is seen together with it, in milliseconds of the page. */
const TOGETHER_MS = 100

/** Begins anew and does what the author proposes, for the learner to watch. */
export function demonstrate(bench: Bench): void {
  const { stage } = bench
  startOver(bench)
  stage.script = { steps: stage.props.experiment.demonstration, dueAtMs: stage.atMs }
  stage.playing = true
}

/** Moves by a frame of the page, and plays what is due by then. */
export function passFrame(bench: Bench, elapsedMs: number): void {
  passTo(bench, bench.stage.atMs + elapsedMs * bench.stage.speed, moveTowards)
}

/** The same for those who asked for less motion: a step ends where something happens, so that no state is passed over. */
export function passStep(bench: Bench, elapsedMs: number): void {
  const { stage } = bench
  const untilMs = stage.atMs + elapsedMs * stage.speed
  passTo(bench, nextHappening(bench, untilMs, stage.speed * TOGETHER_MS) ?? untilMs, goTo)
}

function passTo(bench: Bench, atMs: number, move: typeof goTo): void {
  const { stage, shelf } = bench
  // The clock stands while a line waits for its tools.
  if (shelf.busy) return
  const { script } = stage
  move(bench, script === undefined ? atMs : Math.min(atMs, script.dueAtMs))
  if (script !== undefined && stage.atMs >= script.dueAtMs) playNext(bench, script.steps)
}

function playNext(bench: Bench, [step, ...rest]: readonly Act[]): void {
  const { stage } = bench
  stage.playing = step !== undefined
  stage.script = undefined
  if (step === undefined) return
  play(bench, step)
  stage.script = { steps: rest, dueAtMs: stage.atMs + ('waitMs' in step ? step.waitMs : REST_MS * stage.speed) }
  stage.playing = true
}

function play(bench: Bench, step: Act): void {
  const { stage, texts } = bench
  if ('run' in step) perform(bench, { line: step.run, files: stage.files })
  else if ('apply' in step) perform(bench, { line: applyLine(stage.files), files: stage.files })
  else if (!('waitMs' in step)) {
    const name = 'edit' in step ? step.edit : step.write
    const next = edited(stage.files, step)
    if (!next.ok) return
    stage.active = name
    texts.put(name, next.value[name] ?? '')
  }
}
