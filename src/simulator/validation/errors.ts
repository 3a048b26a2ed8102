// What rules say again and again.

import type { FieldError } from '../api/field-error.ts'
import { invalid, notSupported, required } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { StructTable } from '../api/fields/field-table.ts'
import type { JsonValue } from '../base/json.ts'
import type { Problems } from './names.ts'
import type { Errors } from './rules.ts'

/** `Invalid value` once for every problem. */
export function addInvalid(errors: Errors, path: FieldPath, value: JsonValue | undefined, problems: Problems): void {
  for (const problem of problems) errors.push(invalid(path, value, problem))
}

/** `Required value` for a text that is absent or empty. True when it is there. */
export function demandText(errors: Errors, path: FieldPath, value: string | undefined, detail = ''): value is string {
  if (value !== undefined && value !== '') return true
  errors.push(required(path, detail))
  return false
}

/** `Unsupported value` for what is not among the values, which are listed in the order given. */
export function demandOneOf(errors: Errors, path: FieldPath, value: string | undefined, supported: readonly string[]): void {
  if (value !== undefined && !supported.includes(value)) errors.push(notSupported(path, value, supported))
}

/** `Required value` when absent or empty, `Unsupported value` when not among the values. */
export function demandChoice(errors: Errors, path: FieldPath, value: string | undefined, supported: readonly string[]): void {
  if (demandText(errors, path, value)) demandOneOf(errors, path, value, supported)
}

/** Lists that are always written are null when nobody wrote them. */
export function itemsOf<T>(list: readonly T[] | null | undefined): readonly T[] {
  return list ?? []
}

/** @source ValidateNonnegativeField */
export function demandNotNegative(errors: Errors, path: FieldPath, value: number | undefined): void {
  if (value !== undefined && value < 0) errors.push(invalid(path, value, 'must be greater than or equal to 0'))
}

/** @source ValidatePositiveField */
export function demandPositive(errors: Errors, path: FieldPath, value: number): void {
  if (value <= 0) errors.push(invalid(path, value, 'must be greater than zero'))
}

/** A struct as messages show it, in the form in which the API server keeps it. */
export function structText(errors: Errors, table: StructTable, value: JsonValue): string {
  return errors.rare.find('structs')?.text(table, value) ?? ''
}

/** An error about a value that upstream prints in a form of its own: `shown` is that text. */
export function invalidShown(path: FieldPath, shown: string, detail: string): FieldError {
  return { kind: 'invalid', path, shown, detail }
}

/** Likewise for a value that is not among those listed. */
export function notSupportedShown(path: FieldPath, shown: string, supported: readonly string[]): FieldError {
  return { ...notSupported(path, null, supported), shown }
}
