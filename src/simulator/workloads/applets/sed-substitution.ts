// The substitution of sed's `s`, and of awk's sub and gsub.
// @source busybox editors/sed.c do_subst_command

import type { Match, Regex } from './regex.ts'
import { searchRegex } from './regex.ts'

export interface Substitution {
  readonly regex: Regex
  /** `&` and `\1` … `\9` stand for what was found, a backslash protects. */
  readonly replacement: string
  /** From which match on. */
  readonly which: number
  readonly all: boolean
  readonly prints: boolean
  /** Where lines go that were changed. */
  readonly file: string | undefined
}

/** The longest text that comes out of a substitution. */
const MOST_TEXT = 1024 * 1024

export function substitute(
  text: string,
  { regex, replacement, which, all }: Substitution,
): { readonly text: string; readonly count: number } {
  let result = ''
  let copied = 0
  let count = 0
  let found = 0
  /** Where the last match that was not empty ended: there, nothing is no match. */
  let lastEnd = -1
  for (let at = 0; at <= text.length;) {
    const match = searchRegex(regex, text, at)
    if (match === undefined || result.length > MOST_TEXT) break
    const isEmpty = match.end === match.start
    if (!isEmpty || match.start !== lastEnd) {
      found += 1
      if (found >= which) {
        result += text.slice(copied, match.start) + filledIn(replacement, text, match)
        copied = match.end
        count += 1
        if (!all) break
      }
    }
    at = isEmpty ? match.end + 1 : match.end
    if (!isEmpty) lastEnd = match.end
  }
  return { text: result + text.slice(copied), count }
}

function filledIn(replacement: string, text: string, match: Match): string {
  let result = ''
  for (let at = 0; at < replacement.length; at += 1) {
    const character = replacement.charAt(at)
    if (character === '&') result += text.slice(match.start, match.end)
    else if (character !== '\\') result += character
    else {
      at += 1
      const next = replacement.charAt(at)
      if (/[0-9]/.test(next)) {
        const group = next === '0' ? ([match.start, match.end] as const) : match.groups[Number(next) - 1]
        result += group === undefined ? '' : text.slice(group[0], group[1])
      } else result += next === 'n' ? '\n' : next === 't' ? '\t' : next
    }
  }
  return result
}
