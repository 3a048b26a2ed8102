// The pages in a browser: they ask nobody else, fit a phone, and can be read without JavaScript and with a screen reader.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { violationsOfOpened } from './axe.ts'
import type { Site } from './site.ts'
import { launchBrowser, pages, serveSite } from './site.ts'

const SCREENS = [
  { width: 360, height: 740, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark' },
] as const

let site: Site
let browser: Browser

beforeAll(async () => {
  site = await serveSite()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

describe.each(pages().map((page) => page.replace(/index\.html$/, '')))('%s', (path) => {
  test.each(SCREENS)('is whole at $width px, $colorScheme', async ({ width, height, colorScheme }) => {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, bypassCSP: true })
    const page = await context.newPage()
    const foreign: string[] = []
    const errors: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(site.origin) && !request.url().startsWith('data:')) foreign.push(request.url())
    })
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(site.origin + path)
    expect(foreign).toEqual([])
    expect(errors).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    expect(await violationsOfOpened(page)).toEqual([])
    await context.close()
  })

  test('a stage reaches from edge to edge on every screen', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    for (const width of [768, 1024, 1280, 1920]) {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(site.origin + path)
      const edges = await page
        .locator('.full-width')
        .evaluateAll((all) => all.map((each) => [each.getBoundingClientRect().left, each.getBoundingClientRect().width]))
      for (const edge of edges) expect(edge, `${String(width)} px`).toEqual([0, width])
    }
    await context.close()
  })

  test('obeys its own content policy', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const refused: string[] = []
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refused.push(message.text())
    })
    await page.goto(site.origin + path)
    expect(refused).toEqual([])
    await context.close()
  })

  test('can be read without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(site.origin + path)
    expect((await page.locator('main').innerText()).length).toBeGreaterThan(40)
    await context.close()
  })
})
