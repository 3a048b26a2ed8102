// The editor as a learner uses it: the textarea, Monaco taking its place, what both know, and the ways in and out by keyboard.

import { describe, expect, test } from 'vitest'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { violationsOf } from './axe.ts'
import { visitSite } from './visit.ts'

const ID = 'three-truths/five-readers'
const LARGE = '**/monaco-editor*.js'

const visit = visitSite()

interface Opened {
  readonly page: Page
  readonly stage: Locator
  /** What the browser refused or could not do. */
  readonly complaints: readonly string[]
}

async function openStage(
  options: BrowserContextOptions = {},
  prepare: (page: Page) => Promise<unknown> = async () => undefined,
): Promise<Opened> {
  const context = await visit.browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await prepare(page)
  await page.goto(`${visit.site.origin}/lessons/three-truths/`)
  const stage = page.locator('section.stage').first()
  await stage.scrollIntoViewIfNeeded()
  await isReady(stage)
  return { page, stage, complaints }
}

/** Until the cluster runs in the page, the stage shows a picture of it. */
async function isReady(stage: Locator): Promise<void> {
  await stage.and(stage.page().locator('[aria-busy=false]')).waitFor()
}

async function openLarge(options: BrowserContextOptions = {}): Promise<Opened> {
  const opened = await openStage(options)
  await opened.stage.getByRole('textbox', { name: 'Text of settings.yaml' }).click()
  await isLarge(opened.stage)
  return opened
}

async function isLarge(stage: Locator): Promise<void> {
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
    const context = await visit.browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${visit.site.origin}/lessons/three-truths/`)
    const drawn = page.locator('.drawn').first()
    expect(await drawn.innerText()).toContain('LOG_LEVEL: info')
    expect(await drawn.locator('.key').first().innerText()).toBe('apiVersion')
    await context.close()
  })

  test('lists what fits at the caret, from the keyboard alone', async () => {
    const { page, stage } = await openStage({}, async (page) =>
      page.addInitScript("localStorage.setItem('third-factor/1/editor', '\"plain\"')"),
    )
    const area = stage.getByRole('textbox', { name: 'Text of settings.yaml' })
    await area.focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('im')
    await page.keyboard.press('Control+Space')
    const list = stage.getByRole('listbox', { name: 'What fits here' })
    expect(await list.getByRole('option').allInnerTexts()).toEqual([expect.stringContaining('immutable boolean')])
    const active = await area.getAttribute('aria-activedescendant')
    expect(await list.locator('[aria-selected="true"]').getAttribute('id')).toBe(active)
    await page.keyboard.press('Enter')
    expect(await keptText(page)).toMatch(/\nimmutable: $/)
    await page.keyboard.press('Control+Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await keptText(page)).toMatch(/\nimmutable: false$/)
    await page.context().close()
  })

  test('undoes a reset, and selects what its outline names', async () => {
    const { page, stage } = await openStage({}, async (page) =>
      page.addInitScript("localStorage.setItem('third-factor/1/editor', '\"plain\"')"),
    )
    const area = stage.getByRole('textbox', { name: 'Text of settings.yaml' })
    await area.focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('# mine')
    await stage.getByRole('button', { name: 'Reset' }).click()
    expect(await area.inputValue()).not.toContain('mine')
    await area.focus()
    await page.keyboard.press('Control+z')
    await expect.poll(() => keptText(page)).toContain('# mine')
    await stage.getByText('Outline of this file').click()
    await stage.getByRole('button', { name: 'LOG_LEVEL info' }).click()
    expect(await page.evaluate('getSelection()?.toString()')).toBe('LOG_LEVEL')
    await page.context().close()
  })

  test('tells what the field at the caret is, and what the cluster holds', async () => {
    const { page, stage } = await openStage({}, async (page) =>
      page.addInitScript("localStorage.setItem('third-factor/1/editor', '\"plain\"')"),
    )
    await stage.getByRole('tab', { name: 'web.yaml' }).click()
    const area = stage.getByRole('textbox', { name: 'Text of web.yaml' })
    const offset = (await area.inputValue()).indexOf('key: LOG_LEVEL')
    await area.evaluate((element, at) => {
      if (element instanceof HTMLTextAreaElement) element.setSelectionRange(at, at)
      element.focus()
    }, offset + 6)
    const field = stage.getByRole('group', { name: 'The field at the caret' })
    await field.getByText('ConfigMap settings holds LOG_LEVEL = info').waitFor()
    expect(await field.innerText()).toMatch(/configMapKeyRef\.key.*string · required/)
    await page.context().close()
  })

  test('keeps what is typed before the cluster is there, on top of what was kept', async () => {
    const { page, stage } = await openStage()
    const area = stage.getByRole('textbox', { name: 'Text of settings.yaml' })
    await area.fill('# first')
    let release: () => void = () => undefined
    const held = new Promise<void>((done) => (release = done))
    await page.route('**/simulator*.js', async (route) => {
      await held
      await route.continue()
    })
    await page.reload()
    await stage.scrollIntoViewIfNeeded()
    await expect.poll(() => area.inputValue()).toBe('# first')
    await area.fill('# first, second')
    release()
    await isReady(stage)
    expect([await area.inputValue(), await keptText(page)]).toEqual(['# first, second', '# first, second'])
    await page.context().close()
  })

  test('takes no focus when a kept text comes back', async () => {
    const { page, stage } = await openStage()
    await stage.getByRole('textbox', { name: 'Text of settings.yaml' }).fill('# kept')
    await page.reload()
    await stage.scrollIntoViewIfNeeded()
    await isReady(stage)
    expect(await stage.getByRole('textbox', { name: 'Text of settings.yaml' }).inputValue()).toBe('# kept')
    expect(await page.evaluate('document.activeElement?.tagName')).toBe('BODY')
    await page.context().close()
  })

  test('stays on touch devices, where nothing large is fetched', async () => {
    const fetched: string[] = []
    const { page, stage } = await openStage({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true }, async (page) => {
      page.on('request', (request) => fetched.push(request.url()))
    })
    await stage.getByRole('textbox', { name: 'Text of settings.yaml' }).tap()
    await page.keyboard.type('# tapped')
    await expect.poll(() => keptText(page)).toContain('# tapped')
    await stage.getByRole('button', { name: 'What fits here?' }).tap()
    expect(fetched.filter((url) => url.includes('monaco'))).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    await page.context().close()
  })

  test('goes on when the large editor cannot be loaded', async () => {
    const { page, stage } = await openStage({}, (page) => page.route(LARGE, (route) => route.abort()))
    await stage.getByRole('textbox', { name: 'Text of settings.yaml' }).click()
    await stage.getByText('The large editor could not be loaded').waitFor()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('  A: b')
    expect(await keptText(page)).toMatch(/\n {2}A: b$/)
    await page.context().close()
  })
})

describe('Monaco', () => {
  test('is not fetched before the learner reaches for it', async () => {
    const fetched: string[] = []
    const { page, stage } = await openStage({}, async (page) => {
      page.on('request', (request) => fetched.push(request.url()))
    })
    await stage.getByRole('tab', { name: 'settings.yaml' }).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(fetched.filter((url) => url.includes('monaco'))).toEqual([])
    await page.context().close()
  })

  test('loses nothing of what is typed while it loads, nor the caret', async () => {
    let release: () => void = () => undefined
    const held = new Promise<void>((done) => (release = done))
    const { page, stage } = await openStage({}, (page) =>
      page.route(LARGE, async (route) => {
        await held
        await route.continue()
      }),
    )
    await stage.getByRole('textbox', { name: 'Text of settings.yaml' }).click()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('End')
    await page.keyboard.type(' # one')
    await stage.getByText('go on typing').waitFor()
    release()
    await page.keyboard.type(', two, three, four, five, six, seven')
    await isLarge(stage)
    await page.keyboard.type(', eight')
    expect((await keptText(page)).split('\n')[0]).toBe('apiVersion: v1 # one, two, three, four, five, six, seven, eight')
    await page.context().close()
  })

  test('works under the policy of the page, without a worker and without a foreign request', async () => {
    const { page, stage, complaints } = await openLarge()
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
    await page.context().close()
  })

  test('says what a choice is beside the list, where the page was scrolled too', async () => {
    const { page } = await openLarge()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Control+Space')
    const row = page.locator('.suggest-widget.visible .monaco-list-row').first()
    const details = page.locator('.suggest-details')
    await details.getByText('the data can never change again').waitFor()
    const [listed, said] = await Promise.all([row.boundingBox(), details.boundingBox()])
    expect(Math.abs((listed?.y ?? 0) - (said?.y ?? 999))).toBeLessThan(60)
    await page.context().close()
  })

  test('marks the value that is wrong, and nothing else', async () => {
    const { page, stage } = await openLarge()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('  A: true')
    const mark = stage.locator('.squiggly-error')
    await mark.waitFor()
    const [marked, written] = await Promise.all([
      mark.boundingBox(),
      stage.locator('.view-line span span', { hasText: /^true$/ }).boundingBox(),
    ])
    expect(Math.abs((marked?.x ?? 0) - (written?.x ?? -99))).toBeLessThan(1)
    expect(Math.abs((marked?.width ?? 0) - (written?.width ?? -99))).toBeLessThan(1)
    await page.context().close()
  })

  test('says what is wrong in plain words first, and a fix mends it', async () => {
    const { page, stage } = await openLarge()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('  A: true')
    const problem = stage.locator('.diagnostics .error')
    await problem.getByRole('button', { name: 'Put quotes around true' }).waitFor()
    const said = await problem.innerText()
    expect(said.indexOf('YAML reads')).toBeGreaterThan(0)
    expect(said.indexOf('YAML reads')).toBeLessThan(said.indexOf('cannot unmarshal bool'))
    expect(await problem.getByRole('link').getAttribute('href')).toMatch(/^\/lessons\/[a-z-]+\/$/)
    await problem.getByRole('button', { name: 'Put quotes around true' }).click()
    expect(await keptText(page)).toMatch(/ {2}A: ["']true["']$/)
    await stage.getByText('The API server accepts this.').waitFor()
    await page.context().close()
  })

  test('offers the keys of the ConfigMap that is named', async () => {
    const { page, stage } = await openStage()
    await stage.getByRole('tab', { name: 'web.yaml' }).click()
    await stage.getByRole('textbox', { name: 'Text of web.yaml' }).click()
    await isLarge(stage)
    await page.keyboard.press('Control+Home')
    for (let line = 1; line < 24; line += 1) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('End')
    await page.keyboard.press('Control+Shift+ArrowLeft')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Control+Space')
    const row = page.locator('.suggest-widget.visible .monaco-list-row').first()
    await row.waitFor()
    expect(await row.innerText()).toMatch(/LOG_LEVEL[\s\S]*info/)
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await keptText(page, 'web.yaml')).split('\n')[23]?.trim()).toBe('key: LOG_LEVEL')
    await page.context().close()
  })

  test('lets the keyboard out: Tab indents, Escape and then Tab leaves, and back again', async () => {
    const { page, stage } = await openLarge()
    const isInside = () => stage.locator('.editor').evaluate((element) => element.contains(document.activeElement))
    expect(await stage.locator('.foot').innerText()).toMatch(/Esc Tab leaves\s*, Ctrl M frees Tab/)
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Tab')
    expect([await isInside(), await keptText(page)]).toEqual([true, expect.stringMatching(/\n {2}$/)])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    expect(await isInside()).toBe(false)
    await page.keyboard.press('Shift+Tab')
    expect(await isInside()).toBe(true)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+Tab')
    expect(await isInside()).toBe(false)
    await page.context().close()
  })

  test('mends from the keyboard: the next problem, its fixes, the first of them', async () => {
    const { page, stage } = await openLarge()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('  A: true')
    // Marks come at once, fixes with the explanations.
    await stage.locator('.diagnostics .fix').waitFor()
    await page.keyboard.press('Control+.')
    await page.locator('.action-widget').getByText('Put quotes around true').waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => keptText(page)).toMatch(/ {2}A: ["']true["']$/)
    await page.context().close()
  })

  test('formats without changing a value, and says when it does not', async () => {
    const { page, stage } = await openLarge()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('  nested: "a"   ')
    await stage.getByRole('button', { name: 'Format' }).click()
    await expect.poll(() => keptText(page)).toMatch(/ {2}nested: "a"$/)
    await stage.getByRole('button', { name: 'Format' }).click()
    await stage.getByText('It is in order already.').waitFor()
    await stage.locator('.view-lines').click()
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('- ')
    await stage.getByRole('button', { name: 'Format' }).click()
    await stage.getByText('A text that cannot be read is left as it is.').waitFor()
    await page.context().close()
  })

  test('undoes a reset, and texts from before it can be brought back', async () => {
    const { page, stage } = await openLarge()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('  MINE: "1"')
    await stage.getByRole('button', { name: 'Reset' }).click()
    await stage.locator('.view-line', { hasText: 'MINE' }).waitFor({ state: 'detached' })
    await stage.locator('.view-lines').click()
    await page.keyboard.press('Control+z')
    await expect.poll(() => keptText(page)).toContain('MINE')
    await stage.getByRole('button', { name: 'Reset' }).click()
    await page.reload()
    await stage.scrollIntoViewIfNeeded()
    await stage.getByRole('button', { name: 'Bring my text back' }).click()
    await expect.poll(() => keptText(page)).toContain('MINE')
    await page.context().close()
  })

  test('gives way to plain text on request, which is remembered', async () => {
    const { page, stage } = await openLarge()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('# kept')
    await stage.getByRole('button', { name: 'Plain text' }).click()
    const area = stage.getByRole('textbox', { name: 'Text of settings.yaml' })
    expect(await area.inputValue()).toMatch(/# kept$/)
    await page.keyboard.type(' too')
    expect(await keptText(page)).toMatch(/# kept too$/)
    await page.reload()
    await stage.scrollIntoViewIfNeeded()
    await isReady(stage)
    await area.click()
    await page.keyboard.type('x')
    expect(await stage.locator('.monaco-editor').count()).toBe(0)
    await page.context().close()
  })

  test('shows beside a value which version it was when it was stored', async () => {
    const { page, stage } = await openLarge()
    expect(await stage.locator('.version-mark').getAttribute('class')).toContain('version-1')
    await page.keyboard.press('Control+End')
    for (let letter = 0; letter < 5; letter += 1) await page.keyboard.press('Backspace')
    await page.keyboard.type('debug')
    await stage.locator('.version-mark').waitFor({ state: 'detached' })
    await stage.getByRole('button', { name: 'Apply', exact: true }).click()
    await stage.locator('.version-mark.version-2').waitFor()
    await page.context().close()
  })

  test.each(['light', 'dark'] as const)('breaks no rule of accessibility, %s', async (colorScheme) => {
    const { page } = await openLarge({ colorScheme, bypassCSP: true })
    await page.keyboard.press('Control+End')
    await page.keyboard.type('  A: true')
    await page.locator('.squiggly-error').waitFor()
    expect(await violationsOf(page)).toEqual([])
    await page.context().close()
  })
})

describe('files', () => {
  test('that are not open say what is wrong in them, and where', async () => {
    const { page, stage } = await openStage()
    await stage.getByRole('textbox', { name: 'Text of settings.yaml' }).fill('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: BAD\n')
    await stage.getByRole('tab', { name: 'settings.yaml, 1 problem' }).waitFor()
    await stage.getByRole('tab', { name: 'web.yaml' }).click()
    await stage.getByRole('button', { name: 'settings.yaml, line 4' }).click()
    expect(await stage.getByRole('tab', { selected: true }).innerText()).toContain('settings.yaml')
    expect(await page.evaluate('getSelection()?.toString()')).toBe('BAD')
    await page.context().close()
  })

  test('are added, renamed, deleted and taken back from the keyboard', async () => {
    const { page, stage } = await openStage()
    const names = () => stage.getByRole('tab').allInnerTexts()
    await stage.getByRole('button', { name: 'New file' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('a b')
    expect(await stage.getByText('A name begins with a letter').count()).toBe(1)
    await page.keyboard.press('Control+a')
    await page.keyboard.type('more.yaml')
    await page.keyboard.press('Enter')
    expect(await names()).toEqual(['settings.yaml', 'web.yaml', 'more.yaml'])
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Delete')
    expect(await names()).toEqual(['settings.yaml', 'more.yaml'])
    await stage.getByRole('button', { name: 'Take it back' }).click()
    expect(await names()).toEqual(['settings.yaml', 'web.yaml', 'more.yaml'])
    expect(await keptText(page, 'web.yaml')).toContain('kind: Deployment')
    await page.keyboard.press('F2')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('app.yaml')
    await page.keyboard.press('Enter')
    expect(await names()).toEqual(['settings.yaml', 'app.yaml', 'more.yaml'])
    await page.reload()
    await stage.scrollIntoViewIfNeeded()
    await isReady(stage)
    expect(await names()).toEqual(['settings.yaml', 'app.yaml', 'more.yaml'])
    await page.context().close()
  })
})

describe('the bytes of a value', () => {
  test('show a newline, and take text for base64', async () => {
    const { page, stage } = await openStage({}, async (page) =>
      page.addInitScript("localStorage.setItem('third-factor/1/editor', '\"plain\"')"),
    )
    const area = stage.getByRole('textbox', { name: 'Text of settings.yaml' })
    await area.fill('apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\ndata:\n  a: eAo=')
    await page.keyboard.press('Control+End')
    await stage.getByText('Bytes of the value at the caret').click()
    const panel = stage.locator('details', { hasText: 'Bytes of the value at the caret' })
    expect(await panel.locator('.sign').allInnerTexts()).toEqual(['⏎\n'])
    expect(await panel.innerText()).toContain('Decoded: It ends with a newline')
    await panel.getByLabel('write as text').fill('xyz')
    expect(await area.inputValue()).toMatch(/ {2}a: eHl6$/)
    await page.context().close()
  })
})
