// Where something is written in a text.

/** Half-open range of UTF-16 offsets into a text. */
export interface SourceRange {
  readonly start: number
  readonly end: number
}
