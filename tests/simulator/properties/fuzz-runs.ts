// The laws of run-laws.ts over as many runs as one likes.

import fc from 'fast-check'
import type { Trials } from './fuzz-options.ts'
import { FEW_LAWS } from './run-laws.ts'

/** @throws with the seed and the smallest script of acts that shows it, when a law is broken. */
export function fuzzRuns(trials: Trials): void {
  for (const { fact, property } of FEW_LAWS) {
    const startedAt = performance.now()
    const details = fc.check(property, trials)
    const problem = fc.defaultReportMessage(details)
    if (problem !== undefined) throw new Error(problem)
    const msPerRun = (performance.now() - startedAt) / details.numRuns
    console.log(`✓ ${fact}\n  (${String(details.numRuns)} runs, ${msPerRun.toFixed(1)} ms each)`)
  }
}
