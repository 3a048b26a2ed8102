// The terminal of a stage, by keyboard alone: commands that wait, a shell in a container, here-documents, files, history, paste.

import { describe, expect, test } from 'vitest'
import { violationsOf } from './axe.ts'
import { Learner } from './learner.ts'
import type { Coming } from './learner.ts'
import { visitSite } from './visit.ts'

const visit = visitSite()
const PHONE = { width: 360, height: 740 }

async function opensTerminal(coming: Coming = {}): Promise<Learner> {
  const learner = await Learner.comes(visit, coming)
  await learner.showTerminal()
  return learner
}

describe('the terminal', () => {
  test('keeps in sight what a command goes on printing', async () => {
    const learner = await opensTerminal()
    await learner.press('60 times as fast')
    await learner.enter('for i in $(seq 1 30); do echo $i; done; kubectl rollout restart deploy/web && kubectl rollout status deploy/web')
    await learner.terminal.getByText('successfully rolled out').waitFor()
    await expect
      .poll(() => learner.terminal.evaluate((list) => list.scrollHeight - list.clientHeight - list.scrollTop))
      .toBeLessThanOrEqual(1)
  })

  test('answers a command, and gives it back with the arrow key', async () => {
    const learner = await opensTerminal()
    await learner.enter('kubectl get configmap settings')
    await learner.terminal.getByText(/settings +1/).waitFor()
    await learner.line.press('ArrowUp')
    await expect.poll(() => learner.line.inputValue()).toBe('kubectl get configmap settings')
  })

  test('what a line needs is fetched when a line first needs it, and lines keep their order', async () => {
    const learner = await opensTerminal()
    const fetched: string[] = []
    learner.page.on('request', (request) => {
      const [, set] = /\/(terminal|changes|describe|kustomize|templates|scripts|reference)\.[\w-]+\.js$/.exec(request.url()) ?? []
      if (set !== undefined) fetched.push(set)
    })
    await learner.press('Apply')
    await learner.terminal.getByText('configmap/settings unchanged').waitFor()
    expect(fetched).toEqual([])
    await learner.line.focus()
    await expect.poll(() => fetched).toEqual(['terminal'])
    await learner.enter('kubectl describe configmap settings')
    await learner.enter('kubectl get configmap settings')
    await learner.terminal.getByText(/settings +1/).waitFor()
    expect((await learner.terminal.innerText()).match(/^(?:Name: |NAME )/gm)).toEqual(['Name: ', 'NAME '])
    await learner.line.fill('kubectl label nod')
    await learner.line.press('Tab')
    await expect.poll(() => learner.line.inputValue()).toBe('kubectl label nodes ')
    expect(fetched).toEqual(['terminal', 'describe', 'changes'])
  })

  test('finds an earlier line with Ctrl-R', async () => {
    const learner = await opensTerminal()
    await learner.enter('kubectl get configmap settings')
    await learner.enter('kubectl get deployments')
    await learner.terminal.getByText('UP-TO-DATE').waitFor()
    await learner.line.press('Control+r')
    await learner.line.pressSequentially('configm')
    await learner.line.press('Enter')
    await expect.poll(async () => (await learner.terminal.innerText()).match(/^settings/gm)).toHaveLength(2)
  })

  test('a watch goes on with the clock until Ctrl-C ends it', async () => {
    const learner = await opensTerminal()
    await learner.enter('kubectl get pods -w')
    await learner.button(/^Stop/).waitFor()
    await learner.button('Pause').waitFor()
    await learner.line.press('Control+c')
    await learner.terminal.getByText('^C').waitFor()
    await learner.enter('kubectl version')
    await learner.button(/^Stop/).waitFor({ state: 'detached' })
  })

  test('a shell in a container keeps its prompt, reads lines and is left', async () => {
    const learner = await opensTerminal()
    await learner.enter('kubectl exec -it deploy/web -c watched -- sh')
    await learner.stage.getByText('/ #').first().waitFor()
    await learner.enter('A=42')
    await learner.enter('echo "it is $A"')
    await learner.terminal.getByText('it is 42').last().waitFor()
    await learner.enter('exit')
    await learner.button(/^Stop/).waitFor({ state: 'detached' })
  })

  test('a loop fetches what loops need, and kubectl run -it is attached to a shell until it is left', async () => {
    const learner = await opensTerminal()
    await learner.enter('for n in one two; do echo "this is $n"; done')
    await learner.terminal.getByText('this is two').waitFor()
    await learner.enter('kubectl run box --image=busybox:1.36 -it --rm --restart=Never -- sh')
    await learner.stage.getByText("If you don't see a command prompt, try pressing enter.").first().waitFor()
    await learner.enter('echo inside $((6 * 7))')
    await learner.terminal.getByText('inside 42').waitFor()
    await learner.enter('exit')
    await learner.terminal.getByText('pod "box" deleted from default namespace').waitFor()
  })

  test('a here-document is read to its end, and what it makes is in the cluster', async () => {
    const learner = await opensTerminal()
    for (const line of ['kubectl apply -f - <<EOF', 'apiVersion: v1', 'kind: ConfigMap', 'metadata: {name: typed}', 'EOF'])
      await learner.enter(line)
    await learner.terminal.getByText('configmap/typed created').waitFor()
  })

  test('a file that a command writes is a tab of the editor', async () => {
    const learner = await opensTerminal()
    await learner.enter('kubectl create configmap made --from-literal=a=b --dry-run=client -o yaml > made.yaml')
    const tab = learner.stage.getByRole('tab', { name: 'made.yaml' })
    await tab.focus()
    await tab.press('Enter')
    await expect.poll(() => learner.text('made.yaml').inputValue()).toContain('a: b')
  })

  test('pasted lines run one after the other, and the last one waits for Enter', async () => {
    const learner = await opensTerminal()
    await learner.line.evaluate((element) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', 'kubectl get configmap settings\nkubectl get deployments\nkubectl get pods')
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    })
    await learner.terminal.getByText('UP-TO-DATE').waitFor()
    await expect.poll(() => learner.line.inputValue()).toBe('kubectl get pods')
    expect(await learner.terminal.innerText()).toMatch(/settings[\s\S]*UP-TO-DATE/)
  })

  test('kubectl edit opens the object in the editor, and saving stores it', async () => {
    const learner = await opensTerminal()
    await learner.press('Plain text')
    await learner.enter('kubectl edit configmap settings')
    const text = learner.stage.getByRole('textbox', { name: /^Text of .*edit/ })
    await text.waitFor()
    await text.fill((await text.inputValue()).replace('LOG_LEVEL: info', 'LOG_LEVEL: edited'))
    await learner.press('Save and close')
    await learner.terminal.getByText('configmap/settings edited').waitFor()
    await learner.enter('kubectl get configmap settings -o jsonpath={.data.LOG_LEVEL}')
    await learner.terminal.getByText('edited').last().waitFor()
    expect(await learner.stage.getByRole('tab', { name: /edit/ }).count()).toBe(0)
  })

  test('kubectl edit closed without a change stores nothing', async () => {
    const learner = await opensTerminal()
    await learner.enter('kubectl edit configmap settings')
    await learner.press('Close without saving')
    await learner.terminal.getByText('Edit cancelled, no changes made.').waitFor()
  })

  test('does not hold the focus: Escape, then Tab leaves it', async () => {
    const learner = await opensTerminal()
    await learner.line.fill('kubectl g')
    await learner.line.press('Escape')
    await learner.line.press('Tab')
    await expect.poll(() => learner.line.evaluate((element) => element === document.activeElement)).toBe(false)
  })

  test('tables keep their lines on a phone, and are copied as kubectl printed them', async () => {
    const learner = await opensTerminal({
      viewport: PHONE,
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await learner.enter('kubectl get nodes -o wide')
    const table = learner.terminal.locator('.stdout').last()
    await table.waitFor()
    const printed = ((await table.textContent()) ?? '').trimEnd().split('\n')
    expect(printed[0]).toMatch(/^NAME .* CONTAINER-RUNTIME$/)
    const linesDrawn = await table.evaluate(
      (element) => new Set([...element.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => top)).size,
    )
    expect(linesDrawn).toBe(printed.length)
    expect(await learner.terminal.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true)
    await learner.terminal.evaluate((element) => {
      document.getSelection()?.selectAllChildren(element)
    })
    await learner.page.keyboard.press('Control+c')
    const copied = () => learner.page.evaluate(() => navigator.clipboard.readText())
    await expect.poll(async () => (await copied()).trimEnd().split('\n')).toEqual(['$ kubectl get nodes -o wide', ...printed])
  })

  test('the lines of a command that goes on stay in sight above the one that is typed', async () => {
    const learner = await opensTerminal()
    await learner.enter('for i in $(seq 1 60); do echo $i; done')
    await learner.terminal.getByText('60').waitFor()
    await learner.enter('kubectl get pods \\')
    await learner.enter('  -o wide \\')
    await learner.terminal.locator('pre').filter({ hasText: '-o wide' }).waitFor()
    await expect
      .poll(() => learner.terminal.evaluate((list) => list.scrollHeight - list.clientHeight - list.scrollTop))
      .toBeLessThanOrEqual(1)
    expect(await learner.terminal.innerText()).toMatch(/\$ kubectl get pods \\\n> +-o wide \\$/)
  })

  test('text that is wider than the panel has room at its end, and a shade where it goes on', async () => {
    const learner = await opensTerminal({ viewport: PHONE })
    await learner.enter('kubectl get nodes -o wide')
    const table = learner.terminal.locator('.stdout').last()
    await table.waitFor()
    await learner.terminal.evaluate((list) => {
      list.scrollLeft = list.scrollWidth
    })
    const panel = await learner.terminal.locator('..').boundingBox()
    const widest = await table.evaluate((element) => Math.max(...Array.from(element.getClientRects(), ({ right }) => right)))
    expect((panel?.x ?? 0) + (panel?.width ?? 0) - widest).toBeGreaterThanOrEqual(8)
    expect(await learner.terminal.evaluate((list) => getComputedStyle(list).backgroundAttachment)).toBe('local, local, scroll, scroll')
    // What lies over a shade hides it.
    expect(await table.evaluate((printed) => getComputedStyle(printed.closest('pre') ?? printed).backgroundColor)).toBe('rgba(0, 0, 0, 0)')
  })

  test('completions that have no room are counted', async () => {
    const learner = await opensTerminal({ viewport: PHONE })
    await learner.line.fill('kubectl ')
    await learner.line.press('Tab')
    const offered = learner.stage.getByRole('status', { name: 'Completions' })
    await offered.getByText(/^\d+ more$/).waitFor()
    const names = offered.locator('code')
    const hidden = await offered.locator('p').evaluate((list) => {
      const { bottom } = list.getBoundingClientRect()
      return Array.from(list.children).filter((name) => name.getBoundingClientRect().bottom > bottom + 1).length
    })
    expect(hidden).toBeGreaterThan(0)
    expect(hidden).toBeLessThan(await names.count())
    expect(await offered.getByText(/^\d+ more$/).innerText()).toBe(`${String(hidden)} more`)
    await names.last().scrollIntoViewIfNeeded()
    await offered.getByText(/^\d+ more$/).waitFor({ state: 'detached' })
  })

  test('what is found in the history has room on a phone', async () => {
    const learner = await opensTerminal({ viewport: PHONE })
    await learner.enter('kubectl get configmap settings')
    await learner.terminal.getByText(/settings +1/).waitFor()
    await learner.line.press('Control+r')
    await learner.line.pressSequentially('configm')
    await learner.stage.locator('.terminal .found').waitFor()
    expect((await learner.line.boundingBox())?.width).toBeGreaterThan(120)
  })

  test('has keys to tap on a touch screen, and no barrier for a screen reader', async () => {
    const learner = await opensTerminal({ viewport: PHONE, hasTouch: true, isMobile: true })
    await learner.enter('kubectl get pods')
    await learner.terminal.getByText('READY').waitFor()
    await learner.button('Previous line').tap()
    await expect.poll(() => learner.line.inputValue()).toBe('kubectl get pods')
    expect(await violationsOf(learner.page, "'.terminal'")).toEqual([])
  })
})
