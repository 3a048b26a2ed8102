// SHA-512, for the applet of that name. Its constants are computed: the first 64 bits behind the point of roots of the first primes.
// @source FIPS 180-4, 4.2.3, 5.3.5, 6.4

const BLOCK_BYTES = 128
const ROUNDS = 80
const MASK = 0xffff_ffff_ffff_ffffn

function firstPrimes(count: number): readonly bigint[] {
  const primes: bigint[] = []
  for (let candidate = 2n; primes.length < count; candidate += 1n) {
    if (primes.every((prime) => candidate % prime !== 0n)) primes.push(candidate)
  }
  return primes
}

/** The whole part of a root, by halving. */
function root(value: bigint, degree: bigint): bigint {
  let [low, high] = [0n, 1n << 80n]
  while (high - low > 1n) {
    const middle = (low + high) >> 1n
    if (middle ** degree <= value) low = middle
    else high = middle
  }
  return low
}

function fractionOfRoot(prime: bigint, degree: bigint): bigint {
  return root(prime << (64n * degree), degree) & MASK
}

let constants: { readonly rounds: readonly bigint[]; readonly start: readonly bigint[] } | undefined

/** Made when they are first needed. */
function allConstants(): NonNullable<typeof constants> {
  constants ??= {
    rounds: firstPrimes(ROUNDS).map((prime) => fractionOfRoot(prime, 3n)),
    start: firstPrimes(8).map((prime) => fractionOfRoot(prime, 2n)),
  }
  return constants
}

function rotate(word: bigint, by: bigint): bigint {
  return ((word >> by) | (word << (64n - by))) & MASK
}

/** @returns 128 hexadecimal digits */
export function sha512(bytes: Uint8Array): string {
  const { rounds, start } = allConstants()
  const padded = new Uint8Array(Math.ceil((bytes.length + 17) / BLOCK_BYTES) * BLOCK_BYTES)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n)
  let state = start
  for (let at = 0; at < padded.length; at += BLOCK_BYTES) {
    const words: bigint[] = Array.from({ length: 16 }, (_, index) => view.getBigUint64(at + index * 8))
    for (let index = 16; index < ROUNDS; index += 1) {
      const [early, late] = [words[index - 15] ?? 0n, words[index - 2] ?? 0n]
      const small = rotate(early, 1n) ^ rotate(early, 8n) ^ (early >> 7n)
      const large = rotate(late, 19n) ^ rotate(late, 61n) ^ (late >> 6n)
      words.push(((words[index - 16] ?? 0n) + small + (words[index - 7] ?? 0n) + large) & MASK)
    }
    let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state
    for (let index = 0; index < ROUNDS; index += 1) {
      const upper = rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n)
      const choice = (e & f) ^ (~e & MASK & g)
      const first = h + upper + choice + (rounds[index] ?? 0n) + (words[index] ?? 0n)
      const lower = rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n)
      const majority = (a & b) ^ (a & c) ^ (b & c)
      ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) & MASK, c, b, a, (first + lower + majority) & MASK]
    }
    const next = [a, b, c, d, e, f, g, h]
    state = state.map((word, index) => (word + (next[index] ?? 0n)) & MASK)
  }
  return state.map((word) => word.toString(16).padStart(16, '0')).join('')
}
