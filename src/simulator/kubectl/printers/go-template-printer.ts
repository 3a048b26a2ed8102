// `-o go-template=…`: a printer for a template.
// @source k8s.io/cli-runtime pkg/printers/template.go; pkg/genericclioptions/template_flags.go

import { goQuote } from '../../base/go-text.ts'
import { failure, success } from '../../base/result.ts'
import { plainError } from '../failure.ts'
import { readGoTemplate, runGoTemplate } from './go-template.ts'
import type { ReadPrinter } from './printer.ts'

export const readTemplatePrinter: ReadPrinter = (text) => {
  const parsed = readGoTemplate(text)
  if (!parsed.ok) return failure(plainError(`error parsing template ${text}, template: output:${parsed.problem}`))
  return success((object) => {
    const printed = runGoTemplate(parsed.value, object)
    if (printed.ok) return printed
    return failure(plainError(`error executing template ${goQuote(text)}: template: output:1: executing "output" ${printed.problem}`))
  })
}
