// Every experiment is proved: what its author set up works, and its prediction is what the demonstration shows.

import { describe, expect, test } from 'vitest'
import { describeProblems } from '../../src/authoring/problem.ts'
import { decodeExperiment } from '../../src/exercise/decode-experiment.ts'
import { besideFolders, readImages } from '../../src/instructor/lesson-folders.ts'
import { proveExperiment } from '../../src/instructor/prove-experiment.ts'

const images = readImages()
const experiments = besideFolders('experiments').map((each) => [each.file, each] as const)

describe.each(experiments)('%s', (_file, { file, texts }) => {
  const read = decodeExperiment(texts)

  test('can be read', () => {
    expect(read.ok ? '' : describeProblems(file, read.problem)).toBe('')
  })
  if (!read.ok) return
  test.each(proveExperiment(read.value, images).map(({ fact, problem }) => [fact, problem] as const))('%s', (_fact, problem) => {
    expect(problem).toBeUndefined()
  })
})

test('there is at least one experiment', () => {
  expect(experiments.length).toBeGreaterThan(0)
})
