// One thing that may be written at the caret.

export interface Completion {
  readonly label: string
  readonly what: 'field' | 'value' | 'object' | 'key'
  /** Beside the label: a type, or where a name comes from. */
  readonly detail: string
  /** A sentence, if there is one. */
  readonly note: string | undefined
  readonly newText: string
  readonly required: boolean
}
