// What a text should be: the same four ways wherever a check compares one.

import type { Shape } from '../../authoring/shape.ts'
import { anyText, exactlyOne, record, refuse, required, text, yes } from '../../authoring/shape.ts'

export type TextExpectation =
  { readonly equals: string } | { readonly contains: string } | { readonly matches: string } | { readonly absent: true }

const pattern: Shape<string> = {
  expected: 'a regular expression',
  read(value, path, problems) {
    const source = text.read(value, path, problems)
    if (source === undefined) return undefined
    try {
      return new RegExp(source, 'u').source
    } catch (error) {
      return refuse(this, value, path, problems, `Mend it: ${error instanceof Error ? error.message : 'it cannot be read'}.`)
    }
  },
}

export const expectation: Shape<TextExpectation> = exactlyOne<TextExpectation>('one of equals, contains, matches, absent', [
  { name: 'equals', shape: record('a text to equal', { equals: required(anyText, 'The whole text.') }) },
  { name: 'contains', shape: record('a text to contain', { contains: required(text, 'A part of the text.') }) },
  { name: 'matches', shape: record('a pattern', { matches: required(pattern, 'A regular expression that fits somewhere.') }) },
  { name: 'absent', shape: record('absence', { absent: required(yes, 'There is nothing at all, not even an empty text.') }) },
])

export function fits(found: string | undefined, expect: TextExpectation): boolean {
  if ('absent' in expect) return found === undefined
  if (found === undefined) return false
  if ('equals' in expect) return found === expect.equals
  return 'contains' in expect ? found.includes(expect.contains) : new RegExp(expect.matches, 'u').test(found)
}

const SHOWN_CHARACTERS = 80

/** A text as the learner is shown it: quoted, so that line ends and blanks are seen; its end, if it is long. */
export function quote(found: string | undefined): string {
  if (found === undefined) return 'not there'
  return JSON.stringify(found.length <= SHOWN_CHARACTERS ? found : `…${found.slice(-SHOWN_CHARACTERS)}`)
}
