// Every exercise is proved: its starter does not pass, each solution does, each known mistake gets its own message, no early hint gives it away.

import { describe, expect, test } from 'vitest'
import { describeProblems } from '../../src/authoring/problem.ts'
import { decodeExercise } from '../../src/exercise/decode-exercise.ts'
import { play, startCluster } from '../../src/exercise/play.ts'
import { proveExercise } from '../../src/exercise/prove.ts'
import { besideFolders, lessonSlugs, readImages } from '../../src/instructor/lesson-folders.ts'
import { ALL_TOOLS } from '../../src/simulator/kubectl/tools/all.ts'
import { shapeOf } from './solution-shape.ts'

const images = readImages()

describe.each(besideFolders('exercises').map((each) => [each.file, each] as const))('%s', (_file, { lesson, id, file, texts }) => {
  const read = decodeExercise(`${lesson}/${id}`, texts)

  test('can be read', () => {
    expect(read.ok ? '' : describeProblems(file, read.problem)).toBe('')
  })

  test.each(read.ok ? proveExercise(read.value, images).map(({ fact, problem }) => [fact, problem] as const) : [])(
    '%s',
    (_fact, problem) => {
      expect(problem).toBeUndefined()
    },
  )
})

describe('the exercises together', () => {
  const ways = besideFolders('exercises').flatMap(({ lesson, id, texts }) => {
    const read = decodeExercise(`${lesson}/${id}`, texts)
    if (!read.ok) return []
    const start = startCluster(read.value.cluster, read.value.files, images, ALL_TOOLS)
    const shapes = read.value.solutions.map(({ acts }) => shapeOf(acts, play(start, acts)))
    return [{ exercise: read.value.id, different: new Set(shapes).size }]
  })

  test('are one a lesson at least', () => {
    expect(ways.length).toBeGreaterThanOrEqual(lessonSlugs().length)
  })

  test('have two solutions that differ in kind, each of them', () => {
    expect(ways.filter(({ different }) => different < 2)).toEqual([])
  })

  test('have three solutions that differ in kind, at least half of them', () => {
    expect(ways.filter(({ different }) => different >= 3).length).toBeGreaterThanOrEqual(ways.length / 2)
  })
})
