// The roll-out in webernetes, the other Kubernetes for browsers. It lives in real time, so minutes pass; only what it computes counts.

import type * as Webernetes from '@ngrok/webernetes'
import { build } from 'esbuild'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

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

function deployment(revision: string, replicas: number): Webernetes.ClusterApplyResource {
  const container = { name: 'app', image: 'stays:1', env: [{ name: 'LEVEL', value: 'info' }] }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' }, annotations: { revision } },
        spec: { terminationGracePeriodSeconds: 1, containers: [container] },
      },
    },
  }
}

/**
 * A Deployment whose Pods all run, given one new template after the other, each until all Pods are new and available and the old are gone.
 *
 * @returns CPU milliseconds of each roll-out
 */
export async function measureWebernetes(replicas: number, rollOuts: number): Promise<readonly number[]> {
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
    await cluster.apply([deployment(revision, replicas)])
    for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += LOOK_MS) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
      const { spec, status } = await cluster.api.appsv1.readNamespacedDeployment({ name: 'web', namespace: 'default' })
      const isNew = spec?.template.metadata?.annotations?.['revision'] === revision
      if (isNew && status?.updatedReplicas === replicas && status.availableReplicas === replicas && status.replicas === replicas) return
    }
    throw new Error(`webernetes did not end its roll-out within ${String(PATIENCE_MS / 1000)} s`)
  }
  await settled('0')
  const times: number[] = []
  for (let revision = 1; revision <= rollOuts; revision++) {
    const started = process.cpuUsage()
    await settled(String(revision))
    const { user, system } = process.cpuUsage(started)
    times.push((user + system) / 1000)
  }
  await cluster.close()
  return times
}
