// A table of a lesson in its box.

import { expect, test } from 'vitest'
import { wideTables } from '../../src/integrations/wide-tables.mjs'

const element = (tagName: string, ...children: unknown[]) => ({ type: 'element', tagName, properties: {}, children })
const text = (value: string) => ({ type: 'text', value })

test('a table stands in a box that is reached by keyboard and named after its columns', () => {
  const table = element('table', element('tr', element('th', text('you write')), element('th', element('code', text('data')))))
  const page = { type: 'root', children: [element('section', table)] }
  wideTables()(page)
  expect(page.children).toEqual([
    element('section', {
      type: 'element',
      tagName: 'div',
      properties: { className: ['wide-table'], role: 'group', tabIndex: 0, ariaLabel: 'Table: you write, data' },
      children: [table],
    }),
  ])
})
