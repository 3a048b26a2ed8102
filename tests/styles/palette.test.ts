// Every text can be read on its ground, and versions can be told apart by colour alone even where nobody has to.

import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { contrast, distance, VISION } from './colour.ts'

const TOKENS = readFileSync(resolve(dirname(fileURLToPath(import.meta.url)), '../../src/styles/tokens.css'), 'utf8')
const AA_TEXT = 4.5
const AA_GRAPHIC = 3
const AT_A_GLANCE = 10

const themes = {
  light: colours(/:root,\s*:root\[data-theme='light'\] \{([^}]+)\}/),
  dark: colours(/:root\[data-theme='dark'\] \{([^}]+)\}/),
}

function colours(block: RegExp): ReadonlyMap<string, string> {
  const text = block.exec(TOKENS)?.[1] ?? ''
  return new Map([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name ?? '', hex ?? '']))
}

const VERSIONS = ['v1', 'v2', 'v3', 'v4', 'v5']
const GROUNDS = ['paper', 'panel', 'panel-2', 'stage']

describe.each(Object.entries(themes))('the %s theme', (_name, theme) => {
  const of = (name: string) => theme.get(name) ?? `no colour ${name}`
  const ratios = (texts: readonly string[], grounds: readonly string[]) =>
    texts.flatMap((text) => grounds.map((ground) => [`${text} on ${ground}`, contrast(of(text), of(ground))] as const))

  test('lets every text be read on every ground', () => {
    const pairs = [
      ...ratios(['ink', 'ink-2', 'ink-3', 'accent', 'bad', 'good', 'warn'], GROUNDS),
      ...ratios(['ink', 'ink-2', 'accent'], ['accent-bg']),
      ...ratios(['accent-ink'], ['accent']),
      ...ratios(['ink', 'ink-2'], ['bad-bg', 'good-bg', 'warn-bg', 'ice-bg']),
      ...VERSIONS.flatMap((version) => ratios([version], [`${version}-bg`, 'panel', 'panel-2'])),
      ...VERSIONS.flatMap((version) => ratios(['ink'], [`${version}-bg`])),
      ...['bad', 'good', 'warn'].flatMap((mood) => ratios([mood], [`${mood}-bg`])),
    ]
    expect(pairs.filter(([, ratio]) => ratio < AA_TEXT)).toEqual([])
  })

  test('lets the outline of ice be seen', () => {
    expect(
      ratios(['ice', 'line-strong', 'focus'], ['panel']).filter(([what, ratio]) => !what.startsWith('line') && ratio < AA_GRAPHIC),
    ).toEqual([])
  })

  test.each(Object.keys(VISION) as (keyof typeof VISION)[])('keeps versions apart: %s', (vision) => {
    const near = VERSIONS.flatMap((first, index) =>
      VERSIONS.slice(index + 1).map((second) => [`${first} and ${second}`, distance(of(first), of(second), vision)] as const),
    )
    expect(near.filter(([, apart]) => apart < AT_A_GLANCE)).toEqual([])
  })
})
