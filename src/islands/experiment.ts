// What the stage is given by the page: an experiment as its author wrote it, checked at build time.

import type { Exercise } from '../exercise/exercise.ts'
import type { Focus } from '../board/board-model.ts'
import type { ImageLibrary } from '../simulator/index.ts'

export interface PredictionRow {
  readonly id: string
  readonly label: string
  /** Whether it will be so. */
  readonly becomes: boolean
  readonly because: string
}

export interface Experiment {
  readonly title: string
  readonly seed: number
  readonly nodes: readonly string[]
  readonly startsAtEpochMs: number
  readonly files: Readonly<Record<string, string>>
  readonly open: string
  readonly setup: readonly string[]
  readonly settleMs: number
  readonly focus: Focus
  readonly repair?: string | undefined
  readonly predict?: { readonly question: string; readonly withinMs: number; readonly rows: readonly PredictionRow[] } | undefined
}

export interface StageProps {
  /** Stable for ever: what the learner did is kept under it. */
  readonly id: string
  readonly experiment: Experiment
  /** What is asked, if this is an exercise. */
  readonly exercise?: Exercise
  readonly images: ImageLibrary
}
