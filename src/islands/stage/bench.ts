// What the controls of a stage work on.

import type { ToolShelf } from '../tool-shelf.ts'
import type { LearnerTexts } from './learner-texts.ts'
import type { StageState } from './stage-state.svelte.ts'
import type { StageView } from './stage-view.svelte.ts'

export interface Bench {
  readonly stage: StageState
  readonly view: StageView
  readonly texts: LearnerTexts
  readonly shelf: ToolShelf
}
