// What Format does to a text, and that it never does more.

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatText } from '../../../src/simulator/language/index.ts'
import { readManifest } from '../../../src/simulator/yaml/index.ts'
import { deploymentWith } from './marked-text.ts'

const CONTENT = resolve(dirname(fileURLToPath(import.meta.url)), '../../../content')

const manifests: readonly string[] = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' })
  .filter((file) => /files\/.*\.ya?ml$/.test(file))
  .map((file) => readFileSync(join(CONTENT, file), 'utf8'))

const ODD_TEXTS = [
  'a:\n- x\n- - y\n  - z: 1\n    w: 2\nb:\n- c\n-\n  d: e\n',
  'a: { b: [c, { d: e }], "f g": \'h\' }\n',
  'a: |\n  x: y\n  - z\n\nb: >-\n  text # no comment\nc: 1 # comment\n',
  'a: &x { b: c }\nd: *x\ne: !!str 1\n? f\n: g\n',
  'a: "two\n  lines"\nb: c\n',
  'a: |2\n    x\n   y\n- b\n',
  'a:\n- b: |+\n   x \n    \n\n- c\n',
  'a: [\n  "x",\n  { y: z }, # comment\n]\nb: plain\n  over lines\n',
  '%YAML 1.1\n---\na: 1\n---\n# nothing\n---\nb:\n    - c\n',
  '{ "a": [1, 2], "b": {} }\n',
  'a:\n  # of b\n  b: 1\n  # c: 2\nd: 1\n  # odd\n',
]

function formatted(...lines: readonly string[]): readonly string[] | undefined {
  return formatText(`${lines.join('\n')}\n`)
    ?.trimEnd()
    .split('\n')
}

describe('format', () => {
  test('levels take two blanks, a dash and a colon one, and comments go with what follows them', () => {
    expect(
      formatted(
        '# what it is',
        'kind:   Pod  ',
        'spec:',
        '    # all of them',
        '    containers:',
        '    -   name :   a   # first',
        '        env:',
        '        -  name: B',
        '           value:   |  ',
        '               one',
        '                 two',
        '',
        '    volumes:   [ a,b ]',
      ),
    ).toEqual([
      '# what it is',
      'kind: Pod',
      'spec:',
      '  # all of them',
      '  containers:',
      '    - name: a   # first',
      '      env:',
      '        - name: B',
      '          value: |',
      '            one',
      '              two',
      '',
      '  volumes: [a, b]',
    ])
  })

  test('flow collections have one blank behind colons and commas and inside of braces', () => {
    expect(formatted('a:   {b:   1,c : [ 2,3 ,  {} ],"d":4   }')).toEqual(['a: { b: 1, c: [2, 3, {}], "d": 4 }'])
  })

  test('a flow collection over several lines is indented by its brackets', () => {
    expect(formatted('a:', '    b: [{', 'c: 1,', '        d:   [', '  x ],', '   # of e', '   e: 2', ' }]')).toEqual([
      'a:',
      '  b: [{',
      '    c: 1,',
      '    d: [',
      '      x],',
      '    # of e',
      '    e: 2',
      '  }]',
    ])
  })

  test('a list below its key moves in, and so does what it holds', () => {
    expect(formatted('a:', '- b:', '  - c: |', '     text', '    d: 1', 'e: f')).toEqual([
      'a:',
      '  - b:',
      '      - c: |',
      '          text',
      '        d: 1',
      'e: f',
    ])
  })

  test('a field that was taken out stays with those above it', () => {
    expect(formatted('a:', '    b: 1', '    # c: 2', '# of d', 'd: 1')).toEqual(['a:', '  b: 1', '  # c: 2', '# of d', 'd: 1'])
    expect(formatted('a:', '- b: 1', '  # c: 2', 'd: 1', '# d: 2')).toEqual(['a:', '  - b: 1', '    # c: 2', 'd: 1', '# d: 2'])
  })

  test('blanks that belong to a value stay', () => {
    expect(formatted('a: |+', '    x  ', '      ', '', 'b: "c  \\  "  ')).toEqual(['a: |+', '  x  ', '    ', '', 'b: "c  \\  "'])
    expect(formatted('a:', '    b: |2', '         x', '        y')).toEqual(['a:', '  b: |2', '       x', '      y'])
  })

  test('an alias keeps its distance from a colon, which would become a part of its name', () => {
    expect(formatted('a: &x   b', '*x :   c')).toEqual(['a: &x b', '*x : c'])
  })

  test('what a text keeps for itself is no reason to leave the rest: tabs, question marks and percent signs', () => {
    expect(formatted('a:   |', '  x\ty', '  ? %d', 'b:\tc')).toEqual(['a: |', '  x\ty', '  ? %d', 'b: c'])
  })

  test('each document of a file is formatted', () => {
    expect(formatted('a:', '    b: 1', '---', 'c:', '    - d')).toEqual(['a:', '  b: 1', '---', 'c:', '  - d'])
  })

  test('a formatted text stays as it is', () => {
    const text = deploymentWith('image: a\nenv:\n  - name: A\n    value: b')
    expect(formatText(text)).toBe(text)
  })

  test('every manifest of the course is in order', () => {
    for (const text of manifests.filter((manifest) => readManifest(manifest).error === undefined)) expect(formatText(text)).toBe(text)
  })

  test('a text that cannot be read is left alone, and so is one whose keys have question marks', () => {
    expect(formatText('a: [b\n')).toBeUndefined()
    expect(formatText('a:\n\tb: c\n')).toBeUndefined()
    expect(formatText('? a\n: b\n')).toBeUndefined()
  })

  test('whatever it is given, values, words and comments are what they were, and a second time changes nothing', () => {
    const scattered = fc
      .tuple(
        fc.constantFrom(...manifests, ...ODD_TEXTS),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom('', ' ', '   ', '\n', ' # c\n', '\t', ',', ': '))),
      )
      .map(([text, changes]) => {
        let changed = text
        for (const [place, blanks] of changes) {
          const at = place % (changed.length + 1)
          changed = changed.slice(0, at) + blanks + changed.slice(at)
        }
        return changed
      })
    fc.assert(
      fc.property(scattered, (text) => {
        const result = formatText(text)
        if (result === undefined) return
        const wordsOf = (source: string): string => source.replace(/[ \t]/g, '')
        expect(wordsOf(result)).toBe(wordsOf(text))
        expect(readManifest(result).documents.map(({ value }) => value)).toEqual(readManifest(text).documents.map(({ value }) => value))
        expect(formatText(result)).toBe(result)
      }),
      { seed: 20261126, numRuns: 600 },
    )
  })
})
