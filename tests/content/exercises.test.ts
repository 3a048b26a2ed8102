// Every exercise is proved: its starter does not pass, each solution does, each known mistake gets its own message, no early hint gives it away.

import { describe, expect, test } from 'vitest'
import { describeProblems } from '../../src/authoring/problem.ts'
import { decodeExercise } from '../../src/exercise/decode-exercise.ts'
import { proveExercise } from '../../src/exercise/prove.ts'
import { besideFolders, readImages } from '../../src/instructor/lesson-folders.ts'

const images = readImages()

describe.each(besideFolders('exercises').map((each) => [each.file, each] as const))('%s', (_file, { lesson, id, file, texts }) => {
  const read = decodeExercise(`${lesson}/${id}`, texts)

  test('can be read', () => {
    expect(read.ok ? '' : describeProblems(file, read.problem)).toBe('')
  })

  test.each(read.ok ? proveExercise(read.value, images).map(({ fact, problem }) => [fact, problem] as const) : [])('%s', (_fact, problem) => {
    expect(problem).toBeUndefined()
  })
})

test('there is at least one exercise', () => {
  expect(besideFolders('exercises').length).toBeGreaterThan(0)
})
