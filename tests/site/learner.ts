// A learner at the first stage of a page: waits until the cluster runs, writes, applies, lets time pass.

import type { Browser, Locator, Page } from 'playwright-core'

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

  static async comes(browser: Browser, address: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Learner> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, bypassCSP: true, ...options })
    const page = await context.newPage()
    await page.goto(address)
    const learner = new Learner(page)
    await learner.isReady()
    return learner
  }

  /** Until the cluster runs in the page, the stage shows a picture of it. */
  async isReady(): Promise<void> {
    await this.stage.scrollIntoViewIfNeeded()
    await this.page.mouse.move(1, 1)
    await this.stage.and(this.page.locator('[aria-busy=false]')).waitFor()
  }

  press(name: string): Promise<void> {
    return this.stage.getByRole('button', { name, exact: true }).click()
  }

  async write(from: string, to: string): Promise<void> {
    const text = this.stage.getByRole('textbox', { name: 'Text of settings.yaml' })
    await text.fill((await text.inputValue()).replace(from, to))
  }

  /** On a narrow screen transcript and terminal share a place. */
  async showTerminal(): Promise<void> {
    const choice = this.stage.getByRole('button', { name: 'Terminal', exact: true })
    if (await choice.isVisible()) await choice.click()
  }

  async enter(line: string): Promise<void> {
    await this.showTerminal()
    const input = this.stage.locator('.terminal input')
    await input.fill(line)
    await input.press('Enter')
  }

  /** Stops the clock and goes to a moment, in seconds since the learner came. */
  async goTo(seconds: number): Promise<void> {
    const pause = this.stage.getByRole('button', { name: 'Pause' })
    if (await pause.isVisible()) await pause.click()
    await this.stage.getByRole('slider', { name: 'Moment' }).evaluate((input, after) => {
      if (!(input instanceof HTMLInputElement)) return
      input.value = String(Number(input.min) + after * 1000)
      input.dispatchEvent(new Event('input', { bubbles: true }))
    }, seconds)
  }

  leaves(): Promise<void> {
    return this.page.context().close()
  }
}
