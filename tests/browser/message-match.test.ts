// What somebody types above the list of messages, and the entries that answer.

import { describe, expect, test } from 'vitest'
import { matchMessages } from '../../src/browser/message-match.ts'

const ENTRIES = [
  { id: 'base64', text: 'Not base64. A Secret holds bytes.', says: ['illegal base64 data at input byte {offset}'] },
  { id: 'missing', text: 'A ConfigMap is missing.', says: ['configmap {name} not found', 'secret {name} not found'] },
  { id: 'twice', text: 'A key stands twice (and nobody tells).', says: [] },
]
const found = (asked: string) => matchMessages(ENTRIES, asked).map(({ id }) => id)

describe('a list of messages', () => {
  test('is whole when nothing is asked', () => {
    expect(found('')).toEqual(['base64', 'missing', 'twice'])
  })

  test('is searched for words in any order and of any case', () => {
    expect(found('SECRET bytes')).toEqual(['base64'])
    expect(found('bytes configmap')).toEqual([])
  })

  test('is searched for a message as it was printed', () => {
    expect(found('Warning  Failed  Error: secret "creds" not found')).toEqual(['missing'])
    expect(found('cannot be handled as a Secret: illegal base64 data at input byte 4')).toEqual(['base64'])
  })

  test('takes signs of patterns for letters', () => {
    expect(found('twice (and')).toEqual(['twice'])
    expect(found('[(')).toEqual([])
  })
})
