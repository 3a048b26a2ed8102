// A fact that must hold of content, or a sentence that says why it does not.

import { lineOf } from '../authoring/line-of.ts'
import type { ContentProblem } from '../authoring/problem.ts'

export interface Proof {
  /** "solution rollout-restart passes" */
  readonly fact: string
  /** undefined when it holds. */
  readonly problem: string | undefined
  /** What the author wrote of it, within the file: `solutions[0]`. */
  readonly path: string
  /** What an author does when it does not hold. */
  readonly fix: string
}

/** Proofs that failed, told like everything else that is wrong with a file. */
export function proofProblems(proofs: readonly Proof[], source: string): readonly ContentProblem[] {
  return proofs.flatMap(({ fact, problem, path, fix }) =>
    problem === undefined ? [] : [{ path, line: lineOf(source, path), expected: fact, received: problem, fix }],
  )
}
