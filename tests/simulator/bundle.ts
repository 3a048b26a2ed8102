// Bundles a part of the simulator as a page would load it, and weighs it.

import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const SIMULATOR = resolve(dirname(fileURLToPath(import.meta.url)), '../../src/simulator')

const ENTRIES = {
  /** Reads texts and answers as the API server. */
  core: `export { createApiServer } from './apiserver/index.ts'; export { readManifest } from './yaml/index.ts'`,
  /** Everything but the command line and the editor. */
  cluster: `export { createApiServer } from './apiserver/index.ts'; export { readManifest } from './yaml/index.ts'
    export * from './controllers/index.ts'; export * from './kubelet/index.ts'; export * from './scheduler/index.ts'`,
} as const

export interface Weight {
  readonly gzipBytes: number
  /** Minified, the heaviest first. */
  readonly bytesByFolder: readonly (readonly [string, number])[]
}

export async function measureBundle(entry: keyof typeof ENTRIES): Promise<Weight> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: ENTRIES[entry], resolveDir: SIMULATOR, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    metafile: true,
  })
  const byFolder = new Map<string, number>()
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = /simulator\/([^/]+)\//.exec(path)?.[1] ?? 'other'
      byFolder.set(folder, (byFolder.get(folder) ?? 0) + bytesInOutput)
    }
  }
  const gzipBytes = outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0)
  return { gzipBytes, bytesByFolder: [...byFolder].sort(([, a], [, b]) => b - a) }
}
