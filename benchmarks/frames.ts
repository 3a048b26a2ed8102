// What a frame of the stage costs while twelve Pods with five consumers each take up a change, sixty times as fast: in a browser, on the built site.

import { existsSync } from 'node:fs'
import { findOrInstallBrowser } from '../scripts/browser.mjs'
import { DIST, launchBrowser, serveSite } from '../tests/site/site.ts'
import { middle, quantile } from './timing.ts'

const REPLICAS = 12
const WATCHED_MS = 4000
const WANTED_FRAMES = 55
const WANTED_WORK_MS = 8

export async function runFrames(): Promise<void> {
  if (!existsSync(DIST)) {
    console.log('needs a built site: npm run build')
    return
  }
  process.env['BROWSER_PATH'] ??= findOrInstallBrowser()
  const site = await serveSite()
  const browser = await launchBrowser()
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
  await page.goto(`${site.origin}/lessons/three-truths/`)
  const stage = page.locator('section.stage').first()
  await stage.scrollIntoViewIfNeeded()
  await stage.and(page.locator('[aria-busy=false]')).waitFor()
  const line = stage.locator('.terminal input')
  await line.fill(`kubectl scale deployment web --replicas=${String(REPLICAS)}`)
  await line.press('Enter')
  await stage.getByRole('button', { name: '60 times as fast' }).click()
  await stage
    .locator('.pod[data-tone=good]')
    .nth(REPLICAS - 1)
    .waitFor()
  const text = stage.getByRole('textbox', { name: 'Text of settings.yaml' })
  await text.fill((await text.inputValue()).replace('info', 'debug'))
  await stage.getByRole('button', { name: 'Apply', exact: true }).click()
  const frames: readonly { readonly atMs: number; readonly workMs: number }[] = await page.evaluate(measureFrames, WATCHED_MS)
  await browser.close()
  await site.close()
  const seconds = ((frames.at(-1)?.atMs ?? 0) - (frames[0]?.atMs ?? 0)) / 1000
  const work = frames.map(({ workMs }) => workMs)
  console.log(`${(frames.length / seconds).toFixed(1)} frames a second (wanted: ${String(WANTED_FRAMES)})`)
  console.log(
    `work in a frame: ${middle(work).toFixed(1)} ms, 95 of 100 below ${quantile(work, 0.95).toFixed(1)} ms (wanted: ${String(WANTED_WORK_MS)})`,
  )
}

/** In the page: from the start of each frame until the browser can do something else, which is after it has drawn. */
function measureFrames(watchedMs: number): Promise<readonly { readonly atMs: number; readonly workMs: number }[]> {
  return new Promise((done) => {
    const frames: { readonly atMs: number; readonly workMs: number }[] = []
    const startedAt = performance.now()
    requestAnimationFrame(function next(atMs) {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => frames.push({ atMs, workMs: performance.now() - atMs })
      port2.postMessage(undefined)
      if (atMs - startedAt < watchedMs) requestAnimationFrame(next)
      else done(frames)
    })
  })
}
