// What a learner does to the cluster: lines that are run beside the terminal or typed into it, and what a running command is told.

import { applyLine } from '../../exercise/files.ts'
import { save } from '../../browser/storage.ts'
import type { LineTouch } from '../../simulator/index.ts'
import type { Act, Deed, Session } from '../session.ts'
import { act } from '../session.ts'
import type { Step } from '../tool-shelf.ts'
import type { Bench } from './bench.ts'
import { followCommand, ownFiles } from './command-files.ts'

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

/**
 * Does something; where it lacks tools, when they have come. If they do not come, it stays among what is awaited, until it is tried again or
 * something else is done in its place.
 */
export function perform(bench: Bench, deed: Deed): void {
  const { stage, shelf } = bench
  const where = 'touch' in deed ? 'terminal' : (deed.where ?? 'editor')
  const others = () => stage.awaited.filter((each) => each.deed !== deed)
  stage.awaited = [...stage.awaited.filter((each) => !each.isLost || each.where !== where), { deed, where, isLost: false }]
  shelf.perform(
    () => {
      const lacks = tryAct(bench, { ...deed, atMs: stage.atMs })
      if (lacks.length === 0) stage.awaited = others()
      return lacks
    },
    () => (stage.awaited = [...others(), { deed, where, isLost: true }]),
  )
}

/** Tries again what could not be done for want of tools, with the files as they are now. */
export function retry(bench: Bench): void {
  const lost = bench.stage.awaited.filter(({ isLost }) => isLost)
  bench.stage.awaited = bench.stage.awaited.filter(({ isLost }) => !isLost)
  for (const { deed } of lost) perform(bench, 'line' in deed ? { ...deed, files: ownFiles(bench) } : deed)
}

function tryAct(bench: Bench, done: Act): ReturnType<Step> {
  const { stage } = bench
  const before = stage.session
  if (before === undefined) return []
  const { session, forked, changed, printed, exitCode } = act(before, done)
  if (session.run.lacks.length > 0) return session.run.lacks
  const leaves = forked && done.atMs < stage.seenMs
  if (leaves) keepFuture(bench, before, done.atMs)
  stage.session = session
  stage.atMs = session.run.nowMs
  stage.seenMs = stage.atMs
  followCommand(bench, before)
  void stage.output.explain(printed)
  save(`${stage.props.id}/acts`, session.acts)
  stage.said = `${leaves ? 'A new future begins here. ' : ''}${'line' in done && done.where === 'terminal' ? '' : printed}`
  // What only looks at the cluster does not start the clock; what changes it, or waits for it, does.
  stage.playing = (stage.playing && !forked) || (changed && exitCode === 0) || session.run.foreground !== undefined
  stage.text.look()
  return []
}

/** What was seen of the future that is left here, if anything happened in it. */
function keepFuture({ stage, view }: Bench, { versions }: Session, fromMs: number): void {
  const untilMs = stage.seenMs
  const story = view.story.filter((line) => line.atMs <= untilMs)
  if (story.some((line) => line.atMs > fromMs)) stage.left = { fromMs, untilMs, story, versions }
}
