// How Go quotes and names text in messages.

const SHORT: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\u000b': '\\v',
  '"': '\\"',
  '\\': '\\\\',
}

// Letters, marks, numbers, punctuation, symbols, and the ASCII space.
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u

/** `%q`: double quotes, with what does not print escaped. @source Go strconv.Quote */
export function goQuote(text: string): string {
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`
  let quoted = ''
  for (const character of text)
    quoted += SHORT[character] ?? (PRINTABLE.test(character) ? character : escape(character.codePointAt(0) ?? 0))
  return `"${quoted}"`
}

function escape(point: number): string {
  if (point < 0x80) return `\\x${point.toString(16).padStart(2, '0')}`
  if (point >= 0xd800 && point < 0xe000) return '\ufffd'
  return point < 0x10000 ? `\\u${point.toString(16).padStart(4, '0')}` : `\\U${point.toString(16).padStart(8, '0')}`
}
