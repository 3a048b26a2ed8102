// A lesson that was just made is whole: it can be read, its exercise is proved, and the course lists it.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { decodeCurriculum } from '../../src/curriculum/decode-curriculum.ts'
import { decodeExercise } from '../../src/exercise/decode-exercise.ts'
import { decodeExperiment } from '../../src/exercise/decode-experiment.ts'
import { tryMutants } from '../../src/exercise/mutants.ts'
import { proveExercise } from '../../src/exercise/prove.ts'
import { decodeQuestion } from '../../src/exercise/question.ts'
import { checkSaved } from '../../src/instructor/check-saved.ts'
import { besideFiles, besideFolders, CONTENT, readImages } from '../../src/instructor/lesson-folders.ts'
import { makeLesson } from '../../src/instructor/new-lesson.ts'

const content = mkdtempSync(join(tmpdir(), 'content-'))
cpSync(CONTENT, content, { recursive: true })
afterAll(() => {
  rmSync(content, { recursive: true })
})

/** The slugs of a part, in order. */
function lessonsOf(part: string): readonly string[] {
  const parts = decodeCurriculum(readFileSync(join(content, 'curriculum.yaml'), 'utf8'))
  return (parts.ok ? parts.value.find(({ id }) => id === part) : undefined)?.lessons ?? []
}

describe('a new lesson', () => {
  const before = lessonsOf('configmaps')
  const made = makeLesson('brand-new', 'configmaps', content)
  const images = readImages()

  test('is listed at the end of its part', () => {
    expect(made.ok).toBe(true)
    expect(lessonsOf('configmaps')).toEqual([...before, 'brand-new'])
  })

  test('has an exercise that is proved, and whose checks notice what is broken', () => {
    const folder = besideFolders('exercises', content).find(({ lesson }) => lesson === 'brand-new')
    const exercise = decodeExercise('brand-new/first-change', folder?.texts ?? {})
    if (!exercise.ok) throw new Error(JSON.stringify(exercise.problem))
    expect(proveExercise(exercise.value, images).filter(({ problem }) => problem !== undefined)).toEqual([])
    const mutants = tryMutants(exercise.value, images)
    expect(mutants.filter(({ noticed }) => noticed).length / mutants.length).toBeGreaterThanOrEqual(0.85)
  })

  test('has an experiment and a quiz that can be read', () => {
    const folder = besideFolders('experiments', content).find(({ lesson }) => lesson === 'brand-new')
    expect(decodeExperiment(folder?.texts ?? {}).ok).toBe(true)
    expect(decodeQuestion(besideFiles('quizzes', content).find(({ lesson }) => lesson === 'brand-new')?.text ?? '').ok).toBe(true)
  })

  test('is not made twice', () => {
    expect(makeLesson('brand-new', undefined, content)).toEqual({
      ok: false,
      problem: 'content/lessons/brand-new is there already. Take another slug.',
    })
  })

  test.each(['', 'Two Words', 'under_score'])('has no slug %j', (slug) => {
    expect(makeLesson(slug, undefined, content).ok).toBe(false)
  })

  test('is not made for a part that is not there, and is told which there are', () => {
    expect(makeLesson('other', 'no-such-part', content)).toEqual({
      ok: false,
      problem: expect.stringMatching(/^content\/curriculum\.yaml has no part no-such-part\. Its parts: out-of-the-image, configmaps, /),
    })
    expect(makeLesson('other', '0', content).ok).toBe(false)
  })

  test('may be made for a part by its number on the course map', () => {
    expect(makeLesson('by-number', '2', content).ok).toBe(true)
    expect(lessonsOf('configmaps')).toEqual([...before, 'brand-new', 'by-number'])
  })

  test('has everything that a lesson needs, and every file of it is well', () => {
    const folder = join(content, 'lessons/brand-new')
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const said = files.map(({ parentPath, name }) =>
      checkSaved(`content/lessons/brand-new/${relative(folder, join(parentPath, name))}`, content),
    )
    expect(said.filter((each) => each !== '')).toEqual([])
    expect(said.length).toBeGreaterThan(5)
  })
})
