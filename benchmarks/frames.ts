// What a frame of the stage costs while twelve Pods with five consumers each take up a change, sixty times as fast: in a browser, on the built site.

import type { Locator } from 'playwright-core'
import { onBuiltSite, openStage } from './built-site.ts'
import { middle, quantile } from './timing.ts'

const REPLICAS = 12
const WATCHED_MS = 4000
const WANTED_FRAMES = 55
const WANTED_WORK_MS = 8

interface Frame {
  /** Since the page was opened. */
  readonly atMs: number
  readonly workMs: number
}

export function runFrames(): Promise<void> {
  return onBuiltSite(async (browser, address) => {
    const { page, stage } = await openStage(browser, address)
    await changeMany(stage)
    const frames = await page.evaluate(measureFrames, WATCHED_MS)
    report(frames, await stage.locator('.pod').count())
  })
}

/** All Pods run, and a value that all of them consume has just been changed. */
async function changeMany(stage: Locator): Promise<void> {
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
  // The button would apply the Deployment as well, and take the Pods back.
  await line.fill('kubectl apply -f settings.yaml')
  await line.press('Enter')
  // The board in sight, and the pointer where nothing moves below it.
  await stage.evaluate((element) => {
    element.scrollIntoView({ block: 'start' })
  })
  await stage.page().mouse.move(1, 1)
}

function report(frames: readonly Frame[], pods: number): void {
  if (pods < REPLICAS) throw new Error(`${String(pods)} Pods are on the board: this measured something else`)
  const seconds = ((frames.at(-1)?.atMs ?? 0) - (frames[0]?.atMs ?? 0)) / 1000
  const work = frames.map(({ workMs }) => workMs)
  console.log(`${(frames.length / seconds).toFixed(1)} frames a second (wanted: ${String(WANTED_FRAMES)})`)
  console.log(
    `work in a frame: ${middle(work).toFixed(1)} ms, 95 of 100 below ${quantile(work, 0.95).toFixed(1)} ms (wanted: ${String(WANTED_WORK_MS)})`,
  )
}

/** In the page: from the start of each frame until the browser can do something else, which is after it has drawn. */
function measureFrames(watchedMs: number): Promise<readonly Frame[]> {
  return new Promise((done) => {
    const frames: Frame[] = []
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
