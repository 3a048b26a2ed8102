// What the stage is given by the page: an experiment as its author wrote it, checked at build time. Plain data.

import type { Check, Exercise } from '../exercise/exercise.ts'
import type { Focus } from '../board/board-model.ts'
import type { ImageLibrary } from '../simulator/index.ts'

export interface PredictionRow {
  readonly id: string
  readonly label: string
  /** It becomes true when every value that this container consumes is the stored one … */
  readonly container?: string | undefined
  /** … or when this holds. With neither, it is judged when the time is over. */
  readonly check?: Check | undefined
  /** Whether it becomes true in time. */
  readonly becomes: boolean
  readonly because: string
}

export interface Predict {
  readonly question: string
  readonly choose: 'several' | 'one'
  /** How the line begins from which the time runs. */
  readonly after: string
  readonly withinMs: number
  readonly rows: readonly PredictionRow[]
}

/** What the learner would do, step by step: shown on request, told to readers without JavaScript, and what proves the prediction. */
export type DemonstrationStep =
  | { readonly edit: string; readonly from: string; readonly to: string }
  | { readonly apply: 'files' }
  | { readonly run: string }
  | { readonly waitMs: number }

export interface Experiment {
  readonly title: string
  readonly seed: number
  readonly nodes: readonly string[]
  readonly startsAtEpochMs: number
  readonly files: Readonly<Record<string, string>>
  /** The file that is in the editor at first. */
  readonly open: string
  readonly setup: readonly string[]
  readonly settleMs: number
  /** Which keys the board follows; none: everything that containers consume. */
  readonly focus: readonly Focus[]
  /** Lines of the terminal with a button of their own. */
  readonly actions: readonly { readonly label: string; readonly run: string }[]
  readonly predict?: Predict | undefined
  readonly demonstration: readonly DemonstrationStep[]
}

export interface StageProps {
  /** Stable for ever: what the learner did is kept under it. */
  readonly id: string
  readonly experiment: Experiment
  /** What is asked, if this is an exercise. */
  readonly exercise?: Exercise
  readonly images: ImageLibrary
}
