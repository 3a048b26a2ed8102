// `-o custom-columns=…` and `-o custom-columns-file=…`: a printer for columns.
// @source k8s.io/kubectl pkg/cmd/get/customcolumn_flags.go

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import type { Failure } from '../failure.ts'
import { plainError } from '../failure.ts'
import type { CustomColumn } from './custom-columns.ts'
import { printCustomColumns, readCustomColumns, readCustomColumnsFile } from './custom-columns.ts'
import type { Printer, PrinterOptions, ReadPrinter } from './printer.ts'

export const readColumns: ReadPrinter = (text, options) => columnsPrinter(readCustomColumns(text), options)

/** @param text  What the file holds. */
export const readColumnsFile: ReadPrinter = (text, options) => columnsPrinter(readCustomColumnsFile(text), options)

function columnsPrinter(columns: Result<readonly CustomColumn[], string>, { noHeaders }: PrinterOptions): Result<Printer, Failure> {
  if (!columns.ok) return failure(plainError(columns.problem))
  return success((object) => {
    const printed = printCustomColumns(columns.value, object, noHeaders)
    return printed.ok ? printed : failure(plainError(printed.problem))
  })
}
