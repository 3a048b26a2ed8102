// MD5 of bytes, in hexadecimal.
// @source RFC 1321

import { hexOfByte } from '../../base/hexadecimal.ts'

const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21] as const
const SINES = Uint32Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 0x1_0000_0000))

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}

/** 32 lower-case hexadecimal digits. */
export function md5(bytes: Uint8Array): string {
  const length = Math.ceil((bytes.length + 9) / 64) * 64
  const padded = new Uint8Array(length)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(length - 8, (bytes.length * 8) >>> 0, true)
  view.setUint32(length - 4, Math.floor(bytes.length / 0x2000_0000), true)
  let [a0, b0, c0, d0] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let offset = 0; offset < length; offset += 64) {
    let [a, b, c, d] = [a0, b0, c0, d0]
    for (let index = 0; index < 64; index += 1) {
      const round = index >> 4
      const mixed = round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d)
      const place = round === 0 ? index : round === 1 ? (5 * index + 1) % 16 : round === 2 ? (3 * index + 5) % 16 : (7 * index) % 16
      const sum = (mixed + a + (SINES[index] ?? 0) + view.getUint32(offset + place * 4, true)) | 0
      a = d
      d = c
      c = b
      b = (b + rotate(sum, SHIFTS[round * 4 + (index % 4)] ?? 0)) | 0
    }
    a0 = (a0 + a) | 0
    b0 = (b0 + b) | 0
    c0 = (c0 + c) | 0
    d0 = (d0 + d) | 0
  }
  const digest = new DataView(new ArrayBuffer(16))
  ;[a0, b0, c0, d0].forEach((word, index) => {
    digest.setUint32(index * 4, word, true)
  })
  return [...new Uint8Array(digest.buffer)].map(hexOfByte).join('')
}
