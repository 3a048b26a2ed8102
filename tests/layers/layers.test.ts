// Who may import whom. The table is the architecture; an import that is not in it needs a decision, not an exception.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const SOURCE = resolve(dirname(fileURLToPath(import.meta.url)), '../../src')

/** For each layer: the layers below it that it may import, and the packages. Its own files are always allowed. */
const LAYERS: Readonly<Record<string, { readonly layers: readonly string[]; readonly packages: readonly string[] }>> = {
  'simulator/base': { layers: [], packages: [] },
  'simulator/yaml': { layers: ['simulator/base'], packages: [] },
  'simulator/api': { layers: ['simulator/base'], packages: [] },
  // A Secret may have to hold JSON text, which the yaml layer reads.
  'simulator/validation': { layers: ['simulator/api', 'simulator/yaml', 'simulator/base'], packages: [] },
  'simulator/apiserver': { layers: ['simulator/validation', 'simulator/api', 'simulator/base'], packages: [] },
  'simulator/controllers': { layers: ['simulator/api', 'simulator/base'], packages: [] },
  'simulator/scheduler': { layers: ['simulator/api', 'simulator/base'], packages: [] },
  'simulator/kubelet': { layers: ['simulator/api', 'simulator/base'], packages: [] },
  'simulator/workloads': { layers: ['simulator/api', 'simulator/base'], packages: [] },
  // Where a value doesn't decode is known to the decoder alone.
  'simulator/diagnosis': { layers: ['simulator/apiserver/decode', 'simulator/yaml', 'simulator/api', 'simulator/base'], packages: [] },
  'simulator/cluster': { layers: ['simulator'], packages: [] },
  'simulator/kubectl': {
    layers: ['simulator/apiserver', 'simulator/yaml', 'simulator/api', 'simulator/base', 'simulator/validation'],
    packages: [],
  },
  // What an editor asks of a text: it reads the tables, the texts and the API's view, and asks nobody to do anything.
  'simulator/language': { layers: ['simulator/yaml', 'simulator/api', 'simulator/base'], packages: [] },
  simulator: { layers: ['simulator'], packages: [] },
  authoring: { layers: [], packages: ['js-yaml'] },
  // Proofs have every command at hand; a page loads the sets one by one.
  exercise: { layers: ['simulator/index.ts', 'simulator/kubectl/tools', 'authoring'], packages: [] },
  // What an author predicts is judged by the stage's own rules.
  instructor: {
    layers: [
      'authoring',
      'exercise',
      'curriculum',
      'messages',
      'islands/demonstration.ts',
      'islands/prediction.ts',
      'islands/session.ts',
      'simulator/index.ts',
      'simulator/kubectl/tools',
    ],
    packages: ['node:fs', 'node:path'],
  },
  curriculum: { layers: ['authoring'], packages: [] },
  board: { layers: ['simulator/index.ts'], packages: [] },
  messages: { layers: ['authoring', 'simulator/index.ts'], packages: ['virtual:messages'] },
  browser: {
    layers: ['simulator/index.ts', 'exercise'],
    packages: ['astro', 'monaco-editor', 'virtual:editor-sheets'],
  },
  islands: {
    layers: [
      'board',
      'browser',
      'exercise',
      'messages',
      'simulator/index.ts',
      'simulator/kubectl/tools',
      'simulator/apiserver/parts',
      'islands',
    ],
    packages: ['svelte'],
  },
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => /\.(ts|svelte)$/.test(file))

const layerNames = Object.keys(LAYERS).sort((a, b) => b.length - a.length)

function layerOf(file: string): string | undefined {
  return layerNames.find((layer) => file.startsWith(`${layer}/`))
}

function importsOf(file: string): readonly string[] {
  const later = readFileSync(join(SOURCE, file), 'utf8').matchAll(/\bimport\('([^']+)'\)/g)
  return [...importsAtTheTop(file), ...[...later].flatMap(([, name]) => name ?? [])]
}

/** Types included. */
function importsAtTheTop(file: string): readonly string[] {
  const found = readFileSync(join(SOURCE, file), 'utf8').matchAll(/^\s*(?:import|export)\b(?:[^'"]*? from)? '([^']+)'/gm)
  return [...found].flatMap(([, name]) => name ?? [])
}

/** What is left of files when all are taken away that need none of the rest, or that none of the rest needs. */
function inCircles(needs: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const needed = new Set([...needs.values()].flat())
  const left = new Map([...needs].filter(([file, all]) => needed.has(file) && all.some((each) => needs.has(each))))
  return left.size === needs.size ? [...left.keys()] : inCircles(left)
}

/** What a file imports: a file of the source, or a package. */
function targetOf(file: string, imported: string): string {
  return imported.startsWith('.')
    ? relative(SOURCE, resolve(SOURCE, dirname(file), imported))
        .split(sep)
        .join('/')
    : imported
}

const isWithin = (target: string, name: string): boolean => target === name || target.startsWith(`${name}/`)

/** What is wrong with an import, or undefined. */
function problem(file: string, imported: string): string | undefined {
  const layer = layerOf(file)
  if (layer === undefined) return undefined
  const rules = LAYERS[layer]
  const target = targetOf(file, imported)
  if (!imported.startsWith('.'))
    return rules?.packages.some((name) => isWithin(target, name)) === true ? undefined : `${file} imports the package ${imported}`
  if (!existsSync(join(SOURCE, target))) return `${file} imports ${imported}, which does not exist`
  if (layerOf(target) === layer) return undefined
  return rules?.layers.some((name) => isWithin(target, name)) === true ? undefined : `${file} imports ${target}`
}

describe('layers', () => {
  const checked = files.filter((file) => layerOf(file) !== undefined)

  test('every folder of the source is a layer, but for what makes the site of them', () => {
    const outside = files.filter((file) => layerOf(file) === undefined).map((file) => file.split('/')[0] ?? '')
    expect([...new Set(outside)].filter((name) => !name.endsWith('.ts')).toSorted()).toEqual(['components', 'pages'])
    expect(checked.length).toBeGreaterThan(100)
  })

  test('an import that comes later is seen', () => {
    expect(importsOf('islands/tool-shelf.ts')).toContain('../simulator/kubectl/tools/kustomize.ts')
  })

  test('an import of a type is seen', () => {
    expect(importsAtTheTop('simulator/validation/errors.ts')).toContain('./rules.ts')
  })

  test('every import is one that the table allows', () => {
    const problems = checked.flatMap((file) => importsOf(file).map((imported) => problem(file, imported)))
    expect(problems.filter((each) => each !== undefined)).toEqual([])
  })

  test('the table allows nothing that nobody does', () => {
    const unused = Object.entries(LAYERS).flatMap(([layer, { layers, packages }]) => {
      const targets = files.filter((file) => layerOf(file) === layer).flatMap((file) => importsOf(file).map((name) => targetOf(file, name)))
      return [...layers, ...packages].filter((name) => !targets.some((target) => isWithin(target, name))).map((name) => `${layer}: ${name}`)
    })
    expect(unused).toEqual([])
  })

  test('no file needs itself, however many are between and be it for a type: what needs each other is one thing', () => {
    const needs = files.map((file) => [file, importsAtTheTop(file).map((name) => targetOf(file, name))] as const)
    expect(inCircles(new Map(needs))).toEqual([])
  })

  test('a circle is seen, and nothing beside it', () => {
    const needs = new Map([
      ['door', ['one']],
      ['one', ['two']],
      ['two', ['one', 'floor']],
      ['floor', []],
    ])
    expect(inCircles(needs)).toEqual(['one', 'two'])
  })

  test('a forbidden import is seen', () => {
    expect(problem('simulator/base/json.ts', '../api/kinds.ts')).toBe('simulator/base/json.ts imports simulator/api/kinds.ts')
    expect(problem('simulator/api/kinds.ts', 'js-yaml')).toBe('simulator/api/kinds.ts imports the package js-yaml')
  })
})
