// The built files, without a browser: links that lead somewhere, a strict policy, bytes within the budget.

import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { DIST, fileFor, pages } from './site.ts'

const BASE = (process.env['BASE_PATH'] ?? '/').replace(/\/?$/, '/')
const LESSON_BUDGET_BYTES = 70_000
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

  test.each(pages().filter((page) => page.startsWith('/lessons/')))('%s needs at most 70 kB before an editor is asked for', (page) => {
    const html = read(page)
    const linked = new Set(
      [
        ...html.matchAll(
          /(?:<script[^>]*\bsrc|<link[^>]*rel="(?:stylesheet|modulepreload)"[^>]*href|component-url|renderer-url)="([^"]+)"/g,
        ),
      ].map((match) => match[1] ?? ''),
    )
    const texts = [html, ...[...linked].map((address) => read(`/${address.slice(BASE.length)}`))]
    const bytes = texts.reduce((sum, text) => sum + gzipSync(text).length, 0)
    expect(bytes).toBeLessThanOrEqual(LESSON_BUDGET_BYTES)
  })

  test('the large editor needs at most 900 kB when it is asked for, with its styles and its icons', () => {
    const files = readdirSync(join(DIST, '_astro')).filter((file) => /^(?:monaco|codicon|help-text)/.test(file))
    expect(files.length).toBeGreaterThanOrEqual(2)
    const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, '_astro', file))).length, 0)
    expect(bytes).toBeLessThanOrEqual(EDITOR_BUDGET_BYTES)
  })

  test('no page waits for the styles of the large editor', () => {
    const sheets = readdirSync(join(DIST, '_astro')).filter((file) => file.endsWith('.css'))
    expect(sheets.filter((file) => readFileSync(join(DIST, '_astro', file), 'utf8').includes('.monaco-'))).toEqual([])
  })
})
