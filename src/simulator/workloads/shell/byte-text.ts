// Programs in a container work on bytes. Here a "byte text" is a JavaScript text whose code units are 0 … 255, one for each byte:
// ordinary text functions then count and cut as busybox does in a container, where no locale is set.

import { decodeUtf8, decodeUtf8Loosely, encodeUtf8 } from '../../base/utf8.ts'

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false
  return true
}

export function bytesOf(byteText: string): Uint8Array {
  const bytes = new Uint8Array(byteText.length)
  for (let index = 0; index < byteText.length; index += 1) bytes[index] = byteText.charCodeAt(index) & 0xff
  return bytes
}

export function fromBytes(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

/** From ordinary text, as UTF-8. */
export function toByteText(text: string): string {
  return isAscii(text) ? text : fromBytes(encodeUtf8(text))
}

/** To ordinary text; a byte that belongs to no character becomes U+FFFD. */
export function toText(byteText: string): string {
  return isAscii(byteText) ? byteText : decodeUtf8Loosely(bytesOf(byteText))
}

/** As files are kept: text where it is text, else bytes. */
export function toContent(byteText: string): string | Uint8Array {
  if (isAscii(byteText)) return byteText
  const bytes = bytesOf(byteText)
  return decodeUtf8(bytes) ?? bytes
}

export function fromContent(content: string | Uint8Array): string {
  return typeof content === 'string' ? toByteText(content) : fromBytes(content)
}
