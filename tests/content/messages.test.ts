// content/messages: every file can be read, every id is there once, every lesson exists, every sentence is plain.

import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { ContentProblem } from '../../src/authoring/problem.ts'
import { describeProblems } from '../../src/authoring/problem.ts'
import { decodeMessages } from '../../src/messages/decode-messages.ts'
import { readFiles } from '../../src/messages/index.ts'
import { findMessage } from '../../src/simulator/diagnosis/index.ts'
import { PROBLEM_TEXTS } from '../../src/simulator/yaml/syntax-problem.ts'
import { catalogue, messageFiles } from '../messages/catalogue.ts'

const CONTENT = resolve(fileURLToPath(new URL('../../content', import.meta.url)))
const CURRICULUM = readFileSync(resolve(CONTENT, 'curriculum.yaml'), 'utf8')
const { messages } = catalogue

/** Years of school that a text asks for: the Flesch-Kincaid grade. Code in backticks counts as one short word. */
function grade(text: string): number {
  const plain = text.replace(/`[^`]*`/g, 'code').replace(/\{\w+\}/g, 'name')
  const words = plain.match(/[A-Za-z']+/g) ?? []
  const sentences = plain.split(/[.!?]+(?:\s|$)/).filter((part) => part.trim() !== '').length
  const syllables = words.reduce(
    (sum, word) =>
      sum +
      Math.max(
        1,
        (
          word
            .toLowerCase()
            .replace(/e$/, '')
            .match(/[aeiouy]+/g) ?? []
        ).length,
      ),
    0,
  )
  return 0.39 * (words.length / Math.max(sentences, 1)) + 11.8 * (syllables / Math.max(words.length, 1)) - 15.59
}

describe('content/messages', () => {
  test.each(Object.entries(messageFiles))('%s.yaml has the shape of messages', (area, value) => {
    const problems: ContentProblem[] = []
    decodeMessages(value, area, problems)
    expect(describeProblems(`content/messages/${area}.yaml`, problems)).toBe('')
  })

  test('a problem names file, path, what was expected, what was received, and the remedy', () => {
    const entry = {
      id: 'env/x',
      says: 'x',
      wrong: 'x',
      why: 'x',
      mend: 'x',
      rules: ['P-1'],
      fixes: [{ make: 'quote-valu', title: 'x' }],
      lessn: 'x',
    }
    expect(() => readFiles({ env: [entry] })).toThrow(
      /content\/messages\/env\.yaml: \[0\]\.lessn\n.*\n.*the field lessn\n.*Did you mean lesson\?/,
    )
    expect(() => readFiles({ env: [entry] })).toThrow(
      /\[0\]\.title\n {2}expected {2}a text\n {2}received {2}nothing\n {2}to fix {4}Add the field title\./,
    )
    expect(() => readFiles({ env: [entry] })).toThrow(/\[0\]\.fixes\[0\]\.make\n.*\n.*\n {2}to fix {4}Did you mean quote-value\?/)
    expect(() => readFiles({ secret: [entry] })).toThrow(/expected {2}secret\/ and a name/)
  })

  test('every id is there once', () => {
    const ids = messages.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  test('every lesson named is one of the curriculum', () => {
    const unknown = messages.filter(
      ({ lesson }) => lesson !== undefined && !(CURRICULUM.includes(lesson) && existsSync(resolve(CONTENT, 'lessons', lesson))),
    )
    expect(unknown.map(({ id, lesson }) => `${id}: ${String(lesson)}`)).toEqual([])
  })

  test('every message is found by what it says', () => {
    const lost = messages.filter(
      ({ id, says, fields, empty }) =>
        says.length > 0 &&
        !says.some(
          (text) =>
            findMessage(catalogue, {
              text,
              field: fields[0]?.replaceAll('[*]', '[0]').replaceAll('**.', 'spec.').replaceAll('*', 'x') ?? '',
              isEmpty: empty,
            })?.message.id === id,
        ),
    )
    expect(lost.map(({ id }) => id)).toEqual([])
  })

  test('everything that the YAML reader can say is explained', () => {
    const silent = Object.values(PROBLEM_TEXTS).filter((text) => findMessage(catalogue, { text, field: '' }) === undefined)
    expect(silent).toEqual([])
  })

  test('placeholders in sentences are placeholders of what is said', () => {
    const loose = messages.flatMap(({ id, says, title, wrong, why, mend }) => {
      const known = new Set(['path', 'last', ...says.flatMap((text) => [...text.matchAll(/\{([a-zA-Z]+)\}/g)].map(([, name]) => name))])
      return [title, wrong, why, mend].flatMap((text) =>
        [...text.matchAll(/\{([a-zA-Z]+)\}/g)].filter(([, name]) => !known.has(name)).map(([whole]) => `${id} ${whole}`),
      )
    })
    expect(loose).toEqual([])
  })

  test('nothing is called simple, and no text asks for more than nine years of school', () => {
    const hard = messages.flatMap(({ id, wrong, why, mend }) => {
      const text = `${wrong} ${why} ${mend}`
      const level = grade(text)
      return /\b(simply|just|obviously|easily|of course)\b/i.test(text) || level > 9 ? [`${id}: grade ${level.toFixed(1)}`] : []
    })
    expect(hard).toEqual([])
  })
})
