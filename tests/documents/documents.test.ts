// What README, CONTRIBUTING, ARCHITECTURE, CHANGELOG and docs/ name is there: files and folders, headings, npm scripts, packages.

import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, posix, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'docs/authoring.md',
  'docs/rules.md',
  'docs/simulator.md',
]
/** Made, not kept. */
const MADE = ['dist/']
/** Of kubernetes/kubernetes. */
const UPSTREAM = ['pkg/apis/core']

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>
  readonly packages: Readonly<Record<string, string>>
}

/** Every file and folder of the project, as in `src/board/` and `src/board/story.ts`. */
const paths = readdirSync(ROOT, { withFileTypes: true })
  .filter(({ name }) => !name.startsWith('.') && !['node_modules', 'dist'].includes(name))
  .flatMap((entry) => {
    if (!entry.isDirectory()) return [entry.name]
    const inside = readdirSync(join(ROOT, entry.name), { recursive: true, withFileTypes: true })
    const below = inside.map((each) => join(each.parentPath, each.name).slice(ROOT.length + 1) + (each.isDirectory() ? '/' : ''))
    return [`${entry.name}/`, ...below.map((path) => path.split(sep).join('/'))]
  })
/** With which paths begin in documents. */
const folders = new Set(paths.filter((path) => /^(?:src\/(?:simulator\/)?)?[\w-]+\/$/.test(path)).map((path) => posix.basename(path)))

const textOf = (document: string) => readFileSync(join(ROOT, document), 'utf8')

function manifest(): Manifest {
  const read: Record<string, Record<string, string> | undefined> = JSON.parse(textOf('package.json'))
  const { scripts, dependencies, devDependencies, optionalDependencies } = read
  return { scripts: { ...scripts }, packages: { ...dependencies, ...devDependencies, ...optionalDependencies } }
}

/** What stands between backticks. */
function codeOf(text: string): readonly string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) => code ?? [])
}

/** Paths, `<id>` standing for any name and `*` for some of one: with an ending, a slash behind them, or below a folder that is known. */
function pathsIn(text: string): readonly string[] {
  const words = codeOf(text).filter((code) => /^[\w.-][\w.*<>-]*(?:\/[\w.*<>-]+)*\/?$/.test(code))
  const isPath = (word: string) =>
    /\.(?:ts|mjs|svelte|css|ya?ml|mdx?|json)$/.test(word) ||
    word.endsWith('/') ||
    (word.includes('/') && folders.has(word.split('/')[0] ?? ''))
  return words.filter((word) => isPath(word) && ![...MADE, ...UPSTREAM].includes(word))
}

/** Documents leave out what comes before: `validation/` is src/simulator/validation/. */
function isThere(path: string): boolean {
  const pattern = path.replace(/[.]/g, '\\.').replace(/<\w+>|\*/g, '[^/]+')
  return paths.some((each) => new RegExp(`(?:^|/)${pattern}/?$`).test(each))
}

/** As GitHub makes the address of a heading. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replace(/\s/g, '-'),
  )
}

/** Links within the project that lead nowhere. */
function brokenLinks(document: string): readonly string[] {
  const links = [...textOf(document).matchAll(/\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]+))?\)/g)]
  return links.flatMap(([link, to = '', anchor]) => {
    const target = to === '' ? document : posix.join(posix.dirname(document), to)
    if (!paths.includes(target)) return [link]
    return anchor === undefined || anchorsOf(textOf(target)).includes(anchor) ? [] : [link]
  })
}

/** `npm run build`, and the names that stand alone, as in "`test:types`, `test:lint`". */
function scriptsIn(text: string): readonly string[] {
  const run = [...text.matchAll(/\bnpm run ([\w:]+)/g)].flatMap(([, name]) => name ?? [])
  return [...run, ...codeOf(text).filter((code) => /^[a-z]+:[a-z]+$/.test(code))]
}

describe('the documents', () => {
  test('are all looked at', () => {
    const written = paths.filter((path) => /^(?:docs\/)?[\w-]+\.md$/.test(path))
    expect(written.toSorted()).toEqual([...DOCUMENTS].sort())
  })

  test.each(DOCUMENTS)('%s names no file and no folder that is not there', (document) => {
    expect(pathsIn(textOf(document)).filter((path) => !isThere(path))).toEqual([])
  })

  test.each(DOCUMENTS)('%s has no link that leads nowhere', (document) => {
    expect(brokenLinks(document)).toEqual([])
  })

  test.each(DOCUMENTS)('%s names no npm script that is not there', (document) => {
    const { scripts } = manifest()
    expect(scriptsIn(textOf(document)).filter((name) => scripts[name] === undefined)).toEqual([])
  })

  test('every npm script is told of', () => {
    const told = DOCUMENTS.map(textOf).join('\n')
    const names = [...scriptsIn(told), ...[...told.matchAll(/\bnpm (start|test)\b/g)].map(([, name]) => name)]
    expect(Object.keys(manifest().scripts).filter((name) => !names.includes(name))).toEqual([])
  })

  test('a file that is not there is seen, and one whose place is shortened is found', () => {
    expect(pathsIn('See `validation/rules.ts`, `no/such.ts` and `kubectl get`.')).toEqual(['validation/rules.ts', 'no/such.ts'])
    expect([isThere('validation/rules.ts'), isThere('no/such.ts'), isThere('exercises/<id>/')]).toEqual([true, false, true])
  })
})

describe('packages', () => {
  test('are each told of in ARCHITECTURE.md, and none that is not there', () => {
    const [, section = ''] = textOf('ARCHITECTURE.md').split('\n## Dependencies\n')
    expect([...new Set(codeOf(section).filter((code) => !code.includes(' ')))].toSorted()).toEqual(Object.keys(manifest().packages).sort())
  })

  test('have one exact version', () => {
    const loose = Object.entries(manifest().packages).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
    expect(loose).toEqual([])
  })
})
