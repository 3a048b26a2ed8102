import { expect, test } from 'vitest'
import { howText } from '../../src/board/consumer-words.ts'

test('a file says its permissions behind how it is mounted, and a line does not break before them', () => {
  expect(howText('subPath file', '0440')).toBe('file, subPath,\u00a00440')
  expect(howText('file', undefined)).toBe('file')
})
