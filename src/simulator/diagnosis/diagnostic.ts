// What is wrong in a text, where, and what would mend it. Offsets are UTF-16 and half open; lines exist only at the rim.

import type { SourceRange } from '../base/source-range.ts'
import type { JsonPath } from '../yaml/index.ts'

export interface TextEdit {
  readonly range: SourceRange
  readonly newText: string
}

/** A way to mend a text. Edits don't overlap and all refer to the text as it is. */
export interface Fix {
  /** What a button says: `Put quotes around true`. */
  readonly title: string
  readonly edits: readonly TextEdit[]
}

/** Another place that has to do with it: the first of two equal names. */
export interface RelatedPlace {
  readonly path: JsonPath
  readonly range: SourceRange
}

export interface Diagnostic {
  /** The id of the message that explains it, `env/value-and-reference`; empty while no catalogue is loaded, or when nobody has explained it yet. */
  readonly code: string
  readonly severity: 'error' | 'warning'
  /** kubectl's or the API server's own words, with the field in front of them; empty for what is lost without a word. */
  readonly message: string
  /** What stands in the message where its explanation has placeholders. */
  readonly values: Readonly<Record<string, string>>
  /** Keys and indexes of the field; empty for a text that is no YAML. */
  readonly path: JsonPath
  /** The key or the value that is wrong; for a field that is missing, what it should stand in. */
  readonly range: SourceRange
  readonly related: readonly RelatedPlace[]
  readonly fixes: readonly Fix[]
}

/** The text with all edits made. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text
  for (const { range, newText } of edits.toSorted((a, b) => b.range.start - a.range.start)) {
    result = result.slice(0, range.start) + newText + result.slice(range.end)
  }
  return result
}
