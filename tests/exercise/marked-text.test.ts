// Code and rules within a line of an author's text.

import { describe, expect, test } from 'vitest'
import { partsOfCode, piecesOf, plainText } from '../../src/exercise/marked-text.ts'

const kinds = (text: string) => piecesOf(text).map((piece) => [piece.kind, piece.text])

describe('a line of text', () => {
  test('without marks is one piece, and an empty one is none', () => {
    expect(kinds('Apply, then wait [for it].')).toEqual([['words', 'Apply, then wait [for it].']])
    expect(kinds('')).toEqual([])
  })

  test('has code between backticks, and a backtick within two of them', () => {
    expect(kinds('`yes` is ``  a ` b ``.')).toEqual([
      ['code', 'yes'],
      ['words', ' is '],
      ['code', ' a ` b'],
      ['words', '.'],
    ])
  })

  test('names the rules it rests on, and no blank stays before them', () => {
    expect(kinds('It stays. [ENV-4, VOL-20] Then')).toEqual([
      ['words', 'It stays.'],
      ['rules', 'ENV-4, VOL-20'],
      ['words', ' Then'],
    ])
  })

  test('keeps brackets that stand in code', () => {
    expect(kinds('`items[ENV-4]`')).toEqual([['code', 'items[ENV-4]']])
  })

  test('is read aloud without marks and rules', () => {
    expect(plainText('Take `--from-file`. [KC-4]')).toBe('Take --from-file.')
  })
})

describe('code within a line', () => {
  const parts = (code: string) => partsOfCode(code).map(({ text, isWhole }) => (isWhole ? `[${text}]` : text))

  test('is broken nowhere when it is short', () => {
    expect(parts('--from-file')).toEqual(['[--from-file]'])
    expect(parts('TIMEOUT: ""')).toEqual(['[TIMEOUT: ""]'])
  })

  test('is broken between words when it is long', () => {
    expect(parts('kubectl create configmap settings --append-hash')).toEqual([
      '[kubectl]',
      ' ',
      '[create]',
      ' ',
      '[configmap]',
      ' ',
      '[settings]',
      ' ',
      '[--append-hash]',
    ])
  })

  test('is broken anywhere when no line holds it', () => {
    expect(parts(`/etc/${'x'.repeat(40)}`)).toEqual([`/etc/${'x'.repeat(40)}`])
  })
})
