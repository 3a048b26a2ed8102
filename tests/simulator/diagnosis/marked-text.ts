// Texts in which carets say where a diagnostic is expected, and which: they stand on a line of their own, below what they mark.
//
//   data:
//     PORT: 8080
//           ^^^^ error decoding/number-in-data

import { apiServer } from '../../../src/simulator/apiserver/parts/all.ts'
import { diagnose } from '../../../src/simulator/cluster/diagnose.ts'
import type { Diagnostic } from '../../../src/simulator/diagnosis/index.ts'
import { applyEdits } from '../../../src/simulator/diagnosis/index.ts'
import { MOMENT, emptyCluster } from '../../conformance/api-answer.ts'
import { catalogue } from '../../messages/catalogue.ts'

const state = emptyCluster()

/** What is said to a text, with proven fixes. */
export function diagnosticsOf(text: string): readonly Diagnostic[] {
  return diagnose(text, (request) => apiServer.handle(state, request, MOMENT).response, catalogue)
}

const MARK = /^ *\^+ (?:error|warning) \S+$/

/** Without the indentation that all lines share and without the first line's break. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').replace(/\n *$/, '\n').split('\n')
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length))
  return lines.map((line) => line.slice(indent)).join('\n')
}

export function withoutMarks(marked: string): string {
  return marked
    .split('\n')
    .filter((line) => !MARK.test(line))
    .join('\n')
}

/** The text with a line of carets below each diagnostic. Marks are on one line; a longer range is cut at its end. */
export function withMarks(text: string, diagnostics: readonly Diagnostic[]): string {
  const lines = text.split('\n')
  const marks = lines.map((): string[] => [])
  for (const { range, severity, code } of diagnostics) {
    const before = text.slice(0, range.start).split('\n')
    const column = before.at(-1)?.length ?? 0
    const length = text.slice(range.start, range.end).split('\n')[0]?.length ?? 1
    marks[before.length - 1]?.push(`${' '.repeat(column)}${'^'.repeat(Math.max(length, 1))} ${severity} ${code}`)
  }
  return lines.flatMap((line, index) => [line, ...(marks[index] ?? [])]).join('\n')
}

/** The text after the first fix of its first diagnostic that has one. */
export function mended(text: string): { readonly title: string; readonly text: string } | undefined {
  const fix = diagnosticsOf(text).flatMap(({ fixes }) => fixes)[0]
  return fix && { title: fix.title, text: applyEdits(text, fix.edits) }
}
