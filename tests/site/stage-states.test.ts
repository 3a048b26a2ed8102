// Every state of the stage, judged by axe: in both themes, wide and on a phone. What is found is told by state.

import { describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { violationsOf } from './axe.ts'
import { Learner } from './learner.ts'
import { visitSite } from './visit.ts'

const visit = visitSite()

type Screen = NonNullable<Parameters<Browser['newContext']>[0]>

const LOOKS: readonly Screen[] = (['light', 'dark'] as const).flatMap((colorScheme) => [
  { colorScheme, viewport: { width: 1440, height: 1000 } },
  { colorScheme, viewport: { width: 360, height: 740 } },
])

/** Notes what axe finds, state by state; a state without violations is not named. */
class Findings {
  readonly byState: Record<string, readonly string[]> = {}

  async look(learner: Learner, state: string): Promise<void> {
    const found = await violationsOf(learner.page, `document.querySelectorAll('section.stage')[${String(learner.index)}]`)
    if (found.length > 0) this.byState[state] = found
  }
}

describe.each(LOOKS.map((screen) => ({ ...screen, look: `${String(screen.colorScheme)}, ${String(screen.viewport?.width)} px` })))(
  'the stage, $look',
  ({ look: _look, ...screen }) => {
    const comes = () => Learner.comes(visit, screen)

    test('has no barrier before its simulator is there', async () => {
      const findings = new Findings()
      const learner = await Learner.arrives(visit, {
        ...screen,
        prepare: (page) => page.route(/\/laboratory\.[^/]*\.js$/, () => undefined),
      })
      await learner.stage.and(learner.page.locator('[aria-busy=true]')).scrollIntoViewIfNeeded()
      await findings.look(learner, 'before the simulator')
      expect(findings.byState).toEqual({})
    })

    test('has no barrier while a change is refused, predicted, applied, asked about and left for another future', async () => {
      const findings = new Findings()
      const learner = await comes()
      const { stage } = learner
      await findings.look(learner, 'ready')
      await learner.write('info', 'true')
      await stage.locator('.diagnostics .error').waitFor()
      await learner.press('Apply')
      await learner.showTerminal()
      await stage.getByRole('region', { name: 'What that means' }).waitFor()
      await findings.look(learner, 'a text refused')
      await learner.press('Reset')
      await learner.write('info', 'debug')
      await stage.getByLabel('watched, a file').check()
      await stage.getByLabel('read-once, the same file').check()
      await learner.press('That is my prediction')
      await learner.press('Apply')
      await learner.goTo(30)
      await findings.look(learner, 'a prediction half judged')
      await learner.goTo(130)
      await stage.locator('.result').waitFor()
      await findings.look(learner, 'a prediction judged')
      await learner.press(/^Why does from-env /)
      await stage.getByRole('region', { name: 'Cause' }).waitFor()
      await findings.look(learner, 'why')
      await learner.press('Restart the rollout')
      await learner.goTo(10)
      await learner.write('debug', 'trace')
      await learner.press('Apply')
      await learner.goTo(150)
      const futures = stage.getByRole('region', { name: 'Two futures' })
      await futures.getByText(/in one of the two alone/).press('Enter')
      await findings.look(learner, 'another future')
      expect(findings.byState).toEqual({})
    })

    test('has no barrier while an exercise tells a mistake and when it is solved', async () => {
      const findings = new Findings()
      const learner = await (await comes()).turnsTo(1)
      await learner.write('info', 'debug')
      await learner.press('Apply')
      const panel = learner.stage.getByRole('region', { name: 'Every replica, no outage' })
      await panel.getByText('no change of a ConfigMap ever starts a rollout').waitFor()
      await panel.getByRole('button', { name: 'Give me a hint' }).press('Enter')
      await findings.look(learner, 'a mistake told')
      await learner.enter('kubectl rollout restart deployment web')
      await panel.getByText('Solved.', { exact: true }).waitFor()
      await panel.getByRole('button', { name: 'Compare with a solution' }).press('Enter')
      await findings.look(learner, 'solved')
      expect(findings.byState).toEqual({})
    })

    test('has no barrier while the terminal is busy and while sixty Pods run', async () => {
      const findings = new Findings()
      const learner = await comes()
      const { stage } = learner
      await learner.enter('kubectl get pods -w')
      await learner.button(/^Stop/).waitFor()
      await findings.look(learner, 'a watch runs')
      await learner.press(/^Stop/)
      await learner.enter('kubectl edit configmap settings')
      await learner.button('Save and close').waitFor()
      await findings.look(learner, 'kubectl edit')
      await learner.press('Close without saving')
      await learner.enter('kubectl scale deployment web --replicas=60')
      await learner.goTo(170)
      await stage
        .getByText(/Pods show the same/)
        .first()
        .press('Enter')
      await findings.look(learner, 'sixty Pods')
      expect(findings.byState).toEqual({})
    })
  },
)
