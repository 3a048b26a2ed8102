// What every lesson must have, found before a reader finds it missing.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { orderLessons } from '../../src/curriculum/curriculum.ts'
import type { Part } from '../../src/curriculum/curriculum.ts'

const CONTENT = resolve(dirname(fileURLToPath(import.meta.url)), '../../content')

interface Page {
  readonly slug: string
  readonly front: Readonly<Record<string, unknown>>
  readonly prose: string
}

function readLesson(slug: string): Page {
  const text = readFileSync(join(CONTENT, 'lessons', slug, 'index.mdx'), 'utf8')
  const [, front = '', prose = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? []
  return { slug, front: Object(load(front)), prose }
}

const lessons = readdirSync(join(CONTENT, 'lessons')).map(readLesson)
const { parts } = Object(load(readFileSync(join(CONTENT, 'curriculum.yaml'), 'utf8'))) as { readonly parts: readonly Part[] }

describe('content', () => {
  test('the curriculum lists every lesson once', () => {
    const facts = lessons.map(({ slug, front }) => ({
      slug,
      title: String(front['title']),
      summary: String(front['summary']),
      minutes: Number(front['minutes']),
    }))
    expect(orderLessons(parts, facts).problems).toEqual([])
  })

  test.each(lessons.map(({ slug, front }) => [slug, front] as const))('%s says what it teaches, how long it takes and what it was checked on', (_slug, front) => {
    expect(Object.keys(front)).toEqual(expect.arrayContaining(['title', 'minutes', 'summary', 'kubernetes', 'objectives', 'rules', 'links']))
  })

  test.each(lessons.map(({ slug, prose }) => [slug, prose] as const))('%s calls nothing simple', (_slug, prose) => {
    expect(prose.match(/\b(simply|just|obviously|easily|of course)\b/gi) ?? []).toEqual([])
  })

  test('every block of a lesson has its data', () => {
    const folders: Readonly<Record<string, string>> = { Experiment: 'experiments', Exercise: 'exercises', Quiz: 'quizzes', Predict: 'predictions', Transcript: 'transcripts' }
    const mains: Readonly<Record<string, string>> = { Experiment: '/experiment.yaml', Exercise: '/exercise.yaml' }
    const missing = lessons.flatMap(({ slug, prose }) =>
      [...prose.matchAll(/<(\w+) id="([^"]+)" \/>/g)]
        .filter(([, block = '']) => block in folders)
        .map(([, block = '', id = '']) => `lessons/${slug}/${folders[block] ?? ''}/${id}${mains[block] ?? '.yaml'}`)
        .filter((file) => !existsSync(join(CONTENT, file))),
    )
    expect(missing).toEqual([])
  })

  test('licences of code and lessons are there', () => {
    expect(existsSync(join(CONTENT, 'LICENSE'))).toBe(true)
    expect(existsSync(join(CONTENT, '..', 'LICENSE'))).toBe(true)
  })
})
