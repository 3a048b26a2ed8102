// What the page and the worker that grades say to each other.

import type { Grade } from '../exercise/grade.ts'
import type { Files } from '../exercise/files.ts'
import type { StageProps } from './experiment.ts'
import type { Act } from './session.ts'

/** What a run is made from, and what is asked of it. */
export type GradedStage = Pick<StageProps, 'experiment' | 'images' | 'exercise'>

export type ToGrader =
  | { readonly kind: 'begin'; readonly stage: GradedStage }
  | { readonly kind: 'grade'; readonly acts: readonly Act[]; readonly nowMs: number; readonly files: Files }

/** undefined when there is no exercise. */
export type FromGrader = Grade | undefined
