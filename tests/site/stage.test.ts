// The lesson three-truths as a visitor uses it: refused, mended, applied, watched, looked back on, forked, kept over a reload.

import { describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { violationsOf } from './axe.ts'
import { visitSite } from './visit.ts'

const visit = visitSite()

async function openStage(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await visit.browser.newContext({ viewport: { width: 1440, height: 1000 }, bypassCSP: true, ...options })
  const page = await context.newPage()
  await page.goto(`${visit.site.origin}/lessons/three-truths/`)
  await page.locator('section.stage').first().scrollIntoViewIfNeeded()
  await isReady(page, 0)
  return page
}

/** Until the cluster runs in the page, the stage shows a picture of it. */
async function isReady(page: Page, index: number): Promise<void> {
  await page.locator('section.stage').nth(index).and(page.locator('[aria-busy=false]')).waitFor()
}

const editor = (page: Page) => page.getByRole('textbox', { name: 'Text of settings.yaml' }).first()

async function write(page: Page, from: string, to: string): Promise<void> {
  await editor(page).fill((await editor(page).inputValue()).replace(from, to))
}

/** What the processes of a reader use, one text a Pod. */
async function used(page: Page, reader: string): Promise<readonly string[]> {
  const rows = page
    .locator('section.stage')
    .first()
    .locator('tr')
    .filter({ has: page.locator('th', { hasText: new RegExp(`^${reader}\\s`) }) })
  const cells = await rows.locator('td:nth-child(4)').allInnerTexts()
  return cells.map((text) => /info|debug|trace/.exec(text)?.[0] ?? text)
}

async function seek(page: Page, seconds: number): Promise<void> {
  const pause = page.getByRole('button', { name: 'Pause' })
  if (await pause.isVisible()) await pause.click()
  await page
    .getByRole('slider', { name: 'Moment' })
    .first()
    .evaluate((input, after) => {
      if (!(input instanceof HTMLInputElement)) return
      input.value = String(Number(input.min) + after * 1000)
      input.dispatchEvent(new Event('input', { bubbles: true }))
    }, seconds)
}

describe('the stage', () => {
  test('applies what was asked for with Ctrl and Enter before the cluster was there', async () => {
    const context = await visit.browser.newContext({ viewport: { width: 1440, height: 1000 } })
    const page = await context.newPage()
    let letIn = (): void => undefined
    const held = new Promise<void>((resolve) => (letIn = resolve))
    await page.route(/\/laboratory\.[^/]*\.js$/, async (route) => {
      await held
      await route.continue()
    })
    const asked = page.waitForRequest(/\/laboratory\.[^/]*\.js$/)
    await page.goto(`${visit.site.origin}/lessons/three-truths/`)
    await page.locator('section.stage').first().scrollIntoViewIfNeeded()
    await asked
    await write(page, 'info', 'debug')
    await editor(page).press('Control+Enter')
    letIn()
    await isReady(page, 0)
    await page.locator('section.stage').first().getByText('configmap/settings configured').first().waitFor()
    await context.close()
  })

  test('does what was clicked before anybody could hear it', async () => {
    const context = await visit.browser.newContext({ viewport: { width: 1440, height: 1000 } })
    const page = await context.newPage()
    let letIn = (): void => undefined
    const held = new Promise<void>((resolve) => (letIn = resolve))
    await page.route(/\/Stage\.[^/]*\.js$/, async (route) => {
      await held
      await route.continue()
    })
    await page.goto(`${visit.site.origin}/lessons/three-truths/`)
    const stage = page.locator('section.stage').first()
    await stage.scrollIntoViewIfNeeded()
    await stage.getByRole('button', { name: 'Restart the roll-out' }).click()
    letIn()
    await isReady(page, 0)
    await stage.getByRole('log', { name: 'Terminal' }).getByText('deployment.apps/web restarted').waitFor()
    await context.close()
  })

  test('goes from event to event for those who asked for less motion, and draws nothing on its way', async () => {
    const page = await openStage({ reducedMotion: 'reduce' })
    const stage = page.locator('section.stage').first()
    await write(page, 'info', 'debug')
    await stage.getByRole('button', { name: '60 times as fast' }).click()
    await stage.getByRole('button', { name: 'Apply', exact: true }).click()
    // A minute of the cluster passes in a second of the page, and both Pods take up the change within a minute: each is shown by itself.
    await expect.poll(() => used(page, 'watched'), { timeout: 20_000, interval: 50 }).toEqual(expect.arrayContaining(['info', 'debug']))
    expect(await stage.locator('.wire').count()).toBe(0)
    expect(await stage.locator('.outline').count()).toBeGreaterThan(0)
    await expect.poll(() => used(page, 'watched'), { timeout: 20_000 }).toEqual(['debug', 'debug'])
    await page.context().close()
  })

  test('lays the future that was left over the new one, and leads to what differs', async () => {
    const page = await openStage()
    const stage = page.locator('section.stage').first()
    await write(page, 'info', 'debug')
    await stage.getByRole('button', { name: 'Apply', exact: true }).click()
    await seek(page, 120)
    await seek(page, 10)
    await write(page, 'debug', 'trace')
    await stage.getByRole('button', { name: 'Apply', exact: true }).click()
    await seek(page, 100)
    const futures = stage.getByRole('region', { name: 'Two futures' })
    await futures.getByText(/in one of the two alone/).click()
    const differences = await futures.getByRole('listitem').allInnerTexts()
    expect(differences.filter((line) => /^\S+\s+left\s.*= debug$/s.test(line))).toHaveLength(2)
    expect(differences.filter((line) => /^\S+\s+new\s.*= trace$/s.test(line))).toHaveLength(2)
    await futures.getByRole('listitem').filter({ hasText: '= trace' }).first().getByRole('button').press('Enter')
    expect(await used(page, 'watched')).toEqual(expect.arrayContaining(['trace', 'info']))
    await futures.getByRole('button', { name: 'Hide the future you left' }).click()
    await futures.waitFor({ state: 'detached' })
    await page.context().close()
  })

  test('refuses a boolean in the API server words, at its line, and keeps what was typed', async () => {
    const page = await openStage()
    await write(page, 'info', 'true')
    await page.locator('.diagnostics .error').waitFor()
    expect(await page.locator('.diagnostics .error').innerText()).toContain('line 6')
    expect(await page.locator('.diagnostics .error').innerText()).toContain(
      'cannot unmarshal bool into Go struct field ConfigMap.data of type string',
    )
    await page.getByRole('button', { name: 'Apply', exact: true }).first().click()
    expect(await page.getByRole('log', { name: 'Terminal' }).first().innerText()).toContain('The request is invalid')
    expect(await page.getByRole('region', { name: 'What that means' }).first().innerText()).toContain('The value has the wrong type')
    expect(await editor(page).inputValue()).toContain('LOG_LEVEL: true')
    await page.context().close()
  })

  test('shows five outcomes of one change, the past again, and another future from there', async () => {
    const page = await openStage()
    await write(page, 'info', 'debug')
    await page.getByRole('button', { name: 'Apply', exact: true }).first().click()
    expect(await page.getByRole('log', { name: 'Terminal' }).first().innerText()).toContain('configmap/settings configured')
    await seek(page, 120)
    expect(await used(page, 'watched')).toEqual(['debug', 'debug'])
    for (const reader of ['from-env', 'from-envfrom', 'read-once', 'pinned'])
      expect(await used(page, reader), reader).toEqual(['info', 'info'])
    await seek(page, 10)
    expect(await used(page, 'watched')).toEqual(['info', 'info'])
    await write(page, 'debug', 'trace')
    await page.getByRole('button', { name: 'Apply', exact: true }).first().click()
    await seek(page, 130)
    expect(await used(page, 'watched')).toEqual(['trace', 'trace'])
    await page.getByRole('button', { name: 'Restart the roll-out' }).click()
    await seek(page, 150)
    for (const reader of ['from-env', 'from-envfrom', 'read-once', 'pinned'])
      expect(await used(page, reader), reader).toEqual(['trace', 'trace'])
    await page.context().close()
  })

  test('tells after two minutes which predictions held, each with its reason', async () => {
    const page = await openStage()
    await page.getByLabel('watched, a file').check()
    await page.getByLabel('read-once, the same file').check()
    await page.getByRole('button', { name: 'That is my prediction' }).click()
    await write(page, 'info', 'debug')
    await page.getByRole('button', { name: 'Apply', exact: true }).first().click()
    await seek(page, 121)
    expect(await page.locator('.result').innerText()).toContain('4 of 5 right')
    expect(await page.locator('.result .wrong').innerText()).toContain('the process never opens it again')
    await page.context().close()
  })

  test('asks for a prediction before the manifests, keeps it over a reload, and asks again after Reset', async () => {
    const page = await openStage({ viewport: { width: 360, height: 740 } })
    const stage = page.locator('section.stage').first()
    const question = stage.getByRole('button', { name: 'That is my prediction' })
    const above = await Promise.all([question.boundingBox(), editor(page).boundingBox()])
    expect(above[0]?.y ?? 0).toBeLessThan(above[1]?.y ?? 0)
    await page.getByLabel('watched, a file').check()
    await question.press('Enter')
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('settings.yaml')
    await page.reload()
    await stage.scrollIntoViewIfNeeded()
    await isReady(page, 0)
    await stage.getByText('Your prediction').waitFor()
    expect(await question.count()).toBe(0)
    await stage.getByRole('button', { name: 'Reset' }).click()
    await question.waitFor()
    await page.context().close()
  })

  test('answers why with the chain of causes', async () => {
    const page = await openStage()
    await page
      .getByRole('button', { name: /^Why does from-env / })
      .first()
      .click()
    expect(await page.getByRole('region', { name: 'Cause' }).innerText()).toContain('Deployment controller made ReplicaSet')
    await page.context().close()
  })

  test('keeps text and run over a reload, and begins anew after Reset', async () => {
    const page = await openStage()
    await write(page, 'info', 'debug')
    await page.getByRole('button', { name: 'Apply', exact: true }).first().click()
    await page.reload()
    await page.locator('section.stage').first().scrollIntoViewIfNeeded()
    await isReady(page, 0)
    expect(await editor(page).inputValue()).toContain('debug')
    expect(await page.locator('.board').first().innerText()).toContain('debug')
    await page.getByRole('button', { name: 'Reset' }).first().click()
    expect(await editor(page).inputValue()).toContain('info')
    await page.context().close()
  })

  test('answers for kinds that its lesson does not have, and once it is there without a network', async () => {
    const page = await openStage()
    await page.waitForLoadState('networkidle')
    await page.context().setOffline(true)
    await editor(page).fill('{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80, protocol: udp}]}}')
    await page.locator('.diagnostics .error', { hasText: 'Unsupported value: "udp"' }).waitFor()
    await editor(page).fill('{apiVersion: batch/v1, kind: CronJob, metadata: {name: web}, spec: {schedule: never, jobTemplate: {}}}')
    await page.locator('.diagnostics .error', { hasText: 'expected exactly 5 fields' }).waitFor()
    await page.context().close()
  })

  test('says that a full storage keeps nothing, and goes on', async () => {
    const page = await openStage()
    await page.evaluate("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }")
    await write(page, 'info', 'debug')
    await page.getByText('This browser keeps nothing for the page').waitFor()
    await page.getByRole('button', { name: 'Apply', exact: true }).first().click()
    await page.getByRole('log', { name: 'Terminal' }).first().getByText('configmap/settings configured').waitFor()
    await page.context().close()
  })

  test('works with a storage that holds nonsense', async () => {
    const context = await visit.browser.newContext()
    const page = await context.newPage()
    await page.addInitScript(
      "localStorage.setItem('third-factor/1/three-truths/five-readers/acts', '[{\"atMs\":'); localStorage.setItem('third-factor/1/three-truths/five-readers/files', '7')",
    )
    await page.goto(`${visit.site.origin}/lessons/three-truths/`)
    await page.locator('section.stage').first().scrollIntoViewIfNeeded()
    await isReady(page, 0)
    expect(await editor(page).inputValue()).toContain('info')
    await context.close()
  })

  test('can be used by keyboard alone: Ctrl-Enter applies, the slider moves time', async () => {
    const page = await openStage()
    await editor(page).focus()
    await page.keyboard.press('Control+End')
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('Backspace')
    await page.keyboard.type('debug')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('log', { name: 'Terminal' }).first().getByText('configmap/settings configured').waitFor()
    await page.getByRole('slider', { name: 'Moment' }).first().focus()
    await page.keyboard.press('End')
    expect(await used(page, 'watched')).toEqual(['debug', 'debug'])
    await page.context().close()
  })

  test.each([
    { width: 360, height: 740, colorScheme: 'dark' },
    { width: 1440, height: 1000, colorScheme: 'light' },
  ] as const)('is whole at $width px, $colorScheme', async ({ width, height, colorScheme }) => {
    const page = await openStage({ viewport: { width, height }, colorScheme })
    await write(page, 'info', 'debug')
    await page.getByRole('button', { name: 'Apply', exact: true }).first().click()
    await seek(page, 120)
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    expect(await violationsOf(page)).toEqual([])
    await page.context().close()
  })

  test('draws the same run in the browser as in Node', async () => {
    const context = await visit.browser.newContext({ javaScriptEnabled: false })
    const recorded = await context.newPage()
    await recorded.goto(`${visit.site.origin}/lessons/three-truths/`)
    const text = await recorded.locator('.recorded pre').innerText()
    await context.close()
    const page = await openStage()
    await write(page, 'info', 'debug')
    await page.getByRole('button', { name: 'Apply', exact: true }).first().click()
    await seek(page, 120)
    const live = await page.getByRole('log', { name: 'Transcript' }).first().locator('li > span').allInnerTexts()
    const told = live.map((line) => line.split('\n')[0] ?? '')
    expect(told.length).toBeGreaterThan(8)
    for (const line of told) expect(text).toContain(line.replace(/^\$ /, ''))
    await page.context().close()
  })

  test('the exercise says without being asked what is not met yet, names a known mistake, is solved by a command, and keeps an attempt', async () => {
    const page = await openStage()
    const stage = page.locator('section.stage').nth(1)
    await stage.scrollIntoViewIfNeeded()
    await isReady(page, 1)
    const text = stage.getByRole('textbox', { name: 'Text of settings.yaml' })
    await text.fill((await text.inputValue()).replace('info', 'debug'))
    await stage.getByRole('button', { name: 'Apply', exact: true }).click()
    const panel = stage.getByRole('region', { name: 'Every replica, no outage' })
    await panel.getByText('no change of a ConfigMap ever starts a roll-out').waitFor()
    expect(await panel.innerText()).toContain('2 of 3 met')
    expect(await panel.getAttribute('data-graded-by')).toBe('worker')
    await stage.getByRole('textbox', { name: 'command line' }).fill('kubectl rollout restart deployment web')
    await page.keyboard.press('Enter')
    await panel.getByText('Solved.', { exact: true }).waitFor()
    expect(await panel.getByRole('link', { name: /^Next lesson/ }).getAttribute('href')).toContain('/lessons/rolling-out-config')
    await panel.getByRole('button', { name: 'Undo the last step' }).click()
    await panel.getByText('2 of 3 met').waitFor()
    await stage.getByRole('button', { name: 'Reset' }).click()
    await panel.getByText('1 of 3 met').waitFor()
    await stage.getByRole('button', { name: 'Bring my text back' }).click()
    await panel.getByText('2 of 3 met').waitFor()
    await page.context().close()
  })

  test('a cluster that could not be loaded is told of where it is seen, and comes when it is asked for again', async () => {
    const context = await visit.browser.newContext({ viewport: { width: 360, height: 740 }, bypassCSP: true })
    const page = await context.newPage()
    await page.route(/\/laboratory\.[^/]*\.js$/, (route) => route.abort(), { times: 1 })
    await page.goto(`${visit.site.origin}/lessons/three-truths/`)
    await page.locator('section.stage').first().scrollIntoViewIfNeeded()
    await page.mouse.move(1, 1)
    const alert = page.getByRole('alert').filter({ hasText: 'The cluster could not be loaded.' })
    await alert.waitFor()
    const box = await alert.boundingBox()
    expect(box === null ? 0 : box.y + box.height).toBeLessThanOrEqual(740)
    await alert.getByRole('button', { name: 'Try again' }).click()
    await isReady(page, 0)
    expect(await alert.count()).toBe(0)
    await context.close()
  })

  test('what an exercise asks is read beside the editor, before there is a cluster', async () => {
    const context = await visit.browser.newContext({ viewport: { width: 1000, height: 800 }, bypassCSP: true })
    const page = await context.newPage()
    await page.route(/\/laboratory\.[^/]*\.js$/, () => undefined)
    await page.goto(`${visit.site.origin}/lessons/three-truths/`)
    const stage = page.locator('section.stage').nth(1)
    await stage.scrollIntoViewIfNeeded()
    const asked = stage.getByRole('region', { name: 'Every replica, no outage' })
    await asked.getByText('Every process of every replica uses').waitFor()
    const [goal, editor] = await Promise.all([asked.boundingBox(), stage.getByRole('tabpanel').boundingBox()])
    if (goal === null || editor === null) throw new Error('Both are drawn.')
    expect(goal.x).toBeGreaterThanOrEqual(editor.x + editor.width)
    expect(goal.y).toBeLessThanOrEqual(editor.y)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await context.close()
  })

  test('while what is asked is out of sight, a line says how it stands and leads back to it', async () => {
    const page = await openStage()
    const stage = page.locator('section.stage').nth(1)
    await stage.scrollIntoViewIfNeeded()
    await isReady(page, 1)
    const input = stage.getByRole('textbox', { name: 'command line' })
    await input.fill('kubectl rollout restart deployment web')
    await input.press('Enter')
    const standing = stage.getByRole('button', { name: /^Exercise: . of 3 met/ })
    // By key: a button that hangs on a page which grows may move away between the two halves of a click.
    await standing.press('Enter')
    await standing.waitFor({ state: 'detached' })
    expect(await stage.getByRole('region', { name: 'Every replica, no outage' }).getByText('of 3 met').isVisible()).toBe(true)
    await page.context().close()
  })
})
