// What is wrong in a text, as the workspace shows it: plain words first, then what kubectl would print, then the lesson.

import type { EditorProblem, TextRange } from '../../browser/editor/text-editor.ts'
import type { Diagnostic, Explanation } from '../../simulator/index.ts'

export interface Problem extends EditorProblem {
  /** Undefined while explanations load, and for what nobody has explained. */
  readonly explanation: Explanation | undefined
  /** Other places that have to do with it. */
  readonly related: readonly TextRange[]
}

/** In place of words, where something is lost without any. */
const SILENCE = 'kubectl says nothing of it.'

/** What kubectl prints for a file without an object. */
export const NOTHING_TO_APPLY = 'error: no objects passed to apply'

export function problemFrom({ severity, message, range, fixes, related }: Diagnostic, explanation: Explanation | undefined): Problem {
  const said = message === '' ? SILENCE : message
  return { severity, message: said, range, fixes, title: explanation?.title, explanation, related: related.map((each) => each.range) }
}

/** From 1. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

/** The places that have to do with a problem on other lines, one a line. */
export function linesElsewhere(text: string, { range, related }: Pick<Problem, 'range' | 'related'>): readonly TextRange[] {
  const lines = new Set([lineOf(text, range.start)])
  return related.filter(({ start }) => {
    const line = lineOf(text, start)
    return lines.has(line) ? false : lines.add(line)
  })
}
