// Grading: what the learner did so far is judged on a copy of the run that goes on for a while, so that slow things may arrive.

import type { Run } from '../simulator/index.ts'
import { advanceRun, snapshotAt } from '../simulator/index.ts'
import type { Check } from './checks/index.ts'
import { judge } from './checks/index.ts'
import type { Verdict } from './checks/check-kind.ts'
import type { Exercise } from './exercise.ts'
import type { Files } from './files.ts'

export interface TaskResult extends Verdict {
  readonly id: string
  readonly says: string
}

export interface Grade {
  readonly tasks: readonly TaskResult[]
  readonly solved: boolean
  /** The first known mistake that the learner made; none once it is solved. */
  readonly mistake: { readonly id: string; readonly message: string } | undefined
}

/** @param sinceMs  When the learner came. */
export function grade(exercise: Exercise, run: Run, sinceMs: number, files: Files): Grade {
  const verdictOf = judgeAfter(run, sinceMs, files)
  const tasks = exercise.tasks.map(({ id, says, check, afterMs }) => ({ id, says, ...verdictOf(check, afterMs) }))
  const solved = tasks.every(({ met }) => met)
  const mistake = solved ? undefined : exercise.mistakes.find(({ check, afterMs }) => verdictOf(check, afterMs).met)
  return { tasks, solved, mistake: mistake === undefined ? undefined : { id: mistake.id, message: mistake.message } }
}

/** Each future is simulated once, however many checks look at it. */
function judgeAfter(run: Run, sinceMs: number, files: Files): (check: Check, afterMs: number) => Verdict {
  const futures = new Map<number, Run>()
  return (check, afterMs) => {
    const later = futures.get(afterMs) ?? advanceRun(run, run.nowMs + afterMs)
    futures.set(afterMs, later)
    return judge(check, { run: later, now: snapshotAt(later, later.nowMs), sinceMs, files })
  }
}
