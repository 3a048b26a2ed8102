// An experiment after it was read and checked: a cluster, files to change, keys to follow, and what the learner may predict. Plain data.

import type { Act } from './acts.ts'
import type { Check } from './checks/index.ts'
import type { ClusterStart, FollowedKey } from './exercise.ts'
import type { Files } from './files.ts'

export interface PredictionRow {
  readonly id: string
  readonly label: string
  /** It becomes true when every value that this container consumes is the stored one … */
  readonly container?: string
  /** … or when this holds. With neither, it is judged when the time is over. */
  readonly check?: Check
  /** Whether it becomes true in time. */
  readonly becomes: boolean
  readonly because: string
}

export interface Predict {
  readonly question: string
  readonly choose: 'several' | 'one'
  /**
   * How the line begins from which the time runs: the first such line that stores something. Where no row names a container, a refusal may be
   * the answer, and the time runs from the first such line of all unless it is mended in time.
   */
  readonly after: string
  readonly withinMs: number
  readonly rows: readonly PredictionRow[]
}

/** A line of the terminal with a button of its own. */
export interface StageAction {
  readonly label: string
  readonly run: string
}

export interface Experiment {
  readonly title: string
  readonly cluster: ClusterStart
  readonly files: Files
  /** The file that is in the editor at first. */
  readonly open: string
  /** Which keys the board follows; none: everything that containers consume. */
  readonly focus: readonly FollowedKey[]
  readonly actions: readonly StageAction[]
  readonly predict?: Predict
  /** What the learner would do: shown on request, told to readers without JavaScript, and what proves the prediction. */
  readonly demonstration: readonly Act[]
}
