// Notes about what is left out, read from comments.

import { describe, expect, test } from 'vitest'
import { simplifiedNotes } from '../../src/curriculum/simplified-notes.ts'

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
