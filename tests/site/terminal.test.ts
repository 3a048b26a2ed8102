// The terminal of a stage, by keyboard alone: commands that wait, a shell in a container, here-documents, files, history, paste.

import { describe, expect, test } from 'vitest'
import type { Browser, Locator, Page } from 'playwright-core'
import { violationsOf } from './axe.ts'
import { visitSite } from './visit.ts'

const visit = visitSite()

interface Opened {
  readonly page: Page
  readonly input: Locator
  readonly log: Locator
  enter(line: string): Promise<void>
}

async function openTerminal(options: Parameters<Browser['newContext']>[0] = {}): Promise<Opened> {
  const context = await visit.browser.newContext({ viewport: { width: 1440, height: 1000 }, bypassCSP: true, ...options })
  const page = await context.newPage()
  await page.goto(`${visit.site.origin}/lessons/three-truths/`)
  await page.locator('section.stage').first().scrollIntoViewIfNeeded()
  const log = page.getByRole('log', { name: 'Terminal' }).first()
  await page.locator('section.stage').first().and(page.locator('[aria-busy=false]')).waitFor()
  // On a narrow screen transcript and terminal share a place.
  const choice = page.getByRole('button', { name: 'Terminal', exact: true }).first()
  if (await choice.isVisible()) await choice.click()
  const input = page.locator('.terminal input').first()
  const enter = async (line: string) => {
    await input.fill(line)
    await input.press('Enter')
  }
  return { page, input, log, enter }
}

describe('the terminal', () => {
  test('keeps in sight what a command goes on printing', async () => {
    const { page, log, enter } = await openTerminal()
    await page.getByRole('button', { name: '60 times as fast' }).first().click()
    await enter('for i in $(seq 1 30); do echo $i; done; kubectl rollout restart deploy/web && kubectl rollout status deploy/web')
    await log.getByText('successfully rolled out').waitFor()
    await expect.poll(() => log.evaluate((list) => list.scrollHeight - list.clientHeight - list.scrollTop)).toBeLessThanOrEqual(1)
  })

  test('answers a command, and gives it back with the arrow key', async () => {
    const { page, input, log, enter } = await openTerminal()
    await enter('kubectl get configmap settings')
    await log.getByText(/settings +1/).waitFor()
    await input.press('ArrowUp')
    expect(await input.inputValue()).toBe('kubectl get configmap settings')
    await page.context().close()
  })

  test('what a line needs is fetched when a line first needs it, and lines keep their order', async () => {
    const { page, input, log, enter } = await openTerminal()
    const fetched: string[] = []
    page.on('request', (request) => {
      const [, set] = /\/(terminal|changes|describe|kustomize|templates|scripts|reference)\.[\w-]+\.js$/.exec(request.url()) ?? []
      if (set !== undefined) fetched.push(set)
    })
    await page.getByRole('button', { name: 'Apply' }).first().click()
    expect(fetched).toEqual([])
    await input.focus()
    await expect.poll(() => fetched).toEqual(['terminal'])
    await enter('kubectl describe configmap settings')
    await enter('kubectl get configmap settings')
    await log.getByText(/settings +1/).waitFor()
    expect((await log.innerText()).match(/^(?:Name: |NAME )/gm)).toEqual(['Name: ', 'NAME '])
    await input.fill('kubectl label nod')
    await input.press('Tab')
    await expect.poll(() => input.inputValue()).toBe('kubectl label nodes ')
    expect(fetched).toEqual(['terminal', 'describe', 'changes'])
    await page.context().close()
  })

  test('finds an earlier line with Ctrl-R', async () => {
    const { page, input, log, enter } = await openTerminal()
    await enter('kubectl get configmap settings')
    await enter('kubectl get deployments')
    await log.getByText('UP-TO-DATE').waitFor()
    await input.press('Control+r')
    await input.pressSequentially('configm')
    await input.press('Enter')
    expect((await log.innerText()).match(/^settings/gm)).toHaveLength(2)
    await page.context().close()
  })

  test('a watch goes on with the clock until Ctrl-C ends it', async () => {
    const { page, input, log, enter } = await openTerminal()
    await enter('kubectl get pods -w')
    await page.getByRole('button', { name: /Stop/ }).waitFor()
    await page.getByRole('button', { name: 'Pause' }).first().waitFor()
    await input.press('Control+c')
    await log.getByText('^C').waitFor()
    await enter('kubectl version')
    await page.getByRole('button', { name: /Stop/ }).waitFor({ state: 'detached' })
    await page.context().close()
  })

  test('a shell in a container keeps its prompt, reads lines and is left', async () => {
    const { page, log, enter } = await openTerminal()
    await enter('kubectl exec -it deploy/web -c watched -- sh')
    await page.getByText('/ #', { exact: false }).first().waitFor()
    await enter('A=42')
    await enter('echo "it is $A"')
    await log.getByText('it is 42').last().waitFor()
    await enter('exit')
    await page.getByRole('button', { name: /Stop/ }).waitFor({ state: 'detached' })
    await page.context().close()
  })

  test('a loop fetches what loops need, and kubectl run -it is attached to a shell until it is left', async () => {
    const { page, log, enter } = await openTerminal()
    await enter('for n in one two; do echo "this is $n"; done')
    await log.getByText('this is two').waitFor()
    await enter('kubectl run box --image=busybox:1.36 -it --rm --restart=Never -- sh')
    await page.getByText("If you don't see a command prompt, try pressing enter.").first().waitFor()
    await enter('echo inside $((6 * 7))')
    await log.getByText('inside 42').waitFor()
    await enter('exit')
    await log.getByText('pod "box" deleted from default namespace').waitFor()
    await page.context().close()
  })

  test('a here-document is read to its end, and what it makes is in the cluster', async () => {
    const { page, log, enter } = await openTerminal()
    for (const line of ['kubectl apply -f - <<EOF', 'apiVersion: v1', 'kind: ConfigMap', 'metadata: {name: typed}', 'EOF'])
      await enter(line)
    await log.getByText('configmap/typed created').waitFor()
    await page.context().close()
  })

  test('a file that a command writes is a tab of the editor', async () => {
    const { page, enter } = await openTerminal()
    await enter('kubectl create configmap made --from-literal=a=b --dry-run=client -o yaml > made.yaml')
    await page.getByRole('tab', { name: 'made.yaml' }).click()
    expect(await page.getByRole('textbox', { name: 'Text of made.yaml' }).inputValue()).toContain('a: b')
    await page.context().close()
  })

  test('pasted lines run one after the other, and the last one waits for Enter', async () => {
    const { page, input, log } = await openTerminal()
    await input.evaluate((element) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', 'kubectl get configmap settings\nkubectl get deployments\nkubectl get pods')
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    })
    await log.getByText('UP-TO-DATE').waitFor()
    expect(await input.inputValue()).toBe('kubectl get pods')
    expect(await log.innerText()).toMatch(/settings[\s\S]*UP-TO-DATE/)
    await page.context().close()
  })

  test('kubectl edit opens the object in the editor, and saving stores it', async () => {
    const { page, log, enter } = await openTerminal()
    await page.getByRole('button', { name: 'Plain text' }).first().press('Enter')
    await enter('kubectl edit configmap settings')
    const text = page.getByRole('textbox', { name: /^Text of .*edit/ }).first()
    await text.waitFor()
    await text.fill((await text.inputValue()).replace('LOG_LEVEL: info', 'LOG_LEVEL: edited'))
    await page.getByRole('button', { name: 'Save and close' }).click()
    await log.getByText('configmap/settings edited').waitFor()
    await enter('kubectl get configmap settings -o jsonpath={.data.LOG_LEVEL}')
    await log.getByText('edited').last().waitFor()
    expect(await page.getByRole('tab', { name: /edit/ }).count()).toBe(0)
    await page.context().close()
  })

  test('kubectl edit closed without a change stores nothing', async () => {
    const { page, log, enter } = await openTerminal()
    await enter('kubectl edit configmap settings')
    await page.getByRole('button', { name: 'Close without saving' }).click()
    await log.getByText('Edit cancelled, no changes made.').waitFor()
    await page.context().close()
  })

  test('does not hold the focus: Escape, then Tab leaves it', async () => {
    const { page, input } = await openTerminal()
    await input.fill('kubectl g')
    await input.press('Escape')
    await input.press('Tab')
    expect(await input.evaluate((element) => element === document.activeElement)).toBe(false)
    await page.context().close()
  })

  test('tables keep their lines on a phone, and are copied as kubectl printed them', async () => {
    const { page, log, enter } = await openTerminal({
      viewport: { width: 360, height: 740 },
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await enter('kubectl get nodes -o wide')
    const table = log.locator('.stdout').last()
    await table.waitFor()
    const printed = ((await table.textContent()) ?? '').trimEnd().split('\n')
    expect(printed[0]).toMatch(/^NAME .* CONTAINER-RUNTIME$/)
    const linesDrawn = await table.evaluate(
      (element) => new Set([...element.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => top)).size,
    )
    expect(linesDrawn).toBe(printed.length)
    expect(await log.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true)
    await log.evaluate((element) => {
      document.getSelection()?.selectAllChildren(element)
    })
    await page.keyboard.press('Control+c')
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied.trimEnd().split('\n')).toEqual(['$ kubectl get nodes -o wide', ...printed])
    await page.context().close()
  })

  test('what is found in the history has room on a phone', async () => {
    const { page, input, log, enter } = await openTerminal({ viewport: { width: 360, height: 740 } })
    await enter('kubectl get configmap settings')
    await log.getByText(/settings +1/).waitFor()
    await input.press('Control+r')
    await input.pressSequentially('configm')
    await page.locator('.terminal .found').first().waitFor()
    expect((await input.boundingBox())?.width).toBeGreaterThan(120)
    await page.context().close()
  })

  test('has keys to tap on a touch screen, and no barrier for a screen reader', async () => {
    const { page, enter } = await openTerminal({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
    await enter('kubectl get pods')
    await page.getByRole('button', { name: 'Previous line' }).first().tap()
    expect(await page.locator('.terminal input').first().inputValue()).toBe('kubectl get pods')
    expect(await violationsOf(page, "'.terminal'")).toEqual([])
    await page.context().close()
  })
})
