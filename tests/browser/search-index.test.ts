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
    const section = { title: 'Missing keys', url: '/a/#missing-keys', excerpt: 'of a key.' }
    const start = { title: 'Variables', url: '/a/#_top', excerpt: 'Variables. At first.' }
    expect(readFound({ url: '/a/', excerpt: 'all', meta: { title: 'Variables' }, sub_results: [start, section] })).toEqual({
      url: '/a/',
      title: 'Variables',
      excerpt: 'At first.',
      sections: [{ ...section, excerpt: '… of a key.' }],
    })
  })

  test('says each excerpt once, without the heading above it, and dots where it goes on', () => {
    const section = { title: 'Missing (keys)', url: '/a/#missing', excerpt: '<mark>Missing</mark> (keys). A <mark>key</mark> that' }
    const found = readFound({ url: '/a/', excerpt: section.excerpt, meta: { title: 'Variables' }, sub_results: [section] })
    expect(found.sections.map(({ excerpt }) => excerpt)).toEqual(['A <mark>key</mark> that …'])
    const page = readFound({ url: '/a/', excerpt: 'A <mark>key</mark> that', meta: { title: 'Variables' }, sub_results: [section] })
    expect(page.excerpt).toBe('')
  })
})
