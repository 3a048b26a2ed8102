// What a solution is like, without its values: which steps it takes in which order, and which fields its manifests have in the end.
// Two solutions of one shape are one way of thinking, written down twice.

import { loadAll } from 'js-yaml'
import type { Act } from '../../src/exercise/acts.ts'
import type { Played } from '../../src/exercise/play.ts'

export function shapeOf(acts: readonly Act[], end: Played): string {
  const steps = acts.map(stepOf).filter((step, index, all) => step !== all[index - 1])
  const fields = Object.entries(end.files)
    .filter(([name]) => name.endsWith('.yaml'))
    .flatMap(([, text]) => loadAll(text).flatMap((manifest) => pathsOf(manifest, '')))
  return [...steps, ...new Set(fields.toSorted())].join('\n')
}

/** "edit", "apply", "kubectl rollout restart": the words of a command before its first name or flag count. */
function stepOf(act: Act): string {
  if ('run' in act) return act.run.split(' ').slice(0, 3).join(' ')
  if ('edit' in act) return 'edit'
  if ('write' in act) return 'write'
  return 'apply' in act ? 'apply' : 'wait'
}

function pathsOf(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, `${path}[]`))
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, `${path}.${name}`))
}
