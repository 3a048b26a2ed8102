// Quizzes, predictions, transcripts and the glossary: that they can be read, and that the simulator agrees with them.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { describeProblems } from '../../src/authoring/problem.ts'
import { decodeGlossary } from '../../src/exercise/glossary.ts'
import { decodeQuestion, proveQuestion } from '../../src/exercise/question.ts'
import { decodeTranscript, playTranscript } from '../../src/exercise/transcript.ts'
import { besideFiles, CONTENT, lessonSlugs, readImages } from '../../src/instructor/lesson-folders.ts'

const images = readImages()
const questions = [...besideFiles('quizzes'), ...besideFiles('predictions')].map((each) => [each.file, each.text] as const)
const transcripts = besideFiles('transcripts').map((each) => [each.file, each.text] as const)

describe.each(questions)('%s', (file, text) => {
  const read = decodeQuestion(text)

  test('can be read, and each answer has its own explanation', () => {
    expect(read.ok ? '' : describeProblems(file, read.problem)).toBe('')
  })

  test.each(read.ok ? proveQuestion(read.value, images).map(({ fact, problem }) => [fact, problem] as const) : [])(
    '%s',
    (_fact, problem) => {
      expect(problem).toBeUndefined()
    },
  )
})

test.each(transcripts)('%s can be read, and every shown line prints something', (file, text) => {
  const read = decodeTranscript(text)
  expect(read.ok ? '' : describeProblems(file, read.problem)).toBe('')
  if (!read.ok) return
  const silent = playTranscript(read.value, images).filter(({ output }) => output.stdout + output.stderr === '')
  expect(silent.map(({ line }) => line)).toEqual([])
})

describe('content/glossary.yaml', () => {
  const read = decodeGlossary(readFileSync(join(CONTENT, 'glossary.yaml'), 'utf8'))
  const terms = read.ok ? read.value : []

  test('can be read', () => {
    expect(read.ok ? '' : describeProblems('content/glossary.yaml', read.problem)).toBe('')
  })

  test('names every word once, and only lessons that there are', () => {
    const words = terms.flatMap(({ term, also = [] }) => [term, ...also])
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([])
    expect(terms.flatMap(({ lesson }) => (lesson === undefined || lessonSlugs().includes(lesson) ? [] : [lesson]))).toEqual([])
  })
})
