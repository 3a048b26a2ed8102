// How long the large editor takes from the click into a manifest until it can be written in: in a browser, on the built site. A new
// visitor's browser each time, so that nothing of the editor is there yet.

import { existsSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { findOrInstallBrowser } from '../scripts/browser.mjs'
import { DIST, launchBrowser, serveSite } from '../tests/site/site.ts'
import { middle } from './timing.ts'

const ROUNDS = 5
const WANTED_MS = 600

export async function runEditor(): Promise<void> {
  if (!existsSync(DIST)) {
    console.log('needs a built site: npm run build')
    return
  }
  process.env['BROWSER_PATH'] ??= findOrInstallBrowser()
  const site = await serveSite()
  const browser = await launchBrowser()
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) times.push(await clickToReady(browser, `${site.origin}/lessons/three-truths/`))
  await browser.close()
  await site.close()
  console.log(
    `the large editor is ready ${middle(times).toFixed(0)} ms after the click (${times.map((time) => time.toFixed(0)).join(', ')}; wanted: ${String(WANTED_MS)})`,
  )
}

async function clickToReady(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } })
  const page = await context.newPage()
  await page.goto(address)
  const stage = page.locator('section.stage').first()
  await stage.scrollIntoViewIfNeeded()
  await stage.and(page.locator('[aria-busy=false]')).waitFor()
  const measured = page.evaluate(measureEditor)
  await stage.getByRole('textbox', { name: /^Text of / }).click()
  const time = await measured
  await context.close()
  return time
}

/** In the page: from the press of the button until Monaco has the focus and was drawn. */
function measureEditor(): Promise<number> {
  return new Promise((done) => {
    addEventListener(
      'pointerdown',
      () => {
        const pressedAt = performance.now()
        requestAnimationFrame(function look() {
          const isReady = document.activeElement?.closest('.monaco-editor') !== null && document.activeElement !== null
          requestAnimationFrame(isReady ? () => done(performance.now() - pressedAt) : look)
        })
      },
      { capture: true, once: true },
    )
  })
}
