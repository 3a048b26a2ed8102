// The laws of laws.ts over as many texts as one likes.

import fc from 'fast-check'
import { advanceRun, startRun } from '../../../src/simulator/index.ts'
import { ALL_TOOLS } from '../../../src/simulator/kubectl/tools/all.ts'
import { emptyCluster } from '../../conformance/api-answer.ts'
import type { Trials } from './fuzz-options.ts'
import { brokenAnswer, brokenDiagnostics, brokenReading } from './laws.ts'
import { anyText } from './manifest-texts.ts'

const PROGRESS_EVERY = 50_000

/** @throws with the seed and the smallest text that shows it, when a law is broken. */
export function fuzzTexts(trials: Trials): void {
  const state = emptyCluster()
  const images = { images: [], registries: [] }
  const run = advanceRun(startRun({ seed: 1, startedAtEpochMs: Date.UTC(2026, 0, 1), nodes: ['node-1'], images, toolbox: ALL_TOOLS }), 2000)
  const startedAt = performance.now()
  const took = (): string => `${((performance.now() - startedAt) / 1000).toFixed(0)} s`
  let tried = 0
  const law = fc.property(anyText, (text) => {
    tried += 1
    if (tried % PROGRESS_EVERY === 0) console.log(`${String(tried)} texts, ${took()}`)
    const problem = brokenReading(text) ?? brokenAnswer(state, text) ?? brokenDiagnostics(run, text)
    if (problem !== undefined) throw new Error(problem)
  })
  fc.assert(law, trials)
  console.log(`✓ ${String(tried)} texts kept the laws of reading, answers and diagnostics (${took()})`)
}
