import { expect, test } from 'vitest'
import { leftMs, lookText } from '../../src/board/words.ts'

const dial = { id: 'uid', pod: 'web-1', fromMs: 60_000, untilMs: 130_000 }

test('a dial runs down to the look', () => {
  expect(leftMs(dial, 100_000)).toBe(30_000)
  expect(leftMs(dial, 140_000)).toBe(0)
})

test('a dial that began after the moment that texts tell is whole, and never longer than the kubelet waits', () => {
  expect(leftMs(dial, 55_000)).toBe(70_000)
})

test('nobody waits while the kubelet is at work', () => {
  expect(leftMs({ ...dial, fromMs: undefined, untilMs: undefined }, 100_000)).toBeUndefined()
})

test('a look is told in whole seconds, the last of which is not over, as a node tells how often it looks', () => {
  expect(lookText(72_300)).toBe('in 73 s')
  expect(lookText(1)).toBe('in 1 s')
  expect(lookText(0)).toBe('in 0 s')
})
