// Looks for a run that breaks a law, for as long as one likes: `npm run fuzz:runs -- --runs 100000 --seed 7`.
// A failure prints the seed and the smallest script of acts that shows it.

import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { FEW_LAWS } from './run-laws.ts'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string' } } })
const seed = Number(values.seed ?? process.pid)
const numRuns = Number(values.runs)

console.log(`seed ${String(seed)}, ${String(numRuns)} runs for each`)
for (const { fact, property } of FEW_LAWS) {
  const sinceMs = performance.now()
  fc.assert(property, { seed, numRuns })
  console.log(`✓ ${fact}\n  (${((performance.now() - sinceMs) / numRuns).toFixed(1)} ms a run)`)
}
