// What is lost or taken otherwise without a word, as a diagnostic: nobody prints anything, so its message is empty and the explanation speaks alone.

import type { SourceRange } from '../base/source-range.ts'
import type { JsonPath } from '../yaml/index.ts'
import type { Catalogue } from './catalogue.ts'
import type { Diagnostic, TextEdit } from './diagnostic.ts'

export interface Loss {
  /** The name of the message in content/messages/silent.yaml. */
  readonly what: string
  readonly key: string
  readonly path: JsonPath
  readonly range: SourceRange
  readonly other?: SourceRange
  readonly edits: readonly TextEdit[]
}

export function diagnoseLoss({ what, key, path, range, other, edits }: Loss, { messages }: Catalogue): Diagnostic {
  const code = `silent/${what}`
  const [fix] = messages.find(({ id }) => id === code)?.fixes ?? []
  return {
    code: messages.length === 0 ? '' : code,
    severity: 'warning',
    message: '',
    values: { path: path.join('.'), last: key },
    path,
    range,
    related: other === undefined ? [] : [{ path, range: other }],
    fixes: fix === undefined ? [] : [{ title: fix.title, edits }],
  }
}
