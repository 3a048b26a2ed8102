// Progress: what counts, what is merged, and that no stored nonsense is believed.

import { describe, expect, test } from 'vitest'
import type { ProgressEvent } from '../../src/exercise/progress.ts'
import { decodeProgress, lessonState, mergeProgress, NO_PROGRESS, progressAfter } from '../../src/exercise/progress.ts'

const after = (...events: readonly ProgressEvent[]) => events.reduce(progressAfter, NO_PROGRESS)
const solved = (exercise: string, atEpochMs: number): ProgressEvent => ({ kind: 'solved', exercise, atEpochMs })

describe('progress', () => {
  test('keeps the first time that something was done', () => {
    expect(after(solved('a/b', 5), solved('a/b', 9)).solved).toEqual({ 'a/b': 5 })
  })

  test('remembers the lesson that was open last', () => {
    expect(after({ kind: 'opened', lesson: 'a', atEpochMs: 1 }, { kind: 'opened', lesson: 'b', atEpochMs: 2 }).last).toBe('b')
  })

  test('of two files loses nothing', () => {
    expect(mergeProgress(after(solved('a', 5), solved('b', 5)), after(solved('a', 3), solved('c', 1))).solved).toEqual({ a: 3, b: 5, c: 1 })
  })

  test('of the first version, which knew no times, is understood', () => {
    expect(decodeProgress({ version: 1, solved: ['a/b', 7] })?.solved).toEqual({ 'a/b': 0 })
  })

  test.each([undefined, null, 7, 'x', [], {}, { version: 99 }])('%j is no progress', (value) => {
    expect(decodeProgress(value)).toBeUndefined()
  })

  test('with spoilt members keeps the rest', () => {
    const read = decodeProgress({ version: 2, solved: { a: 1, b: 'x', c: null }, opened: [], last: 7 })
    expect(read).toEqual({ ...NO_PROGRESS, solved: { a: 1 } })
  })

  test('survives being written and read', () => {
    const progress = after(solved('a', 5), { kind: 'opened', lesson: 'l', atEpochMs: 1 })
    expect(decodeProgress(JSON.parse(JSON.stringify(progress)))).toEqual(progress)
  })
})

describe('a lesson', () => {
  test('is done once all its exercises are solved', () => {
    expect(lessonState(after(solved('l/a', 1)), 'l', ['l/a', 'l/b'])).toBe('begun')
    expect(lessonState(after(solved('l/a', 1), solved('l/b', 2)), 'l', ['l/a', 'l/b'])).toBe('done')
  })

  test('without exercises is done once it was read to its end', () => {
    expect(lessonState(after({ kind: 'opened', lesson: 'l', atEpochMs: 1 }), 'l', [])).toBe('begun')
    expect(lessonState(after({ kind: 'read', lesson: 'l', atEpochMs: 1 }), 'l', [])).toBe('done')
    expect(lessonState(NO_PROGRESS, 'l', [])).toBe('untouched')
  })
})
