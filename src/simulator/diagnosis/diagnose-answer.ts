// What was said to a text, as diagnostics. Pure: whoever asked the API server, or recorded what it said, brings the answer along.

import type { StructTable } from '../api/fields/field-table.ts'
import type { Kind } from '../api/kinds.ts'
import { TABLE_BY_KIND } from '../api/objects.ts'
import type { ApiStatus } from '../api/status.ts'
import type { ManifestDocument, ManifestReading } from '../yaml/index.ts'
import type { Catalogue, Said } from './catalogue.ts'
import { findMessage } from './catalogue.ts'
import type { Diagnostic } from './diagnostic.ts'
import { printPath } from './field-walk.ts'
import { fixesFor, textFixesFor } from './fixes/index.ts'
import { locate } from './locate.ts'
import { splitField, splitSaid, unwrap } from './printed.ts'
import { relatedPlaces } from './related.ts'
import type { WrittenDocument } from './text-place.ts'
import { markSomething } from './text-place.ts'

/** What was said to one document. */
export interface Answer {
  /** Undefined for a kind that is not served. */
  readonly kind: Kind | undefined
  /** Without `Warning: `. */
  readonly warnings: readonly string[]
  /** The API server's refusal. */
  readonly status?: ApiStatus | undefined
  /** kubectl's own refusal, without `error: `. */
  readonly problem?: string | undefined
}

/** Something said, and how it is shown. */
interface Told {
  readonly said: Said
  readonly severity: Diagnostic['severity']
  readonly message: string
}

/** Diagnostics in the order in which they were said; warnings come first, as kubectl prints them. */
export function diagnoseAnswer(text: string, document: ManifestDocument, answer: Answer, catalogue: Catalogue): readonly Diagnostic[] {
  const table = answer.kind === undefined ? undefined : TABLE_BY_KIND[answer.kind]
  const written = { ...document, text }
  return once(tellings(answer)).map((told) => diagnose(written, table, told, catalogue))
}

/** kubectl prints equal lines once. */
function once(told: readonly Told[]): readonly Told[] {
  return [...new Map(told.map((each) => [`${each.severity} ${each.message}`, each])).values()]
}

function tellings({ warnings, status, problem }: Answer): readonly Told[] {
  return [
    ...warnings.map((warning): Told => ({ said: splitField(unwrap(warning)), severity: 'warning', message: warning })),
    ...(status === undefined ? [] : toldByStatus(status)),
    ...(problem === undefined ? [] : toldInWords(problem)),
  ]
}

function toldByStatus(status: ApiStatus): readonly Told[] {
  const causes = status.details?.causes ?? []
  if (causes.length === 0) return toldInWords(status.message)
  return causes.flatMap(({ field, message }) => {
    // A patch that doesn't decode is one cause, which shows the whole patch before it says what is wrong.
    if (field === 'patch') return toldInWords(message)
    return [
      {
        said: { text: message, field: field === '[]' ? '' : field },
        severity: 'error',
        message: field === '[]' ? message : `${field}: ${message}`,
      },
    ]
  })
}

function toldInWords(words: string): readonly Told[] {
  const texts = splitSaid(unwrap(words))
  return texts.map((text) => ({ said: splitField(text), severity: 'error', message: texts.length === 1 ? words : text }))
}

function diagnose(
  document: WrittenDocument,
  table: StructTable | undefined,
  { said, severity, message }: Told,
  catalogue: Catalogue,
): Diagnostic {
  const { path, range } = locate(document, table, said)
  const field = printPath(table, path)
  const match = findMessage(catalogue, { text: said.text, field: said.field === '' || /^json: /.test(said.text) ? field : said.field })
  const values = { path: field, last: String(path.at(-1) ?? ''), ...match?.values }
  const found = {
    code: match?.message.id ?? '',
    severity,
    message,
    values,
    path,
    range,
    related: relatedPlaces(document, table, path, said.text),
  }
  return { ...found, fixes: fixesFor({ document, table, path, said: said.text }, match?.message.fixes ?? [], values) }
}

/** What kubectl says to a text that it can't read. Undefined for one that it can. */
export function diagnoseReading(text: string, { error }: ManifestReading, catalogue: Catalogue): Diagnostic | undefined {
  if (error === undefined) return undefined
  const said = unwrap(error.message)
  const match = findMessage(catalogue, { text: said, field: '' })
  const values = { path: '', last: '', context: error.context?.activity ?? '', ...match?.values }
  const related = error.context === undefined ? [] : [{ path: [], range: error.context.range }]
  const range = markSomething(text, error.range)
  const found = { code: match?.message.id ?? '', severity: 'error', message: error.message, values, path: [], range, related } as const
  return { ...found, fixes: textFixesFor(text, error, match?.message.fixes ?? []) }
}
