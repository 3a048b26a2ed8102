// A content file is read by its shape, and whatever is wrong with it is told with the line that an editor can jump to.

import { describe, expect, test } from 'vitest'
import { describeProblems } from '../../src/authoring/problem.ts'
import { readContent } from '../../src/authoring/read-content.ts'
import { integer, listOf, optional, record, required, text } from '../../src/authoring/shape.ts'

interface Crew {
  readonly captain: string
  readonly crew: readonly { readonly name: string; readonly age?: number }[]
}

const crewShape = record<Crew>('a crew', {
  captain: required(text, 'Who leads.'),
  crew: required(
    listOf(record<Crew['crew'][number]>('a sailor', { name: required(text, 'The name.'), age: optional(integer, 'The age.') }), 1),
    'Who sails.',
  ),
})

function firstLines(source: string): readonly string[] {
  const read = readContent(source, crewShape, ({ captain, crew }) =>
    crew.flatMap(({ name }, index) =>
      name === captain ? [{ path: `crew[${String(index)}].name`, expected: 'another', received: name, fix: 'Take it out.' }] : [],
    ),
  )
  return read.ok
    ? []
    : describeProblems('crew.yaml', read.problem)
        .split('\n')
        .filter((line) => line.startsWith('crew.yaml'))
}

describe('readContent', () => {
  test('a file without a mistake is read', () => {
    expect(readContent('captain: Ada\ncrew:\n  - name: Bo\n', crewShape)).toEqual({
      ok: true,
      value: { captain: 'Ada', crew: [{ name: 'Bo' }] },
    })
  })

  test.each([
    ['a value of the wrong kind', '# who\ncaptain: Ada\ncrew:\n  - name: Bo\n  - age: old\n    name: Cy\n', 'crew.yaml:5: crew[1].age'],
    ['an unknown field', 'captain: Ada\ncrew:\n  - name: Bo\n    agee: 3\n', 'crew.yaml:4: crew[0].agee'],
    ['a value in flow style, over several lines', 'captain: Ada\ncrew: [{ name: Bo },\n  { name: 4 }]\n', 'crew.yaml:3: crew[1].name'],
    ['a key in quotes', 'captain: Ada\n"crew":\n  - { "name": Bo, "age": x }\n', 'crew.yaml:3: crew[0].age'],
    ['what an alias stands for, where it was written', 'captain: &a 4\ncrew: [{ name: *a }]\n', 'crew.yaml:2: crew[0].name'],
    ['a mistake that only the whole shows', 'captain: Ada\ncrew:\n  - name: Bo\n  - name: Ada\n', 'crew.yaml:4: crew[1].name'],
    ['what is no YAML', 'captain: Ada\ncrew: {]\n', 'crew.yaml:2'],
  ])('%s is told with its line', (_, source, first) => {
    expect(firstLines(source)).toContainEqual(expect.stringContaining(first))
  })

  test('a text with a colon and no quotes is told to be put in quotes', () => {
    const read = readContent('captain: Ada: the first\ncrew: [{ name: Bo }]\n', crewShape)
    expect(read).toEqual({
      ok: false,
      problem: [
        {
          path: '',
          line: 1,
          expected: 'YAML',
          received: 'bad indentation of a mapping entry',
          fix: 'Put a text with a colon in quotes; else look at the indentation near that line.',
        },
      ],
    })
  })

  test.each([
    ['a tab', 'captain: Ada\ncrew:\n\t- name: Bo\n', 'Write blanks instead, two for each level.'],
    ['a key that is there twice', 'captain: Ada\ncaptain: Bo\n', 'Take one of the two out, or give it another name.'],
    ['an empty file', '', 'Write it; content/templates has one of each kind.'],
  ])('%s is told with its remedy', (_, source, fix) => {
    const read = readContent(source, crewShape)
    expect(read.ok ? [] : read.problem.map((each) => each.fix)).toEqual([fix])
  })

  test('a missing field is told with the line of what lacks it', () => {
    expect(firstLines('captain: Ada\ncrew:\n  - name: Bo\n  - age: 4\n')).toEqual(['crew.yaml:4: crew[1].name'])
    expect(firstLines('\n\ncrew: [{ name: Bo }]\n')).toEqual(['crew.yaml:3: captain'])
  })
})
