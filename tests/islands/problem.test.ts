// A problem as the workspace shows it.

import { expect, test } from 'vitest'
import { lineOf, linesElsewhere } from '../../src/islands/workspace/problem.ts'

test('other places of a problem are told once a line, and not on its own line', () => {
  const text = 'a: 1\nb: 2\na: 3\n'
  const at = (start: number) => ({ start, end: start + 1 })
  expect(linesElsewhere(text, { range: at(10), related: [at(13), at(0), at(3)] }).map(({ start }) => lineOf(text, start))).toEqual([1])
})
