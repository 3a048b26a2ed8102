// What comes with the first template, custom columns, KYAML or bare address of the API.

import { getRaw } from '../commands/get/raw.ts'
import { readColumns, readColumnsFile } from '../printers/columns-printer.ts'
import { readTemplatePrinter } from '../printers/go-template-printer.ts'
import { printKyaml } from '../printers/kyaml.ts'
import type { TemplateTools } from '../tool-sets.ts'

export const TEMPLATE_TOOLS: TemplateTools = {
  name: 'templates',
  printKyaml,
  readGoTemplate: readTemplatePrinter,
  getRaw,
  readColumns,
  readColumnsFile,
}
