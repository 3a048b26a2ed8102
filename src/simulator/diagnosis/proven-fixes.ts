// Only fixes that are certain are offered: applied, they take their diagnostic away and bring no new one to the same field.

import type { Diagnostic, Fix } from './diagnostic.ts'
import { applyEdits } from './diagnostic.ts'

/** Of how many diagnostics fixes are tried; those behind get theirs once the first are mended. */
const MOST_TRIED = 20
/** A trial reads the whole text: in long ones fewer are made, so that typing stays quick. In characters. */
const MOST_READ = 200_000

/**
 * The diagnostics, with the fixes that keep their promise.
 *
 * @param diagnoseAgain  What is said to a changed text; fixes need not be part of it.
 */
export function withProvenFixes(
  text: string,
  diagnostics: readonly Diagnostic[],
  diagnoseAgain: (text: string) => readonly Diagnostic[],
): readonly Diagnostic[] {
  const most = Math.min(MOST_TRIED, Math.ceil(MOST_READ / Math.max(text.length, 1)))
  let tried = 0
  return diagnostics.map((diagnostic) => {
    if (diagnostic.fixes.length === 0) return diagnostic
    tried += 1
    const fixes = tried > most ? [] : diagnostic.fixes.filter((fix) => keepsPromise(text, diagnostics, diagnostic, fix, diagnoseAgain))
    return { ...diagnostic, fixes }
  })
}

function keepsPromise(
  text: string,
  before: readonly Diagnostic[],
  diagnostic: Diagnostic,
  { edits }: Fix,
  diagnoseAgain: (text: string) => readonly Diagnostic[],
): boolean {
  const after = diagnoseAgain(applyEdits(text, edits))
  const isIt = (each: Diagnostic): boolean => isSame(each, diagnostic) && each.message === diagnostic.message
  // Whoever mends what can't be read has seen to it that whatever can't be read now stands further down.
  if (isUnread(diagnostic)) return !after.some((each) => each.message === diagnostic.message)
  // The same key may be there three times.
  if (after.filter(isIt).length >= before.filter(isIt).length) return false
  const isNew = (each: Diagnostic): boolean => !before.some(({ message }) => message === each.message)
  // A text that can't be read any more has lost everything.
  return !after.some((each) => isNew(each) && (isSame(each, diagnostic) || isUnread(each)))
}

function isUnread({ path, message }: Diagnostic): boolean {
  return path.length === 0 && message.startsWith('error converting YAML to JSON: ')
}

function isSame(one: Diagnostic, other: Diagnostic): boolean {
  return one.path.length === other.path.length && one.path.every((step, index) => step === other.path[index])
}
