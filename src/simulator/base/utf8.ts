// UTF-8 to and from JavaScript text, without the browser's TextEncoder: the simulator runs where there is none.
// @source RFC 3629

/** Lone surrogates become U+FFFD, as when Go writes such text. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text))
  let at = 0
  const put = (byte: number) => {
    bytes[at] = byte
    at += 1
  }
  /** The six bits from `shift` on, as a byte that continues a character. */
  const putRest = (point: number, shift: number) => put(0x80 | ((point >> shift) & 0x3f))
  for (let index = 0; index < text.length; index += 1) {
    const code = text.codePointAt(index) ?? 0
    if (code < 0x80) {
      bytes[at++] = code
      continue
    }
    const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code
    if (point < 0x800) put(0xc0 | (point >> 6))
    else if (point < 0x10000) put(0xe0 | (point >> 12))
    else {
      put(0xf0 | (point >> 18))
      putRest(point, 12)
      index += 1
    }
    if (point >= 0x800) putRest(point, 6)
    putRest(point, 0)
  }
  return bytes
}

/** How many bytes `encodeUtf8` would give. */
export function utf8Length(text: string): number {
  let length = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code < 0x80) length += 1
    else if (code < 0x800) length += 2
    else if (code >= 0xd800 && code < 0xdc00 && isLowSurrogate(text.charCodeAt(index + 1))) {
      length += 4
      index += 1
    } else length += 3
  }
  return length
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000
}

/** The text, or undefined when the bytes are not valid UTF-8 (over-long forms and surrogates are not). */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  let text = ''
  for (let index = 0; index < bytes.length;) {
    const step = decodeOne(bytes, index)
    if (step === undefined) return undefined
    text += String.fromCodePoint(step.point)
    index += step.length
  }
  return text
}

/** The text, with each byte that belongs to no character shown as U+FFFD, as Go does. */
export function decodeUtf8Loosely(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length;) {
    const step = decodeOne(bytes, index)
    text += step === undefined ? '\ufffd' : String.fromCodePoint(step.point)
    index += step?.length ?? 1
  }
  return text
}

/** First continuation byte's bounds and the number of bytes, by lead byte. */
function decodeOne(bytes: Uint8Array, index: number): { readonly point: number; readonly length: number } | undefined {
  const lead = bytes[index] ?? 0
  if (lead < 0x80) return { point: lead, length: 1 }
  if (lead < 0xc2 || lead > 0xf4) return undefined
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
  let point = lead & (0x7f >> length)
  for (let offset = 1; offset < length; offset += 1) {
    const next = bytes[index + offset]
    if (next === undefined || (next & 0xc0) !== 0x80) return undefined
    point = (point << 6) | (next & 0x3f)
  }
  const least = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000
  if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined
  return { point, length }
}
