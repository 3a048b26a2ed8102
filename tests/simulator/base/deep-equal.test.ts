import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDeepEqual } from '../../../src/simulator/base/deep-equal.ts'

/** Few names, so that two values often have them in common; some of them are members that every object inherits. */
const name = fc.constantFrom('a', 'b', 'constructor', 'toString', '__proto__')

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, undefined, true, 0, 1, '', 'a'),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 3 }).map((members) => Object.fromEntries(members)),
  ),
}))

/** With its keys in order, and without those that are undefined. */
function canonical(each: unknown): string {
  if (Array.isArray(each)) return `[${each.map(canonical).join()}]`
  if (typeof each !== 'object' || each === null) return each === undefined ? 'undefined' : JSON.stringify(each)
  const members = Object.entries(each).filter(([, member]) => member !== undefined)
  return `{${members
    .map(([key, member]) => `${key}:${canonical(member)}`)
    .sort()
    .join()}}`
}

describe('isDeepEqual', () => {
  it('finds two values equal that read the same in one order of keys, and no others', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(isDeepEqual(a, b)).toBe(canonical(a) === canonical(b))
      }),
      { seed: 20260131, numRuns: 2000 },
    )
  })

  it('finds a copy equal to what it was made from', () => {
    fc.assert(
      fc.property(value, (each) => {
        expect(isDeepEqual(each, structuredClone(each))).toBe(true)
      }),
      { seed: 20260131 },
    )
  })

  it('does not take an inherited member for one of the value', () => {
    expect(isDeepEqual(Object.fromEntries([['__proto__', {}]]), { other: 1 })).toBe(false)
    expect(isDeepEqual({ other: 1 }, Object.fromEntries([['__proto__', {}]]))).toBe(false)
  })
})
