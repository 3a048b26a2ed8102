// The same site below a path of its host: one setting moves it.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const FOLDER = join(ROOT, 'test-results', 'sub-path')
const BASE = '/any/sub/path/'
/** A build takes half a minute; a machine that has other things to do may take ten times as long. */
const BUILD_MS = 600_000

test(
  'built for a sub-path, every link and file stays below it and is there',
  async () => {
    const astro: { readonly bin: { readonly astro: string } } = JSON.parse(
      readFileSync(join(ROOT, 'node_modules/astro/package.json'), 'utf8'),
    )
    const building = spawn(process.execPath, [join(ROOT, 'node_modules/astro', astro.bin.astro), 'build', '--outDir', FOLDER], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
      // Not the whole environment: vitest puts a BASE_URL of its own into it.
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], BASE_PATH: BASE, ASTRO_TELEMETRY_DISABLED: '1' },
    })
    expect(await once(building, 'exit')).toEqual([0, null])
    const pages = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))
    const problems = pages.flatMap((page) => {
      const html = readFileSync(join(FOLDER, page), 'utf8')
      const addresses = [...html.matchAll(/\b(?:href|src|component-url|renderer-url)="([^"#?]+)/g)].map((match) => match[1] ?? '')
      return addresses.filter((address) => address.startsWith('/') && !isThere(address)).map((address) => `${page}: ${address}`)
    })
    expect(pages.length).toBeGreaterThan(12)
    expect(problems).toEqual([])
  },
  BUILD_MS,
)

function isThere(address: string): boolean {
  if (!address.startsWith(BASE)) return false
  const file = join(FOLDER, address.slice(BASE.length))
  return existsSync(file) && (!statSync(file).isDirectory() || existsSync(join(file, 'index.html')))
}
