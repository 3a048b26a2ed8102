// What axe finds wrong within a part of a page, a line for each rule with the elements that break it.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** @param part  An expression for the element to look at. The page's context must bypass its content security policy. */
export function violationsOf(page: Page, part = 'document'): Promise<readonly string[]> {
  return judge(page, part, '{}')
}

/**
 * The same of the whole page as it was opened, with the size of what fingers touch, which axe leaves out by itself. Later it can't be
 * asked: the controls that stay in sight lie over others.
 */
export function violationsOfOpened(page: Page): Promise<readonly string[]> {
  return judge(page, 'document', "{ rules: { 'target-size': { enabled: true } } }")
}

async function judge(page: Page, part: string, options: string): Promise<readonly string[]> {
  await page.evaluate(AXE)
  const found: unknown = await page.evaluate(
    `axe.run(${part}, ${options}).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`,
  )
  return Array.isArray(found) ? found.map(String) : ['axe gave no answer']
}
