// Edits of solutions and mistakes: where they find their text, and what an author is told when they don't.

import { describe, expect, test } from 'vitest'
import { edited } from '../../src/exercise/acts.ts'

const FILES = { 'web.yaml': 'spec:\n  containers:\n    - name: app\n      image: app:1\n    - name: side\n      image: side:1\n' }

function after(replace: string, text: string): string | undefined {
  const read = edited(FILES, { edit: 'web.yaml', from: replace, to: text })
  return read.ok ? read.value['web.yaml'] : read.problem.received
}

describe('an edit', () => {
  test('replaces a part of a line', () => {
    expect(after('app:1', 'app:2')).toContain('      image: app:2\n')
  })

  test('indents further lines from where the first begins', () => {
    expect(after('image: app:1\n', 'image: app:1\nenv:\n  - name: A\n')).toContain(
      '      image: app:1\n      env:\n        - name: A\n    - name: side',
    )
  })

  test('finds several lines wherever they are indented', () => {
    expect(after('- name: side\n  image: side:1\n', '- name: other\n')).toBe(
      'spec:\n  containers:\n    - name: app\n      image: app:1\n    - name: other\n',
    )
  })

  test('is refused when its text is nowhere', () => {
    expect(after('app:3', 'x')).toBe('the text "app:3", which occurs nowhere')
  })

  test('is refused when its text is there twice', () => {
    expect(after('name:', 'x')).toBe('the text "name:", which occurs 2 times')
  })

  test('of a file that is not there is told which there are', () => {
    const read = edited(FILES, { edit: 'wbe.yaml', from: 'a', to: 'b' })
    expect(read.ok ? '' : read.problem.expected).toBe('one of the files web.yaml')
  })
})
