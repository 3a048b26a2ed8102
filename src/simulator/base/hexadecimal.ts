// Numbers as hexadecimal digits. A table, because names and checksums are made of many.

const BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Two lower-case digits. @param byte  What is above the lowest eight bits does not count. */
export function hexOfByte(byte: number): string {
  return BYTES[byte & 0xff] ?? ''
}

/** Four lower-case digits. @param half  What is above the lowest sixteen bits does not count. */
export function hexOfHalf(half: number): string {
  return hexOfByte(half >>> 8) + hexOfByte(half)
}

/** Eight lower-case digits. @param word  32 bits, signed or not. */
export function hexOfWord(word: number): string {
  return hexOfHalf(word >>> 16) + hexOfHalf(word)
}
