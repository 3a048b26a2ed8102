import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PersistentMap } from '../../../src/simulator/base/persistent-map.ts'

describe('a persistent map', () => {
  test('holds what a plain map holds after the same writes, in the order of its keys', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.option(fc.integer()))), (writes) => {
        let map = PersistentMap.empty<number>()
        const plain = new Map<string, number>()
        for (const [key, value] of writes) {
          map = value === null ? map.without(key) : map.with(key, value)
          if (value === null) plain.delete(key)
          else plain.set(key, value)
        }
        expect(map.entries()).toEqual([...plain].sort(([a], [b]) => (a < b ? -1 : 1)))
        expect(map.size).toBe(plain.size)
        for (const key of plain.keys()) expect(map.get(key)).toBe(plain.get(key))
      }),
      { seed: 20260131 },
    )
  })

  test('is not changed by a write to a map made from it', () => {
    const before = PersistentMap.from([['a', 1]])
    before.with('b', 2).without('a')
    expect(before.entries()).toEqual([['a', 1]])
  })

  test('lists the keys with a common beginning in order, and no others', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 3, unit: fc.constantFrom('a', 'b', '/') })),
        fc.string({ maxLength: 2, unit: fc.constantFrom('a', 'b', '/') }),
        (keys, prefix) => {
          const map = PersistentMap.from(keys.map((key) => [key, key] as const))
          expect(map.startingWith(prefix)).toEqual(
            [...new Set(keys)].sort((a, b) => (a < b ? -1 : 1)).filter((key) => key.startsWith(prefix)),
          )
        },
      ),
      { seed: 20260131 },
    )
  })
})
