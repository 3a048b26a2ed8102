// The built files, without a browser: links that lead somewhere, a strict policy, bytes within the budget.

import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { DIST, fileFor, pages, pagesWith } from './site.ts'

const BASE = (process.env['BASE_PATH'] ?? '/').replace(/\/?$/, '/')
const STAGE_BUDGET_BYTES = 47_000

const EDITOR_BUDGET_BYTES = 900_000

function read(page: string): string {
  return readFileSync(join(DIST, page), 'utf8')
}

/** Addresses within the site, without query and fragment. */
function localAddresses(html: string): readonly string[] {
  return [...html.matchAll(/\b(?:href|src)="([^"]+)"/g)]
    .map((match) => (match[1] ?? '').replace(/[?#].*$/, ''))
    .filter((address) => address !== '' && !/^[a-z]+:/.test(address) && !address.startsWith('//'))
}

describe('the built site', () => {
  test('has a page for every lesson of the first course', () => {
    expect(pages().filter((page) => page.startsWith('/lessons/')).length).toBeGreaterThanOrEqual(12)
  })

  test('has no link that leads nowhere', () => {
    const broken = pages().flatMap((page) =>
      localAddresses(read(page))
        .map((address) => posix.resolve(posix.dirname(page), address.startsWith(BASE) ? `/${address.slice(BASE.length)}` : address))
        .filter((address) => fileFor(address) === undefined)
        .map((address) => `${page}: ${address}`),
    )
    expect(broken).toEqual([])
  })

  test('allows scripts by hash only and nothing from elsewhere', () => {
    for (const page of pages()) {
      const policy = /http-equiv="content-security-policy" content="([^"]+)"/.exec(read(page))?.[1] ?? ''
      expect(policy, page).toContain("default-src 'self'")
      expect(policy, page).toContain('script-src')
      expect(/script-src[^;]*unsafe-(inline|eval)'/.test(policy.replace("'wasm-unsafe-eval'", '')), page).toBe(false)
    }
  })

  const withIslands = pagesWith('component-url=')

  test.each(withIslands)('%s draws what comes to life with at most 47 kB of JavaScript more, before simulator and editor', (page) => {
    const files = withImports(islandsOf(page))
    const scripts = files.filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + gzipSync(fileText(file)).length, 0)
    expect(scripts).toBeLessThanOrEqual(STAGE_BUDGET_BYTES)
  })

  test('the large editor needs at most 900 kB when it is asked for, with its styles and its icons', () => {
    const files = readdirSync(join(DIST, '_astro')).filter((file) => /^(?:monaco|codicon|help-text)/.test(file))
    expect(files.length).toBeGreaterThanOrEqual(2)
    const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, '_astro', file))).length, 0)
    expect(bytes).toBeLessThanOrEqual(EDITOR_BUDGET_BYTES)
  })

  test('no page waits for the styles of the large editor', () => {
    const itsOwn = '.monaco-list'
    const holders = readdirSync(join(DIST, '_astro')).filter((file) => read(join('_astro', file)).includes(itsOwn))
    expect(holders).toEqual([expect.stringMatching(/^monaco-editor\..*\.js$/)])
    expect(pages().filter((page) => read(page).includes(itsOwn))).toEqual([])
  })

  test('a page is drawn from itself alone: no sheet and no script is named that it would wait for', () => {
    for (const page of pages()) expect(read(page), page).not.toMatch(/<link[^>]*rel="(?:stylesheet|modulepreload)"|<script[^>]*\bsrc=/)
  })
})

/** Scripts that a page asks for when a part of it comes into view. */
function islandsOf(page: string): readonly string[] {
  return [...read(page).matchAll(/(?:component-url|renderer-url)="([^"]+)"/g)].map((match) => match[1] ?? '')
}

function fileText(address: string): string {
  return read(`/${address.slice(BASE.length)}`)
}

/** These files and everything that they import at once: what is imported later is not needed to read the page and see its stage. */
function withImports(addresses: readonly string[]): readonly string[] {
  const found = new Set<string>()
  const visit = (address: string): void => {
    if (found.has(address)) return
    found.add(address)
    if (!address.endsWith('.js')) return
    for (const match of fileText(address).matchAll(/(?:^|[;}\s])(?:import|export)\b(?:[^"'`();]*?from)?\s*["'](\.[^"']+)["']/g))
      visit(posix.resolve(posix.dirname(address), match[1] ?? ''))
  }
  addresses.forEach(visit)
  return [...found]
}
