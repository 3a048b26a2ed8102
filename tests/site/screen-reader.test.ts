// One whole experiment as a screen reader has it: the stage when it is ready, and after each act what it says and what is another than before.
// `RENEW_GOLDENS=1 npm run test:site` writes the golden file anew; read its difference before you keep it.

import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { diffLines } from '../../src/exercise/line-diff.ts'
import { Learner } from './learner.ts'
import { visitSite } from './visit.ts'

const GOLDEN = resolve(dirname(fileURLToPath(import.meta.url)), 'goldens/three-truths.screen-reader.txt')

const visit = visitSite()

/** Writes down what assistive technology is given after each act. */
class Listener {
  readonly #learner: Learner
  readonly #parts: string[] = []
  #before: string | undefined

  constructor(learner: Learner) {
    this.#learner = learner
  }

  async hears(act: string): Promise<void> {
    const tree = await this.#learner.stage.ariaSnapshot()
    this.#parts.push(`# ${act}\n\n${this.#before === undefined ? tree : changes(this.#before, tree)}\n`)
    this.#before = tree
  }

  get transcript(): string {
    return this.#parts.join('\n')
  }
}

/** Lines that went and came. What stays is left out, and so are cells: the name of their row says them all. */
function changes(before: string, after: string): string {
  return diffLines(before, after)
    .filter(({ kind, text }) => (kind === 'gone' || kind === 'new') && !/^ *- cell /.test(text))
    .map(({ kind, text }) => `${kind === 'gone' ? '-' : '+'} ${text}`)
    .join('\n')
}

test('one experiment, heard from its beginning to a look back, is what the golden file says', async () => {
  const learner = await Learner.comes(visit)
  const { page, stage } = learner
  await learner.stopsClockOfPage()
  const listener = new Listener(learner)
  await listener.hears('The stage is ready')
  await stage.getByLabel('watched, a file').check()
  await stage.getByLabel('read-once, the same file').check()
  await learner.press('That is my prediction')
  await listener.hears('Predict: watched and read-once will use the new value')
  await learner.write('info', 'debug')
  await page.clock.runFor(1000)
  await listener.hears('Edit: LOG_LEVEL is debug')
  await learner.press('Apply')
  await learner.goTo(1)
  await listener.hears('Apply, and one second passes')
  await learner.goTo(120)
  await listener.hears('Two minutes have passed')
  await learner.press(/^Why does read-once /)
  await listener.hears('Why does read-once use the old value?')
  await stage.getByRole('region', { name: 'Cause' }).getByRole('button', { name: 'Close' }).press('Enter')
  await learner.goTo(1)
  await listener.hears('Look back: one second after the change')

  if (process.env['RENEW_GOLDENS'] !== undefined) writeFileSync(GOLDEN, listener.transcript)
  expect(listener.transcript).toBe(readFileSync(GOLDEN, 'utf8'))
})
