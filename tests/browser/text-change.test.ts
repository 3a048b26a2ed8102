// Changes of texts: the smallest one between two, and several at once.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeBetween, withChanges } from '../../src/browser/editor/text-editor.ts'
import { changesOfLines } from '../../src/islands/workspace/line-changes.ts'

test('a change leaves out what is the same at both ends', () => {
  expect(changeBetween('level: info\n', 'level: debug\n')).toEqual({ range: { start: 7, end: 11 }, newText: 'debug' })
  expect(changeBetween('aaa', 'aa')).toEqual({ range: { start: 2, end: 3 }, newText: '' })
  expect(changeBetween('same', 'same')).toBeUndefined()
})

test('the change between two texts makes the one of the other', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', ' '), maxLength: 12 })
  fc.assert(
    fc.property(text, text, (before, after) => {
      const change = changeBetween(before, after)
      expect(change === undefined ? before : withChanges(before, [change])).toBe(after)
    }),
    { seed: 20261124, numRuns: 1000 },
  )
})

test('several changes all refer to the text as it was', () => {
  const changes = [
    { range: { start: 0, end: 1 }, newText: 'xyz' },
    { range: { start: 2, end: 2 }, newText: '-' },
  ]
  expect(withChanges('abc', changes)).toBe('xyzb-c')
})

test('lines that stay as they are have no change', () => {
  const changes = changesOfLines('a:   b\nc: d\n  e', 'a: b\nc: d\ne')
  expect(changes.map(({ newText }) => newText)).toEqual(['a: b', 'e'])
  expect(withChanges('a:   b\nc: d\n  e', changes)).toBe('a: b\nc: d\ne')
})
