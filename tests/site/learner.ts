// A learner at a stage of a page: waits until the cluster runs, writes, applies, lets time pass. Buttons are pressed by key: while the clock
// runs the board grows, and what stands below it may move away between the two halves of a click. What is read is waited for.

import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Visit } from './visit.ts'

/** The lesson whose stages most tests use: an experiment with five readers, and an exercise. */
export const LESSON = '/lessons/three-truths/'

const DESK: BrowserContextOptions = { viewport: { width: 1440, height: 1000 }, bypassCSP: true }

export interface Coming extends BrowserContextOptions {
  /** What is done with the page before it is opened. */
  readonly prepare?: (page: Page) => Promise<unknown>
}

export class Learner {
  readonly page: Page
  readonly stage: Locator
  /** Which stage of the page. */
  readonly index: number

  constructor(page: Page, index = 0) {
    this.page = page
    this.index = index
    this.stage = page.locator('section.stage').nth(index)
  }

  /** At a stage whose cluster runs. */
  static async comes(visit: Visit, coming: Coming = {}): Promise<Learner> {
    const learner = await Learner.arrives(visit, coming)
    await learner.isReady()
    return learner
  }

  /** At a page that has only been opened. */
  static async arrives(visit: Visit, { prepare, ...options }: Coming = {}): Promise<Learner> {
    const page = await visit.open({ ...DESK, ...options })
    await prepare?.(page)
    await page.goto(visit.site.origin + LESSON)
    return new Learner(page)
  }

  /** The same page at another of its stages. */
  async turnsTo(index: number): Promise<Learner> {
    const learner = new Learner(this.page, index)
    await learner.isReady()
    return learner
  }

  /** Until the cluster runs in the page, the stage shows a picture of it; the panels that come late are there then, too. */
  async isReady(): Promise<void> {
    await this.isSeen()
    await this.stage.and(this.page.locator('[aria-busy=false]')).waitFor()
    await this.stage.locator('.terminal form').waitFor({ state: 'attached' })
  }

  /** A stage comes to life when it is in view and somebody is there. */
  async isSeen(): Promise<void> {
    await this.stage.scrollIntoViewIfNeeded()
    await this.page.mouse.move(1, 1)
  }

  async comesBack(): Promise<void> {
    await this.page.reload()
    await this.isReady()
  }

  button(name: string | RegExp): Locator {
    return this.stage.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first()
  }

  press(name: string | RegExp): Promise<void> {
    return this.button(name).press('Enter')
  }

  text(file = 'settings.yaml'): Locator {
    return this.stage.getByRole('textbox', { name: `Text of ${file}` })
  }

  /** Puts something in the place of what is there, once it is there. */
  async write(from: string, to: string): Promise<void> {
    await expect.poll(() => this.text().inputValue()).toContain(from)
    await this.text().fill((await this.text().inputValue()).replace(from, to))
  }

  /** What the processes of a reader use at the moment that is shown, one text a Pod. */
  async used(reader: string): Promise<readonly string[]> {
    const name = new RegExp(`^${reader}\\s`)
    const rows = this.stage.locator('tr').filter({ has: this.page.locator('th', { hasText: name }) })
    const cells = await rows.locator('td:nth-child(4)').allInnerTexts()
    return cells.map((text) => /info|debug|trace/.exec(text)?.[0] ?? text)
  }

  get transcript(): Locator {
    return this.stage.getByRole('log', { name: 'Transcript' })
  }

  get terminal(): Locator {
    return this.stage.getByRole('log', { name: 'Terminal' })
  }

  get line(): Locator {
    return this.stage.locator('.terminal input')
  }

  /** On a narrow screen transcript and terminal share a place. */
  async showTerminal(): Promise<void> {
    const choice = this.button('Terminal')
    if (await choice.isVisible()) await choice.press('Enter')
  }

  /** Types a line, once the one before no longer keeps the terminal waiting. */
  async enter(line: string): Promise<void> {
    await this.showTerminal()
    await this.stage.locator('.terminal [type=submit]:enabled').waitFor()
    await this.line.fill(line)
    await this.line.press('Enter')
  }

  /** From now on the page's time passes only when the test lets it pass, and not as long as the machine takes. */
  async stopsClockOfPage(): Promise<void> {
    await this.page.clock.install()
    await this.page.clock.pauseAt(Date.now() + 60_000)
  }

  /** Stops the clock and goes to a moment, in seconds since the learner came. */
  async goTo(seconds: number): Promise<void> {
    await this.stage.getByRole('slider', { name: 'Moment' }).evaluate((input, after) => {
      if (!(input instanceof HTMLInputElement)) return
      input.value = String(Number(input.min) + after * 1000)
      input.dispatchEvent(new Event('input', { bubbles: true }))
    }, seconds)
  }
}
