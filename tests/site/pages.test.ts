// The pages in a browser: they ask nobody else, fit a phone, and can be read without JavaScript and with a screen reader.

import { describe, expect, test } from 'vitest'
import { violationsOfOpened } from './axe.ts'
import { pages, pagesWith } from './site.ts'
import { visitSite } from './visit.ts'

const SCREENS = [
  { width: 360, height: 740, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark' },
] as const

const visit = visitSite()

describe.each(pages().map((page) => page.replace(/index\.html$/, '')))('%s', (path) => {
  test.each(SCREENS)('is whole at $width px, $colorScheme', async ({ width, height, colorScheme }) => {
    const page = await visit.open({ viewport: { width, height }, colorScheme, bypassCSP: true })
    const foreign: string[] = []
    const errors: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(visit.site.origin) && !request.url().startsWith('data:')) foreign.push(request.url())
    })
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(visit.site.origin + path)
    expect(foreign).toEqual([])
    expect(errors).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    expect(await violationsOfOpened(page)).toEqual([])
  })

  test('a stage reaches from edge to edge on every screen', async () => {
    const page = await visit.open()
    await page.goto(visit.site.origin + path)
    const edges = (width: number) =>
      page
        .locator('.full-width')
        .evaluateAll(
          (all, wanted) =>
            all.map((each) => each.getBoundingClientRect()).filter(({ left, width: reached }) => left !== 0 || reached !== wanted).length,
          width,
        )
    for (const width of [768, 1024, 1280, 1920]) {
      await page.setViewportSize({ width, height: 800 })
      await expect.poll(() => edges(width), { message: `${String(width)} px` }).toBe(0)
    }
  })

  test('obeys its own content policy', async () => {
    const page = await visit.open()
    const refused: string[] = []
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refused.push(message.text())
    })
    await page.goto(visit.site.origin + path)
    expect(refused).toEqual([])
  })

  test('can be read without JavaScript', async () => {
    const page = await visit.open({ javaScriptEnabled: false })
    await page.goto(visit.site.origin + path)
    expect((await page.locator('main').innerText()).length).toBeGreaterThan(40)
  })
})

describe('a table on a phone', () => {
  test.each(pagesWith('class="wide-table"'))('of %s is scrolled, and no code in it is broken', async (path) => {
    const page = await visit.open({ viewport: { width: 360, height: 740 } })
    await page.goto(visit.site.origin + path)
    const broken = await page
      .locator('.wide-table td code')
      .evaluateAll((all) => all.filter((code) => code.getClientRects().length > 1).map((code) => code.textContent))
    expect(broken).toEqual([])
    expect(await page.getByRole('group', { name: /^Table: / }).count()).toBeGreaterThan(0)
  })
})

describe('prose on a phone', () => {
  test.each(pages())('%s breaks no word of a heading, and no flag', async (path) => {
    const page = await visit.open({ viewport: { width: 360, height: 740 } })
    await page.goto(visit.site.origin + path)
    const broken = await page.locator('main :is(h1, h2, h3, .whole)').evaluateAll((all) =>
      all.flatMap((element) => {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
        const words: string[] = []
        while (walker.nextNode()) {
          for (const { 0: word, index } of (walker.currentNode.nodeValue ?? '').matchAll(/\S+/g)) {
            const range = document.createRange()
            range.setStart(walker.currentNode, index)
            range.setEnd(walker.currentNode, index + word.length)
            if (
              new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1 &&
              (element.matches('.whole') || !/[a-z]-[a-z]/.test(word))
            )
              words.push(word)
          }
        }
        return words
      }),
    )
    expect(broken).toEqual([])
  })

  test.each(pages().filter((page) => page.startsWith('/lessons/')))('a command in the text of %s is read to its end', async (path) => {
    const page = await visit.open({ viewport: { width: 360, height: 740 } })
    await page.goto(visit.site.origin + path)
    const cut = await page
      .locator('pre:is([data-language=sh], [data-language=dockerfile])')
      .evaluateAll((all) => all.filter((block) => block.scrollWidth > block.clientWidth).map((block) => block.textContent))
    expect(cut).toEqual([])
  })
})

describe('what a terminal printed', () => {
  const withTranscript = pagesWith('class="transcript')

  test.each(withTranscript)('in %s is read to its end on a phone, but for columns, and those go on below a shadow', async (path) => {
    const page = await visit.open({ viewport: { width: 360, height: 740 } })
    await page.goto(visit.site.origin + path)
    const transcripts = page.locator('.transcript pre')
    const cut = await transcripts.evaluateAll((all) =>
      all.flatMap((block) => {
        const end = block.getBoundingClientRect().right
        return [...block.querySelectorAll('b, span')]
          .filter((part) => [...part.getClientRects()].some(({ right }) => right > end))
          .flatMap((part) => (part.textContent ?? '').trimEnd().split('\n'))
          .filter((line) => !/\S {2,}\S/.test(line))
      }),
    )
    expect(cut).toEqual([])
    const attached = await transcripts.evaluateAll((all) => all.map((block) => getComputedStyle(block).backgroundAttachment))
    expect(new Set(attached)).toEqual(new Set(['local, local, scroll, scroll']))
  })

  test.each(withTranscript)('in %s is seen whole on a desk', async (path) => {
    const page = await visit.open({ viewport: { width: 1280, height: 900 } })
    await page.goto(visit.site.origin + path)
    const cut = await page
      .locator('.transcript pre')
      .evaluateAll((all) => all.filter((block) => block.scrollWidth > block.clientWidth).map((block) => block.textContent))
    expect(cut).toEqual([])
  })
})

describe('the list of messages', () => {
  const MESSAGES = '/messages/'

  test('is searched for a message as it was printed; a word that nobody says finds none', async () => {
    const page = await visit.open()
    await page.goto(visit.site.origin + MESSAGES)
    const asked = page.getByRole('searchbox', { name: 'A word, or what it said' })
    await asked.fill('Warning  Failed  Error: secret "creds" not found')
    await page.getByRole('heading', { name: 'The Secret {name} is missing' }).waitFor()
    expect(
      await page
        .getByRole('status')
        .filter({ hasText: /^\d of \d+$/ })
        .count(),
    ).toBe(1)
    await asked.fill('xyzzy')
    await page.getByText('None of them.').waitFor()
    expect(await page.locator('details.message:visible').count()).toBe(0)
  })

  test('opens the one that an address names', async () => {
    const page = await visit.open()
    await page.goto(`${visit.site.origin}${MESSAGES}#env-name`)
    await page.getByText('holds an equals sign, or a letter outside of ASCII.').first().waitFor()
    expect(await page.locator('details[open]').count()).toBe(1)
  })

  test('is printed whole', async () => {
    const page = await visit.open()
    await page.goto(visit.site.origin + MESSAGES)
    await page.emulateMedia({ media: 'print' })
    await page.getByText('holds an equals sign, or a letter outside of ASCII.').first().waitFor()
    expect(await page.getByRole('searchbox', { name: 'A word, or what it said' }).isVisible()).toBe(false)
  })

  test('is whole without JavaScript, and asks for nothing', async () => {
    const page = await visit.open({ javaScriptEnabled: false })
    await page.goto(visit.site.origin + MESSAGES)
    expect(await page.locator('details.message:visible').count()).toBeGreaterThan(300)
    expect(await page.locator('input[type=search]:visible').count()).toBe(0)
  })
})

test('without JavaScript a stage says that it is a picture, shows all its files, and has nothing that wants to be pressed', async () => {
  const page = await visit.open({ javaScriptEnabled: false })
  await page.goto(`${visit.site.origin}/lessons/three-truths/`)
  // Text within noscript is not looked for.
  await page.locator('.still').first().waitFor()
  const stage = page.locator('section.stage').first()
  expect(await stage.locator('.printed').innerText()).toMatch(/settings\.yaml[\s\S]*kind: ConfigMap[\s\S]*web\.yaml[\s\S]*kind: Deployment/)
  expect(await stage.locator('button:visible, input:visible, textarea:visible, .cause:visible').count()).toBe(0)
})

test.each([360, 768, 1280])('what a lesson was checked against stands in a line without links at %d px', async (width) => {
  const page = await visit.open({ viewport: { width, height: 800 } })
  await page.goto(`${visit.site.origin}/lessons/three-truths/`)
  const checked = await page.getByText('Behaviour checked against').boundingBox()
  const link = await page.locator('footer').getByRole('link', { name: 'Course map' }).boundingBox()
  expect(link?.y).toBeGreaterThanOrEqual((checked?.y ?? Infinity) + (checked?.height ?? 0))
})

test('what the search found is walked by arrow keys, and back to what was typed', async () => {
  const page = await visit.open()
  await page.goto(visit.site.origin)
  await page.getByRole('button', { name: 'Search' }).click()
  const asked = page.getByRole('searchbox', { name: 'Search for' })
  await asked.fill('envFrom')
  const found = page.locator('dialog ol a')
  await found.first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await found.nth(1).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await asked.and(page.locator(':focus')).waitFor()
})

test('the mark of a rule leads to where the rule is told', async () => {
  const page = await visit.open()
  await page.goto(`${visit.site.origin}/lessons/env-in-a-pod/`)
  await page.getByRole('link', { name: 'Rule ENV-4' }).first().click()
  await page.locator('li:target', { hasText: 'ENV-4' }).waitFor()
})

test('the theme goes from each to the next, and is there on the next page', async () => {
  const page = await visit.open({ colorScheme: 'light' })
  await page.goto(visit.site.origin)
  await page.getByRole('button', { name: 'Theme: Auto' }).click()
  await page.getByRole('button', { name: 'Theme: Light' }).click()
  await page.getByRole('button', { name: 'Theme: Dark' }).waitFor()
  expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark')
  await page.goto(`${visit.site.origin}/glossary/`)
  expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark')
})

test('behind the last lesson is the playground', async () => {
  const page = await visit.open()
  await page.goto(`${visit.site.origin}/lessons/rolling-out-config/`)
  expect(await page.getByRole('link', { name: 'Next Playground' }).getAttribute('href')).toBe('/playground/')
})
