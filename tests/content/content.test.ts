// What every lesson must have, found before a reader finds it missing.

import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { checkSaved } from '../../src/instructor/check-saved.ts'
import { lessonSlugs } from '../../src/instructor/lesson-folders.ts'

const CONTENT = resolve(dirname(fileURLToPath(import.meta.url)), '../../content')

describe('content', () => {
  test('the curriculum lists every lesson once', () => {
    expect(checkSaved('content/curriculum.yaml')).toBe('')
  })

  test.each(lessonSlugs())('%s has what every lesson has: front matter, blocks with data, explained words, an end', (slug) => {
    expect(checkSaved(`content/lessons/${slug}/index.mdx`)).toBe('')
  })

  test('licences of code and lessons are there', () => {
    expect(existsSync(join(CONTENT, 'LICENSE'))).toBe(true)
    expect(existsSync(join(CONTENT, '..', 'LICENSE'))).toBe(true)
  })
})
