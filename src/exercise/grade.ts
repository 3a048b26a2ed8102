// Grading: what the learner did so far is judged on a copy of the run that goes on for a while, so that slow things may arrive.

import type { Run } from '../simulator/index.ts'
import { advanceRun, runCommand } from '../simulator/index.ts'
import type { Verdict } from './check.ts'
import { judge } from './check.ts'
import type { Act, Exercise, Files } from './exercise.ts'

export interface TaskResult extends Verdict {
  readonly id: string
  readonly says: string
}

export interface Grade {
  readonly tasks: readonly TaskResult[]
  readonly solved: boolean
  /** Of the first known mistake that the learner made. */
  readonly mistake: string | undefined
}

export function grade(exercise: Exercise, run: Run, sinceMs: number, files: Files): Grade {
  const later = (afterMs: number) => advanceRun(run, run.nowMs + afterMs)
  const tasks = exercise.tasks.map(({ id, says, check, afterMs }) => ({ id, says, ...judge(check, later(afterMs), sinceMs, files) }))
  const solved = tasks.every(({ met }) => met)
  const mistake = solved ? undefined : exercise.mistakes.find(({ check, afterMs }) => judge(check, later(afterMs), sinceMs, files).met)
  return { tasks, solved, mistake: mistake?.message }
}

/** Does what a solution or a mistake says, as the learner would. */
export function perform(run: Run, acts: readonly Act[], files: Files): Run {
  let current = run
  for (const act of acts) {
    if ('waitMs' in act) current = advanceRun(current, current.nowMs + act.waitMs)
    else current = runCommand(current, 'apply' in act ? applyLine(files) : act.run, files).run
  }
  return current
}

export function applyLine(files: Files): string {
  return `kubectl apply ${Object.keys(files)
    .map((name) => `-f ${name}`)
    .join(' ')}`
}
