// The sketch of a text agrees with the parser where the parser can read it, and never fails where it can't.

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonValue } from '../../../src/simulator/base/json.ts'
import { bytesAt, completeAt, formatText, helpAt, outlineOf, writtenValues } from '../../../src/simulator/language/index.ts'
import { caretAt } from '../../../src/simulator/language/caret.ts'
import type { SketchNode } from '../../../src/simulator/language/sketch-node.ts'
import { sketchText } from '../../../src/simulator/language/sketch.ts'
import { readManifest } from '../../../src/simulator/yaml/index.ts'
import { marked } from './marked-text.ts'

const LESSONS = resolve(dirname(fileURLToPath(import.meta.url)), '../../../content/lessons')

/** Every manifest of every experiment and exercise. */
const manifests: readonly (readonly [name: string, text: string])[] = readdirSync(LESSONS, { recursive: true, encoding: 'utf8' })
  .filter((file) => /files\/.*\.ya?ml$/.test(file))
  .map((file) => [file, readFileSync(join(LESSONS, file), 'utf8')] as const)

const ODD_TEXTS = [
  'a:\n- x\n- - y\n  - z: 1\n    w: 2\nb:\n  - c\n',
  'a: { b: [c, { d: e }], "f g": \'h\' }\n',
  'a: |\n  x: y\n  - z\n\nb: >-\n  text # no comment\nc: 1 # comment\n',
  '"a b": "c: d # e"\n? f\n: g\n'.replace('? f\n: g\n', "'h': i\n"),
  'a: &x { b: c }\nd: *x\ne: !!str 1\n',
  'a: "two\n  lines"\nb: c\n',
  '- a\n- b: c\n  d: e\n',
]

function pathsOf(value: JsonValue | undefined, path: string, found: string[]): void {
  found.push(path)
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) pathsOf(inner, `${path}/${name}`, found)
}

function sketched(node: SketchNode, path: string, found: string[]): void {
  found.push(path)
  for (const child of node.children) sketched(child, `${path}/${String(child.step)}`, found)
}

describe('the sketch of a text', () => {
  test.each([...manifests, ...ODD_TEXTS.map((text) => [text, text] as const)])('has the paths that the parser has: %s', (_, text) => {
    const parsed = readManifest(text).documents.flatMap(({ value }) => {
      const found: string[] = []
      pathsOf(value, '', found)
      return found
    })
    const seen = sketchText(text)
      .filter(({ root }) => root.children.length > 0)
      .flatMap(({ root }) => {
        const found: string[] = []
        sketched(root, '', found)
        return found
      })
    // An alias stands for what it names; the sketch does not look there.
    expect(seen).toEqual(parsed.filter((path) => !path.startsWith('/d/')))
  })

  test('no cut, doubled or mangled text makes it fail', () => {
    const texts = fc.constantFrom(...manifests.map(([, text]) => text), ...ODD_TEXTS)
    const pieces = fc.array(fc.constantFrom('{', '[', '"', "'", '- ', ': ', '\n', '  ', '|', '#', '---\n', '&a ', '*a', 'x'), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), pieces, (text, from, length, added) => {
        const at = from % (text.length + 1)
        const mangled = text.slice(0, at) + added.join('') + text.slice(at + (length % 20))
        const world = { view: undefined, files: { 'a.yaml': mangled } }
        for (const offset of [at, at + added.join('').length]) {
          completeAt(mangled, offset, world)
          helpAt(mangled, offset, world)
          bytesAt(mangled, offset)
        }
        outlineOf(mangled)
        writtenValues(mangled)
        formatText(mangled)
      }),
      { seed: 20261124, numRuns: 300 },
    )
  })
})

describe('the caret', () => {
  test.each([
    ['metadata:\n  na|me: a\n', ['metadata'], 'key', 'na'],
    ['metadata:\n  name: a|\n', ['metadata', 'name'], 'value', 'a'],
    ['metadata:\n  name: "a|"\n', ['metadata', 'name'], 'value', 'a'],
    ['a:\n  b: c\n|\nd: e\n', [], 'key', ''],
    ['a:\n  b: c\n  |\nd: e\n', ['a'], 'key', ''],
    ['a:\n  - b: c\n  - |\n', ['a', 1], 'value', ''],
    ['a:\n  - b: c\n    d|\n', ['a', 0], 'key', 'd'],
    ['a: [b, c|]\n', ['a', 1], 'value', 'c'],
    ['a: { b: c, d| }\n', ['a'], 'key', 'd'],
    ['a: 1\n---\nb: |\n', ['b'], 'value', ''],
  ] as const)('in %j is at %j', (source, path, part, typed) => {
    const { text, offset } = marked(source)
    const caret = caretAt(text, offset)
    expect([caret?.path, caret?.part, caret?.typed]).toEqual([path, part, typed])
  })
})
