// Notes about what is left out, read from comments.

import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { SimplifiedNote } from '../../src/curriculum/simplified-notes.ts'
import { simplifiedNotes } from '../../src/curriculum/simplified-notes.ts'
import { piecesOf } from '../../src/exercise/marked-text.ts'

const SIMULATOR = resolve(fileURLToPath(new URL('../../src/simulator', import.meta.url)))

const says = (source: string) => simplifiedNotes({ 'a.ts': source }).map((note) => note.says)

describe('a note', () => {
  test('of a line comment goes on over its lines', () => {
    expect(says('// What it is.\n// @simplified One thing,\n// and its end.\n\nconst a = 1\n')).toEqual(['One thing, and its end.'])
  })

  test('of a doc comment ends with it, or with another tag', () => {
    expect(says('/**\n * What.\n *\n * @simplified First.\n * @source there\n */\n/** @simplified Second. */\n')).toEqual([
      'First.',
      'Second.',
    ])
  })

  test('at the end of a doc comment of several lines does not take in the sign that ends it', () => {
    expect(says('/**\n * What.\n *\n * @simplified First.\n */\nconst a = 1\n')).toEqual(['First.'])
  })

  test('is not found in a file that leaves nothing out', () => {
    expect(says('// All of it.\n')).toEqual([])
  })
})

describe('the notes of the simulator', () => {
  const notes = simplifiedNotes(
    Object.fromEntries(
      readdirSync(SIMULATOR, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => [file, readFileSync(resolve(SIMULATOR, file), 'utf8')]),
    ),
  )
  const wordsOf = (text: string) => piecesOf(text).map(({ kind, text: own }) => (kind === 'code' ? 'code' : own))
  const failing = (isWrong: (note: SimplifiedNote) => boolean) => notes.filter(isWrong).map(({ file, says }) => `${file}: ${says}`)

  test('are sentences', () => {
    expect(notes.length).toBeGreaterThan(100)
    expect(failing(({ says }) => !/^[\p{L}`].*\.(?: \[[\w, -]+\])?$/u.test(says))).toEqual([])
  })

  test('send nobody to a file of the source', () => {
    expect(failing(({ says }) => /\w\.ts\b/.test(says))).toEqual([])
  })

  test('write flags as code', () => {
    expect(failing(({ says }) => wordsOf(says).some((words) => /(?:^|\s)--?[a-z]/.test(words)))).toEqual([])
  })

  test('name what they are about before they say anything of it', () => {
    expect(
      failing(({ says }) => /^(?:Always|Commands:|It|Its|On|Only|Options:|Prints|Tests:|The two|There|They|This|What)(?: |$)/.test(says)),
    ).toEqual([])
  })
})
