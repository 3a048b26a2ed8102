// What a learner takes along: the board as a picture, the transcript as a text, a page on paper.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Learner } from './learner.ts'
import type { Coming } from './learner.ts'
import { visitSite } from './visit.ts'

const visit = visitSite()

async function saved(learner: Learner, button: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([learner.page.waitForEvent('download'), learner.press(button)])
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

async function twoMinutesAfterAChange(coming: Coming): Promise<Learner> {
  const learner = await Learner.comes(visit, coming)
  await learner.write('info', 'debug')
  await learner.press('Apply')
  await learner.goTo(120)
  await expect.poll(() => learner.used('watched')).toEqual(['debug', 'debug'])
  return learner
}

describe('an experiment is saved', () => {
  test('as a picture that any program can read, as dots, and as text, under the strict policy', async () => {
    const learner = await twoMinutesAfterAChange({ bypassCSP: false })
    const svg = await saved(learner, 'Board as SVG')
    expect(svg.name).toBe('three-truths-five-readers.svg')
    const problems = await learner.page.evaluate(
      (text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('parsererror, [fill=""], [stroke=""]').length,
      svg.bytes.toString('utf8'),
    )
    expect(problems).toBe(0)
    expect(svg.bytes.toString('utf8')).toContain('debug v2')
    const png = await saved(learner, 'Board as PNG')
    expect(png.bytes.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(png.bytes.readUInt32BE(16)).toBe(2560)
    const text = await saved(learner, 'Transcript as text')
    expect(text.name).toBe('three-truths-five-readers.txt')
    expect(text.bytes.toString('utf8')).toMatch(/^00:00:00 {2}you +ran kubectl apply -f settings\.yaml -f web\.yaml$/m)
  })
})

describe('on paper', () => {
  test('a stage that nobody came to has all its manifests', async () => {
    const learner = await Learner.arrives(visit, { javaScriptEnabled: false })
    await learner.page.emulateMedia({ media: 'print' })
    const printed = learner.stage.locator('.printed')
    expect(await printed.locator('h3:visible').allInnerTexts()).toEqual(['settings.yaml', 'web.yaml'])
    expect(await printed.locator('pre').last().innerText()).toContain('kind: Deployment')
    expect(await learner.stage.locator('textarea:visible').count()).toBe(0)
  })

  test('a dark page has the manifests, the board and the whole transcript in light colours, and nothing to press', async () => {
    const learner = await twoMinutesAfterAChange({ colorScheme: 'dark' })
    const { page, stage } = learner
    await page.emulateMedia({ media: 'print' })
    const manifest = stage.locator('.printed pre').first()
    expect(await manifest.innerText()).toContain('LOG_LEVEL: debug')
    expect(await stage.locator('.board').isVisible()).toBe(true)
    expect(await stage.getByRole('log', { name: 'Transcript' }).evaluate((log) => log.scrollHeight - log.clientHeight)).toBe(0)
    expect(await stage.getByRole('log', { name: 'Transcript' }).locator('li button').first().isVisible()).toBe(true)
    expect(await stage.locator('.strip').isVisible()).toBe(false)
    expect(
      await stage
        .locator('.dial circle')
        .last()
        .evaluate((circle) => getComputedStyle(circle).display),
    ).not.toBe('none')
    const pressable = stage.locator('button:visible, input:visible, textarea:visible').filter({ hasNotText: /^\d\d:\d\d:\d\d$/ })
    expect(await pressable.count()).toBe(0)
    expect(await page.locator('header.header').isVisible()).toBe(false)
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(251, 250, 248)')
    expect(
      await page.evaluate(
        "[...document.querySelectorAll('*')].filter((each) => ['sticky', 'fixed'].includes(getComputedStyle(each).position) && each.getClientRects().length > 0).map((each) => each.className)",
      ),
    ).toEqual([])
  })
})
