// Lessons as texts: short, and in plain words.

import { readFileSync, readdirSync } from 'node:fs'
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
  return { sentences: sentences.filter((each) => /[a-z]/i.test(each)) }
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[A-Za-z][A-Za-z'’-]*/g) ?? []
}

/** What an author should begin with. */
function hardest({ sentences }: Lesson): readonly string[] {
  const graded = sentences.map((sentence) => ({ sentence, grade: gradeOf({ sentences: [sentence] }) }))
  return graded
    .toSorted((left, right) => right.grade - left.grade)
    .slice(0, 5)
    .map(({ sentence }) => sentence)
}

function gradeOf({ sentences }: Lesson): number {
  const words = sentences.flatMap(wordsOf)
  const syllables = words.reduce((sum, word) => sum + syllable(word), 0)
  return fleschKincaid({ sentence: sentences.length, word: words.length, syllable: syllables })
}

const lessons = readdirSync(LESSONS).map((slug) => [slug, readLesson(slug)] as const)

describe.each(lessons)('the lesson %s', (_slug, lesson) => {
  test('has at most 900 words', () => {
    expect(lesson.sentences.flatMap(wordsOf).length).toBeLessThanOrEqual(MOST_WORDS)
  })

  test('can be read after nine years of school', () => {
    expect(gradeOf(lesson), `shorten sentences, or take shorter words:\n${hardest(lesson).join('\n')}`).toBeLessThanOrEqual(HIGHEST_GRADE)
  })
})
