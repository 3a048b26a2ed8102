// Outline and bytes: other ways to see a text.

import { describe, expect, test } from 'vitest'
import type { OutlineEntry } from '../../../src/simulator/language/index.ts'
import { bytesAt, outlineOf, writtenValues } from '../../../src/simulator/language/index.ts'
import { marked } from './marked-text.ts'

describe('outline', () => {
  test('lists objects, fields, and items by their names', () => {
    const lines = (entries: readonly OutlineEntry[], depth: number): readonly string[] =>
      entries.flatMap(({ label, detail, inside }) => [`${'  '.repeat(depth)}${label} ${detail}`.trimEnd(), ...lines(inside, depth + 1)])
    const text = 'kind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: app\n      image: a\n---\nkind: ConfigMap\n'
    expect(lines(outlineOf(text), 0)).toEqual([
      'Pod web',
      '  kind Pod',
      '  metadata',
      '    name web',
      '  spec',
      '    containers 1',
      '      app',
      '        name app',
      '        image a',
      'ConfigMap',
      '  kind ConfigMap',
    ])
  })
})

function bytes(source: string) {
  const { text, offset } = marked(source)
  return bytesAt(text, offset)
}

describe('the bytes of a value', () => {
  test('a block scalar shows its newlines and counts its bytes', () => {
    expect(bytes('kind: ConfigMap\ndata:\n  a: >-\n    on|e\n    größe\n')?.sizeBytes).toBe('one größe'.length + 2)
    const kept = bytes('kind: ConfigMap\ndata:\n  "a|": "one\\n"\n')
    expect(kept?.pieces.map(({ text, sign }) => sign ?? text)).toEqual(['one', 'newline'])
    expect(kept?.remarks).toEqual(['It ends with a newline, which is part of the value.'])
  })

  test('blanks at ends, tabs and carriage returns are drawn', () => {
    const view = bytes('data:\n  a: "x \\ty  |\\r\\n"\n')
    expect(view?.pieces.map(({ text, sign }) => sign ?? text)).toEqual([
      'x ',
      'tab',
      'y',
      'blank at the end',
      'blank at the end',
      'carriage return',
      'newline',
    ])
  })

  test('base64 of a Secret is read, and its newline told', () => {
    const view = bytes('kind: Secret\ndata:\n  password: aHVudGVy|Mgo=\n')
    expect(view?.decoded).toMatchObject({ sizeBytes: 8, text: 'hunter2\n' })
    expect(view?.remarks).toEqual(['Decoded: it ends with a newline, which is part of the value.'])
    expect(bytes('kind: Secret\ndata:\n  password: hunter|2!\n')?.remarks).toEqual(['This is no base64: the API server refuses it here.'])
  })

  test('a text tells what it would be as base64', () => {
    expect(bytes('kind: Secret\nstringData:\n  password: hunter2|\n')?.base64).toBe('aHVudGVyMg==')
  })

  test('permission bits are told in octal, decimal and words, whichever was written', () => {
    const text = 'kind: Pod\nspec:\n  volumes:\n    - configMap: { defaultMode: 0400| }\n'
    expect(bytes(text)?.mode).toEqual({ octal: '0400', decimal: 256, words: 'r--------' })
    expect(bytes(text.replace('0400', '420'))?.mode).toEqual({ octal: '0644', decimal: 420, words: 'rw-r--r--' })
  })

  test('a number is a number, and not the text that was written', () => {
    expect(bytes('data:\n  a: 1_000|\n')).toMatchObject({ type: 'number', pieces: [{ text: '1000' }] })
  })
})

describe('values of stores', () => {
  test('each is found with its key and its text, Secrets decoded', () => {
    const found = writtenValues('kind: Secret\nmetadata: { name: login }\ndata: { a: eA== }\nstringData:\n  b: why\n')
    expect(found.map(({ name, key, value, offset }) => [name, key, value, offset])).toEqual([
      ['login', 'a', 'x', 47],
      ['login', 'b', 'why', 71],
    ])
  })
})
