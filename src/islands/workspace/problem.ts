// What is wrong in a text, as the workspace shows it: plain words first, then what kubectl would print, then the lesson.

import type { EditorProblem, TextRange } from '../../browser/editor/text-editor.ts'
import type { Diagnostic, Explanation } from '../../simulator/index.ts'

export interface Problem extends EditorProblem {
  /** Undefined while explanations load, and for what nobody has explained. */
  readonly explanation: Explanation | undefined
  /** Other places that have to do with it: the first of two equal names. */
  readonly related: readonly TextRange[]
}

export function problemFrom({ severity, message, range, fixes, related }: Diagnostic, explanation: Explanation | undefined): Problem {
  return { severity, message, range, fixes, title: explanation?.title, explanation, related: related.map((place) => place.range) }
}

/** From 1. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
