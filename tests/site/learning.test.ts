// What a reader does beside the stage: answering questions, coming back to where they were, taking progress along.

import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { visitSite } from './visit.ts'

const visit = visitSite()

async function open(path: string, kept: Readonly<Record<string, string>> = {}): Promise<Page> {
  const page = await (await visit.browser.newContext()).newPage()
  const lines = Object.entries(kept).map(([key, value]) => `localStorage.setItem(${JSON.stringify(key)}, ${JSON.stringify(value)})`)
  await page.addInitScript(lines.join('\n'))
  await goTo(page, path)
  return page
}

/** Until the page's scripts are there, which come after its first picture. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(visit.site.origin + path, { waitUntil: 'networkidle' })
}

describe('a question', () => {
  test('is answered by keyboard, explains the wrong answer, and can be tried again', async () => {
    const page = await open('/lessons/baked-in/')
    const question = page.locator('third-factor-question').first()
    const wrong = question.locator('.answer:not([data-right]) input').first()
    await wrong.focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    expect(await question.getByRole('status').innerText()).toContain('Not this one')
    expect(await question.locator('.answer[data-shown="bad"] .because').innerText()).toContain('Wrong.')
    await question.locator('.answer[data-right] input').first().check()
    await question.getByRole('button').click()
    expect(await question.getByRole('status').innerText()).toBe('That is right.')
    await page.context().close()
  })
})

describe('the search', () => {
  test('opens by keyboard, finds sections in prose, and Enter goes to the first page', async () => {
    const page = await open('/')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('subPath')
    const found = page.getByRole('dialog', { name: 'Search' }).getByRole('link')
    await found.filter({ hasText: 'subPath' }).first().waitFor()
    const address = await found.first().getAttribute('href')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${address ?? 'nowhere'}`)
    await page.context().close()
  })
})

describe('the course map', () => {
  test('knows what was solved, by an earlier version too, and where to go on', async () => {
    const page = await open('/course/', {
      'third-factor/1/three-truths/all-replicas/solved': 'true',
    })
    expect(await page.locator('[data-lesson="three-truths"]').getAttribute('data-state')).toBe('done')
    await goTo(page, '/lessons/baked-in/')
    await goTo(page, '/course/')
    expect(await page.locator('.resume').innerText()).toContain('Baked in')
    expect(await page.locator('[data-lesson="three-truths"]').getAttribute('data-state')).toBe('done')
    await page.context().close()
  })

  test('adds what a file knows, and says when it is none', async () => {
    const page = await open('/course/')
    const add = (text: string) =>
      page.locator('.import input').setInputFiles({ name: 'progress.json', mimeType: 'application/json', buffer: Buffer.from(text) })
    await add('{"version":2,"solved":{"three-truths/all-replicas":5}}')
    await page.getByText('One more exercise is solved now.').waitFor()
    expect(await page.locator('[data-lesson="three-truths"]').getAttribute('data-state')).toBe('done')
    await add('7')
    await page.getByText('This is not a progress file of this course.').waitFor()
    await page.context().close()
  })

  test('is whole with a storage that holds nonsense', async () => {
    const page = await open('/course/', { 'third-factor/1/progress': '{"version":2,"solved":[' })
    expect(await page.locator('[data-lesson]').count()).toBeGreaterThanOrEqual(12)
    await page.locator('[data-state="untouched"]').nth(11).waitFor()
    await page.context().close()
  })
})
