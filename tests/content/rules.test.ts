// docs/rules.md tells every rule that is cited, once.

import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const ROOT = resolve(fileURLToPath(new URL('../..', import.meta.url)))
const told = [...readFileSync(join(ROOT, 'docs/rules.md'), 'utf8').matchAll(/^- \*\*([A-Z]+-\d+)\*\* /gm)].map(([, id = '']) => id)
const letters = [...new Set(told.map((id) => id.replace(/-\d+$/, '')))]
const CITED = new RegExp(`\\b(?:${letters.join('|')})-\\d{1,2}\\b`, 'g')

/** Ids in the texts below a folder, each with a file that cites it. */
function citedIn(folder: string): ReadonlyMap<string, string> {
  const cited = new Map<string, string>()
  for (const file of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:ts|svelte|astro|yaml|mdx)$/.test(file)) continue
    for (const [id] of readFileSync(join(ROOT, folder, file), 'utf8').matchAll(CITED)) cited.set(id, `${folder}/${file}`)
  }
  return cited
}

describe('docs/rules.md', () => {
  test('tells every rule once', () => {
    expect(told.filter((id, index) => told.indexOf(id) !== index)).toEqual([])
  })

  test.each(['src', 'content', 'tests'])('has what %s cites', (folder) => {
    const unknown = [...citedIn(folder)].filter(([id]) => !told.includes(id))
    expect(unknown.map(([id, file]) => `${id} in ${file}`)).toEqual([])
  })
})
