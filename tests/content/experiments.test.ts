// Every experiment is proved: what its author set up works, and its prediction is what the demonstration shows.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { experimentSchema } from '../../src/components/experiment-schema.ts'
import { playStep } from '../../src/islands/demonstration.ts'
import { begin } from '../../src/islands/session.ts'
import { judgePrediction } from '../../src/islands/prediction.ts'
import { advanceRun, runCommand, startRun } from '../../src/simulator/index.ts'
import { images } from '../simulator/experiment.ts'

const LESSONS = resolve(dirname(fileURLToPath(import.meta.url)), '../../content/lessons')

const experiments = readdirSync(LESSONS).flatMap((lesson) => {
  const folder = join(LESSONS, lesson, 'experiments')
  const files = existsSync(folder) ? readdirSync(folder) : []
  return files.map((file) => [`${lesson}/${file.replace('.yaml', '')}`, join(folder, file)] as const)
})

describe.each(experiments)('%s', (id, file) => {
  const experiment = experimentSchema.parse(load(readFileSync(file, 'utf8')))
  const props = { id, experiment, images }

  test('no line of its setup fails', () => {
    const { seed, nodes, startsAtEpochMs, setup, files } = experiment
    let run = advanceRun(startRun({ seed, nodes, startedAtEpochMs: startsAtEpochMs, images }), 1000)
    const failed = setup.filter((line) => {
      const done = runCommand(run, line, files)
      run = done.run
      return done.output.exitCode !== 0
    })
    expect(failed).toEqual([])
  })

  test.runIf(experiment.predict !== undefined)('its demonstration ends as the prediction says', () => {
    expect(experiment.demonstration, 'a prediction is proved by a demonstration').not.toEqual([])
    const { predict } = experiment
    if (predict === undefined) return
    let played = { session: begin(props), files: experiment.files }
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
