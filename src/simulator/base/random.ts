// Seeded chance without state: the n-th draw of a named stream is a function of (seed, stream, n).
// Each consumer has a stream of its own, so one more draw somewhere does not shift everything else.

import { hexOfHalf, hexOfWord } from './hexadecimal.ts'

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** FNV-1a over UTF-16 code units; 32 bits, unsigned. */
function hashText(text: string, start: number = FNV_OFFSET): number {
  let hash = start
  for (let index = 0; index < text.length; index += 1) hash = hashed(hash, text.charCodeAt(index))
  return hash >>> 0
}

/** FNV-1a over bytes, as Go computes it; 32 bits, unsigned. */
export function hashBytes(bytes: Uint8Array, start: number = FNV_OFFSET): number {
  return bytes.reduce(hashed, start) >>> 0
}

function hashed(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, FNV_PRIME)
}

/** FNV-1 over bytes, the older sister: it multiplies first. 32 bits, unsigned. @source Go hash/fnv New32 */
export function hashBytesOldWay(bytes: Uint8Array): number {
  return bytes.reduce((hash, byte) => Math.imul(hash, FNV_PRIME) ^ byte, FNV_OFFSET) >>> 0
}

/** Spreads every input bit over the 32 bits of the output (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Which chance: the run's seed (any integer) and the consumer's stream, for example `kubelet/node-1/sync/<uid>`. */
export interface RandomStream {
  readonly seed: number
  readonly stream: string
}

/** The `index`-th 32-bit draw of a stream; `index` counts from 0. */
export function drawUint32(random: RandomStream, index: number): number {
  return drawFrom(streamStart(random), index)
}

function streamStart({ seed, stream }: RandomStream): number {
  return hashText(stream, mix(seed ^ FNV_OFFSET))
}

function drawFrom(start: number, index: number): number {
  return mix(start ^ mix(index + 0x9e3779b9))
}

/** Uniform in [0, 1). */
export function drawFraction(random: RandomStream, index: number): number {
  return drawUint32(random, index) / 0x1_0000_0000
}

/** Uniform integer in [0, bound). */
export function drawBelow(random: RandomStream, index: number, bound: number): number {
  return Math.floor(drawFraction(random, index) * bound)
}

/** Letters that Kubernetes uses in generated names: no vowels, no digits that look like letters. */
const NAME_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789'

/** @source apimachinery/pkg/util/rand/rand.go String */
export function drawNameSuffix(random: RandomStream, index: number, length: number): string {
  let suffix = ''
  for (let position = 0; position < length; position += 1) {
    suffix += NAME_ALPHABET.charAt(drawBelow(random, index * length + position, NAME_ALPHABET.length))
  }
  return suffix
}

/** A version 4 UUID, as the API server gives to every object. */
export function drawUuid(random: RandomStream, index: number): string {
  const start = streamStart(random)
  const second = drawFrom(start, index * 4 + 1)
  const third = drawFrom(start, index * 4 + 2)
  const version = hexOfHalf((second & 0xfff) | 0x4000)
  const variant = hexOfHalf(((third >>> 16) & 0x3fff) | 0x8000)
  const first = hexOfWord(drawFrom(start, index * 4))
  const last = hexOfWord(drawFrom(start, index * 4 + 3))
  // Joined it is one text in memory; put together piece by piece it would keep all of them.
  return [first, hexOfHalf(second >>> 16), version, variant, hexOfHalf(third) + last].join('-')
}
