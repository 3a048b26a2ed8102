// What an editor knows beyond the text: the cluster at the moment that is shown, and the texts that may be applied to it.

import type { ApiView } from '../api/client.ts'
import type { FieldSentences } from '../api/fields/describe-field.ts'

export interface EditorWorld {
  /** Undefined while no cluster is there. */
  readonly view: ApiView | undefined
  /** All manifests of the learner by file name, the one in the editor too. */
  readonly files: Readonly<Record<string, string>>
  /** One sentence a field, when they are loaded. */
  readonly sentences?: FieldSentences
}
