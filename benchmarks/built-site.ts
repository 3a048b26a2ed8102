// The built site in a browser, for benchmarks of what a page costs.

import { existsSync } from 'node:fs'
import type { Browser, Locator, Page } from 'playwright-core'
import { findOrInstallBrowser } from '../scripts/browser.mjs'
import { DIST, launchBrowser, serveSite } from '../tests/site/site.ts'

const LESSON = '/lessons/three-truths/'

/** Measures on the built site, and says how to build it where it is missing. */
export async function onBuiltSite(measure: (browser: Browser, address: string) => Promise<void>): Promise<void> {
  if (!existsSync(DIST)) {
    console.log('needs a built site: npm run build')
    return
  }
  process.env['BROWSER_PATH'] ??= findOrInstallBrowser()
  const site = await serveSite()
  const browser = await launchBrowser()
  try {
    await measure(browser, site.origin + LESSON)
  } finally {
    await browser.close()
    await site.close()
  }
}

/** A visitor who has never been here, and the first stage of the lesson once its cluster runs. */
export async function openStage(browser: Browser, address: string): Promise<{ readonly page: Page; readonly stage: Locator }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } })
  const page = await context.newPage()
  await page.goto(address)
  const stage = page.locator('section.stage').first()
  await stage.scrollIntoViewIfNeeded()
  await stage.and(page.locator('[aria-busy=false]')).waitFor()
  return { page, stage }
}
