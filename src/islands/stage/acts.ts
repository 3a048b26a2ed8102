// What a learner does to the cluster: lines that are run beside the terminal or typed into it, and what a running command is told.

import { applyLine } from '../../exercise/files.ts'
import { save } from '../../browser/storage.ts'
import type { LineTouch } from '../../simulator/index.ts'
import type { Act, LineAct, TouchAct } from '../session.ts'
import { act } from '../session.ts'
import type { Step } from '../tool-shelf.ts'
import type { Bench } from './bench.ts'
import { followCommand, ownFiles } from './command-files.ts'

/** Something to do at the moment that is shown. */
type Deed = Omit<LineAct, 'atMs'> | Omit<TouchAct, 'atMs'>

/** Runs a line to its end. */
export function run(bench: Bench, line: string): void {
  bench.stage.script = undefined
  perform(bench, { line, files: ownFiles(bench) })
}

/** Applies all files. */
export function apply(bench: Bench): void {
  run(bench, applyLine(ownFiles(bench)))
}

/** Types a line at the terminal's prompt. */
export function enter(bench: Bench, line: string): void {
  bench.stage.script = undefined
  perform(bench, { line, files: ownFiles(bench), where: 'terminal' })
}

/** Types into the command that runs in the terminal, or interrupts it. */
export function touch(bench: Bench, touched: LineTouch): void {
  perform(bench, { touch: touched })
}

/** Hands the edited text to `kubectl edit`, as saving and closing an editor does; without changes nothing is edited. */
export function endEditing(bench: Bench, how: 'save' | 'discard'): void {
  const { editing, files } = bench.stage
  if (editing !== undefined) touch(bench, { kind: 'save', text: how === 'save' ? (files[editing.fileName] ?? '') : editing.text })
}

/** Does something; where it lacks tools, when they have come. */
export function perform(bench: Bench, deed: Deed): void {
  bench.shelf.perform(() => tryAct(bench, { ...deed, atMs: bench.stage.atMs }))
}

function tryAct(bench: Bench, done: Act): ReturnType<Step> {
  const { stage } = bench
  const before = stage.session
  if (before === undefined) return []
  const { session, forked, printed, exitCode } = act(before, done)
  if (session.run.lacks.length > 0) return session.run.lacks
  if (forked) keepFuture(bench, done.atMs)
  stage.session = session
  stage.atMs = session.run.nowMs
  followCommand(bench, before)
  void stage.output.explain(printed)
  save(`${stage.props.id}/acts`, session.acts)
  stage.said = `${forked ? 'A new future begins here. ' : ''}${'line' in done && done.where === 'terminal' ? '' : printed}`
  // What only looks at the cluster does not start the clock; what changes it, or waits for it, does.
  const changes = session.run.entries.length > before.run.entries.length + 1 && exitCode === 0
  stage.playing = (stage.playing && !forked) || changes || session.run.foreground !== undefined
  stage.text.look()
  return []
}

/** What would have happened, if it was more than the looks that happen all the time. */
function keepFuture({ stage, view: { story } }: Bench, fromMs: number): void {
  if (story.some((line) => line.atMs > fromMs && line.lane === 'you')) stage.dropped = { fromMs, story }
}
