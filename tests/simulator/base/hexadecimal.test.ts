import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hexOfByte, hexOfWord } from '../../../src/simulator/base/hexadecimal.ts'
import { drawUuid } from '../../../src/simulator/base/random.ts'

describe('hexadecimal digits', () => {
  it('are those of the number, with zeros before them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (word) => {
        expect(hexOfWord(word)).toBe(word.toString(16).padStart(8, '0'))
        expect(hexOfByte(word)).toBe((word % 256).toString(16).padStart(2, '0'))
      }),
      { seed: 20260131 },
    )
  })

  it('of a word are the same whether its highest bit counts as a sign or not', () => {
    expect(hexOfWord(-2)).toBe(hexOfWord(0xffff_fffe))
  })

  it('make UUIDs of version 4', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(), (seed, index) => {
        expect(drawUuid({ seed, stream: 'any' }, index)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      }),
      { seed: 20260131 },
    )
  })
})
