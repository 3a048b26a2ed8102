// Nothing moves under a reader's eyes while stages come to life: the layout shifts of a page that is scrolled through, as a browser counts them.

import { describe, expect, test } from 'vitest'
import { visitSite } from './visit.ts'

const visit = visitSite()
const MOST_SHIFT = 0.02

/** Sums up what moved without anybody having pressed anything. */
const COUNT_SHIFTS = `
  window.shifted = 0
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifted += value
  }).observe({ type: 'layout-shift', buffered: true })
`

describe.each(['/', '/playground/', '/lessons/three-truths/'])('%s', (path) => {
  test.each([360, 1280])('stays where it is at %d px while it comes to life', async (width) => {
    const page = await visit.open({ viewport: { width, height: 800 }, bypassCSP: true })
    await page.addInitScript(COUNT_SHIFTS)
    await page.goto(visit.site.origin + path)
    for (const stage of await page.locator('section.stage').all()) {
      await stage.scrollIntoViewIfNeeded()
      await page.mouse.wheel(0, 200)
      await stage.and(page.locator('[aria-busy=false]')).waitFor()
      await stage.locator('.terminal form').waitFor({ state: 'attached' })
    }
    // Two pictures later everything stands where it will.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
    expect(await page.evaluate('window.shifted')).toBeLessThanOrEqual(MOST_SHIFT)
  })
})
