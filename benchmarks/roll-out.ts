// How the cost of a roll-out grows: a Deployment that takes a value from a ConfigMap, restarted, with 10, 100 and 1,000 replicas.
// Prints CPU time, entries and memory for each size, and how the cost of one replica changes.

import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { advanceRun, decodeImageLibrary, runCommand, snapshotAt, startRun } from '../src/simulator/index.ts'

const SIZES = [10, 100, 1000]
const SETTLE_MS = 300_000
const HERE = dirname(fileURLToPath(import.meta.url))

const library = decodeImageLibrary(load(readFileSync(resolve(HERE, '../content/workloads/images.yaml'), 'utf8')))
if (!library.ok) throw new Error(library.problem.join('\n'))
const images = library.value

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
}

function measure(replicas: number): Measure {
  const nodes = Array.from({ length: Math.max(1, replicas / 50) }, (_, index) => `node-${String(index + 1)}`)
  let run = startRun({ seed: 1, startedAtEpochMs: Date.UTC(2026, 0, 1), nodes, images })
  run = runCommand(advanceRun(run, 1000), 'kubectl apply -f web.json', { 'web.json': manifests(replicas) }).run
  run = advanceRun(run, run.nowMs + SETTLE_MS)
  const before = run.entries.length
  const started = process.cpuUsage()
  run = runCommand(run, 'kubectl rollout restart deployment web', {}).run
  run = advanceRun(run, run.nowMs + SETTLE_MS)
  const { user, system } = process.cpuUsage(started)
  const status = snapshotAt(run, run.nowMs).view.get('Deployment', { namespace: 'default', name: 'web' })?.status
  if (status?.updatedReplicas !== replicas || status.replicas !== replicas)
    throw new Error(`the roll-out of ${String(replicas)} did not end: ${JSON.stringify(status)}`)
  return { replicas, cpuMs: (user + system) / 1000, entries: run.entries.length - before }
}

export function runRollOut(): void {
  measure(10)
  console.log('replicas   CPU ms   entries   entries/s   CPU µs/replica')
  for (const { replicas, cpuMs, entries } of SIZES.map(measure)) {
    const cells = [replicas, cpuMs.toFixed(0), entries, ((entries / cpuMs) * 1000).toFixed(0), ((cpuMs / replicas) * 1000).toFixed(0)]
    console.log(cells.map((cell, index) => String(cell).padStart([8, 9, 10, 12, 17][index] ?? 0)).join(''))
  }
  console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`)
}
