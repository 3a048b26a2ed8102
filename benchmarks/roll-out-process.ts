// One side of the comparison in `webernetes.ts`, in a process of its own: `node roll-out-process.ts webernetes 50 4` prints `Times` as JSON.

import { restarted, settledRun } from './roll-out.ts'
import { cpuTimeOf, peakMemoryMB } from './timing.ts'
import { measureWebernetes } from './webernetes-roll-out.ts'

export type Contestant = 'third-factor' | 'webernetes'

export interface Times {
  /** Of one roll-out after the other. */
  readonly cpuMs: readonly number[]
  readonly peakMB: number
}

const [name, replicas = NaN, rollOuts = NaN] = [process.argv[2], ...process.argv.slice(3).map(Number)]
const cpuMs = name === 'webernetes' ? await measureWebernetes(replicas, rollOuts) : measureOurs(replicas, rollOuts)
const times: Times = { cpuMs, peakMB: peakMemoryMB() }
console.log(JSON.stringify(times))

/** Each goes on from where all Pods run. */
function measureOurs(count: number, runs: number): readonly number[] {
  const settled = settledRun(count)
  return Array.from({ length: runs }, () => cpuTimeOf(() => restarted(settled, count)))
}
