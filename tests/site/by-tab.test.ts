// From the top of a page to everything that can be done at a stage, with the Tab key and the documented keys alone. Every stop on the way
// can be seen: it is marked, it is in sight, and nothing lies over it.

import { describe, expect, test } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { visitSite } from './visit.ts'

const visit = visitSite()
const MOST_STOPS = 60

/** What is wrong with the stop that has the focus, as a reader sees it; editors mark their line, or their paper, instead of their field. */
const TROUBLE_HERE = `(() => {
  const stop = document.activeElement
  if (stop === document.body) return 'nothing has the focus'
  const says = (stop.getAttribute('aria-label') ?? stop.textContent ?? stop.tagName).trim().slice(0, 40)
  const shown = stop.closest('.monaco-editor') ?? stop
  const paper = stop.closest('.paper')
  const isFramed = paper !== null && getComputedStyle(paper, '::after').borderTopStyle === 'solid'
  if (shown === stop && !isFramed && getComputedStyle(stop).outlineStyle === 'none') return says + ' is not marked'
  const { left, right, top, bottom } = shown.getBoundingClientRect()
  const x = (Math.max(0, left) + Math.min(innerWidth, right)) / 2
  const y = (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2
  const above = document.elementFromPoint(x, y)
  if (above === null || bottom < 0 || top > innerHeight) return says + ' is out of sight'
  return shown.contains(above) || above.contains(shown) ? '' : says + ' lies under ' + above.className
})()`

class TabKey {
  readonly page: Page
  /** What was wrong on the way. */
  readonly troubles: string[] = []

  constructor(page: Page) {
    this.page = page
  }

  async press(key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.page.keyboard.press(key)
    const trouble: unknown = await this.page.evaluate(TROUBLE_HERE)
    if (typeof trouble === 'string' && trouble !== '') this.troubles.push(trouble)
  }

  async reach(goal: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      await this.press(key)
      if (await goal.evaluate((element) => element === document.activeElement)) return
    }
    throw new Error(`${String(MOST_STOPS)} stops do not lead to ${String(goal)}`)
  }
}

async function comes(path: string): Promise<TabKey> {
  const page = await visit.open({ viewport: { width: 1440, height: 1000 } })
  await page.goto(visit.site.origin + path)
  return new TabKey(page)
}

const isReady = (stage: Locator) => stage.and(stage.page().locator('[aria-busy=false]')).waitFor()

describe('the Tab key', () => {
  test('leads from the top of a lesson through a whole experiment, in the order in which it is done', async () => {
    const tab = await comes('/lessons/three-truths/')
    const { page } = tab
    const stage = page.locator('section.stage').first()
    const button = (name: string | RegExp) => stage.getByRole('button', { name }).first()
    await tab.press()
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Skip to content')
    await tab.reach(page.getByRole('link', { name: 'Skip to the experiment' }))
    await page.keyboard.press('Enter')
    await isReady(stage)
    await tab.reach(stage.getByLabel('watched, a file'))
    await page.keyboard.press('Space')
    await tab.reach(button('That is my prediction'))
    await page.keyboard.press('Enter')
    await tab.reach(stage.getByRole('textbox', { name: 'Text of settings.yaml' }))
    await page.keyboard.press('Control+End')
    await stage.locator('.editor.large .view-line').first().waitFor()
    for (let letter = 0; letter < 5; letter += 1) await page.keyboard.press('Backspace')
    await page.keyboard.type('debug')
    await page.keyboard.press('Control+Enter')
    await stage.getByText('configmap/settings configured').first().waitFor()
    // From here on nothing moves that was reached.
    await page.clock.install()
    await page.clock.pauseAt(Date.now() + 60_000)
    // Out of the editor, and on.
    await page.keyboard.press('Escape')
    await tab.reach(button('Apply'))
    await tab.reach(button(/^Why does from-env /))
    await page.keyboard.press('Enter')
    await tab.reach(stage.getByRole('region', { name: 'Cause' }).getByRole('button', { name: 'Close' }))
    await page.keyboard.press('Enter')
    await button(/^Why does from-env /)
      .and(page.locator(':focus'))
      .waitFor()
    await tab.reach(button('Pause'))
    await page.keyboard.press('Enter')
    await tab.reach(stage.getByRole('slider', { name: 'Moment' }))
    await page.keyboard.press('End')
    await stage.getByText('4 of 5 right').or(stage.getByText('5 of 5 right')).waitFor()
    await page.keyboard.press('PageUp')
    await tab.reach(stage.getByRole('log', { name: 'Transcript' }))
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await tab.reach(stage.getByRole('textbox', { name: 'command line' }))
    await page.keyboard.type('kubectl get configmap settings')
    await page.keyboard.press('Enter')
    await stage.getByText(/^NAME +DATA/).waitFor()
    await page.keyboard.type('kubectl g')
    await page.keyboard.press('Escape')
    await tab.reach(button('Run'))
    await tab.reach(stage.getByRole('slider', { name: 'Moment' }), 'Shift+Tab')
    expect(tab.troubles).toEqual([])
  })

  test('leads to an exercise, its hints and its terminal', async () => {
    const tab = await comes('/lessons/three-truths/')
    const { page } = tab
    const stage = page.locator('section.stage').last()
    await tab.reach(page.getByRole('link', { name: 'Skip to the exercise' }))
    await page.keyboard.press('Enter')
    await isReady(stage)
    await tab.reach(stage.getByRole('button', { name: 'Give me a hint' }))
    await page.keyboard.press('Enter')
    await stage.getByText('A nudge.').waitFor()
    await tab.reach(stage.getByRole('textbox', { name: 'command line' }))
    expect(tab.troubles).toEqual([])
  })

  test('leads into the playground', async () => {
    const tab = await comes('/playground/')
    const { page } = tab
    const stage = page.locator('section.stage')
    await tab.reach(page.getByRole('link', { name: 'Skip to the cluster' }))
    await page.keyboard.press('Enter')
    await isReady(stage)
    await tab.reach(stage.getByRole('textbox', { name: /^Text of/ }))
    expect(tab.troubles).toEqual([])
  })
})
