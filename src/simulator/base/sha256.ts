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
const ROUND = Uint32Array.from(PRIMES.slice(0, 64), (prime) => rootFraction(prime, 3))
const START = Uint32Array.from(PRIMES.slice(0, 8), (prime) => rootFraction(prime, 2))

const BLOCK_BYTES = 64

/** 64 lower-case hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  const padded = pad(bytes)
  const view = new DataView(padded.buffer)
  const state = Uint32Array.from(START)
  const schedule = new Uint32Array(64)
  for (let offset = 0; offset < padded.length; offset += BLOCK_BYTES) {
    for (let index = 0; index < 16; index += 1) schedule[index] = view.getUint32(offset + index * 4)
    compress(state, schedule)
  }
  return Array.from(state, hexOfWord).join('')
}

function pad(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = Math.ceil((bytes.length + 9) / BLOCK_BYTES) * BLOCK_BYTES
  const padded = new Uint8Array(length)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(length - 8, Math.floor((bytes.length * 8) / 0x1_0000_0000))
  view.setUint32(length - 4, (bytes.length * 8) >>> 0)
  return padded
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

function compress(state: Uint32Array, schedule: Uint32Array): void {
  const at = (words: Uint32Array, index: number): number => words[index] ?? 0
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
