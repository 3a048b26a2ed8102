// What is asked of completion, and what it answers.

import type { ApiView } from '../../api/client.ts'
import type { Session } from '../session.ts'
import type { ToolSetName } from '../toolbox.ts'

export interface LineCompletion {
  /** What stands between these offsets is completed. */
  readonly from: number
  readonly to: number
  /** As they are typed, in order. One that ends in `/` or `=` wants to be gone on with. */
  readonly candidates: readonly string[]
  /** Sets of the toolbox without which there are no candidates: ask again with them. */
  readonly lacks: readonly ToolSetName[]
}

export interface CompletionContext {
  readonly session: Session
  readonly view: ApiView
  /** Of the learner's machine; those of the shell come by themselves. */
  readonly programs: readonly string[]
}
