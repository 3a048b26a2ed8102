// The vocabulary in which rules complain about fields, and how the API server prints it (M-14).

import { goQuote } from '../base/go-text.ts'
import { goJson } from '../base/go-json.ts'
import type { JsonValue } from '../base/json.ts'
import type { FieldPath } from './field-path.ts'
import type { StatusCause } from './status.ts'

/** The reason that a cause carries, and the words that a message begins with. */
const KINDS = {
  required: ['FieldValueRequired', 'Required value'],
  invalid: ['FieldValueInvalid', 'Invalid value'],
  notSupported: ['FieldValueNotSupported', 'Unsupported value'],
  forbidden: ['FieldValueForbidden', 'Forbidden'],
  duplicate: ['FieldValueDuplicate', 'Duplicate value'],
  notFound: ['FieldValueNotFound', 'Not found'],
  tooLong: ['FieldValueTooLong', 'Too long'],
  tooShort: ['FieldValueTooShort', 'Too short'],
  tooMany: ['FieldValueTooMany', 'Too many'],
  tooFew: ['FieldValueTooFew', 'Too few'],
  typeInvalid: ['FieldValueTypeInvalid', 'Invalid value'],
  internal: ['InternalError', 'Internal error'],
} as const

export type FieldErrorKind = keyof typeof KINDS

const WITHOUT_VALUE: ReadonlySet<FieldErrorKind> = new Set(['required', 'forbidden', 'tooLong', 'tooShort', 'internal'])

export interface FieldError {
  readonly kind: FieldErrorKind
  readonly path: FieldPath
  /** What was written there. `undefined` prints as null; `omitted` leaves the value out of the message. */
  readonly value?: JsonValue | undefined
  readonly omitted?: boolean
  /** Upstream prints some values in a form of their own: this is that text. */
  readonly shown?: string
  readonly detail: string
}

/** `Invalid value: "x": must be …` @source apimachinery/pkg/util/validation/field/errors.go ErrorBody */
function fieldErrorBody(error: FieldError): string {
  const [, words] = KINDS[error.kind]
  const shown = WITHOUT_VALUE.has(error.kind) || error.omitted === true ? words : `${words}: ${error.shown ?? printValue(error.value)}`
  return error.detail === '' ? shown : `${shown}: ${error.detail}`
}

/** The path and the body. An error about the whole object has the path `[]`. */
export function printFieldError(error: FieldError): string {
  return `${printErrorPath(error)}: ${fieldErrorBody(error)}`
}

export function causeOf(error: FieldError): StatusCause {
  return { reason: KINDS[error.kind][0], message: fieldErrorBody(error), field: printErrorPath(error) }
}

function printErrorPath(error: FieldError): string {
  const text = error.path.toString()
  return text === '' ? '[]' : text
}

function printValue(value: JsonValue | undefined): string {
  if (typeof value === 'string') return goQuote(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return goJson(value ?? null)
}

export function required(path: FieldPath, detail = ''): FieldError {
  return { kind: 'required', path, detail }
}
export function invalid(path: FieldPath, value: JsonValue | undefined, detail: string): FieldError {
  return { kind: 'invalid', path, value, detail }
}
export function forbidden(path: FieldPath, detail: string): FieldError {
  return { kind: 'forbidden', path, detail }
}
export function duplicate(path: FieldPath, value: JsonValue | undefined): FieldError {
  return { kind: 'duplicate', path, value, detail: '' }
}
export function notFound(path: FieldPath, value: JsonValue | undefined): FieldError {
  return { kind: 'notFound', path, value, detail: '' }
}

/** `supported` is printed in the order given. */
export function notSupported(path: FieldPath, value: JsonValue | undefined, supported: readonly string[]): FieldError {
  return {
    kind: 'notSupported',
    path,
    value,
    detail: supported.length === 0 ? '' : `supported values: ${supported.map(goQuote).join(', ')}`,
  }
}

/** `unit` is `bytes` for values that are measured, as upstream. */
export function tooLong(path: FieldPath, maximum: number): FieldError {
  return { kind: 'tooLong', path, detail: `may not be more than ${String(maximum)} bytes` }
}
export function tooMany(path: FieldPath, actual: number, maximum: number): FieldError {
  return { kind: 'tooMany', path, value: actual, detail: `must have at most ${String(maximum)} item${maximum === 1 ? '' : 's'}` }
}
