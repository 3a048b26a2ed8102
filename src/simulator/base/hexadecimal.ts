// Numbers as hexadecimal digits. A table, because names and checksums are made of many.

const BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Two lower-case digits. @param byte  What is above the lowest eight bits does not count. */
export function hexOfByte(byte: number): string {
  return BYTES[byte & 0xff] ?? ''
}

/** Eight lower-case digits. @param word  32 bits, signed or not. */
export function hexOfWord(word: number): string {
  return hexOfByte(word >>> 24) + hexOfByte(word >>> 16) + hexOfByte(word >>> 8) + hexOfByte(word)
}
