// Backslash sequences as echo -e, printf and `$'…'` understand them.
// @source busybox libbb/process_escape_sequence.c

const LETTERS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '?': '?',
}

/** @param at the position after the backslash. @returns the byte and how many characters named it, or undefined when it is no sequence */
export function escapedCharacter(text: string, at: number): { readonly text: string; readonly length: number } | undefined {
  const first = text.charAt(at)
  const octal = /^[0-7]{1,3}/.exec(text.slice(at, at + 3))
  if (octal !== null) return { text: String.fromCharCode(parseInt(octal[0], 8) & 0xff), length: octal[0].length }
  const hexadecimal = /^x([0-9a-fA-F]{1,2})/.exec(text.slice(at, at + 3))
  if (hexadecimal !== null) return { text: String.fromCharCode(parseInt(hexadecimal[1] ?? '0', 16)), length: hexadecimal[0].length }
  const letter = Object.hasOwn(LETTERS, first) ? LETTERS[first] : undefined
  return letter === undefined ? undefined : { text: letter, length: 1 }
}
