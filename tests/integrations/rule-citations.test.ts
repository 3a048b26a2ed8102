// What a citation in a lesson becomes.

import { describe, expect, test } from 'vitest'
import { ruleCitations } from '../../src/integrations/rule-citations.mjs'

describe('a citation', () => {
  test('leads to where each of its rules is told, and says it to who points at it', () => {
    const tree = { type: 'root', children: [{ type: 'text', value: 'It stays. [ENV-4, ENV-5] So' }] }
    ruleCitations({ base: '/course' })(tree)
    expect(tree.children).toMatchObject([
      { value: 'It stays.' },
      {
        tagName: 'sup',
        children: [
          { tagName: 'a', properties: { href: '/course/rules/#env-4', ariaLabel: 'Rule ENV-4', title: expect.stringMatching(/\w\.$/) } },
          { value: ', ' },
          { tagName: 'a', properties: { href: '/course/rules/#env-5' }, children: [{ value: 'ENV-5' }] },
        ],
      },
      { value: ' So' },
    ])
  })
})
