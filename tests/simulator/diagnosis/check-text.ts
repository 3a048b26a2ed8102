// A fact about a text that somebody wrote, as a test: what is marked in it, or what mends it.

import { expect, test } from 'vitest'
import { dedent, diagnosticsOf, mended, withMarks, withoutMarks } from './marked-text.ts'

/** Carets mark where and what. */
export function check(fact: string, marked: string): void {
  test(fact, () => {
    expectMarks(dedent(marked))
  })
}

/** The first fix: what its button says, and the text after it. */
export function mend(fact: string, title: string, before: string, after: string): void {
  test(fact, () => {
    expect(mended(dedent(before))).toEqual({ title, text: dedent(after) })
  })
}

/** Both of one text. */
export function markAndMend(fact: string, title: string, marked: string, after: string): void {
  test(fact, () => {
    const text = expectMarks(dedent(marked))
    expect(mended(text)).toEqual({ title, text: dedent(after) })
  })
}

/** @returns The text without its marks. */
function expectMarks(wanted: string): string {
  const text = withoutMarks(wanted)
  expect(withMarks(text, diagnosticsOf(text))).toBe(wanted)
  return text
}
