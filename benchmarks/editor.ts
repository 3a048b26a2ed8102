// How long the large editor takes from the click into a manifest until it can be written in: in a browser, on the built site. A new
// visitor's browser each time, so that nothing of the editor is there yet.

import type { Browser } from 'playwright-core'
import { onBuiltSite, openStage } from './built-site.ts'
import { middle } from './timing.ts'

const ROUNDS = 5
const WANTED_MS = 600

export function runEditor(): Promise<void> {
  return onBuiltSite(async (browser, address) => {
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) times.push(await clickToReady(browser, address))
    console.log(
      `the large editor is ready ${middle(times).toFixed(0)} ms after the click (${times.map((time) => time.toFixed(0)).join(', ')}; wanted: ${String(WANTED_MS)})`,
    )
  })
}

async function clickToReady(browser: Browser, address: string): Promise<number> {
  const { page, stage } = await openStage(browser, address)
  const measured = page.evaluate(measureEditor)
  await stage.getByRole('textbox', { name: /^Text of / }).click()
  const time = await measured
  await page.context().close()
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
