// Differences of texts by lines, as the API server shows changes of a Pod.

import { expect, test } from 'vitest'
import { unifiedDiff } from '../../../src/simulator/base/line-diff.ts'

const lines = (...numbers: readonly (number | string)[]): string => numbers.join('\n')

test('equal texts have no difference', () => {
  expect(unifiedDiff('a\nb', 'a\nb')).toBe('')
})

test('three lines around a change are shown', () => {
  expect(unifiedDiff(lines(1, 2, 3, 4, 5, 6, 7, 8), lines(1, 2, 3, 4, 'x', 6, 7, 8))).toBe(
    '@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n',
  )
})

test('changes that are far apart are shown apart', () => {
  const before = Array.from({ length: 30 }, (_, index) => String(index))
  const after = before.map((line, index) => (index === 2 || index === 27 ? 'x' : line))
  expect(unifiedDiff(before.join('\n'), after.join('\n')).match(/^@@.*$/gm)).toEqual(['@@ -1,6 +1,6 @@', '@@ -25,6 +25,6 @@'])
})

test('a range of one line is written without its length, an empty one by the line before it', () => {
  expect(unifiedDiff('a', 'b')).toBe('@@ -1 +1 @@\n-a\n+b\n')
  expect(unifiedDiff('a\nb', 'a\nx\nb', 0)).toBe('@@ -1,0 +2 @@\n+x\n')
})
