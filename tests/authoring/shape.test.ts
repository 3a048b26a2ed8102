// What an author is told when something is wrong: where, what was expected, what was found, how to mend it.

import { describe, expect, test } from 'vitest'
import { describeProblems } from '../../src/authoring/problem.ts'
import type { ContentProblem } from '../../src/authoring/problem.ts'
import type { Shape } from '../../src/authoring/shape.ts'
import { duration, integer, listOf, mapOf, oneOf, optional, record, required, text } from '../../src/authoring/shape.ts'

function told(shape: Shape<unknown>, value: unknown): string {
  const problems: ContentProblem[] = []
  expect(shape.read(value, '', problems)).toBeUndefined()
  return describeProblems('a.yaml', problems)
}

const person = record<{ readonly name: string; readonly age?: number }>('a person', {
  name: required(text, 'The name.'),
  age: optional(integer, 'The age.'),
})

describe('shapes', () => {
  test('a missing field is named with what it should be', () => {
    expect(told(person, {})).toBe('a.yaml: name\n  expected  a text\n  received  nothing\n  to fix    Add the field name.')
  })

  test('a misspelt field is told its right name', () => {
    expect(told(person, { name: 'Ada', aeg: 1 })).toContain('Did you mean age?')
  })

  test('a number where a text is wanted is shown in quotes', () => {
    expect(told(person, { name: 1.1 })).toContain('to fix    Put it in quotes: "1.1".')
  })

  test('all problems of a list are told at once, each with its place', () => {
    expect(told(listOf(integer), [1, 'two', true]).match(/a\.yaml: \[\d\]/g)).toEqual(['a.yaml: [1]', 'a.yaml: [2]'])
  })

  test('a word that is nearly right is told the right one', () => {
    expect(told(oneOf('manifests', 'logs'), 'manifest')).toContain('Did you mean manifests?')
  })

  test('a value within a map is found by its name', () => {
    expect(told(mapOf(text), { web: '' })).toContain('a.yaml: web')
  })

  test.each([
    ['500ms', 500],
    ['90s', 90_000],
    ['2m', 120_000],
    ['1h', 3_600_000],
  ])('%s is a duration', (written, ms) => {
    expect(duration.read(written, '', [])).toBe(ms)
  })

  test.each([90, '90', '1.5s', 's', null])('%s is no duration', (written) => {
    expect(told(duration, written)).toContain('a duration such as')
  })
})
