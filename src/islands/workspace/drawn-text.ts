// A text as it is drawn behind the textarea: lines of coloured pieces, cut where something is marked.

import type { EditorProblem } from '../../browser/editor/text-editor.ts'
import type { TokenKind } from '../../browser/editor/yaml-highlight.ts'
import { highlightText } from '../../browser/editor/yaml-highlight.ts'

export type Severity = EditorProblem['severity']

export interface DrawnPiece {
  readonly text: string
  readonly kind: TokenKind
  readonly severity: Severity | undefined
}

export interface DrawnLine {
  readonly pieces: readonly DrawnPiece[]
  /** Of the worst that begins on this line. */
  readonly severity: Severity | undefined
}

/** @param isColoured  As YAML; other texts are drawn plain. */
export function drawText(
  text: string,
  problems: readonly Pick<EditorProblem, 'range' | 'severity'>[],
  isColoured = true,
): readonly DrawnLine[] {
  const edges = new Set(problems.flatMap(({ range }) => [range.start, range.end]))
  let at = 0
  const lines = isColoured ? highlightText(text) : text.split('\n').map((line) => [{ text: line, kind: 'plain' as const }])
  return lines.map((tokens) => {
    const lineStart = at
    const pieces = tokens.flatMap(({ text: whole, kind }) => {
      const cut = cutAt(whole, at, edges).map((part) => {
        const piece = { text: part, kind, severity: severityAt(problems, at, at + part.length) }
        at += part.length
        return piece
      })
      return cut
    })
    const here = problems.filter(({ range }) => range.start >= lineStart && range.start <= at)
    at += 1
    return { pieces, severity: worst(here) }
  })
}

function cutAt(text: string, start: number, edges: ReadonlySet<number>): readonly string[] {
  const parts: string[] = []
  let from = 0
  for (let index = 1; index < text.length; index += 1) {
    if (!edges.has(start + index)) continue
    parts.push(text.slice(from, index))
    from = index
  }
  return [...parts, text.slice(from)]
}

function severityAt(problems: readonly Pick<EditorProblem, 'range' | 'severity'>[], start: number, end: number): Severity | undefined {
  return worst(problems.filter(({ range }) => range.start < end && range.end > start))
}

function worst(problems: readonly Pick<EditorProblem, 'severity'>[]): Severity | undefined {
  return problems.some(({ severity }) => severity === 'error') ? 'error' : problems[0]?.severity
}
