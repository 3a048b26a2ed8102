// White space as Go's unicode.IsSpace knows it. JavaScript's trim would take the byte order mark as well and leave NEL.

function isGoSpace(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d)
  if (unit >= 0x2000) return unit <= 0x200a || unit === 0x2028 || unit === 0x2029 || unit === 0x202f || unit === 0x205f || unit === 0x3000
  return unit === 0x85 || unit === 0xa0 || unit === 0x1680
}

/** The offset of the first character at or behind `from` that is no white space. */
export function skipGoSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && isGoSpace(text.charCodeAt(at))) at += 1
  return at
}

/** @source Go strings.TrimSpace */
export function trimGoSpace(text: string): string {
  let end = text.length
  while (end > 0 && isGoSpace(text.charCodeAt(end - 1))) end -= 1
  return text.slice(skipGoSpace(text, 0), end)
}
