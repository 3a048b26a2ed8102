// Colours for YAML, a line at a time.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { highlightText } from '../../src/browser/editor/yaml-highlight.ts'

/** `key:name mark:: string:web`, a line a text. */
function colours(text: string): readonly string[] {
  return highlightText(text).map((tokens) =>
    tokens
      .filter(({ kind, text: part }) => kind !== 'plain' || part.trim() !== '')
      .map(({ kind, text: part }) => `${kind}(${part.trim()})`)
      .join(' '),
  )
}

describe('colours', () => {
  test('keys, texts, words and comments differ', () => {
    expect(colours('name: web # the name\nreplicas: 2\npaused: true\nmode: 0644\nq: "a # b"')).toEqual([
      'key(name) mark(:) string(web) comment(# the name)',
      'key(replicas) mark(:) word(2)',
      'key(paused) mark(:) word(true)',
      'key(mode) mark(:) word(0644)',
      'key(q) mark(:) string("a # b")',
    ])
  })

  test('dashes and what stands in brackets are seen', () => {
    expect(colours('- - a\n- { b: c, "d": [1, e] }')).toEqual([
      'mark(-) mark(-) string(a)',
      'mark(-) mark({) key(b) mark(:) string(c) mark(,) key("d") mark(:) mark([) word(1) mark(,) string(e) mark(]) mark(})',
    ])
  })

  test('a block scalar is text as far as it is indented', () => {
    expect(colours('a: |\n  b: c\n\n  # d\ne: f')).toEqual([
      'key(a) mark(:) mark(|)',
      'string(b: c)',
      '',
      'string(# d)',
      'key(e) mark(:) string(f)',
    ])
  })

  test('a colon without a blank belongs to the text', () => {
    expect(colours('image: nginx:1.27\nurl: http://a/b#c')).toEqual([
      'key(image) mark(:) string(nginx:1.27)',
      'key(url) mark(:) string(http://a/b#c)',
    ])
  })

  test('the pieces of any line make the line again', () => {
    const characters = fc.constantFrom(...' \t-:{}[],#"\'|>&*!ab1\\')
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 40 }), (line) => {
        const text = line.join('')
        expect(
          highlightText(text)[0]
            ?.map((token) => token.text)
            .join(''),
        ).toBe(text)
      }),
      { seed: 20261124, numRuns: 2000 },
    )
  })
})
