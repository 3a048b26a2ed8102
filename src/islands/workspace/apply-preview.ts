// What `kubectl apply` would print for one file: a dry run on the cluster as it is. Nothing is kept of it.

import { runCommand } from '../../simulator/index.ts'
import type { Session } from '../session.ts'
import type { Files } from './file-list.ts'

/** Lines without what says that it was a dry run. Empty for a file that has nothing to apply. */
export function previewApply({ run }: Pick<Session, 'run'>, name: string, files: Files): readonly string[] {
  if ((files[name] ?? '').trim() === '' || name.includes("'")) return []
  const { output } = runCommand(run, `kubectl apply --dry-run=server -f '${name}'`, { [name]: files[name] ?? '' })
  return output.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/ \(server dry run\)$/, ''))
}
