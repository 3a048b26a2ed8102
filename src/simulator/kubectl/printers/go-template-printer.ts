// `-o go-template=…`: a printer for a template.
// @source k8s.io/cli-runtime pkg/printers/template.go; pkg/genericclioptions/template_flags.go

import { goJson } from '../../base/go-json.ts'
import { goQuote } from '../../base/go-text.ts'
import { formatValue } from '../../base/go-value.ts'
import { failure, success } from '../../base/result.ts'
import { plainError } from '../failure.ts'
import { readGoTemplate, runGoTemplate } from './go-template.ts'
import type { ReadPrinter } from './printer.ts'

export const readTemplatePrinter: ReadPrinter = (text, { write }) => {
  const parsed = readGoTemplate(text)
  if (!parsed.ok) return failure(plainError(`error parsing template ${text}, template: output:${parsed.problem}`))
  return success((object) => {
    const printed = runGoTemplate(parsed.value, text, object)
    if (printed.ok) return printed
    const { output, problem } = printed.problem
    // What helps to find the mistake goes where the output goes.
    const details = `Error executing template: template: output:${problem}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${text}\n\traw data was:\n\t\t${goJson(object)}\n\tobject given to template engine was:\n\t\t${formatValue(object)}\n\n`
    write(output + details)
    return failure(plainError(`error executing template ${goQuote(text)}: template: output:${problem}`))
  })
}
