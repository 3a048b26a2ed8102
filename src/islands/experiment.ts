// What the stage is given by the page: an experiment as its author wrote it, checked at build time. Plain data.

import type { Exercise } from '../exercise/exercise.ts'
import type { Experiment } from '../exercise/experiment.ts'
import type { BoardModel } from '../board/board-model.ts'
import type { StoryWords } from '../board/story-words.ts'
import type { BandLane } from '../board/version-bands.ts'
import type { ImageLibrary } from '../simulator/index.ts'

export type { Experiment, Predict, PredictionRow } from '../exercise/experiment.ts'

export interface StageProps {
  /** Stable for ever: what the learner did is kept under it. */
  readonly id: string
  readonly experiment: Experiment
  /** What is asked, if this is an exercise. */
  readonly exercise?: Exercise
  readonly images: ImageLibrary
  /** Where to go once an exercise is solved. */
  readonly next?: { readonly title: string; readonly href: string }
  /** The sentences of the transcript. */
  readonly words: StoryWords
  /** What is drawn before the simulator has been loaded; made by it when the site was built. */
  readonly opening?: Opening | undefined
}

export interface Opening {
  readonly startMs: number
  readonly board: BoardModel
  readonly lanes: readonly BandLane[]
}
