// Differences as the panel shows them.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffLines, foldSame } from '../../src/exercise/line-diff.ts'

const SIGNS = { same: ' ', gone: '-', new: '+', 'left-out': ':' }
const shown = (before: string, after: string) => diffLines(before, after).map(({ kind, text }) => SIGNS[kind] + text)

describe('a difference', () => {
  test('keeps the lines that both have', () => {
    expect(shown('a\nb\nc\n', 'a\nx\nc\nd\n')).toEqual([' a', '-b', '+x', ' c', '+d'])
  })

  test('of a text with itself has no signs', () => {
    expect(shown('a\nb\n', 'a\nb\n')).toEqual([' a', ' b'])
  })

  test('to a new file is all new', () => {
    expect(shown('', 'a\n')).toEqual(['+a'])
  })

  test('is shown with the lines around it, and the number of the others', () => {
    const lines = foldSame(diffLines('a\nb\nc\nd\ne\n', 'a\nb\nc\nd\nx\n'), 1)
    expect(lines.map(({ kind, text }) => SIGNS[kind] + text)).toEqual([':3 lines that are the same', ' d', '-e', '+x'])
  })

  test('holds both texts', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 8 })
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before.map((line) => `${line}\n`).join(''), after.map((line) => `${line}\n`).join(''))
        expect(lines.filter(({ kind }) => kind !== 'new').map((line) => line.text)).toEqual(before)
        expect(lines.filter(({ kind }) => kind !== 'gone').map((line) => line.text)).toEqual(after)
      }),
      { seed: 8 },
    )
  })
})
