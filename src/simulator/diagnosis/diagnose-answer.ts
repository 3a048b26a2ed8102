// What was said to a text, as diagnostics. Pure: whoever asked the API server, or recorded what it said, brings the answer along.

import type { StructTable } from '../api/fields/field-table.ts'
import type { Kind } from '../api/kinds.ts'
import { TABLE_BY_KIND } from '../api/objects.ts'
import type { ApiStatus } from '../api/status.ts'
import type { JsonValue } from '../base/json.ts'
import type { SourceRange } from '../base/source-range.ts'
import type { JsonPath, ManifestDocument, ManifestError, ManifestReading } from '../yaml/index.ts'
import type { Catalogue, Said } from './catalogue.ts'
import { findMessage } from './catalogue.ts'
import type { Diagnostic } from './diagnostic.ts'
import { printPath, valueAt } from './field-walk.ts'
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
  const match = findMessage(catalogue, {
    text: said.text,
    field: said.field === '' || /^json: /.test(said.text) ? field : said.field,
    isEmpty: isEmpty(valueAt(document.value, path)),
  })
  const values = { path: field, last: nameOf(path), ...match?.values }
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

/** Whether something is written, and nothing stands behind it. */
function isEmpty(value: JsonValue | undefined): boolean {
  return value === null || value === ''
}

/** The last name of a path; an item is named after its list. */
function nameOf(path: JsonPath): string {
  const [before, last = ''] = path.slice(-2).length < 2 ? [undefined, path.at(-1)] : path.slice(-2)
  return typeof last === 'number' && before !== undefined ? `${String(before)}[${String(last)}]` : String(last)
}

/** Where the reader noticed only later what is missing: that is where it has to be written. */
const MISSING_BEFORE: ReadonlySet<string> = new Set(['colon-missing', 'quote-open', 'marker-in-quotes'])

/** What to mark of a text that can't be read, and what has to do with it. */
function placesOf(text: string, error: ManifestError): { readonly range: SourceRange; readonly other: SourceRange | undefined } {
  const [noticed, began] = [markSomething(text, error.range), error.context?.range]
  if (began !== undefined && MISSING_BEFORE.has(error.code)) return { range: markSomething(text, began), other: noticed }
  if (error.code !== 'value-not-allowed') return { range: noticed, other: began }
  // The first colon of a line: then its depth is wrong, and the whole of it is marked.
  const [lead = ''] = /^\s*(?:- )*/.exec(text.slice(text.lastIndexOf('\n', noticed.start - 1) + 1, noticed.start)) ?? []
  const start = text.lastIndexOf('\n', noticed.start - 1) + 1 + lead.length
  return { range: /:\s/.test(text.slice(start, noticed.start)) ? noticed : { start, end: noticed.end }, other: began }
}

/** What kubectl says to a text that it can't read. Undefined for one that it can. */
export function diagnoseReading(text: string, { error }: ManifestReading, catalogue: Catalogue): Diagnostic | undefined {
  if (error === undefined) return undefined
  const said = unwrap(error.message)
  const match = findMessage(catalogue, { text: said, field: '' })
  const values = { path: '', last: '', context: error.context?.activity ?? '', ...match?.values }
  const { range, other } = placesOf(text, error)
  const related = other === undefined ? [] : [{ path: [], range: other }]
  const found = { code: match?.message.id ?? '', severity: 'error', message: error.message, values, path: [], range, related } as const
  return { ...found, fixes: textFixesFor(text, error, match?.message.fixes ?? []) }
}
