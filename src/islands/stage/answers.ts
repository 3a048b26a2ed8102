// What the stage is asked: why a row is as it is, how an exercise stands, what a solution looks like, what fits on a line.

import { explain } from '../../board/story.ts'
import type { Grade } from '../../exercise/grade.ts'
import { grade } from '../../exercise/grade.ts'
import type { ShownSolution } from '../../exercise/shown-solution.ts'
import { showSolution } from '../../exercise/shown-solution.ts'
import type { LineCompletion } from '../../simulator/index.ts'
import { completeLine } from '../../simulator/index.ts'
import { hindranceOf } from '../../board/why-stale.ts'
import type { Bench } from './bench.ts'
import type { Question } from './stage-state.svelte.ts'

export function ask({ stage }: Bench, { name, about, entry, row }: Question): void {
  const { session, telling } = stage
  if (session === undefined || telling === undefined) return
  const hindrance = row && hindranceOf(row)
  const stays = hindrance && telling.words.stays[hindrance]
  const title =
    row === undefined ? `Why does ${name} not start?` : `Why does ${row.container} in ${name} use ${(row.uses ?? row.has).text}?`
  stage.why = { title, about, stays, lines: explain(session.run.entries, entry, telling) }
}

/** The grade, made on the page itself: where no worker can make it. */
export async function gradeHere({ stage, shelf }: Bench): Promise<Grade | undefined> {
  // Checks look with commands of their own.
  await shelf.fetchAll()
  const { session, files, props } = stage
  if (session === undefined || props.exercise === undefined) return undefined
  return grade(props.exercise, session.run, session.startMs, files)
}

/** A solution beside the learner's texts. */
export function solutionAt({ stage }: Bench, index: number): ShownSolution | undefined {
  const { exercise } = stage.props
  const solution = exercise?.solutions[index]
  return exercise && solution && showSolution(exercise, solution, stage.files)
}

/** What Tab offers in the terminal. */
export function complete({ stage, shelf }: Bench, text: string, caret: number): Promise<LineCompletion | undefined> {
  return shelf.complete(() => stage.session && completeLine(stage.session.run, text, caret))
}
