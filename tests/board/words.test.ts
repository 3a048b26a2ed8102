import { expect, test } from 'vitest'
import { leftMs } from '../../src/board/words.ts'

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
