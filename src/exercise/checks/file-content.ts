// The content of a file as text, for comparing and for showing.

/** Bytes that are no UTF-8 become their number: a check that wants text does not fit them. */
export function textOfContent(content: string | Uint8Array): string {
  if (typeof content === 'string') return content
  let escaped = ''
  for (const byte of content) escaped += `%${byte.toString(16).padStart(2, '0')}`
  try {
    return decodeURIComponent(escaped)
  } catch {
    // Not UTF-8.
    return `${String(content.length)} bytes that are no text`
  }
}
