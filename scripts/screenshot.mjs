// Makes the picture of the README: the lesson three-truths, two simulated minutes after a change. Needs a built site: npm run build first.
// `npm run screenshot -- FILE` writes it elsewhere.
import { join, resolve } from 'node:path'
import { Learner } from '../tests/site/learner.ts'
import { launchBrowser, serveSite } from '../tests/site/site.ts'
import { findOrInstallBrowser } from './browser.mjs'
import { root } from './install.mjs'

const AFTER_SECONDS = 120
/** So wide that what is said of a consumer stands on one line. */
const SCREEN = { width: 1760, height: 1000 }

const file = resolve(process.argv[2] ?? join(root, 'docs', 'three-truths.png'))
process.env.BROWSER_PATH ??= findOrInstallBrowser()
const site = await serveSite()
const browser = await launchBrowser()
/** As a test visits the site, without a test around it. */
const visit = { site, browser, open: (options) => browser.newPage(options) }
const learner = await Learner.comes(visit, { colorScheme: 'light', viewport: SCREEN })
await learner.press('Skip')
const text = learner.text()
await text.fill((await text.inputValue()).replace('info', 'debug'))
await learner.press('Apply')
await learner.goTo(AFTER_SECONDS)
await showsWhatReadmeSays()
// The header, the clock and the editor stay in sight while the page scrolls; in a picture everything is in sight.
await learner.page.addStyleTag({
  content: 'header.header { visibility: hidden } .stage :is(.time, .left) { position: static !important }',
})
await learner.stage.screenshot({ path: file })
console.log(file)
await browser.close()
await site.close()

/** The store has a new value, one of five readers uses it. */
async function showsWhatReadmeSays() {
  for (const [reader, value] of Object.entries({ 'from-env': 'info', watched: 'debug', pinned: 'info' })) {
    const row = learner.stage.locator('tr', { has: learner.page.locator('th', { hasText: new RegExp(`^${reader}\\s`) }) })
    await row.locator('td:nth-child(4)', { hasText: value }).first().waitFor()
  }
}
