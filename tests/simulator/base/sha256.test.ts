import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../../src/simulator/base/sha256.ts'

describe('SHA-256', () => {
  it('is what Node makes of texts of every length up to four blocks', () => {
    for (let length = 0; length <= 256; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 151 + length) & 0xff)
      expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
    }
  })
})
