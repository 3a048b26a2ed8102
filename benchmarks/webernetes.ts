// The same roll-out in Third Factor and in webernetes, the other Kubernetes for browsers: 50 replicas restarted, CPU time of each, the first
// time in the process and when code is warm. Webernetes lives in real time, so its minutes pass; only what it computes counts.

import type * as Webernetes from '@ngrok/webernetes'
import { build } from 'esbuild'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { measureRollOut } from './roll-out.ts'
import { middle, peakMemoryMB } from './timing.ts'

const REPLICAS = 50
/** Roll-outs after the first one. */
const LATER = 3
const TIMES_LESS = 200
const LOOK_MS = 250
const PATIENCE_MS = 300_000

/** The package is made for bundlers: Node does not find its files as they are. */
async function load(): Promise<typeof Webernetes> {
  const folder = mkdtempSync(join(tmpdir(), 'webernetes-'))
  try {
    const outfile = join(folder, 'webernetes.mjs')
    const contents = `export * from '@ngrok/webernetes'`
    await build({
      stdin: { contents, resolveDir: import.meta.dirname },
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile,
      logLevel: 'error',
    })
    const loaded: typeof Webernetes = await import(pathToFileURL(outfile).href)
    return loaded
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function deployment(revision: string): Webernetes.ClusterApplyResource {
  const container = { name: 'app', image: 'stays:1', env: [{ name: 'LEVEL', value: 'info' }] }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas: REPLICAS,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' }, annotations: { revision } },
        spec: { terminationGracePeriodSeconds: 1, containers: [container] },
      },
    },
  }
}

/** @returns CPU milliseconds of one roll-out after the other */
async function measureWebernetes(): Promise<readonly number[]> {
  const { BaseImage, Cluster } = await load()
  class Stays extends BaseImage {
    static readonly imageName = 'stays'
    static readonly imageVersion = '1'
    readonly defaultCommand = ['server']
    override async exec(...[context]: Parameters<InstanceType<typeof BaseImage>['exec']>): Promise<number> {
      return context.waitUntilKilled()
    }
  }
  const cluster = new Cluster()
  cluster.registerImage(Stays)
  await cluster.init()
  const settled = async (revision: string): Promise<void> => {
    await cluster.apply([deployment(revision)])
    for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += LOOK_MS) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
      const { spec, status } = await cluster.api.appsv1.readNamespacedDeployment({ name: 'web', namespace: 'default' })
      const isNew = spec?.template.metadata?.annotations?.['revision'] === revision
      if (isNew && status?.updatedReplicas === REPLICAS && status.availableReplicas === REPLICAS && status.replicas === REPLICAS) return
    }
    throw new Error(`webernetes did not end its roll-out within ${String(PATIENCE_MS / 1000)} s`)
  }
  await settled('0')
  const times: number[] = []
  for (let revision = 1; revision <= 1 + LATER; revision++) {
    const started = process.cpuUsage()
    await settled(String(revision))
    const { user, system } = process.cpuUsage(started)
    times.push((user + system) / 1000)
  }
  await cluster.close()
  return times
}

export async function runWebernetes(): Promise<void> {
  const ours = Array.from({ length: 1 + LATER }, () => measureRollOut(REPLICAS).cpuMs)
  const ourPeakMB = peakMemoryMB()
  const theirs = await measureWebernetes()
  console.log(`CPU time of a roll-out of ${String(REPLICAS)} replicas   first ms   later ms   peak MB of the process`)
  report('Third Factor', ours, ourPeakMB)
  report('webernetes', theirs, peakMemoryMB())
  const [first, later] = [(theirs[0] ?? 0) / (ours[0] ?? 1), laterOf(theirs) / laterOf(ours)]
  console.log(`  ${first.toFixed(0)} times less at first, ${later.toFixed(0)} times later (wanted: ${String(TIMES_LESS)})`)
}

function report(name: string, times: readonly number[], peakMB: number): void {
  const cells = [(times[0] ?? 0).toFixed(0).padStart(34), laterOf(times).toFixed(0).padStart(11), peakMB.toFixed(0).padStart(10)]
  console.log(`  ${name.padEnd(12)}${cells.join('')}`)
}

function laterOf(times: readonly number[]): number {
  return middle(times.slice(1))
}
