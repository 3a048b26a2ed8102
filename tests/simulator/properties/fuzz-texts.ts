// `npm run fuzz`: the laws over a million texts. `--texts N` tries fewer, `--seconds N` ends earlier, `--seed N` repeats a run.

import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { advanceRun, startRun } from '../../../src/simulator/index.ts'
import { ALL_TOOLS } from '../../../src/simulator/kubectl/tools/all.ts'
import { emptyCluster } from '../../conformance/api-answer.ts'
import { brokenAnswer, brokenDiagnostics, brokenReading } from './laws.ts'
import { anyText } from './manifest-texts.ts'

const { values } = parseArgs({
  options: {
    texts: { type: 'string', default: '1000000' },
    seconds: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
})
const seed = Number(values.seed)
const limit = values.seconds === undefined ? {} : { interruptAfterTimeLimit: Number(values.seconds) * 1000, markInterruptAsFailure: false }
console.log(`seed ${String(seed)}`)

const state = emptyCluster()
const images = { images: [], registries: [] }
const run = advanceRun(startRun({ seed: 1, startedAtEpochMs: Date.UTC(2026, 0, 1), nodes: ['node-1'], images, toolbox: ALL_TOOLS }), 2000)
const startedAt = performance.now()
let tried = 0
const law = fc.property(anyText, (text) => {
  tried += 1
  if (tried % 50_000 === 0) console.log(`${String(tried)} texts, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
  const problem = brokenReading(text) ?? brokenAnswer(state, text) ?? brokenDiagnostics(run, text)
  if (problem !== undefined) throw new Error(problem)
})
fc.assert(law, { numRuns: Number(values.texts), seed, ...limit })
console.log(`${String(tried)} texts kept the laws, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
