// What eyes and fingers meet on the stage, as facts that a browser can measure: what can be read whole, what lies over what, what can be hit.

import { expect, test } from 'vitest'
import type { Locator } from 'playwright-core'
import { Learner } from './learner.ts'
import { visitSite } from './visit.ts'

const visit = visitSite()
const atWidth = (width: number) => ({ viewport: { width, height: 1000 }, bypassCSP: true })

async function comesToPlay(width: number): Promise<Learner> {
  const page = await visit.open(atWidth(width))
  await page.goto(`${visit.site.origin}/playground/`)
  const learner = new Learner(page)
  await learner.isReady()
  return learner
}

/** Of a Pod whose container, variable and value have names as long as they are in real clusters. */
const LONG_NAMES = `apiVersion: v1
kind: Pod
metadata:
  name: payment-service-worker-for-the-european-region
spec:
  containers:
    - name: payment-service-main-container-with-a-long-name
      image: third-factor/reader:1
      env:
        - { name: DATABASE_URL, valueFrom: { configMapKeyRef: { name: settings, key: LOG_LEVEL } } }
`

/** @returns The distance between the middles of the two, in pixels. */
async function distance(one: Locator, other: Locator): Promise<number> {
  const middles = await Promise.all(
    [one, other].map(async (each) => {
      const box = await each.boundingBox()
      if (box === null) throw new Error('It is not drawn.')
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    }),
  )
  const [{ x = 0, y = 0 } = {}, { x: otherX = 0, y: otherY = 0 } = {}] = middles
  return Math.hypot(x - otherX, y - otherY)
}

test('a change that waits for the kubelet stays on its dial when panels grow and when the window is resized', async () => {
  const learner = await (await Learner.comes(visit, atWidth(1280))).turnsTo(1)
  const { page, stage } = learner
  await learner.write('info', 'debug')
  await learner.press('Apply')
  await stage.locator('.pulses .pulse').first().waitFor()
  await learner.goTo(10)
  const waits = () => distance(stage.locator('.pulses .pulse').first(), stage.locator('.dial svg').first())
  await expect.poll(waits).toBeLessThan(4)
  await learner.press('Give me a hint')
  await expect.poll(waits).toBeLessThan(4)
  await page.setViewportSize({ width: 768, height: 1000 })
  await expect.poll(waits).toBeLessThan(4)
})

test.each([360, 768, 1280, 1920])('what is stored can be read whole at %d px', async (width) => {
  const learner = await comesToPlay(width)
  const cut = await learner.stage
    .getByRole('group', { name: 'API server: what is stored' })
    .locator('.chip .text')
    .evaluateAll((texts) => texts.filter((text) => text.scrollWidth > text.clientWidth).map((text) => text.textContent))
  expect(cut).toEqual([])
})

test.each([360, 1265, 1280])(
  'a value of five characters with its version and its ice or its pin stands in one line of the table at %d px, and so does the name of its reader',
  async (width) => {
    const learner = await Learner.comes(visit, atWidth(width))
    await learner.press('Skip')
    await learner.write('info', 'debug')
    await learner.press('Apply')
    await learner.press('Restart the rollout')
    await learner.goTo(30)
    for (const hold of ['frozen', 'pinned']) {
      const chip = learner.stage.locator(`.chip.${hold}`, { hasText: 'debug' }).first()
      const { height } = (await chip.boundingBox()) ?? { height: Infinity }
      expect(height).toBeLessThan(30)
    }
    const [name] = await learner.stage.locator('th[scope=row]', { hasText: 'from-envfrom' }).evaluateAll((cells) =>
      cells.map((cell) => {
        const text = document.createRange()
        text.selectNodeContents(cell.firstChild ?? cell)
        return text.getClientRects().length
      }),
    )
    expect(name).toBe(1)
  },
)

test.each(['eve', 'crashes'])('%s, the name of a Pod, has no gap before it and within it', async (pod) => {
  const learner = await comesToPlay(1280)
  await learner.enter(`kubectl run ${pod} --image=third-factor/reader:1`)
  const dial = learner.stage.locator('.dial', { hasText: pod })
  await dial.waitFor()
  const wider = await dial.locator('small [aria-hidden]').evaluate((name) => {
    const alone = document.createElement('span')
    alone.textContent = name.textContent
    name.parentElement?.append(alone)
    return name.getBoundingClientRect().width - alone.getBoundingClientRect().width
  })
  expect(Math.abs(wider)).toBeLessThan(1)
})

test.each([
  ['no-such-volume', ['no-such-', 'volume']],
  ['by-variable', ['by-variable']],
  ['frontendapplication', ['frontendapplic', 'ation']],
])('%s, the name of a Pod, gives way at %j', async (pod, parts) => {
  const learner = await comesToPlay(1280)
  await learner.enter(`kubectl run ${pod} --image=third-factor/reader:1`)
  const name = learner.stage.locator('.dial small[title="' + pod + '"] [aria-hidden]')
  await name.waitFor()
  expect(await name.evaluate((whole) => [...whole.childNodes].map((part) => part.textContent).filter((text) => text))).toEqual(parts)
})

test('the name of a Pod stands on the line of what is said of it, however short it is', async () => {
  const page = await visit.open(atWidth(768))
  await page.goto(`${visit.site.origin}/lessons/values-are-strings/`)
  const learner = new Learner(page)
  await learner.isReady()
  const raised = await learner.stage.locator('.next', { hasText: 'reader' }).evaluate((line) => {
    const bottomOf = (part: Element | null) => {
      const text = document.createRange()
      text.selectNodeContents(part ?? line)
      return text.getBoundingClientRect().bottom
    }
    return bottomOf(line.querySelector('b')) - bottomOf(line.querySelector('[aria-hidden]'))
  })
  expect(Math.abs(raised)).toBeLessThan(2)
})

test.each([1280, 1600])('a path in what Kubernetes says is broken at its dots at %d px', async (width) => {
  const learner = await comesToPlay(width)
  await learner.stage.getByRole('tab', { name: 'web.yaml' }).click()
  await learner.text('web.yaml').fill(LONG_NAMES.replace('key: LOG_LEVEL', 'kye: LOG_LEVEL'))
  const said = learner.stage.locator('.said', { hasText: 'configMapKeyRef' }).first()
  await said.waitFor()
  const broken = await said.evaluate((line) => {
    const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
    const words: string[] = []
    while (texts.nextNode()) {
      for (const { 0: word, index } of (texts.currentNode.nodeValue ?? '').matchAll(/\w+/g)) {
        const range = document.createRange()
        range.setStart(texts.currentNode, index)
        range.setEnd(texts.currentNode, index + word.length)
        if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) words.push(word)
      }
    }
    return words
  })
  expect(broken).toEqual([])
})

test('the line that is typed stays where it is, however much is wrong with the text', async () => {
  const { page, stage } = await comesToPlay(1280)
  await page.setViewportSize({ width: 1280, height: 800 })
  await stage.locator('[data-place=editor] textarea').first().focus()
  const editor = stage.locator('[data-place=editor] [role=tabpanel]')
  const top = () => editor.evaluate((element) => element.getBoundingClientRect().top)
  await stage.locator('.work').evaluate((work) => scrollBy({ top: work.getBoundingClientRect().bottom - 690, behavior: 'instant' }))
  const before = await top()
  await page.keyboard.insertText('kind: Pod\nx: 3\ny: 4\nname\n')
  await stage
    .getByRole('button', { name: /^line \d+$/ })
    .first()
    .waitFor()
  expect(await top()).toBe(before)
})

test('of each file beside the one that is open a part of its tab is in sight', async () => {
  const learner = await comesToPlay(1280)
  for (const [open, beside] of [
    ['settings.yaml', ['credentials.yaml', 'web.yaml']],
    ['web.yaml', ['settings.yaml']],
    ['credentials.yaml', ['settings.yaml']],
  ] as const) {
    await learner.stage.getByRole('tab', { name: open }).press('Enter')
    const seen = (name: string) =>
      learner.stage.getByRole('tab', { name }).evaluate((tab) => {
        const { left, right } = tab.getBoundingClientRect()
        const bar = tab.parentElement?.getBoundingClientRect()
        return bar === undefined ? 0 : Math.min(right, bar.right) - Math.max(left, bar.left)
      })
    for (const name of beside) await expect.poll(() => seen(name), { message: name }).toBeGreaterThan(24)
  }
})

test('how long a value has been used is told on a phone, too', async () => {
  const learner = await Learner.comes(visit, atWidth(360))
  await learner.goTo(0)
  const ages = await learner.stage.locator('.pod .age:visible').allInnerTexts()
  expect(ages.filter((age) => /\d+ s/.test(age))).toHaveLength(10)
})

test.each([360, 1280])(
  'letters of the panels at %d px are as large as their reader asked the browser for, and nothing is wider than the page',
  async (width) => {
    const learner = await Learner.comes(visit, atWidth(width))
    const sizes = () =>
      learner.stage
        .locator('.pod h3, .pod td .chip, .clock, .acts .button, .terminal form, .told, .list li, .nothing')
        .evaluateAll((texts) => texts.map((text) => parseFloat(getComputedStyle(text).fontSize)))
    const before = await sizes()
    await learner.page.addStyleTag({ content: ':root { font-size: 150% }' })
    expect(await sizes()).toEqual(before.map((size) => 1.5 * size))
    const wider = await learner.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wider).toBe(0)
  },
)

test('the strip says a sentence of two lines whole on a phone', async () => {
  const learner = await Learner.comes(visit, atWidth(360))
  await learner.write('info', 'debug')
  await learner.press('Apply')
  const told = learner.stage.locator('.told')
  await told.getByText('that starts nothing').waitFor()
  const isCut = await told.evaluate((line) => line.scrollHeight > line.clientHeight || line.scrollWidth > line.clientWidth)
  expect(isCut).toBe(false)
})

test('"why?" and the age lie over no name, however long it is', async () => {
  const learner = await comesToPlay(360)
  const { stage } = learner
  await stage.getByRole('tab', { name: 'web.yaml' }).click()
  await learner.text('web.yaml').fill(LONG_NAMES)
  await learner.press('Apply')
  const row = stage.getByRole('row', { name: /payment-service-main-container/ })
  await row.getByRole('button').waitFor()
  const covered = await row.evaluate((tr) => {
    const name = document.createRange()
    name.selectNodeContents(tr.querySelector('th') ?? tr)
    const others = ['.age', 'button'].flatMap((each) => tr.querySelector(each)?.getBoundingClientRect() ?? [])
    return [...name.getClientRects()].some((line) =>
      others.some(({ left, top, bottom }) => line.right > left && line.bottom > top && line.top < bottom),
    )
  })
  expect(covered).toBe(false)
})

test('whatever can be pressed is at least 24 px wide and high', async () => {
  const learner = await Learner.comes(visit, atWidth(1280))
  const { stage } = learner
  await learner.press('Skip')
  await learner.write('info', 'debug')
  await learner.press('Apply')
  await learner.goTo(100)
  await learner.press(/^Why does from-env /)
  await stage.getByRole('region', { name: 'Cause' }).waitFor()
  await learner.enter('kubectl get pods -w')
  await stage.getByRole('button', { name: /Stop/ }).waitFor()
  const small = await stage.locator('button, a, input, [role="tab"]').evaluateAll((controls) =>
    controls
      .map((control) => ({ name: control.getAttribute('aria-label') ?? control.textContent, box: control.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < 24)
      .map(({ name, box }) => `${name.trim()}: ${String(box.width)} by ${String(box.height)}`),
  )
  expect(small).toEqual([])
})

test('where the system chooses the colours, the way of the slider and the state of a Pod are still drawn', async () => {
  const learner = await Learner.comes(visit, { forcedColors: 'active' })
  for (const mark of ['.way', '.passed', '.pod .light']) {
    const { drawn, behind } = await learner.stage
      .locator(mark)
      .first()
      .evaluate((element) => ({
        drawn: getComputedStyle(element).backgroundColor,
        behind: getComputedStyle(document.body).backgroundColor,
      }))
    expect(drawn, mark).not.toBe(behind)
    expect(drawn, mark).not.toBe('rgba(0, 0, 0, 0)')
  }
})
