// JSON values as Go's `%v` and `%#v` print them once decoded into `interface{}`: maps with sorted keys, no quotes.
// @source go fmt/print.go, internal/fmtsort

import type { JsonValue } from './json.ts'
import { isJsonArray, isJsonObject } from './json.ts'
import { compareBytes } from './go-json.ts'
import { goQuote } from './go-text.ts'
import { formatGoFloat } from './go-float.ts'

export function formatValue(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return '<nil>'
  if (isJsonArray(value)) return `[${value.map(formatValue).join(' ')}]`
  if (isJsonObject(value)) {
    const keys = Object.keys(value).sort(compareBytes)
    return `map[${keys.map((key) => `${key}:${formatValue(value[key])}`).join(' ')}]`
  }
  return typeof value === 'number' ? formatNumber(value) : String(value)
}

/** As `%#v` prints them: with types and quotes. */
export function formatSyntax(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return 'interface {}(nil)'
  if (isJsonArray(value)) return `[]interface {}{${value.map(formatSyntax).join(', ')}}`
  if (isJsonObject(value)) {
    const keys = Object.keys(value).sort(compareBytes)
    return `map[string]interface {}{${keys.map((key) => `${goQuote(key)}:${formatSyntax(value[key])}`).join(', ')}}`
  }
  return typeof value === 'string' ? goQuote(value) : formatValue(value)
}

/** Whole numbers are int64, others float64. */
export function formatNumber(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? BigInt(value).toString() : formatGoFloat(value)
}

/** The Go type of a decoded JSON value. */
export function goTypeOf(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return '<nil>'
  if (isJsonArray(value)) return '[]interface {}'
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'boolean':
      return 'bool'
    case 'number':
      return Number.isInteger(value) ? 'int64' : 'float64'
    default:
      return 'map[string]interface {}'
  }
}
