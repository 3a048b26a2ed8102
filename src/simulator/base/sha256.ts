// SHA-256 of bytes, in hexadecimal: names with content hashes, checksums.
// @source FIPS 180-4, section 6.2

import { hexOfWord } from './hexadecimal.ts'

/** The first 32 bits of the fractional part of a root of a prime, as the standard defines its constants. */
function rootFraction(prime: number, root: 2 | 3): number {
  const value = root === 2 ? Math.sqrt(prime) : Math.cbrt(prime)
  return Math.floor((value - Math.floor(value)) * 0x1_0000_0000) >>> 0
}

const PRIMES: readonly number[] = Array.from({ length: 311 }, (_, index) => index + 2).filter((candidate) => {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) if (candidate % divisor === 0) return false
  return true
})
const ROUND = Int32Array.from(PRIMES.slice(0, 64), (prime) => rootFraction(prime, 3))
const START = Int32Array.from(PRIMES.slice(0, 8), (prime) => rootFraction(prime, 2))

const BLOCK_BYTES = 64
const BLOCK_WORDS = 16

/** 64 lower-case hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  const words = pad(bytes)
  const state = Int32Array.from(START)
  const schedule = new Int32Array(64)
  for (let offset = 0; offset < words.length; offset += BLOCK_WORDS) {
    for (let index = 0; index < BLOCK_WORDS; index += 1) schedule[index] = words[offset + index] ?? 0
    compress(state, schedule)
  }
  return Array.from(state, hexOfWord).join('')
}

/** Whole blocks of words, the first byte of each the highest: a bit after the text, and how many bits it has at the end. */
function pad(bytes: Uint8Array): Int32Array {
  const words = new Int32Array(Math.ceil((bytes.length + 9) / BLOCK_BYTES) * BLOCK_WORDS)
  for (let index = 0; index <= bytes.length; index += 1)
    words[index >>> 2] = (words[index >>> 2] ?? 0) | ((bytes[index] ?? 0x80) << (24 - 8 * (index & 3)))
  words[words.length - 2] = Math.floor((bytes.length * 8) / 0x1_0000_0000)
  words[words.length - 1] = bytes.length * 8
  return words
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

function compress(state: Int32Array, schedule: Int32Array): void {
  const at = (words: Int32Array, index: number): number => words[index] ?? 0
  for (let index = 16; index < 64; index += 1) {
    const early = at(schedule, index - 15)
    const late = at(schedule, index - 2)
    const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
    const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
    schedule[index] = at(schedule, index - 16) + sigma0 + at(schedule, index - 7) + sigma1
  }
  let a = at(state, 0)
  let b = at(state, 1)
  let c = at(state, 2)
  let d = at(state, 3)
  let e = at(state, 4)
  let f = at(state, 5)
  let g = at(state, 6)
  let h = at(state, 7)
  for (let index = 0; index < 64; index += 1) {
    const choice = (e & f) ^ (~e & g)
    const first = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + choice + at(ROUND, index) + at(schedule, index)) | 0
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  ;[a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] = at(state, index) + word
  })
}
