// Label selectors of command lines.

import { describe, expect, test } from 'vitest'
import { parseLabelSelector } from '../../../src/simulator/api/selector-parser.ts'

const problemOf = (text: string): string | undefined => {
  const read = parseLabelSelector(text)
  return read.ok ? undefined : read.problem
}

describe('a label selector', () => {
  test('takes equality, sets and existence, with blanks anywhere', () => {
    expect(parseLabelSelector(' app = web,tier in (a, b) ,c notin(),!old, in ')).toEqual({
      ok: true,
      value: [
        { key: 'app', operator: 'In', values: ['web'] },
        { key: 'tier', operator: 'In', values: ['a', 'b'] },
        { key: 'c', operator: 'NotIn', values: [''] },
        { key: 'old', operator: 'DoesNotExist', values: [] },
        { key: 'in', operator: 'Exists', values: [] },
      ],
    })
    expect(parseLabelSelector('a=,b!=x')).toEqual({
      ok: true,
      value: [
        { key: 'a', operator: 'In', values: [''] },
        { key: 'b', operator: 'NotIn', values: ['x'] },
      ],
    })
  })

  test.each([
    ['app in web', "unable to parse requirement: found 'web' expected: '('"],
    ['=', "found '=', expected: !, identifier, or 'end of string'"],
    ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ['a=b c', "found 'c', expected: ',' or 'end of string'"],
    ['a,', "found '', expected: identifier after ','"],
    ['a in (b', "unable to parse requirement: found '', expected: ',' or ')'"],
    ['!', "unable to parse requirement: found '', expected: identifier"],
  ])('%s is refused in Go’s words', (text, problem) => {
    expect(problemOf(text)).toBe(problem)
  })
})
