// What kubectl would print for one file: `kubectl apply` in a dry run on the cluster as it is, `kubectl edit` that waits for the file as if it
// were saved. Nothing is kept of it.

import type { Diagnostic, ToolSetName } from '../../simulator/index.ts'
import { runCommand, touchForeground } from '../../simulator/index.ts'
import type { Session } from '../session.ts'
import type { Files } from './file-list.ts'

export interface Preview {
  readonly command: 'kubectl apply' | 'kubectl edit'
  /** What is printed for the objects, then what went wrong; without what says that it was a dry run. */
  readonly lines: readonly string[]
  /** Sets of tools that were missing. If any were, the lines do not count. */
  readonly lacks: readonly ToolSetName[]
}

export const NO_PREVIEW: Preview = { command: 'kubectl apply', lines: [], lacks: [] }

export function previewApply({ run: before }: Pick<Session, 'run'>, name: string, files: Files): Preview {
  if (name.includes("'")) return NO_PREVIEW
  const { run, output } = runCommand(before, `kubectl apply --dry-run=server -f '${name}'`, { [name]: files[name] ?? '' })
  const lines = linesOf(output.stdout + output.stderr).map((line) => line.replace(/ \(server dry run\)$/, ''))
  return { command: 'kubectl apply', lines, lacks: run.lacks }
}

export function previewEdit({ run: before }: Pick<Session, 'run'>, text: string): Preview {
  const run = touchForeground(before, { kind: 'save', text })
  const printed = run.screen.slice(before.screen.length).filter(({ kind }) => kind === 'stdout' || kind === 'stderr')
  // What was refused comes back with the reasons above it, as comments.
  const reasons = linesOf(run.foreground?.waiting.edits?.text ?? '').filter((line) => line.startsWith('# * '))
  return { command: 'kubectl edit', lines: [...linesOf(printed.map((piece) => piece.text).join('')), ...reasons], lacks: run.lacks }
}

/** Longer than the refusal of a small manifest; that of a large one repeats all of it. In UTF-16 units. */
const LONGEST_QUOTE = 400

/**
 * The problems of a file, each in the very words that kubectl would print of it. The words of the API server are kept where kubectl stops at
 * another problem before, says several in one line, or repeats a whole manifest.
 */
export function quoted(diagnostics: readonly Diagnostic[], { lines }: Preview): readonly Diagnostic[] {
  const holding = (message: string) => lines.filter((line) => message !== '' && line.includes(message))
  const held = diagnostics.flatMap(({ message }) => holding(message))
  const others = lines.filter((line) => !held.includes(line) && !isResult(line))
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  // Where nothing is printed as the API server says it, all that is printed is of the first.
  const unsaid = errors.every(({ message }) => holding(message).length === 0) ? errors[0] : undefined
  return diagnostics.map((each) => {
    const said = each === unsaid ? others : holding(each.message)
    const message = said.join('\n')
    const isShared = said.some((line) => held.indexOf(line) !== held.lastIndexOf(line))
    return message === '' || isShared || message.length > LONGEST_QUOTE ? each : { ...each, message }
  })
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '')
}

/** Whether it says what became of an object, or warns. */
function isResult(line: string): boolean {
  return /^(?:[\w.-]+\/\S+ (?:created|configured|unchanged|edited)$|Warning: )/.test(line)
}
