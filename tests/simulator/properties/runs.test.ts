import fc from 'fast-check'
import { describe, test } from 'vitest'
import { RUN_LAWS } from './run-laws.ts'

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_125)
console.log(`seed ${String(SEED)}; FUZZ_SEED sets another`)

describe('in every run', () => {
  test.each(RUN_LAWS)('$fact', ({ property }) => {
    fc.assert(property, { seed: SEED, numRuns: 300 })
  })
})
