// The editor as a learner uses it: the textarea, Monaco taking its place, what both know, and the ways in and out by keyboard.

import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { violationsOf } from './axe.ts'
import { LESSON, Learner } from './learner.ts'
import type { Coming } from './learner.ts'
import { visitSite } from './visit.ts'

const ID = 'three-truths/five-readers'
const LARGE = '**/monaco-editor*.js'

const visit = visitSite()

const comes = (coming: Coming = {}) => Learner.comes(visit, { bypassCSP: false, ...coming })

/** Somebody who chose the plain editor on an earlier visit. */
const comesForPlainText = () =>
  comes({ prepare: (page) => page.addInitScript("localStorage.setItem('third-factor/1/editor', '\"plain\"')") })

async function comesForLarge(coming: Coming = {}): Promise<Learner> {
  const learner = await comes(coming)
  await learner.text().click()
  await isLarge(learner)
  return learner
}

async function isLarge({ stage }: Learner): Promise<void> {
  await stage.locator('.editor.large .monaco-editor .view-line').first().waitFor()
}

/** What the page keeps of a file: what every editor said was typed. */
async function keptText(page: Page, name = 'settings.yaml'): Promise<string> {
  const kept: unknown = await page.evaluate(`localStorage.getItem('third-factor/1/${ID}/files')`)
  const files: unknown = typeof kept === 'string' ? JSON.parse(kept) : {}
  return typeof files === 'object' && files !== null ? String(new Map(Object.entries(files)).get(name) ?? '') : ''
}

describe('the textarea', () => {
  test('is coloured and readable before any script runs', async () => {
    const page = await visit.open({ javaScriptEnabled: false })
    await page.goto(visit.site.origin + LESSON)
    const drawn = page.locator('.drawn').first()
    expect(await drawn.innerText()).toContain('LOG_LEVEL: info')
    expect(await drawn.locator('.key').first().innerText()).toBe('apiVersion')
  })

  test('lists what fits at the caret, from the keyboard alone', async () => {
    const learner = await comesForPlainText()
    const { page, stage } = learner
    const area = learner.text()
    await area.focus()
    // Where the keyboard is, is seen around gutter and text.
    expect(await stage.locator('.paper').evaluate((paper) => getComputedStyle(paper, '::after').borderTopStyle)).toBe('solid')
    await page.keyboard.press('Control+End')
    await page.keyboard.type('im')
    await page.keyboard.press('Control+Space')
    const list = stage.getByRole('listbox', { name: 'What fits here' })
    await expect.poll(() => list.getByRole('option').allInnerTexts()).toEqual([expect.stringContaining('immutable boolean')])
    const active = await area.getAttribute('aria-activedescendant')
    expect(await list.locator('[aria-selected="true"]').getAttribute('id')).toBe(active)
    await page.keyboard.press('Enter')
    await expect.poll(() => keptText(page)).toMatch(/\nimmutable: $/)
    await page.keyboard.press('Control+Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => keptText(page)).toMatch(/\nimmutable: false$/)
  })

  test('begins a new line below the first letter of the one before, and goes on typing there', async () => {
    const learner = await comesForPlainText()
    const { page } = learner
    await learner.text().fill('data:\n  LOG_LEVEL: info\n  COLOR: blue\n')
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('PORT: "80"')
    await expect.poll(() => keptText(page)).toBe('data:\n  LOG_LEVEL: info\n  PORT: "80"\n  COLOR: blue\n')
  })

  test('undoes a reset, and selects what its outline names', async () => {
    const learner = await comesForPlainText()
    const { page, stage } = learner
    const area = learner.text()
    await area.focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('# mine')
    await learner.press('Reset')
    await expect.poll(() => area.inputValue()).not.toContain('mine')
    await area.focus()
    await page.keyboard.press('Control+z')
    await expect.poll(() => keptText(page)).toContain('# mine')
    await stage.getByText('Outline of this file').press('Enter')
    await learner.press('LOG_LEVEL info')
    await expect.poll(() => page.evaluate('getSelection()?.toString()')).toBe('LOG_LEVEL')
  })

  test('tells what the field at the caret is, and what the cluster holds', async () => {
    const learner = await comesForPlainText()
    const { stage } = learner
    await stage.getByRole('tab', { name: 'web.yaml' }).click()
    const area = learner.text('web.yaml')
    const offset = (await area.inputValue()).indexOf('key: LOG_LEVEL')
    await area.evaluate((element, at) => {
      if (element instanceof HTMLTextAreaElement) element.setSelectionRange(at, at)
      element.focus()
    }, offset + 6)
    const field = stage.getByRole('group', { name: 'The field at the caret' })
    await field.getByText('ConfigMap settings holds LOG_LEVEL = info').waitFor()
    await field.filter({ hasText: /configMapKeyRef\.key.*string\s· required/ }).waitFor()
  })

  test('keeps what is typed before the cluster is there, on top of what was kept', async () => {
    const learner = await comes()
    const { page } = learner
    const area = learner.text()
    await area.fill('# first')
    let release: () => void = () => undefined
    const held = new Promise<void>((done) => (release = done))
    await page.route('**/laboratory*.js', async (route) => {
      await held
      await route.continue()
    })
    const asked = page.waitForRequest('**/laboratory*.js')
    await page.reload()
    await learner.isSeen()
    await asked
    await expect.poll(() => area.inputValue()).toBe('# first')
    await area.fill('# first, second')
    release()
    await learner.isReady()
    expect([await area.inputValue(), await keptText(page)]).toEqual(['# first, second', '# first, second'])
  })

  test('takes no focus when a kept text comes back', async () => {
    const learner = await comes()
    await learner.text().fill('# kept')
    await learner.comesBack()
    await expect.poll(() => learner.text().inputValue()).toBe('# kept')
    await expect.poll(() => learner.page.evaluate('document.activeElement?.tagName')).toBe('BODY')
  })

  test('stays on touch devices, where nothing large is fetched', async () => {
    const fetched: string[] = []
    const learner = await comes({
      viewport: { width: 390, height: 800 },
      hasTouch: true,
      isMobile: true,
      prepare: async (opened) => opened.on('request', (request) => fetched.push(request.url())),
    })
    const { page } = learner
    await learner.text().tap()
    await page.keyboard.type('# tapped')
    await expect.poll(() => keptText(page)).toContain('# tapped')
    await learner.button('What fits here?').tap()
    await learner.stage.locator('.choices').waitFor()
    expect(fetched.filter((url) => url.includes('monaco'))).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
  })

  test('keeps the list of what fits inside itself on a narrow screen, with names on one line', async () => {
    const learner = await comes({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
    const { stage } = learner
    await learner.text().tap()
    const head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  template:\n    spec:\n      containers:\n'
    await learner.text().fill(`${head}        - name: a\n          env:\n            - name: A\n              valueFrom:\n                `)
    await learner.button('What fits here?').tap()
    const list = stage.getByRole('listbox', { name: 'What fits here' })
    await list.getByText('resourceFieldRef').waitFor()
    const end = async (box: typeof list) => box.evaluate((element) => element.getBoundingClientRect().right)
    expect(await end(list)).toBeLessThanOrEqual(await end(stage.locator('.editor')))
    expect(await list.locator('b').evaluateAll((names) => names.map((name) => name.getClientRects().length))).toEqual([1, 1, 1, 1, 1])
  })

  test('accepts no empty file: there is nothing in it to apply', async () => {
    const learner = await comesForPlainText()
    const { stage } = learner
    await learner.text().fill('')
    await stage.getByText('There is nothing here to apply yet.').waitFor()
    await stage.locator('.diagnostics').getByText('error: no objects passed to apply').waitFor()
    await learner.press('Apply')
    await learner.text().fill('# Nothing but a remark\n')
    await stage.getByText('There is nothing here to apply yet.').waitFor()
    expect(await stage.getByText('The API server accepts this.').count()).toBe(0)
  })

  test('goes on when the large editor cannot be loaded', async () => {
    const learner = await comes({ prepare: (opened) => opened.route(LARGE, (route) => route.abort()) })
    const { page, stage } = learner
    await learner.text().click()
    await stage.getByText('The large editor could not be loaded').waitFor()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('  A: b')
    await expect.poll(() => keptText(page)).toMatch(/\n {2}A: b$/)
  })
})

describe('Monaco', () => {
  test('is not fetched before the learner reaches for it', async () => {
    const fetched: string[] = []
    const learner = await comes({ prepare: async (opened) => opened.on('request', (request) => fetched.push(request.url())) })
    const { page, stage } = learner
    await stage.getByRole('tab', { name: 'settings.yaml' }).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(fetched.filter((url) => url.includes('monaco'))).toEqual([])
  })

  test('loses nothing of what is typed while it loads, nor the caret', async () => {
    let release: () => void = () => undefined
    const held = new Promise<void>((done) => (release = done))
    const learner = await comes({
      prepare: (opened) =>
        opened.route(LARGE, async (route) => {
          await held
          await route.continue()
        }),
    })
    const { page, stage } = learner
    await learner.text().click()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('End')
    await page.keyboard.type(' # one')
    await stage.getByText('go on typing').waitFor()
    release()
    await page.keyboard.type(', two, three, four, five, six, seven')
    await isLarge(learner)
    await page.keyboard.type(', eight')
    await expect
      .poll(async () => (await keptText(page)).split('\n')[0])
      .toBe('apiVersion: v1 # one, two, three, four, five, six, seven, eight')
  })

  test('works under the policy of the page, without a worker and without a foreign request', async () => {
    const complaints: string[] = []
    const { page, stage } = await comesForLarge({
      prepare: async (opened) => {
        opened.on('pageerror', (error) => complaints.push(error.message))
        opened.on('console', (message) => {
          if (message.type() === 'error') complaints.push(message.text())
        })
      },
    })
    const foreign: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(visit.site.origin) && !request.url().startsWith('data:')) foreign.push(request.url())
    })
    await page.keyboard.press('Control+End')
    await page.keyboard.type('im')
    await page.locator('.suggest-widget.visible').waitFor()
    await page.keyboard.press('Escape')
    await stage.locator('.view-line', { hasText: 'metadata' }).locator('span span').first().hover()
    await page.locator('.monaco-hover:visible').first().waitFor()
    expect([complaints, foreign, page.workers().length]).toEqual([[], [], 0])
  })

  test('says what a choice is beside the list, where the page was scrolled too', async () => {
    const { page } = await comesForLarge()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Control+Space')
    const row = page.locator('.suggest-widget.visible .monaco-list-row').first()
    const details = page.locator('.suggest-details')
    await details.getByText('the data can never change again').waitFor()
    const apart = async () => Math.abs(((await row.boundingBox())?.y ?? 0) - ((await details.boundingBox())?.y ?? 999))
    await expect.poll(apart).toBeLessThan(60)
  })

  test('shows below the caret what fits there, and what is said of a mark, where the page was scrolled too', async () => {
    const { page, stage } = await comesForLarge()
    await stage
      .locator('.editor')
      .first()
      .evaluate((editor) => {
        scrollTo({ top: editor.getBoundingClientRect().top + scrollY - 120, behavior: 'instant' })
      })
    const below = async (widget: string, line: string) => {
      const shown = await page.locator(widget).boundingBox()
      const written = await stage.locator('.view-line', { hasText: line }).first().boundingBox()
      return (shown?.y ?? 0) - (written?.y ?? 9999)
    }
    await page.keyboard.press('Control+a')
    await page.keyboard.type('kind: ')
    await page.keyboard.press('Control+Space')
    await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor()
    await expect.poll(() => below('.suggest-widget.visible', 'kind')).toBeGreaterThan(0)
    await page.keyboard.press('Escape')
    await stage.locator('.squiggly-error').first().waitFor()
    await page.keyboard.press('Home')
    await page.keyboard.press('Control+k')
    await page.keyboard.press('Control+i')
    await page.locator('.monaco-hover:visible').waitFor()
    await expect.poll(() => below('.monaco-hover:visible', 'kind')).toBeGreaterThan(0)
  })

  test('has the colours of the textarea: none for brackets', async () => {
    const { page, stage } = await comesForLarge()
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText('kind: {a: [b]}')
    await stage.locator('.diagnostics .error').first().waitFor()
    expect(await stage.locator('.view-line').first().innerText()).toContain('[b]')
    expect(await stage.locator('.view-line [class*="bracket-highlighting"]').count()).toBe(0)
  })

  test('marks the value that is wrong, and nothing else', async () => {
    const { page, stage } = await comesForLarge()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('  A: true')
    const mark = stage.locator('.squiggly-error')
    const value = stage.locator('.view-line span span', { hasText: /^true$/ })
    await mark.waitFor()
    const differs = async (side: 'x' | 'width') =>
      Math.abs(((await mark.boundingBox())?.[side] ?? 0) - ((await value.boundingBox())?.[side] ?? -99))
    await expect.poll(() => differs('x')).toBeLessThan(1)
    await expect.poll(() => differs('width')).toBeLessThan(1)
  })

  test('says what is wrong in plain words first, and a fix mends it', async () => {
    const learner = await comesForLarge()
    const { page, stage } = learner
    await page.keyboard.press('Control+End')
    await page.keyboard.type('  A: true')
    const problem = stage.locator('.diagnostics .error')
    await problem.getByRole('button', { name: 'Put quotes around true' }).waitFor()
    const said = await problem.innerText()
    expect(said.indexOf('YAML reads')).toBeGreaterThan(0)
    expect(said.indexOf('YAML reads')).toBeLessThan(said.indexOf('The request is invalid'))
    expect(await problem.getByRole('link').getAttribute('href')).toMatch(/^\/lessons\/[a-z-]+\/$/)
    await learner.press('Put quotes around true')
    await expect.poll(() => keptText(page)).toMatch(/ {2}A: ["']true["']$/)
    await stage.getByText('The API server accepts this.').waitFor()
  })

  test('says at the mark what is wrong: a heading with its code, then what is printed', async () => {
    const { page, stage } = await comesForLarge()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('colour: red')
    // Marks come at once, their headings with the explanations.
    await stage.locator('.diagnostics .error b').waitFor()
    await page.keyboard.press('Home')
    await page.keyboard.press('Control+k')
    await page.keyboard.press('Control+i')
    const hover = page.locator('.monaco-hover:visible')
    await hover.locator('strong', { hasText: "colour doesn't belong at the top" }).waitFor()
    expect(await hover.locator('strong code').innerText()).toBe('colour')
    await hover.locator('.monaco-tokenized-source', { hasText: 'strict decoding error: unknown field "colour"' }).waitFor()
    // Once, not in Monaco's own words as well.
    expect((await hover.innerText()).match(/unknown field/g)).toHaveLength(1)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Alt+F8')
    const view = page.locator('.marker-widget')
    await view.getByText("colour doesn't belong at the top").waitFor()
    expect(await view.innerText()).not.toContain('`')
  })

  test('offers the keys of the ConfigMap that is named', async () => {
    const learner = await comes()
    const { page, stage } = learner
    await stage.getByRole('tab', { name: 'web.yaml' }).click()
    await learner.text('web.yaml').click()
    await isLarge(learner)
    await page.keyboard.press('Control+Home')
    for (let line = 1; line < 24; line += 1) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('End')
    await page.keyboard.press('Control+Shift+ArrowLeft')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Control+Space')
    const row = page.locator('.suggest-widget.visible .monaco-list-row').first()
    await row.filter({ hasText: /LOG_LEVEL[\s\S]*info/ }).waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await keptText(page, 'web.yaml')).split('\n')[23]?.trim()).toBe('key: LOG_LEVEL')
  })

  test('lets the keyboard out: Tab indents, Escape and then Tab leaves, and back again', async () => {
    const { page, stage } = await comesForLarge()
    const isInside = () => stage.locator('.editor').evaluate((element) => element.contains(document.activeElement))
    await stage
      .locator('.foot')
      .filter({ hasText: /Esc Tab leaves\s*, Ctrl M frees Tab/ })
      .waitFor()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Tab')
    await expect.poll(() => keptText(page)).toMatch(/\n {2}$/)
    expect(await isInside()).toBe(true)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    await expect.poll(isInside).toBe(false)
    await page.keyboard.press('Shift+Tab')
    await expect.poll(isInside).toBe(true)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+Tab')
    await expect.poll(isInside).toBe(false)
  })

  test('mends from the keyboard: the next problem, its fixes, the first of them', async () => {
    const { page, stage } = await comesForLarge()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('  A: true')
    // Marks come at once, fixes with the explanations.
    await stage.locator('.diagnostics .fix').waitFor()
    await page.keyboard.press('Control+.')
    await page.locator('.action-widget').getByText('Put quotes around true').waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => keptText(page)).toMatch(/ {2}A: ["']true["']$/)
  })

  test('formats without changing a value, and says when it does not', async () => {
    const learner = await comesForLarge()
    const { page, stage } = learner
    await page.keyboard.press('Control+End')
    await page.keyboard.type('  nested: "a"   ')
    await learner.press('Format')
    await expect.poll(() => keptText(page)).toMatch(/ {2}nested: "a"$/)
    await learner.press('Format')
    await stage.getByText('It is in order already.').waitFor()
    await stage.locator('.view-lines').click()
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('- ')
    await learner.press('Format')
    await stage.getByText('A text that cannot be read is left as it is.').waitFor()
  })

  test('undoes a reset, and texts from before it can be brought back', async () => {
    const learner = await comesForLarge()
    const { page, stage } = learner
    await page.keyboard.press('Control+End')
    await page.keyboard.type('  MINE: "1"')
    await learner.press('Reset')
    await stage.locator('.view-line', { hasText: 'MINE' }).waitFor({ state: 'detached' })
    await stage.locator('.view-lines').click()
    await page.keyboard.press('Control+z')
    await expect.poll(() => keptText(page)).toContain('MINE')
    await learner.press('Reset')
    await learner.comesBack()
    await learner.press('Bring my text back')
    await expect.poll(() => keptText(page)).toContain('MINE')
  })

  test('gives way to plain text on request, which is remembered', async () => {
    const learner = await comesForLarge()
    const { page, stage } = learner
    await page.keyboard.press('Control+End')
    await page.keyboard.type('# kept')
    await learner.press('Plain text')
    const area = learner.text()
    await expect.poll(() => area.inputValue()).toMatch(/# kept$/)
    await page.keyboard.type(' too')
    await expect.poll(() => keptText(page)).toMatch(/# kept too$/)
    await learner.comesBack()
    await area.click()
    await page.keyboard.type('x')
    expect(await stage.locator('.monaco-editor').count()).toBe(0)
  })

  test('shows beside a value which version it was when it was stored', async () => {
    const learner = await comesForLarge()
    const { page, stage } = learner
    await stage.locator('.version-mark.version-1').waitFor()
    await page.keyboard.press('Control+End')
    for (let letter = 0; letter < 5; letter += 1) await page.keyboard.press('Backspace')
    await page.keyboard.type('debug')
    await stage.locator('.version-mark').waitFor({ state: 'detached' })
    await learner.press('Apply')
    await stage.locator('.version-mark.version-2').waitFor()
  })

  test.each(['light', 'dark'] as const)('breaks no rule of accessibility, %s', async (colorScheme) => {
    const { page } = await comesForLarge({ colorScheme, bypassCSP: true })
    await page.keyboard.press('Control+End')
    await page.keyboard.type('  A: true')
    await page.locator('.squiggly-error').waitFor()
    expect(await violationsOf(page)).toEqual([])
  })
})

describe('files', () => {
  test('that are not open say what is wrong in them, and where', async () => {
    const learner = await comes()
    const { page, stage } = learner
    await learner.text().fill('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: BAD\n')
    await stage.getByRole('tab', { name: 'settings.yaml, 1 problem' }).waitFor()
    await stage.getByRole('tab', { name: 'web.yaml' }).click()
    await learner.press('settings.yaml, line 4')
    await stage.getByRole('tab', { selected: true, name: 'settings.yaml' }).waitFor()
    await expect.poll(() => page.evaluate('getSelection()?.toString()')).toBe('BAD')
  })

  test('are added, renamed, deleted and taken back from the keyboard', async () => {
    const learner = await comes()
    const { page, stage } = learner
    const names = () => stage.getByRole('tab').allInnerTexts()
    await stage.getByRole('button', { name: 'New file' }).focus()
    await page.keyboard.press('Enter')
    await stage
      .getByLabel(/^New name of/)
      .and(page.locator(':focus'))
      .waitFor()
    await page.keyboard.type('a b')
    await stage.getByText('A name begins with a letter').waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('more.yaml')
    await page.keyboard.press('Enter')
    await expect.poll(names).toEqual(['settings.yaml', 'web.yaml', 'more.yaml'])
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Delete')
    await expect.poll(names).toEqual(['settings.yaml', 'more.yaml'])
    await stage.getByText('web.yaml is deleted. The cluster stays as it is.').waitFor()
    await learner.press('Bring it back')
    await expect.poll(names).toEqual(['settings.yaml', 'web.yaml', 'more.yaml'])
    await expect.poll(() => keptText(page, 'web.yaml')).toContain('kind: Deployment')
    await page.keyboard.press('F2')
    await stage
      .getByLabel(/^New name of/)
      .and(page.locator(':focus'))
      .waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('app.yaml')
    await page.keyboard.press('Enter')
    await expect.poll(names).toEqual(['settings.yaml', 'app.yaml', 'more.yaml'])
    await learner.comesBack()
    await expect.poll(names).toEqual(['settings.yaml', 'app.yaml', 'more.yaml'])
  })
})

describe('the bytes of a value', () => {
  test('show a newline, and take text for base64', async () => {
    const learner = await comesForPlainText()
    const { page, stage } = learner
    const area = learner.text()
    await area.fill('apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\ndata:\n  a: eAo=')
    await page.keyboard.press('Control+End')
    await stage.getByText('Bytes of the value at the caret').press('Enter')
    const panel = stage.locator('details', { hasText: 'Bytes of the value at the caret' })
    await expect.poll(() => panel.locator('.sign').allInnerTexts()).toEqual(['⏎\n'])
    await panel.filter({ hasText: 'Decoded: it ends with a newline' }).waitFor()
    await panel.getByLabel('write as text').fill('xyz')
    await expect.poll(() => area.inputValue()).toMatch(/ {2}a: eHl6$/)
  })
})
