// A fact about a text that somebody wrote, as a test: what is marked in it, or what mends it.

import { expect, test } from 'vitest'
import { dedent, diagnosticsOf, mended, withMarks, withoutMarks } from './marked-text.ts'

/** Carets mark where and what. */
export function check(fact: string, marked: string): void {
  test(fact, () => {
    const wanted = dedent(marked)
    const text = withoutMarks(wanted)
    expect(withMarks(text, diagnosticsOf(text))).toBe(wanted)
  })
}

/** The first fix: what its button says, and the text after it. */
export function mend(fact: string, title: string, before: string, after: string): void {
  test(fact, () => {
    const done = mended(dedent(before))
    expect(done).toEqual({ title, text: dedent(after) })
  })
}
