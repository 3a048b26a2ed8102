import { describe, expect, test } from 'vitest'
import { silentLosses } from '../../../src/simulator/language/index.ts'

/** The keys whose value is lost. */
const lost = (...lines: readonly string[]): readonly string[] => silentLosses(lines.join('\n')).map(({ key }) => key)

describe('a key that stands twice in one mapping (Y-9)', () => {
  test.each([
    ['at the root', ['a: 1', 'b: 2', 'a: 3', '']],
    ['behind a deeper mapping', ['o:', '  a: 1', '  b:', '    c: 1', '  a: 2']],
    ['behind a dash', ['- a: 1', '  b: 2', '  a: 3']],
    ['behind two dashes', ['- - a: 1', '    a: 3']],
    ['in quotes of either kind', ['"a": 1', "'a' : 2"]],
    ['behind lines that are one text', ['a: |', '  no key', '', 'a: 2']],
    ['in braces', ['o: { a: 1, a: 2 }']],
    ['in braces over several lines', ['o: {', '  "a": 1,', '  "a": 2', '}']],
    ['behind a line between documents', ['b: 1', '---', 'a: 1', 'a: 2']],
    ['at the end of a text without a line break', ['x: 1', 'a: 1', 'a:']],
  ])('is found %s', (_, lines) => {
    expect(lost(...lines)).toEqual(['a'])
  })

  test.each([
    ['items of a list', ['- a: 1', '- a: 2']],
    ['items of a list at the depth of its key', ['l:', '- a: 1', '- a: 2', 'm:', '- a: 3']],
    ['mappings beside each other', ['o:', '  a: 1', 'p:', '  a: 2']],
    ['documents', ['a: 1', '---', 'a: 2']],
    ['lines of one text', ['o: |', '  a: 1', '  a: 2']],
  ])('is none in different %s', (_, lines) => {
    expect(lost(...lines)).toEqual([])
  })
})
