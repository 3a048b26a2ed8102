// What a page loads of kubectl, and when: without the layers below it, which the page has by then. Chunks as a bundler makes them, each
// compressed by itself.

import { fileURLToPath } from 'node:url'
import { basename, dirname, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const KUBECTL = resolve(dirname(fileURLToPath(import.meta.url)), '../../../src/simulator/kubectl')
const SETS = [
  'terminal',
  'changes',
  'makers',
  'applying',
  'describe',
  'kustomize',
  'reference',
  'progress',
  'templates',
  'scripts',
] as const

const { outputFiles, metafile } = await build({
  entryPoints: [resolve(KUBECTL, 'index.ts'), ...SETS.map((name) => resolve(KUBECTL, `tools/${name}.ts`))],
  bundle: true,
  splitting: true,
  outdir: 'unwritten',
  minify: true,
  format: 'esm',
  target: 'es2023',
  write: false,
  metafile: true,
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

const BYTES = new Map(outputFiles.map(({ path, contents }) => [basename(path), gzipSync(contents).length]))
const IMPORTS = new Map(
  Object.entries(metafile.outputs).map(([path, { imports }]) => [basename(path), imports.map((each) => basename(each.path))]),
)

/** The chunk and all that it imports. */
function chunksOf(name: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(name) || !BYTES.has(name)) return found
  found.add(name)
  for (const imported of IMPORTS.get(name) ?? []) chunksOf(imported, found)
  return found
}

function bytesOf(chunks: Iterable<string>): number {
  return [...chunks].reduce((sum, name) => sum + (BYTES.get(name) ?? 0), 0)
}

const STAGE = chunksOf('index.js')
const TERMINAL = new Set([...STAGE, ...chunksOf('terminal.js')])

test('a stage into which nobody types loads at most 47,000 bytes of kubectl', () => {
  expect(bytesOf(STAGE)).toBeGreaterThan(10_000)
  expect(bytesOf(STAGE)).toBeLessThanOrEqual(47_000)
})

test('a terminal that is opened has loaded at most 70,000 bytes of it', () => {
  expect(bytesOf(TERMINAL)).toBeLessThanOrEqual(70_000)
})

test.each([
  ['changes', 17],
  ['makers', 16],
  ['applying', 6],
  ['describe', 11],
  ['kustomize', 21],
  ['reference', 9],
  ['progress', 10],
  ['templates', 8],
  ['scripts', 9],
])('%s adds at most %i kB', (name, kilobytes) => {
  expect(bytesOf([...chunksOf(`${name}.js`)].filter((chunk) => !TERMINAL.has(chunk)))).toBeLessThanOrEqual(kilobytes * 1024)
})
