// `-o jsonpath=…`: a printer for a path.
// @source k8s.io/cli-runtime pkg/printers/jsonpath.go; pkg/genericclioptions/jsonpath_flags.go

import { goQuote } from '../../base/go-text.ts'
import { formatSyntax } from '../../base/go-value.ts'
import { failure, success } from '../../base/result.ts'
import { plainError } from '../failure.ts'
import { printJsonPath } from './jsonpath.ts'
import { parseJsonPath } from './jsonpath-syntax.ts'
import type { ReadPrinter } from './printer.ts'

export const readJsonPath: ReadPrinter = (text, { allowMissingKeys, asJson }) => {
  const parsed = parseJsonPath(text)
  if (!parsed.ok) return failure(plainError(`error parsing jsonpath ${text}, ${parsed.problem}`))
  return success((object) => {
    const printed = printJsonPath(parsed.value, object, { allowMissingKeys, asJson })
    if (printed.ok) return printed
    const details = `Error executing template: ${printed.problem}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${text}\n\tobject given to jsonpath engine was:\n\t\t${formatSyntax(object)}\n\n`
    return failure(plainError(`error executing jsonpath ${goQuote(text)}: ${details}\n`))
  })
}
