// What was done at a stage can be made again, taken back and begun anew: a run follows from its acts.

import { forget, load, save } from '../../browser/storage.ts'
import { inTasks, nextTask } from '../../browser/tasks.ts'
import type { Act } from '../session.ts'
import { equip, isActs, isAttempt, restore, restoring } from '../session.ts'
import type { Files } from '../workspace/file-list.ts'
import type { Bench } from './bench.ts'
import { followCommand } from './command-files.ts'
import { dropPrediction } from './kept-prediction.ts'

/** Makes again what was done in an earlier visit. */
export async function begin({ stage, texts, view, shelf }: Bench): Promise<void> {
  const { props } = stage
  const acts = load(`${props.id}/acts`, isActs) ?? []
  // They come while the run is made; what needs one at once waits for it below.
  void shelf.fetchServerParts().catch(() => undefined)
  let session = await inTasks(restoring(props, acts, shelf.toolbox))
  while (session.run.lacks.length > 0) {
    await shelf.fetch(session.run.lacks)
    session = await inTasks(restoring(props, acts, shelf.toolbox))
  }
  // Sets may have come while the run was made.
  stage.session = equip(session, shelf.toolbox)
  stage.atMs = session.run.nowMs
  stage.seenMs = stage.atMs
  followCommand({ stage, texts, view, shelf }, undefined)
  stage.attempt = load(`${props.id}/attempt`, isAttempt)
  // The board is drawn first.
  await nextTask()
  stage.text.look()
}

/** Back to the starter and the prepared cluster; what was expected is asked anew. */
export function reset(bench: Bench): void {
  startOver(bench)
  dropPrediction(bench.stage)
}

/** Back to the starter and the prepared cluster. What was there is kept as the last attempt. */
export function startOver(bench: Bench): void {
  const { stage } = bench
  const { id, experiment } = stage.props
  if (stage.session !== undefined && (stage.session.acts.length > 0 || isEdited(bench))) {
    stage.attempt = { acts: stage.session.acts, files: stage.files }
    save(`${id}/attempt`, stage.attempt)
  }
  replay(bench, experiment.files, [])
  forget(`${id}/files`)
  stage.said = 'Back to the beginning.'
}

/** Takes back the last thing that was applied or run. The texts stay. */
export function undo(bench: Bench): void {
  const { session, files } = bench.stage
  if (session === undefined) return
  replay(bench, files, session.acts.slice(0, -1))
  bench.stage.said = 'The last step is undone.'
}

/** What the learner had before the last reset. */
export function restoreAttempt(bench: Bench): void {
  const { stage } = bench
  const { id, experiment } = stage.props
  const { attempt } = stage
  if (attempt === undefined) return
  replay(bench, { ...experiment.files, ...attempt.files }, attempt.acts)
  bench.texts.keep()
  forget(`${id}/attempt`)
  stage.attempt = undefined
  stage.said = 'Your last attempt is back.'
}

function isEdited({ stage }: Bench): boolean {
  const starter = stage.props.experiment.files
  return Object.keys({ ...starter, ...stage.files }).some((name) => starter[name] !== stage.files[name])
}

/** Makes the run of these acts, and shows its end. */
function replay(bench: Bench, files: Files, acts: readonly Act[]): void {
  const { stage, texts, shelf } = bench
  texts.show({ ...files })
  shelf.perform(() => {
    const session = restore(stage.props, acts, shelf.toolbox)
    if (session.run.lacks.length > 0) return session.run.lacks
    stage.session = session
    stage.atMs = session.run.nowMs
    stage.playing = false
    stage.script = undefined
    stage.left = undefined
    stage.seenMs = stage.atMs
    stage.why = undefined
    stage.awaited = stage.awaited.filter(({ isLost }) => !isLost)
    followCommand(bench, undefined)
    save(`${stage.props.id}/acts`, session.acts)
    stage.text.look()
    return []
  })
}
