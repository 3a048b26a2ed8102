import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GroupedMap } from '../../../src/simulator/base/grouped-map.ts'

const names = fc.constantFrom('a', 'b', 'c')

describe('a grouped map', () => {
  test('holds in each group what a plain map of its own would hold', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(names, names, fc.option(fc.integer()))), (writes) => {
        let map = GroupedMap.empty<number>()
        const plain = new Map(['a', 'b', 'c'].map((group) => [group, new Map<string, number>()] as const))
        for (const [group, key, value] of writes) {
          map = value === null ? map.without(group, key) : map.with(group, key, value)
          if (value === null) plain.get(group)?.delete(key)
          else plain.get(group)?.set(key, value)
        }
        for (const [group, values] of plain) {
          expect(map.group(group).entries()).toEqual([...values].sort(([a], [b]) => (a < b ? -1 : 1)))
          for (const [key, value] of values) expect(map.get(group, key)).toBe(value)
        }
      }),
      { seed: 20260131 },
    )
  })

  test('is not changed by a write to a map made from it', () => {
    const before = GroupedMap.empty<number>().with('a', 'x', 1)
    before.with('a', 'x', 2).without('a', 'x')
    expect(before.get('a', 'x')).toBe(1)
  })
})
