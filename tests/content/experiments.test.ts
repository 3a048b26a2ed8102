// Every experiment is proved: what its author set up works, and its prediction is what the demonstration shows.

import { describe, expect, test } from 'vitest'
import { describeProblems } from '../../src/authoring/problem.ts'
import { decodeExperiment } from '../../src/exercise/decode-experiment.ts'
import { startCluster } from '../../src/exercise/play.ts'
import { besideFolders } from '../../src/instructor/lesson-folders.ts'
import { playStep } from '../../src/islands/demonstration.ts'
import { begin } from '../../src/islands/session.ts'
import { judgePrediction } from '../../src/islands/prediction.ts'
import { ALL_TOOLS } from '../../src/simulator/kubectl/tools/all.ts'
import { images } from '../simulator/experiment.ts'

const experiments = besideFolders('experiments').map((each) => [each.file, each] as const)

describe.each(experiments)('%s', (_file, { lesson, id, file, texts }) => {
  const read = decodeExperiment(texts)

  test('can be read', () => {
    expect(read.ok ? '' : describeProblems(file, read.problem)).toBe('')
  })
  if (!read.ok) return
  const experiment = read.value
  const props = { id: `${lesson}/${id}`, experiment, images }

  test('no line of its setup fails', () => {
    const { lines } = startCluster(experiment.cluster, experiment.files, images, ALL_TOOLS)
    expect(lines.filter(({ output }) => output.exitCode !== 0)).toEqual([])
  })

  const { predict } = experiment
  if (predict === undefined) return

  test('its demonstration ends as the prediction says', () => {
    expect(experiment.demonstration, 'a prediction is proved by a demonstration').not.toEqual([])
    let played = { session: begin(props, ALL_TOOLS), files: experiment.files }
    for (const step of experiment.demonstration) {
      played = playStep(played, step)
      const judged = judgePrediction(experiment, played.session, played.files, played.session.run.nowMs)
      if (judged?.isOver !== true) continue
      const proved = judged.rows.filter(({ isNow }) => isNow !== undefined)
      expect(proved.map(({ id: row, isNow }) => [row, isNow])).toEqual(proved.map(({ id: row, becomes }) => [row, becomes]))
      return
    }
    expect.fail(`the demonstration ends before ${String(predict.withinMs)} ms have passed after "${predict.after}"`)
  })
})

test('there is at least one experiment', () => {
  expect(experiments.length).toBeGreaterThan(0)
})
