// A text as it is drawn behind the textarea.

import { expect, test } from 'vitest'
import { drawText } from '../../src/islands/workspace/drawn-text.ts'

test('what is marked is cut out exactly, and its line knows the worst', () => {
  const text = 'a: true\nb: c\n'
  const lines = drawText(text, [
    { severity: 'error', range: { start: 3, end: 7 } },
    { severity: 'warning', range: { start: 9, end: 11 } },
  ])
  expect(lines.map(({ severity }) => severity)).toEqual(['error', 'warning', undefined])
  const marked = lines.flatMap(({ pieces }) => pieces.filter((piece) => piece.severity !== undefined))
  expect(marked.map((piece) => [piece.text, piece.severity])).toEqual([
    ['true', 'error'],
    [':', 'warning'],
    [' ', 'warning'],
  ])
})

test('a mark over several lines marks each, and counts where it begins', () => {
  const lines = drawText('a:\n  b: c\n', [{ severity: 'error', range: { start: 0, end: 9 } }])
  expect(lines.map(({ severity }) => severity)).toEqual(['error', undefined, undefined])
  expect(lines[1]?.pieces.every(({ severity }) => severity === 'error')).toBe(true)
})
