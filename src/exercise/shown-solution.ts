// A solution as a learner is shown it: what it changes in their own texts, and the lines it runs.

import { edited } from './acts.ts'
import type { Exercise, Solution } from './exercise.ts'
import type { Files } from './files.ts'
import type { DiffLine } from './line-diff.ts'
import { diffLines, foldSame } from './line-diff.ts'

/** How much of the text around a difference is shown. */
const LINES_AROUND = 3

export interface ShownSolution {
  readonly says: string
  /** Files that differ from the learner's; a file that the learner does not have yet is all new. */
  readonly files: readonly { readonly name: string; readonly lines: readonly DiffLine[] }[]
  /** `Apply` and lines of the terminal, in order. */
  readonly steps: readonly string[]
}

export function showSolution({ files: starter }: Exercise, { says, acts }: Solution, mine: Files): ShownSolution {
  const end = acts.reduce<Files>((files, act) => {
    const next = edited(files, act)
    return next.ok ? next.value : files
  }, starter)
  const changed = Object.entries(end).filter(([name, text]) => text !== mine[name])
  return {
    says,
    files: changed.map(([name, text]) => ({ name, lines: foldSame(diffLines(mine[name] ?? '', text), LINES_AROUND) })),
    steps: acts.flatMap((act) => ('apply' in act ? ['Apply'] : 'run' in act ? [act.run] : [])),
  }
}
