// Every exercise is proved: its starter does not pass, each solution does, each known mistake gets its own message.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { exerciseSchema } from '../../src/components/exercise-schema.ts'
import type { Exercise } from '../../src/exercise/exercise.ts'
import { grade, perform } from '../../src/exercise/grade.ts'
import type { Run } from '../../src/simulator/index.ts'
import { advanceRun, startRun } from '../../src/simulator/index.ts'
import { images, must } from '../simulator/experiment.ts'

const LESSONS = resolve(dirname(fileURLToPath(import.meta.url)), '../../content/lessons')

const exercises = readdirSync(LESSONS).flatMap((lesson) => {
  const folder = join(LESSONS, lesson, 'exercises')
  return existsSync(folder) ? readdirSync(folder).map((file) => exerciseSchema.parse(load(readFileSync(join(folder, file), 'utf8'))).exercise) : []
})

function begin({ cluster, files }: Exercise): Run {
  const { seed, nodes, startsAtEpochMs, setup, settleMs } = cluster
  let run = advanceRun(startRun({ seed, nodes, startedAtEpochMs: startsAtEpochMs, images }), 1000)
  for (const line of setup) run = must(run, line, files)
  return advanceRun(run, run.nowMs + settleMs)
}

describe.each(exercises.map((exercise) => [exercise.id, exercise] as const))('%s', (_id, exercise) => {
  const start = begin(exercise)

  test('the starter does not pass', () => {
    expect(grade(exercise, start, start.nowMs, exercise.files).solved).toBe(false)
  })

  test('applying the starter unchanged is no known mistake', () => {
    expect(grade(exercise, start, start.nowMs, exercise.files).mistake).toBeUndefined()
  })

  test.each(exercise.solutions.map((solution) => [solution.id, solution] as const))('solution %s passes', (_name, solution) => {
    const files = { ...exercise.files, ...solution.files }
    const { tasks } = grade(exercise, perform(start, solution.acts, files), start.nowMs, files)
    expect(tasks.filter(({ met }) => !met)).toEqual([])
  })

  test.each(exercise.mistakes.map((mistake) => [mistake.id, mistake] as const))('mistake %s gets its own message', (_name, mistake) => {
    const files = { ...exercise.files, ...mistake.files }
    const graded = grade(exercise, perform(start, mistake.acts, files), start.nowMs, files)
    expect(graded.solved).toBe(false)
    expect(graded.mistake).toBe(mistake.message)
  })
})

test('there is at least one exercise', () => {
  expect(exercises.length).toBeGreaterThan(0)
})
