// What a browser really loads to show a lesson, before its reader comes to a stage: counted where it is served.

import { extname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pages } from './site.ts'
import { scriptsAreThere, visitSite } from './visit.ts'

const PAGE_BUDGET_BYTES = 70_000
const SCRIPT_BUDGET_BYTES = 40_000
/** Browsers without a window leave it out. */
const ICON = '/favicon.svg'

const visit = visitSite()

describe('before the stage', () => {
  test.each(pages().filter((page) => page.startsWith('/lessons/')))('%s needs at most 70 kB, 40 kB of it JavaScript', async (path) => {
    // So low that every lesson's first stage is out of sight.
    const page = await visit.open({ viewport: { width: 412, height: 480 } })
    visit.site.takeServed()
    await page.goto(visit.site.origin + path.replace('index.html', ''), { waitUntil: 'networkidle' })
    await scriptsAreThere(page)
    await page.waitForLoadState('networkidle')
    await page.evaluate((icon) => fetch(icon).then((answer) => answer.text()), ICON)
    const served = visit.site.takeServed()
    const bytesOf = (files: typeof served) => files.reduce((sum, { bytes }) => sum + bytes, 0)
    expect(bytesOf(served.filter(({ file }) => extname(file) === '.js'))).toBeLessThanOrEqual(SCRIPT_BUDGET_BYTES)
    expect(bytesOf(served)).toBeLessThanOrEqual(PAGE_BUDGET_BYTES)
  })
})
