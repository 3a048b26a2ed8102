// A misspelt field, in the words that the API server has for it, before it comes to say them.

import type { SourceRange } from '../base/source-range.ts'
import type { JsonPath } from '../yaml/index.ts'
import type { Catalogue } from './catalogue.ts'
import { fillIn, findMessage } from './catalogue.ts'
import type { Diagnostic } from './diagnostic.ts'
import { nearestWord } from './distance.ts'

export interface Misspelt {
  readonly key: string
  readonly path: JsonPath
  /** As the API server prints it. */
  readonly field: string
  readonly range: SourceRange
  /** Fields that may stand at this place and are not there yet. */
  readonly free: readonly string[]
}

/** Undefined for a name that is near no field: in a text that can't be read it may only stand at a wrong depth. */
export function diagnoseMisspelt({ key, path, field, range, free }: Misspelt, catalogue: Catalogue): Diagnostic | undefined {
  const to = nearestWord(key, free)
  if (to === undefined) return undefined
  const message = `unknown field "${field}"`
  const match = findMessage(catalogue, { text: message, field })
  const values = { path: field, last: key, ...match?.values }
  const renames = match?.message.fixes.filter(({ make }) => make === 'rename-field') ?? []
  return {
    code: match?.message.id ?? '',
    severity: 'error',
    message,
    values,
    path,
    range,
    related: [],
    fixes: renames.map(({ title }) => ({ title: fillIn(title, { ...values, from: key, to }), edits: [{ range, newText: to }] })),
  }
}
