// How texts of messages are shown where no message is at hand.

import { expect, test } from 'vitest'
import { showPlaceholders } from '../../src/messages/placeholders.ts'

test('the last part of a path is called a field', () => {
  expect(showPlaceholders('Write `{last}: |` below.')).toBe('Write `{field}: |` below.')
})

test('a placeholder between words is code, one within code stays', () => {
  expect(showPlaceholders('Character {offset} of `{value}` does not fit.')).toBe('Character `{offset}` of `{value}` does not fit.')
})
