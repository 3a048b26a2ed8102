// What a reader does beside the stage: answering questions, coming back to where they were, taking progress along.

import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { scriptsAreThere, visitSite } from './visit.ts'

const visit = visitSite()

async function open(path: string, kept: Readonly<Record<string, string>> = {}): Promise<Page> {
  const page = await visit.open()
  const lines = Object.entries(kept).map(([key, value]) => `localStorage.setItem(${JSON.stringify(key)}, ${JSON.stringify(value)})`)
  await page.addInitScript(lines.join('\n'))
  await goTo(page, path)
  return page
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(visit.site.origin + path)
  await scriptsAreThere(page)
}

describe('a question', () => {
  test('is answered by keyboard, explains the wrong answer, and can be tried again', async () => {
    const page = await open('/lessons/baked-in/')
    const question = page.locator('third-factor-question').first()
    const wrong = question.locator('.answer:not([data-right]) input').first()
    await wrong.focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await question.getByRole('status').filter({ hasText: 'Not this one' }).waitFor()
    await question.locator('.answer[data-shown="bad"] .because').filter({ hasText: 'Wrong.' }).waitFor()
    await question.locator('.answer[data-right] input').first().check()
    await question.getByRole('button').click()
    await expect.poll(() => question.getByRole('status').innerText()).toBe('That is right.')
  })
})

describe('the search', () => {
  test('opens by keyboard, finds sections in prose, and Enter goes to the first page', async () => {
    const page = await open('/')
    await page.keyboard.press('Control+k')
    const dialog = page.getByRole('dialog', { name: 'Search' })
    // At once: what is found for its beginning would be another list.
    await page.keyboard.insertText('subPath')
    await dialog.getByRole('link').filter({ hasText: 'subPath' }).first().waitFor()
    const address = await dialog.getByRole('link').first().getAttribute('href')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${address ?? 'nowhere'}`)
  })

  test('goes where Enter sends it, though the answer comes later', async () => {
    const page = await open('/')
    let letIn = (): void => undefined
    const held = new Promise<void>((resolve) => (letIn = resolve))
    await page.route('**/pagefind/*.js', async (route) => {
      await held
      await route.continue()
    })
    await page.keyboard.press('Control+k')
    await page.keyboard.insertText('subPath')
    await page.keyboard.press('Enter')
    letIn()
    await page.waitForURL((url) => url.pathname !== '/')
  })

  test('opens with a slash, but not while somebody types one', async () => {
    const page = await open('/messages/')
    const field = page.getByRole('searchbox', { name: 'A word, or what it said' })
    await field.press('/')
    expect(await field.inputValue()).toBe('/')
    const dialog = page.getByRole('dialog', { name: 'Search' })
    expect(await dialog.isVisible()).toBe(false)
    await field.blur()
    await page.keyboard.press('/')
    await dialog.waitFor()
    const asked = dialog.getByRole('searchbox')
    await page.keyboard.press('/')
    expect(await asked.inputValue()).toBe('/')
  })
})

describe('the course map', () => {
  test('knows what was solved, by an earlier version too, and where to go on', async () => {
    const page = await open('/course/', {
      'third-factor/1/three-truths/all-replicas/solved': 'true',
    })
    const done = page.locator('[data-lesson="three-truths"][data-state="done"]')
    await done.waitFor()
    await goTo(page, '/lessons/baked-in/')
    await expect.poll(() => page.evaluate("localStorage.getItem('third-factor/1/progress')")).toContain('baked-in')
    await goTo(page, '/course/')
    await page.locator('.resume').filter({ hasText: 'Baked in' }).waitFor()
    await done.waitFor()
  })

  test('adds what a file knows, and says when it is none', async () => {
    const page = await open('/course/')
    const add = (text: string) =>
      page.locator('.import input').setInputFiles({ name: 'progress.json', mimeType: 'application/json', buffer: Buffer.from(text) })
    await add('{"version":2,"solved":{"three-truths/all-replicas":5}}')
    await page.getByText('One more exercise is solved now.').waitFor()
    await page.locator('[data-lesson="three-truths"][data-state="done"]').waitFor()
    await add('7')
    await page.getByText('This is not a progress file of this course.').waitFor()
  })

  test('is whole with a storage that holds nonsense', async () => {
    const page = await open('/course/', { 'third-factor/1/progress': '{"version":2,"solved":[' })
    expect(await page.locator('[data-lesson]').count()).toBeGreaterThanOrEqual(12)
    await page.locator('[data-state="untouched"]').nth(11).waitFor()
  })
})
