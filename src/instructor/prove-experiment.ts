// What must hold of every experiment: its cluster starts, and its demonstration ends as its prediction says. Judged as the stage judges it.

import type { Experiment } from '../exercise/experiment.ts'
import { startCluster } from '../exercise/play.ts'
import type { Proof } from '../exercise/proof.ts'
import { boardFollows } from '../exercise/prove-focus.ts'
import { clusterStarts } from '../exercise/prove.ts'
import { playStep } from '../islands/demonstration.ts'
import type { JudgedRow } from '../islands/prediction.ts'
import { judgePrediction } from '../islands/prediction.ts'
import { begin } from '../islands/session.ts'
import type { ImageLibrary } from '../simulator/index.ts'
import { ALL_TOOLS } from '../simulator/kubectl/tools/all.ts'

export function proveExperiment(experiment: Experiment, images: ImageLibrary): readonly Proof[] {
  const start = startCluster(experiment.cluster, experiment.files, images, ALL_TOOLS)
  const begins = clusterStarts(start)
  if (begins.problem !== undefined) return [begins]
  const follows = boardFollows(start, experiment.focus)
  if (follows.problem !== undefined || experiment.predict === undefined) return [begins, follows]
  const { after, withinMs } = experiment.predict
  const rows = judgedRows(experiment, images)
  if (rows === undefined)
    return [
      begins,
      follows,
      {
        fact: 'the demonstration lasts until the prediction is final',
        problem: `it ends before ${String(withinMs / 1000)}s have passed after a line that begins with "${after}"`,
        path: 'demonstration',
        fix: 'Let it run such a line, and wait: as long as within: says.',
      },
    ]
  return [begins, follows, ...rows.map(rowHolds)]
}

/** As they are when the answer is final; undefined when the demonstration ends before that. */
function judgedRows(experiment: Experiment, images: ImageLibrary): readonly JudgedRow[] | undefined {
  let played = { session: begin({ experiment, images }, ALL_TOOLS), files: experiment.files }
  for (const step of experiment.demonstration) {
    played = playStep(played, step)
    const judged = judgePrediction(experiment, played.session, played.files, played.session.run.nowMs)
    if (judged?.isOver === true) return judged.rows
  }
  return undefined
}

function rowHolds({ id, becomes, isNow }: JudgedRow, index: number): Proof {
  const path = `predict.rows[${String(index)}]`
  const fact = `the row ${id} ${becomes ? 'becomes' : 'does not become'} true`
  if (isNow === undefined || isNow === becomes) return { fact, problem: undefined, path, fix: '' }
  const problem = becomes ? 'in the demonstration it does not' : 'in the demonstration it does'
  return { fact, problem, path, fix: 'Mend becomes: and because:, or what the demonstration does.' }
}
