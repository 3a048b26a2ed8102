// `npm run fuzz`: looks for a text, then for a run, that breaks a law of tests/simulator/properties; a failure prints seed and counterexample.
// `npm run fuzz:texts` and `npm run fuzz:runs` try one. A wrong word after `--` lists the right ones.
import { readFuzzOptions } from '../tests/simulator/properties/fuzz-options.ts'
import { fuzzRuns } from '../tests/simulator/properties/fuzz-runs.ts'
import { fuzzTexts } from '../tests/simulator/properties/fuzz-texts.ts'

const TRY = { texts: fuzzTexts, runs: fuzzRuns }

const options = readFuzzOptions(process.argv.slice(2), Date.now() % 2 ** 31)
if (!options.ok) {
  console.error(options.problem)
  process.exit(1)
}
const { subjects, counts, seed, seconds } = options.value
const limit = seconds === undefined ? {} : { interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false }
console.log(`seed ${String(seed)}`)
for (const subject of subjects) TRY[subject]({ numRuns: counts[subject], seed, ...limit })
