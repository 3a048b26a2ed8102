// What prints objects, and what a format that carries an argument (a template, a path, columns) is read into.

import type { StructTable } from '../../api/fields/field-table.ts'
import type { JsonObject } from '../../base/json.ts'
import type { Result } from '../../base/result.ts'
import type { Failure } from '../failure.ts'

/** Prints one object. Each call may depend on those before it (`---` between YAML documents). */
export type Printer = (object: JsonObject, table?: StructTable) => Result<string, Failure>

export interface PrinterOptions {
  /** Print nothing where a field is missing. */
  readonly allowMissingKeys: boolean
  readonly asJson: boolean
  readonly noHeaders: boolean
  /** Takes what was printed before something went wrong. */
  readonly write: (text: string) => void
}

/** A printer for the argument of a format. */
export type ReadPrinter = (text: string, options: PrinterOptions) => Result<Printer, Failure>
