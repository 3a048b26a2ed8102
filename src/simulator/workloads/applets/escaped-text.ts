// A text with its backslash sequences replaced, as awk takes values from its command line.

import { escapedCharacter } from '../shell/escapes.ts'

export function escapedText(text: string): string {
  let result = ''
  for (let at = 0; at < text.length; at += 1) {
    const escape = text.charAt(at) === '\\' ? escapedCharacter(text, at + 1) : undefined
    result += escape?.text ?? text.charAt(at)
    at += escape?.length ?? 0
  }
  return result
}
