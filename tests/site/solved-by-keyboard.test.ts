// Every exercise of the course, solved in the page with keys alone: files are edited, applied with Ctrl-Enter, lines are typed into the
// terminal, time passes at the slider, and the panel says that it is solved. What is done is the author's first solution. The test puts the
// focus on each control itself: that Tab leads there is not what it shows.

import { describe, expect, test } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import type { Act } from '../../src/exercise/acts.ts'
import { edited } from '../../src/exercise/acts.ts'
import { decodeExercise } from '../../src/exercise/decode-exercise.ts'
import type { Files } from '../../src/exercise/files.ts'
import { besideFolders } from '../../src/instructor/lesson-folders.ts'
import { visitSite } from './visit.ts'

const exercises = besideFolders('exercises').map(({ lesson, id, texts }) => {
  const read = decodeExercise(`${lesson}/${id}`, texts)
  if (!read.ok) throw new Error(`${lesson}/${id} cannot be read`)
  return [`${lesson}/${id}`, lesson, read.value] as const
})

const visit = visitSite()

/** Hands that know keys only. */
class Keyboard {
  readonly #page: Page
  readonly #stage: Locator

  constructor(page: Page, stage: Locator) {
    this.#page = page
    this.#stage = stage
  }

  async press(target: Locator, key: string): Promise<void> {
    await target.focus()
    await this.#page.keyboard.press(key)
  }

  async choosePlainText(): Promise<void> {
    const button = this.#stage.getByRole('button', { name: 'Plain text' })
    if ((await button.getAttribute('aria-pressed')) !== 'true') await this.press(button, 'Enter')
  }

  async replaceText(file: string, text: string): Promise<void> {
    const tabs = this.#stage.getByRole('tab')
    await tabs.and(this.#page.locator('[aria-selected="true"]')).focus()
    for (let step = 0; step < (await tabs.count()) && (await this.#activeFile()) !== file; step += 1)
      await this.#page.keyboard.press('ArrowRight')
    await this.#stage.getByRole('textbox', { name: `Text of ${file}` }).focus()
    await this.#page.keyboard.press('Control+a')
    await this.#page.keyboard.insertText(text)
  }

  async #activeFile(): Promise<string> {
    return this.#stage.getByRole('tab', { selected: true }).innerText()
  }

  async apply(): Promise<void> {
    await this.press(this.#stage.getByRole('textbox', { name: /^Text of/ }), 'Control+Enter')
  }

  async enter(line: string): Promise<void> {
    await this.#stage.locator('.terminal [type=submit]:enabled').waitFor()
    await this.#stage.locator('.terminal input').focus()
    await this.#page.keyboard.insertText(line)
    await this.#page.keyboard.press('Enter')
    // It is shown when it begins: what it needs may have to be fetched first.
    const typed = this.#stage.getByRole('log', { name: 'Terminal' }).getByText(line.trim()).last()
    if (line.trim() !== '') await typed.waitFor({ state: 'attached' })
    // A command may wait for the cluster, as a delete does; the clock runs meanwhile.
    await this.#stage.getByRole('button', { name: /^Stop/ }).waitFor({ state: 'detached' })
  }

  async wait(ms: number): Promise<void> {
    const play = this.#stage.getByRole('button', { name: 'Pause' })
    if (await play.isVisible()) await this.press(play, 'Enter')
    await this.#stage.getByRole('slider', { name: 'Moment' }).focus()
    for (let second = 0; second < ms / 1000; second += 1) await this.#page.keyboard.press('ArrowRight')
  }
}

async function perform(hands: Keyboard, act: Act, files: Files, isNew: boolean): Promise<void> {
  if ('waitMs' in act) await hands.wait(act.waitMs)
  else if ('run' in act) await hands.enter(act.run)
  else if ('apply' in act) await hands.apply()
  else {
    const name = 'edit' in act ? act.edit : act.write
    const text = files[name] ?? ''
    if (isNew) for (const line of [`cat > ${name} <<'END'`, ...text.replace(/\n$/, '').split('\n'), 'END']) await hands.enter(line)
    else await hands.replaceText(name, text)
  }
}

describe('with keys alone', () => {
  test.each(exercises)('%s is solved', async (_name, lesson, exercise) => {
    const page = await visit.open({ viewport: { width: 1440, height: 1000 } })
    await page.goto(`${visit.site.origin}/lessons/${lesson}/`)
    // The exercise is the last stage of its lesson.
    const stage = page.locator('section.stage').last()
    await stage.scrollIntoViewIfNeeded()
    await page.locator('section.stage[aria-busy="false"]').last().waitFor()
    const hands = new Keyboard(page, stage)
    await hands.choosePlainText()
    let files = exercise.files
    for (const act of exercise.solutions[0]?.acts ?? []) {
      const next = edited(files, act)
      if (!next.ok) throw new Error(next.problem.fix)
      await perform(hands, act, next.value, Object.keys(next.value).length > Object.keys(files).length)
      files = next.value
    }
    await stage.getByText('Solved.').first().waitFor()
    expect(await stage.locator('[data-met="false"]').count()).toBe(0)
  })
})
