// Lessons as texts: short, in plain words, and each with what a reader expects at the same place.

import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fleschKincaid } from 'flesch-kincaid'
import { syllable } from 'syllable'
import { describe, expect, test } from 'vitest'

const LESSONS = resolve(dirname(fileURLToPath(import.meta.url)), '../../content/lessons')
const MOST_WORDS = 900
/** Years of school that a reader needs. @source Flesch–Kincaid grade level */
const HIGHEST_GRADE = 9

interface Lesson {
  readonly slug: string
  /** As written, without the front matter. */
  readonly mdx: string
  /** What is read aloud: no code blocks, tables, components, rule ids and marks. */
  readonly sentences: readonly string[]
}

function readLesson(slug: string): Lesson {
  const mdx = readFileSync(join(LESSONS, slug, 'index.mdx'), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '')
  const text = mdx
    .replace(/```[\s\S]*?```/g, '')
    .replace(/^\|.*$/gm, '')
    .replace(/^<[^>]*>$/gm, '')
    .replace(/<[^>]*>/g, '')
    // A name in code is one word, whatever it looks like.
    .replace(/`[^`]*`/g, 'name')
    .replace(/\[[A-Z]+-\d+(?:, [A-Z]+-\d+)*\]/g, '')
    .replace(/[#*_]/g, '')
  const sentences = text.split(/[.!?:]\s|\n/).map((each) => each.trim())
  return { slug, mdx, sentences: sentences.filter((each) => /[a-z]/i.test(each)) }
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[A-Za-z][A-Za-z'’-]*/g) ?? []
}

function gradeOf({ sentences }: Lesson): number {
  const words = sentences.flatMap(wordsOf)
  const syllables = words.reduce((sum, word) => sum + syllable(word), 0)
  return fleschKincaid({ sentence: sentences.length, word: words.length, syllable: syllables })
}

const lessons = readdirSync(LESSONS).map((slug) => [slug, readLesson(slug)] as const)

describe.each(lessons)('the lesson %s', (slug, lesson) => {
  test('has at most 900 words', () => {
    expect(lesson.sentences.flatMap(wordsOf).length).toBeLessThanOrEqual(MOST_WORDS)
  })

  test('can be read after nine years of school', () => {
    expect(gradeOf(lesson)).toBeLessThanOrEqual(HIGHEST_GRADE)
  })

  test('has an experiment, an exercise, and a question or a prediction', () => {
    expect(lesson.mdx).toMatch(/<Experiment id=/)
    expect(lesson.mdx).toMatch(/<Exercise id=/)
    const predicts = [...lesson.mdx.matchAll(/<Experiment id="([^"]+)"/g)].some(([, id = '']) => {
      const file = join(LESSONS, slug, 'experiments', id, 'experiment.yaml')
      return existsSync(file) && /^predict:/m.test(readFileSync(file, 'utf8'))
    })
    expect(predicts || /<(Quiz|Predict) id=/.test(lesson.mdx)).toBe(true)
  })

  test('ends with three lines to keep, and says what is simplified', () => {
    const [, recap = ''] = /\n## In short\n([\s\S]*?)\n## /.exec(lesson.mdx) ?? []
    expect(recap.match(/^- /gm)).toHaveLength(3)
    expect(lesson.mdx).toMatch(/\n## What is simplified here\n/)
  })
})
