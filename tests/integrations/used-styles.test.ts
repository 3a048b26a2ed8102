// What is left out of a page's styles, and what must never be.

import { describe, expect, test } from 'vitest'
import { usedStyles } from '../../src/integrations/used-styles.mjs'

const used = (css: string, ...words: string[]) => usedStyles(css, new Set(words))

describe('the styles of a page', () => {
  test('are left out when no word of the page names their class', () => {
    expect(used('.shown{color:red}.gone{color:blue}', 'shown')).toBe('.shown{color:red}')
  })

  test('lose the selectors that match nothing, and keep the others of the same rule', () => {
    expect(used('.shown,.gone>p,#top{margin:0}', 'shown', 'top')).toBe('.shown,#top{margin:0}')
  })

  test('stay when a class stands among others that would do, or among what is excluded', () => {
    const css = ':is(.gone,.shown) a{color:red}a:not(.gone){color:blue}'
    expect(used(css, 'shown')).toBe(css)
  })

  test('are left out when the one choice of :where is not there', () => {
    expect(used('.map:where(.astro-1){color:red}', 'map')).toBe('')
    expect(used('.map:where(.astro-1){color:red}', 'map', 'astro-1')).toBe('.map:where(.astro-1){color:red}')
  })

  test('of an own element need its name, and those of plain elements and attributes need none', () => {
    expect(used('my-tabs a{color:red}a[data-x=".gone"]{color:blue}')).toBe('a[data-x=".gone"]{color:blue}')
  })

  test('keep the order of layers, and what is no rule about elements', () => {
    const css = '@layer a,b;@keyframes turn{to{rotate:1turn}}@font-face{font-family:x}@layer b{}'
    expect(used(`${css}@media print{.gone{color:red}}`)).toBe(css)
  })

  test('are read past brackets and quotes in their values', () => {
    const css = '.shown:before{content:"}.gone{";background:url(data:image/svg+xml;base64,x)}'
    expect(used(css, 'shown')).toBe(css)
  })

  test('keep a class whose name is escaped: it may be written otherwise in the page', () => {
    expect(used(String.raw`.md\:flex{display:flex}`)).toBe(String.raw`.md\:flex{display:flex}`)
  })
})
