// What `kubectl apply` would print for one file: a dry run on the cluster as it is. Nothing is kept of it.

import type { ToolSetName } from '../../simulator/index.ts'
import { runCommand } from '../../simulator/index.ts'
import type { Session } from '../session.ts'
import type { Files } from './file-list.ts'

export interface ApplyPreview {
  /** What is printed for the objects, then what went wrong; without what says that it was a dry run. */
  readonly lines: readonly string[]
  /** Sets of tools that were missing. If any were, the lines do not count. */
  readonly lacks: readonly ToolSetName[]
}

export function previewApply({ run: before }: Pick<Session, 'run'>, name: string, files: Files): ApplyPreview {
  if (name.includes("'")) return { lines: [], lacks: [] }
  const { run, output } = runCommand(before, `kubectl apply --dry-run=server -f '${name}'`, { [name]: files[name] ?? '' })
  const lines = (output.stdout + output.stderr)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/ \(server dry run\)$/, ''))
  return { lines, lacks: run.lacks }
}
