// The lesson three-truths as a visitor uses it: refused, mended, applied, watched, looked back on, forked, kept over a reload.

import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { violationsOf } from './axe.ts'
import { LESSON, Learner } from './learner.ts'
import type { Coming } from './learner.ts'
import { visitSite } from './visit.ts'

const visit = visitSite()
const LABORATORY = /\/laboratory\.[^/]*\.js$/
const PHONE = { width: 360, height: 740 }
const STARTED_ONCE = ['from-env', 'from-envfrom', 'read-once', 'pinned']

const comes = (coming: Coming = {}) => Learner.comes(visit, coming)
const arrives = (coming: Coming) => Learner.arrives(visit, coming)

/** Keeps a file back until it is let in. */
function holdBack(file: RegExp): { readonly prepare: (page: Page) => Promise<unknown>; readonly letIn: () => void } {
  let letIn = (): void => undefined
  const held = new Promise<void>((resolve) => (letIn = resolve))
  const prepare = (page: Page) =>
    page.route(file, async (route) => {
      await held
      await route.continue()
    })
  return { prepare, letIn: () => letIn() }
}

describe('the stage', () => {
  test('applies what was asked for with Ctrl and Enter before the cluster was there', async () => {
    const { prepare, letIn } = holdBack(LABORATORY)
    const learner = await arrives({ prepare })
    const asked = learner.page.waitForRequest(LABORATORY)
    await learner.isSeen()
    await asked
    await learner.write('info', 'debug')
    await learner.text().press('Control+Enter')
    const taken = learner.stage.getByText('Taken. It is done as soon as what it needs is loaded.')
    await taken.waitFor()
    letIn()
    await learner.isReady()
    expect(await taken.count()).toBe(0)
    await learner.stage.getByText('configmap/settings configured').first().waitFor()
  })

  test('moves knob and playhead with the clock without a change of the document, so that nothing is drawn anew for them', async () => {
    const learner = await comes()
    const [knob, playhead] = [learner.stage.locator('.carrier'), learner.stage.locator('.ahead')]
    const leftEdge = async (part: typeof knob) => (await part.boundingBox())?.x ?? NaN
    const before = { knob: await leftEdge(knob), playhead: await leftEdge(playhead) }
    await learner.stage.evaluate((stage) => {
      new MutationObserver((changes) => {
        if (changes.some(({ target }) => target instanceof Element && target.matches('.carrier, .passed, .ahead, .known')))
          stage.setAttribute('data-redrawn', '')
      }).observe(stage, { subtree: true, attributeFilter: ['style', 'class'] })
    })
    await learner.press('Play')
    await expect.poll(() => leftEdge(knob)).toBeGreaterThan(before.knob)
    await expect.poll(() => leftEdge(playhead)).toBeGreaterThan(before.playhead)
    await learner.press('Pause')
    expect(await learner.stage.getAttribute('data-redrawn')).toBeNull()
  })

  test('does what was clicked before anybody could hear it', async () => {
    const { prepare, letIn } = holdBack(/\/Stage\.[^/]*\.js$/)
    const learner = await arrives({ prepare })
    await learner.isSeen()
    await learner.button('Restart the rollout').click()
    letIn()
    await learner.isReady()
    await learner.terminal.getByText('deployment.apps/web restarted').waitFor()
  })

  test('stands at the moment that was chosen, though what was asked for before still waited for its tools', async () => {
    const { prepare, letIn } = holdBack(/\/changes\.[^/]*\.js$/)
    const learner = await comes({ prepare })
    await learner.enter('kubectl label configmap settings seen=yes')
    await learner.goTo(30)
    letIn()
    await learner.terminal.getByText('configmap/settings labeled').waitFor()
    await learner.button('Play').waitFor()
    await expect.poll(() => learner.stage.getByLabel('Time since you came').innerText()).toBe('00:00:30')
  })

  test('goes from event to event for those who asked for less motion, and draws nothing on its way', async () => {
    const learner = await comes({ reducedMotion: 'reduce' })
    const { stage } = learner
    await learner.write('info', 'debug')
    await learner.press('60 times as fast')
    await learner.stopsClockOfPage()
    await learner.press('Apply')
    await learner.button('Pause').waitFor()
    // A minute of the cluster passes in a second of the page, and both Pods take up the change within a minute: each is shown by itself.
    const seen: (readonly string[])[] = []
    while (seen.at(-1)?.join() !== 'debug,debug') {
      await learner.page.clock.runFor(1000)
      seen.push(await learner.used('watched'))
      expect(await stage.locator('.wire').count()).toBe(0)
    }
    expect(seen.map((levels) => levels.toSorted().join())).toContain('debug,info')
    expect(await stage.locator('.outline').count()).toBeGreaterThan(0)
  })

  test('outlines what changed, and with another line what a change could not enter', async () => {
    const learner = await comes({ reducedMotion: 'reduce' })
    const { stage } = learner
    await learner.write('info', 'debug')
    await learner.press('Apply')
    await learner.goTo(120)
    await learner.transcript.getByRole('listitem').filter({ hasText: 'wrote the files' }).last().getByRole('button').press('Enter')
    await expect.poll(() => stage.locator('.outline.held').count()).toBe(3)
    expect(await stage.locator('.outline:not(.held)').count()).toBeGreaterThan(0)
  })

  test('says what the cluster did so far in words that are no score, and of a run that went another way that it did', async () => {
    const learner = await comes()
    const { stage } = learner
    const card = stage.locator('.right').getByText('Your prediction').locator('xpath=ancestor::*[self::p or self::details][1]')
    await stage.getByLabel('watched, a file').check()
    await learner.press('That is my prediction')
    await learner.write('info', 'debug')
    await learner.press('Apply')
    await learner.goTo(130)
    await card.getByText('5 of 5 right', { exact: true }).waitFor()
    await learner.goTo(20)
    await learner.press('Restart the rollout')
    await learner.goTo(60)
    await expect.poll(() => learner.used('read-once')).toEqual(['debug', 'debug'])
    await card.getByText('you said yes to 1 of 5').waitFor()
    await card.getByText('the cluster so far: yes to 5 of 5').waitFor()
    await learner.goTo(150)
    await card.getByText('5 of 5 right, of what was asked; this run went another way').waitFor()
    await card.getByText('You did something else, or more.').waitFor()
    await card.getByRole('listitem').filter({ hasText: 'read-once' }).getByText('no (in this run: yes)').waitFor()
  })

  test('strikes through the eye that hides the values of a Secret again', async () => {
    const learner = await comes()
    await learner.enter('kubectl create secret generic creds --from-literal=a=b')
    const eye = learner.button('Show values of creds')
    const drawn = () => eye.locator('path').getAttribute('d')
    const open = await drawn()
    await eye.press('Enter')
    await learner.stage.locator('button[aria-pressed=true]').and(eye).waitFor()
    expect(await drawn()).not.toBe(open)
    await eye.press('Enter')
    await expect.poll(drawn).toBe(open)
  })

  test('lays the future that was left over the new one, and leads to what differs', async () => {
    const learner = await comes()
    await learner.write('info', 'debug')
    await learner.press('Apply')
    await learner.goTo(120)
    await learner.goTo(10)
    await learner.write('debug', 'trace')
    await learner.press('Apply')
    await learner.goTo(100)
    const futures = learner.stage.getByRole('region', { name: 'Two futures' })
    await futures.getByText(/in one of the two alone/).press('Enter')
    const differences = (line: RegExp) => futures.getByRole('listitem').filter({ hasText: line }).count()
    await expect.poll(() => differences(/^\S+\s+left\s[^]*= debug$/)).toBe(2)
    await expect.poll(() => differences(/^\S+\s+new\s[^]*= trace$/)).toBe(2)
    await futures.getByRole('listitem').filter({ hasText: '= trace' }).first().getByRole('button').press('Enter')
    await expect.poll(() => learner.used('watched')).toEqual(expect.arrayContaining(['trace', 'info']))
    await futures.getByRole('button', { name: 'Hide the future you left' }).press('Enter')
    await futures.waitFor({ state: 'detached' })
  })

  test('refuses a boolean in the words that kubectl prints then, at its line, and keeps what was typed and what is asked', async () => {
    const learner = await comes()
    const { stage } = learner
    await learner.write('info', 'true')
    const problem = stage.locator('.diagnostics .error')
    await problem.filter({ hasText: 'line 6' }).waitFor()
    const quoted = problem
      .locator('.said')
      .filter({ hasText: /The request is invalid: patch: Invalid value: .*unrecognized type: string$/ })
    await quoted.waitFor()
    const line = (await quoted.innerText()).replace(/^Kubernetes says:\s*/, '')
    // Nothing has moved yet: a mouse does it.
    await learner.button('Apply').click()
    await learner.terminal.getByText('The request is invalid').waitFor()
    expect((await learner.terminal.innerText()).split('\n')).toContain(line)
    await stage.getByRole('group', { name: 'Which readers use debug within two minutes?' }).waitFor()
    await stage.getByRole('region', { name: 'What that means' }).getByText('The value has the wrong type').waitFor()
    expect(await learner.text().inputValue()).toContain('LOG_LEVEL: true')
  })

  test('shows five outcomes of one change, the past again, and another future from there', async () => {
    const learner = await comes()
    const use = (reader: string, level: string) => expect.poll(() => learner.used(reader), { message: reader }).toEqual([level, level])
    await learner.write('info', 'debug')
    await learner.press('Apply')
    await learner.terminal.getByText('configmap/settings configured').waitFor()
    await learner.goTo(120)
    await use('watched', 'debug')
    for (const reader of STARTED_ONCE) await use(reader, 'info')
    await learner.goTo(10)
    await use('watched', 'info')
    await learner.write('debug', 'trace')
    await learner.press('Apply')
    await learner.goTo(130)
    await use('watched', 'trace')
    await learner.press('Restart the rollout')
    await learner.goTo(150)
    for (const reader of STARTED_ONCE) await use(reader, 'trace')
  })

  test('tells after two minutes which predictions held, each with its reason', async () => {
    const learner = await comes()
    const { stage } = learner
    await stage.getByLabel('watched, a file').check()
    await stage.getByLabel('read-once, the same file').check()
    await learner.press('That is my prediction')
    await learner.write('info', 'debug')
    await learner.press('Apply')
    await learner.goTo(121)
    await stage.locator('.result').filter({ hasText: '4 of 5 right' }).waitFor()
    await stage.locator('.result .wrong').filter({ hasText: 'the process never opens it again' }).waitFor()
  })

  test('asks for a prediction before the manifests, keeps it over a reload, and asks again after Reset', async () => {
    const learner = await comes({ viewport: PHONE })
    const { page, stage } = learner
    const question = learner.button('That is my prediction')
    const [asked, text] = await Promise.all([question.boundingBox(), learner.text().boundingBox()])
    expect(asked?.y ?? 0).toBeLessThan(text?.y ?? 0)
    await stage.getByLabel('watched, a file').check()
    await question.press('Enter')
    await expect.poll(() => page.evaluate('document.activeElement?.textContent')).toBe('settings.yaml')
    await learner.comesBack()
    await stage.getByText('Your prediction').waitFor()
    expect(await question.count()).toBe(0)
    await learner.press('Reset')
    await question.waitFor()
  })

  test('answers why with the chain of causes', async () => {
    const learner = await comes()
    await learner.press(/^Why does from-env /)
    await learner.stage.getByRole('region', { name: 'Cause' }).filter({ hasText: 'Deployment controller made ReplicaSet' }).waitFor()
  })

  test.each([360, 1440])('answers why below the row that was asked, and says why it did not follow, at %d px', async (width) => {
    const learner = await comes({ viewport: { width, height: 800 } })
    const { stage } = learner
    await learner.write('info', 'debug')
    await learner.press('Apply')
    await learner.goTo(120)
    const why = learner.button(/^Why does from-env /)
    await why.press('Enter')
    const answer = stage.getByRole('region', { name: 'Cause' })
    await answer.getByText('A variable gets its value once, when its container starts.').waitFor()
    expect(await why.getAttribute('aria-expanded')).toBe('true')
    const row = await stage.locator('tr.asked').boundingBox()
    const below = await answer.boundingBox()
    expect((below?.y ?? 0) - (row?.y ?? 0) - (row?.height ?? 0)).toBeLessThan(2)
    await learner.goTo(0)
    await answer.getByText('uses LOG_LEVEL = info').waitFor()
  })

  test('says at the board that one looks at the past, and leads back to now', async () => {
    const learner = await comes()
    const { stage } = learner
    const past = stage.locator('.right [role=status]', { hasText: 'You look at the past.' })
    await learner.goTo(60)
    await expect.poll(() => past.count()).toBe(0)
    await learner.goTo(20)
    await past.waitFor()
    await learner.press('Back to now')
    await past.waitFor({ state: 'detached' })
    expect(await stage.getByRole('slider', { name: 'Moment' }).getAttribute('aria-valuetext')).toBe('00:01:00')
  })

  test('keeps text and run over a reload, and begins anew after Reset', async () => {
    const learner = await comes()
    await learner.write('info', 'debug')
    await learner.press('Apply')
    await learner.terminal.getByText('configmap/settings configured').waitFor()
    await learner.comesBack()
    await expect.poll(() => learner.text().inputValue()).toContain('debug')
    await learner.stage.locator('.board').filter({ hasText: 'debug' }).waitFor()
    await learner.press('Reset')
    await expect.poll(() => learner.text().inputValue()).toContain('info')
  })

  test('answers for kinds that its lesson does not have, and once it is there without a network', async () => {
    const learner = await comes()
    const { page, stage } = learner
    await page.waitForLoadState('networkidle')
    await page.context().setOffline(true)
    await learner.text().fill('{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80, protocol: udp}]}}')
    await stage.locator('.diagnostics .error', { hasText: 'Unsupported value: "udp"' }).waitFor()
    await learner.text().fill('{apiVersion: batch/v1, kind: CronJob, metadata: {name: web}, spec: {schedule: never, jobTemplate: {}}}')
    await stage.locator('.diagnostics .error', { hasText: 'expected exactly 5 fields' }).waitFor()
  })

  test('says that a full storage keeps nothing, and goes on', async () => {
    const learner = await comes()
    await learner.page.evaluate("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }")
    await learner.write('info', 'debug')
    await learner.stage.getByText('This browser keeps nothing for the page').waitFor()
    await learner.press('Apply')
    await learner.terminal.getByText('configmap/settings configured').waitFor()
  })

  test('works with a storage that holds nonsense', async () => {
    const learner = await comes({
      prepare: (page) =>
        page.addInitScript(
          "localStorage.setItem('third-factor/1/three-truths/five-readers/acts', '[{\"atMs\":'); localStorage.setItem('third-factor/1/three-truths/five-readers/files', '7')",
        ),
    })
    expect(await learner.text().inputValue()).toContain('info')
  })

  test('can be used by keyboard alone: Ctrl-Enter applies, the slider moves time', async () => {
    const learner = await comes()
    const { page } = learner
    await learner.text().focus()
    await page.keyboard.press('Control+End')
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('Backspace')
    await page.keyboard.type('debug')
    await page.keyboard.press('Control+Enter')
    await learner.terminal.getByText('configmap/settings configured').waitFor()
    await learner.stage.getByRole('slider', { name: 'Moment' }).press('End')
    await expect.poll(() => learner.used('watched')).toEqual(['debug', 'debug'])
  })

  test.each([
    { viewport: PHONE, colorScheme: 'dark' },
    { viewport: { width: 1440, height: 1000 }, colorScheme: 'light' },
  ] as const)('is whole at $viewport.width px, $colorScheme', async (screen) => {
    const learner = await comes(screen)
    await learner.write('info', 'debug')
    await learner.press('Apply')
    await learner.goTo(120)
    await expect.poll(() => learner.used('watched')).toEqual(['debug', 'debug'])
    expect(await learner.page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    expect(await violationsOf(learner.page)).toEqual([])
  })

  test('draws the same run in the browser as in Node', async () => {
    const recorded = await visit.open({ javaScriptEnabled: false })
    await recorded.goto(visit.site.origin + LESSON)
    const text = await recorded.locator('.recorded pre').innerText()
    const learner = await comes()
    await learner.write('info', 'debug')
    await learner.press('Apply')
    await learner.goTo(120)
    await expect.poll(() => learner.used('watched')).toEqual(['debug', 'debug'])
    const live = await learner.transcript.locator('li > span').allInnerTexts()
    const told = live.map((line) => line.split('\n')[0] ?? '')
    expect(told.length).toBeGreaterThan(8)
    for (const line of told) expect(text).toContain(line.replace(/^\$ /, ''))
  })

  test('the exercise says without being asked what is not met yet, names a known mistake, is solved by a command, and keeps an attempt', async () => {
    const learner = await (await comes()).turnsTo(1)
    await learner.write('info', 'debug')
    await learner.press('Apply')
    const panel = learner.stage.getByRole('region', { name: 'Every replica, no outage' })
    await panel.getByText('no change of a ConfigMap ever starts a rollout').waitFor()
    await panel.getByText('2 of 3 met').waitFor()
    expect(await panel.getAttribute('data-graded-by')).toBe('worker')
    await learner.enter('kubectl rollout restart deployment web')
    await panel.getByText('Solved.', { exact: true }).waitFor()
    expect(await panel.getByRole('link', { name: /^Next lesson/ }).getAttribute('href')).toContain('/lessons/rolling-out-config')
    await panel.getByRole('button', { name: 'Undo the last step' }).press('Enter')
    await panel.getByText('2 of 3 met').waitFor()
    await learner.press('Reset')
    await panel.getByText('1 of 3 met').waitFor()
    await learner.press('Bring my text back')
    await panel.getByText('2 of 3 met').waitFor()
  })

  test.each([
    ['cluster', LABORATORY],
    ['panel', /\/late-panels\.[^/]*\.js$/],
  ])('a %s that could not be loaded is told of where it is seen, and comes when it is asked for again', async (_what, file) => {
    const learner = await arrives({ viewport: PHONE, prepare: (page) => page.route(file, (route) => route.abort(), { times: 1 }) })
    await learner.isSeen()
    const alert = learner.page.getByRole('alert').filter({ hasText: 'The cluster could not be loaded.' })
    await alert.waitFor()
    const box = await alert.boundingBox()
    expect(box === null ? 0 : box.y + box.height).toBeLessThanOrEqual(PHONE.height)
    await alert.getByRole('button', { name: 'Try again' }).press('Enter')
    await learner.isReady()
    expect(await alert.count()).toBe(0)
  })

  test('a line whose tools cannot be loaded stays in the terminal, can be brought back, and runs when there is a network again', async () => {
    const learner = await comes()
    await learner.page.context().setOffline(true)
    await learner.enter('kubectl describe configmap settings')
    await learner.terminal.getByText('could not be loaded; the cluster is as it was').waitFor()
    await learner.terminal.getByText('kubectl describe configmap settings').waitFor()
    expect(await learner.stage.getByRole('alert').count()).toBe(0)
    await learner.line.press('ArrowUp')
    await expect.poll(() => learner.line.inputValue()).toBe('kubectl describe configmap settings')
    await learner.page.context().setOffline(false)
    await learner.terminal.getByText(/^Name: +settings/m).waitFor()
    await learner.terminal.getByText('could not be loaded').waitFor({ state: 'detached' })
  })

  test('what was pressed and cannot be loaded says so below the button, and is tried again', async () => {
    const learner = await comes()
    await learner.page.context().setOffline(true)
    await learner.press('Restart the rollout')
    const said = learner.stage.locator('[data-place="editor"]').getByRole('status').filter({ hasText: 'could not be loaded' })
    await said.waitFor()
    await learner.page.context().setOffline(false)
    await learner.terminal.getByText('deployment.apps/web restarted').waitFor()
    await said.waitFor({ state: 'detached' })
  })

  test('what an exercise asks is read beside the editor, before there is a cluster', async () => {
    const { page } = await arrives({
      viewport: { width: 1000, height: 800 },
      prepare: (opened) => opened.route(LABORATORY, () => undefined),
    })
    const { stage } = new Learner(page, 1)
    await stage.scrollIntoViewIfNeeded()
    const asked = stage.getByRole('region', { name: 'Every replica, no outage' })
    await asked.getByText('Every process of every replica uses').waitFor()
    const [goal, editor] = await Promise.all([asked.boundingBox(), stage.getByRole('tabpanel').boundingBox()])
    if (goal === null || editor === null) throw new Error('Both are drawn.')
    expect(goal.x).toBeGreaterThanOrEqual(editor.x + editor.width)
    expect(goal.y).toBeLessThanOrEqual(editor.y)
  })

  test('while what is asked is out of sight, a line says how it stands and leads back to it', async () => {
    const learner = await (await comes()).turnsTo(1)
    await learner.enter('kubectl rollout restart deployment web')
    const standing = learner.button(/^Exercise: . of 3 met/)
    await standing.press('Enter')
    await standing.waitFor({ state: 'detached' })
    await learner.stage.getByRole('region', { name: 'Every replica, no outage' }).getByText('of 3 met').waitFor()
  })
})
