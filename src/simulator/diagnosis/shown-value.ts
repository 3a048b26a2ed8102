// The value that a refusal shows: `Invalid value: "a b": must …`, `Duplicate value: "x"`.

import { goQuote } from '../base/go-text.ts'
import type { JsonValue } from '../base/json.ts'

const SHOWN = /^(?:Invalid value|Unsupported value|Duplicate value|Not found|Too many): ("(?:[^"\\]|\\.)*"|-?\d[\w.+-]*|true|false|null)/

/** As it is printed; undefined where no scalar is shown. */
export function shownValue(text: string): string | undefined {
  return SHOWN.exec(text)?.[1]
}

export function isShown(value: JsonValue | undefined, shown: string): boolean {
  if (typeof value === 'string') return goQuote(value) === shown
  if (value === undefined || value === null) return shown === '""' || shown === 'null'
  return typeof value !== 'object' && (String(value) === shown || `"${String(value)}"` === shown)
}

/** Whether a field would be called missing. */
export function isMissing(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === 0) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** Words in backticks or quotes, and field names after "of": the fields that a sentence speaks of. */
export function wordsNamed(text: string): readonly string[] {
  return [...text.matchAll(/[`']([\w.-]+)[`']|\b([a-z]+[A-Z]\w+)\b/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')
}
