// What the search shows of what Pagefind answers.

import { describe, expect, test } from 'vitest'
import { markedParts, readFound } from '../../src/browser/search-index.ts'

describe('the search', () => {
  test('marks the words that were searched for and shows signs of HTML as text', () => {
    expect(markedParts('a <mark>key</mark> of &lt;data&gt; &amp;amp; <mark>keys</mark>')).toEqual([
      { text: 'a ', isMarked: false },
      { text: 'key', isMarked: true },
      { text: ' of <data> &amp; ', isMarked: false },
      { text: 'keys', isMarked: true },
    ])
  })

  test('does not list the beginning of a page as a section of it', () => {
    const section = { title: 'Missing keys', url: '/a/#missing-keys', excerpt: 'of a key' }
    const start = { title: 'Variables', url: '/a/#_top', excerpt: 'at first' }
    expect(readFound({ url: '/a/', excerpt: 'all', meta: { title: 'Variables' }, sub_results: [start, section] })).toEqual({
      url: '/a/',
      title: 'Variables',
      excerpt: 'all',
      sections: [section],
    })
  })
})
