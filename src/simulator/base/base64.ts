// Standard, padded base64 (RFC 4648, section 4), with the errors that Go's decoder gives.

import type { Result } from './result.ts'
import { failure, success } from './result.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES: ReadonlyMap<string, number> = new Map([...ALPHABET].map((character, value) => [character, value]))

export function encodeBase64(bytes: Uint8Array): string {
  const quanta: string[] = []
  for (let index = 0; index < bytes.length; index += 3) {
    const rest = bytes.length - index
    const triple = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0)
    const third = rest > 1 ? ALPHABET.charAt((triple >> 6) & 63) : '='
    const fourth = rest > 2 ? ALPHABET.charAt(triple & 63) : '='
    quanta.push(ALPHABET.charAt(triple >> 18) + ALPHABET.charAt((triple >> 12) & 63) + third + fourth)
  }
  return quanta.join('')
}

/**
 * Line breaks are skipped, non-zero trailing bits accepted.
 *
 * @returns The bytes, or the offset that Go names in `illegal base64 data at input byte N`.
 * @source go encoding/base64 decodeQuantum
 */
export function decodeBase64(text: string): Result<Uint8Array, { readonly offset: number }> {
  const bytes: number[] = []
  let position = 0
  const skipBreaks = (): void => {
    while (text[position] === '\n' || text[position] === '\r') position += 1
  }
  for (;;) {
    const quantum: number[] = []
    while (quantum.length < 4) {
      const character = text[position]
      if (character === undefined) {
        if (quantum.length === 0) return success(Uint8Array.from(bytes))
        return failure({ offset: position - quantum.length })
      }
      position += 1
      if (character === '\n' || character === '\r') continue
      const value = VALUES.get(character)
      if (value !== undefined) {
        quantum.push(value)
        continue
      }
      if (character !== '=' || quantum.length < 2) return failure({ offset: position - 1 })
      skipBreaks()
      if (quantum.length === 2) {
        if (position === text.length) return failure({ offset: text.length })
        if (text[position] !== '=') return failure({ offset: position - 1 })
        position += 1
        skipBreaks()
      }
      if (position < text.length) return failure({ offset: position })
      bytes.push(...unpack(quantum).slice(0, quantum.length - 1))
      return success(Uint8Array.from(bytes))
    }
    bytes.push(...unpack(quantum))
  }
}

function unpack(quantum: readonly number[]): readonly number[] {
  const [a = 0, b = 0, c = 0, d = 0] = quantum
  return [(a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d]
}

/** How many bytes a valid text holds, without decoding it. */
export function base64Length(text: string): number {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  return (text.length / 4) * 3 - padding
}
