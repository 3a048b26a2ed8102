// What time costs: an hour in which 50 Pods do nothing new, and a look at any moment of a long run.

import { advanceRun, runCommand, snapshotAt } from '../src/simulator/index.ts'
import type { Run } from '../src/simulator/index.ts'
import { restarted, settledRun } from './roll-out.ts'
import { cpuTimeOf, middle, quantile, timeOf } from './timing.ts'

const PODS = 50
const HOUR_MS = 3_600_000
const WANTED_HOUR_MS = 300
const ENTRIES = 10_000
const LOOKS = 2000
const WANTED_LOOK_MS = 2

export function runTimeTravel(): void {
  const idle = settledRun(PODS)
  advanceRun(idle, idle.nowMs + HOUR_MS)
  const hour = middle(Array.from({ length: 5 }, () => cpuTimeOf(() => advanceRun(idle, idle.nowMs + HOUR_MS))))
  console.log(`an hour of ${String(PODS)} idle Pods: ${hour.toFixed(0)} ms of CPU (wanted: ${String(WANTED_HOUR_MS)})`)
  const run = longRun()
  const times = Array.from({ length: LOOKS }, (_, index) => {
    const atMs = Math.floor((((index * 7919) % LOOKS) / LOOKS) * run.nowMs)
    return timeOf(() => snapshotAt(run, atMs).view.list('Pod', 'default'))
  })
  const spread = `95 of 100 below ${quantile(times, 0.95).toFixed(2)} ms`
  console.log(
    `a look at a moment of a run of ${String(run.entries.length)} entries: ${middle(times).toFixed(2)} ms, ${spread} (wanted: ${String(WANTED_LOOK_MS)})`,
  )
}

/** Roll-outs, one after the other. */
function longRun(): Run {
  let run = settledRun(PODS)
  while (run.entries.length < ENTRIES) {
    run = restarted(run, PODS)
    run = runCommand(advanceRun(run, run.nowMs + 20_000), 'kubectl get pods', {}).run
  }
  return run
}
