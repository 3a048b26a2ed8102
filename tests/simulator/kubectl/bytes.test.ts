// What a page loads when a terminal is first opened: kubectl without the layers below it, which the page has by then.

import { fileURLToPath } from 'node:url'
import { dirname, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const KUBECTL = resolve(dirname(fileURLToPath(import.meta.url)), '../../../src/simulator/kubectl')
/** Kustomize, shell and printers included. The aim is 70 kB; this keeps it from growing unseen. */
const MOST_BYTES = 116 * 1024

test('kubectl stays below 116 kB of gzip', async () => {
  const { outputFiles } = await build({
    entryPoints: [resolve(KUBECTL, 'index.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    write: false,
    plugins: [
      {
        name: 'layers-below',
        setup: (builder) => {
          builder.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
            const target = resolve(resolveDir, path)
            return target.startsWith(KUBECTL) ? undefined : { path: target, external: true }
          })
        },
      },
    ],
  })
  const [output] = outputFiles
  const bytes = gzipSync(output?.contents ?? '').length
  expect(bytes).toBeGreaterThan(10_000)
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES)
})
