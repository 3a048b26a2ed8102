// Laws of reading, of the API server and of diagnostics over texts made by chance. `npm run fuzz` tries a million.

import fc from 'fast-check'
import { describe, test } from 'vitest'
import { emptyCluster } from '../../conformance/api-answer.ts'
import { fiveReaders } from '../experiment.ts'
import { brokenAnswer, brokenDiagnostics, brokenReading } from './laws.ts'
import { anyText, withReplacedValues } from './manifest-texts.ts'

const SEED = Number(process.env['FUZZ_SEED'] ?? 20261125)
console.log(`seed ${String(SEED)}; FUZZ_SEED sets another`)

function demandNothing(problem: string | undefined): void {
  if (problem !== undefined) throw new Error(problem)
}

describe('any text', () => {
  test('is read without an exception, and what it says survives printing', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(anyText, (text) => {
        demandNothing(brokenReading(text))
      }),
      { numRuns: 10_000, seed: SEED },
    )
  })

  test('is stored or refused by the API server; a refusal changes nothing', { timeout: 600_000 }, () => {
    const state = emptyCluster()
    fc.assert(
      fc.property(anyText, (text) => {
        demandNothing(brokenAnswer(state, text))
      }),
      { numRuns: 10_000, seed: SEED },
    )
  })

  test('with values of any type gets diagnostics that lie in it', { timeout: 600_000 }, () => {
    const { run } = fiveReaders(7)
    fc.assert(
      fc.property(withReplacedValues, (text) => {
        demandNothing(brokenDiagnostics(run, text))
      }),
      { numRuns: 1000, seed: SEED },
    )
  })
})
