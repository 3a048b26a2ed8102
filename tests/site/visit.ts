// The site and a browser for all tests of a file, there before the first and gone after the last.

import { afterAll, beforeAll } from 'vitest'
import type { Browser } from 'playwright-core'
import type { Site } from './site.ts'
import { launchBrowser, serveSite } from './site.ts'

export interface Visit {
  readonly site: Site
  readonly browser: Browser
}

/** Its members are there as soon as tests run. */
export function visitSite(): Visit {
  let site: Site | undefined
  let browser: Browser | undefined
  beforeAll(async () => {
    site = await serveSite()
    browser = await launchBrowser()
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
  }
}
