// How the cost of a roll-out grows: a Deployment that takes a value from a ConfigMap, restarted, with 10, 100 and 1,000 replicas,
// until all are new and available.
// Prints CPU time, entries and memory for each size, and how the cost of one replica changes.

import { readImages } from '../src/instructor/lesson-folders.ts'
import type { Run } from '../src/simulator/index.ts'
import { advanceRun, runCommand, snapshotAt, startRun } from '../src/simulator/index.ts'
import { ALL_TOOLS } from '../src/simulator/kubectl/tools/all.ts'
import { cpuTimeOf, peakMemoryMB } from './timing.ts'

const SIZES = [10, 100, 1000]
const SETTLE_MS = 60_000
const STEP_MS = 1000
const PATIENCE_MS = 1_000_000

const images = readImages()

function manifests(replicas: number): string {
  const container = {
    name: 'app',
    image: 'third-factor/reader:1',
    args: ['--env', 'LEVEL'],
    envFrom: [{ configMapRef: { name: 'settings' } }],
  }
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [container] } }
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { replicas, selector: { matchLabels: { app: 'web' } }, template },
  }
  const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { LEVEL: 'info' } }
  return `${JSON.stringify(settings)}\n${JSON.stringify(deployment)}\n`
}

interface Measure {
  readonly replicas: number
  readonly cpuMs: number
  readonly entries: number
  /** With everything that scrubbing needs, and what is not collected yet. */
  readonly heapMB: number
  /** Of the process so far. */
  readonly peakMB: number
}

/** A Deployment whose Pods all run, a minute after it was made. */
export function settledRun(replicas: number): Run {
  const nodes = Array.from({ length: Math.max(1, replicas / 50) }, (_, index) => `node-${String(index + 1)}`)
  const run = startRun({ seed: 1, startedAtEpochMs: Date.UTC(2026, 0, 1), nodes, images, toolbox: ALL_TOOLS })
  const applied = runCommand(advanceRun(run, 1000), 'kubectl apply -f web.json', { 'web.json': manifests(replicas) }).run
  return advanceRun(applied, applied.nowMs + SETTLE_MS)
}

/** Until all Pods are new and available. */
export function restarted(run: Run, replicas: number): Run {
  let next = runCommand(run, 'kubectl rollout restart deployment web', {}).run
  const untilMs = next.nowMs + PATIENCE_MS
  while (!isComplete(next, replicas)) {
    if (next.nowMs > untilMs) throw new Error(`the roll-out of ${String(replicas)} did not end`)
    next = advanceRun(next, next.nowMs + STEP_MS)
  }
  return next
}

function measureRollOut(replicas: number): Measure {
  const run = settledRun(replicas)
  let end = run
  const cpuMs = cpuTimeOf(() => (end = restarted(run, replicas)))
  const heapMB = process.memoryUsage().heapUsed / 2 ** 20
  return { replicas, cpuMs, heapMB, peakMB: peakMemoryMB(), entries: end.entries.length - run.entries.length }
}

function isComplete(run: Run, replicas: number): boolean {
  const deployment = snapshotAt(run, run.nowMs).view.get('Deployment', { namespace: 'default', name: 'web' })
  const { observedGeneration, updatedReplicas, availableReplicas, replicas: all } = deployment?.status ?? {}
  return (
    observedGeneration === deployment?.metadata.generation && [updatedReplicas, availableReplicas, all].every((count) => count === replicas)
  )
}

export function runRollOut(): void {
  measureRollOut(10)
  console.log('replicas   CPU ms   entries   entries/s   CPU µs/replica   heap MB   peak MB')
  for (const { replicas, cpuMs, entries, heapMB, peakMB } of SIZES.map(measureRollOut)) {
    const cells = [
      replicas,
      cpuMs.toFixed(0),
      entries,
      ((entries / cpuMs) * 1000).toFixed(0),
      ((cpuMs / replicas) * 1000).toFixed(0),
      heapMB.toFixed(0),
      peakMB.toFixed(0),
    ]
    console.log(cells.map((cell, index) => String(cell).padStart([8, 9, 10, 12, 17, 10, 10][index] ?? 0)).join(''))
  }
  console.log('wanted: 1000 replicas in 2000 ms and 300 MB')
}
