// The site and a browser for all tests of a file, there before the first and gone after the last. What a test opens is closed when it ends,
// however it ends; where a page threw, or Svelte warned, the test fails. `SLOWER=5 npm run test:site` gives every page a fifth of the
// processor: what a test waits for, it must wait for there too.

import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import type { Site } from './site.ts'
import { launchBrowser, serveSite } from './site.ts'

const SLOWER = Number(process.env['SLOWER'] ?? 1)
/** What is there at all is there by then, on a slow machine that has other things to do too. */
const WAIT_MS = 60_000
const NETWORK_CHANGED = 'net::ERR_NETWORK_CHANGED'
/** What Svelte warns of names the page that explains it. */
const SVELTE_WARNING = 'svelte.dev/e/'

export interface Visit {
  readonly site: Site
  readonly browser: Browser
  /** An empty page in a window of its own, with nothing kept. */
  open(options?: BrowserContextOptions): Promise<Page>
}

/** Its members are there as soon as tests run. */
export function visitSite(): Visit {
  let site: Site | undefined
  let browser: Browser | undefined
  let contexts: readonly BrowserContext[] = []
  let changed = false
  let complaints: readonly string[] = []
  beforeAll(async () => {
    site = await serveSite()
    browser = await launchBrowser()
  })
  afterEach(async ({ task }) => {
    const opened = contexts
    const isInvalid = changed && task.result?.state === 'fail'
    const complained = complaints
    contexts = []
    changed = false
    complaints = []
    for (const context of opened) await leave(context)
    if (isInvalid) throw new Error(`${NETWORK_CHANGED}: the test says nothing and is taken again`)
    if (complained.length > 0) throw new Error(`The console of the page says:\n${complained.join('\n')}`)
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })
  const there = <Thing>(thing: Thing | undefined): Thing => {
    if (thing === undefined) throw new Error('Nobody visits the site before the tests begin.')
    return thing
  }
  return {
    get site() {
      return there(site)
    },
    get browser() {
      return there(browser)
    },
    async open(options = {}) {
      const context = await there(browser).newContext(options)
      contexts = [...contexts, context]
      context.setDefaultTimeout(WAIT_MS)
      context.on('requestfailed', (request) => {
        if (request.failure()?.errorText !== NETWORK_CHANGED) return
        changed = true
        // Nobody is to wait for what never comes.
        void context.close()
      })
      context.on('weberror', (error) => {
        complaints = [...complaints, error.error().message]
      })
      context.on('console', (message) => {
        if (message.text().includes(SVELTE_WARNING)) complaints = [...complaints, message.text()]
      })
      const page = await context.newPage()
      if (SLOWER > 1) await slowDown(page)
      return page
    },
  }
}

/** Until the scripts of a page are there, which come after its first picture. */
export async function scriptsAreThere(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate('document.querySelectorAll(":not(:defined)").length')).toBe(0)
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
}

/** Requests that a test held back are not answered any more. */
async function leave(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) await page.unrouteAll({ behavior: 'ignoreErrors' })
  await context.close()
}
