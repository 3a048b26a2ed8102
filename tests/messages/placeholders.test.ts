// How texts of messages are shown where no message is at hand.

import { expect, test } from 'vitest'
import { printedAt, showPlaceholders } from '../../src/messages/placeholders.ts'

test('the last part of a path is called a field', () => {
  expect(showPlaceholders('Write `{last}: |` below.')).toBe('Write `{field}: |` below.')
})

test('a placeholder between words is code, one within code stays', () => {
  expect(showPlaceholders('Character {offset} of `{value}` does not fit.')).toBe('Character `{offset}` of `{value}` does not fit.')
})

test('what validation says stands behind its field', () => {
  expect(printedAt('**.configMapKeyRef.key', 'Required value')).toBe('… configMapKeyRef.key: Required value')
  expect(printedAt('spec.containers[*].image', 'Invalid value: {value}')).toBe('spec.containers[…].image: Invalid value: {value}')
})

test('what is said of no field in particular, or by the decoder, stands alone', () => {
  expect(printedAt(undefined, 'Required value')).toBe('Required value')
  expect(printedAt('**.volumes[*].*.*', 'Required value')).toBe('Required value')
  expect(printedAt('data[*]', 'json: cannot unmarshal')).toBe('json: cannot unmarshal')
})
