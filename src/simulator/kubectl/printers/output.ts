// `-o`: which printer a command's flags ask for, and objects through it.
//
// @source k8s.io/cli-runtime pkg/genericclioptions/print_flags.go and the flags files beside it; pkg/printers

import type { StructTable } from '../../api/fields/field-table.ts'
import type { JsonObject } from '../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../base/json.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { goJson } from '../../base/go-json.ts'
import { goQuote } from '../../base/go-text.ts'
import { printYaml, yamlPrintProblem } from '../../yaml/index.ts'
import type { FlagValues } from '../command/command.ts'
import type { FlagSpec } from '../command/flag.ts'
import { flag } from '../command/flag.ts'
import type { Failure } from '../failure.ts'
import { plainError } from '../failure.ts'
import { readText } from '../files.ts'
import type { Session } from '../session.ts'
import { typedJson } from '../text/typed-json.ts'
import { printCustomColumns, readCustomColumns, readCustomColumnsFile } from './custom-columns.ts'
import { readGoTemplate, runGoTemplate } from './go-template.ts'
import { parseJsonPath } from './jsonpath-syntax.ts'
import { printJsonPath } from './jsonpath.ts'
import { printKyaml } from './kyaml.ts'

/** Prints one object. Each call may depend on those before it (`---` between YAML documents). */
export type Printer = (object: JsonObject, table?: StructTable) => Result<string, Failure>

export const PRINT_FLAGS: readonly FlagSpec[] = [
  flag('output|o', 'string', '', 'How to print: json, yaml, kyaml, name, go-template, jsonpath and their -file forms.'),
  flag('template', 'string', '', 'Template text or file for -o go-template and -o go-template-file.'),
  flag('allow-missing-template-keys', 'bool', 'true', 'Print nothing, instead of failing, where a template names a field that is missing.'),
  flag('show-managed-fields', 'bool', 'false', 'Keep metadata.managedFields in JSON and YAML.'),
]

const TEMPLATE_FORMATS = ['go-template', 'go-template-file', 'jsonpath', 'jsonpath-as-json', 'jsonpath-file', 'template', 'templatefile']
const DATA_FORMATS = ['json', 'kyaml', 'yaml']
/** In the order in which create, apply and the like name them. */
const ALLOWED = [...DATA_FORMATS, 'name', ...TEMPLATE_FORMATS]
/** In the order in which get names them. */
export const GET_FORMATS = [
  'custom-columns',
  'custom-columns-file',
  ...TEMPLATE_FORMATS.slice(0, 2),
  'json',
  ...TEMPLATE_FORMATS.slice(2, 5),
  'kyaml',
  'name',
  ...TEMPLATE_FORMATS.slice(5),
  'wide',
  'yaml',
]

interface Request {
  readonly format: string
  readonly flags: FlagValues
  readonly session: Session
}

/** For commands that say `configmap/app created`. */
export function resultPrinter(flags: FlagValues, session: Session, operation: string): Result<Printer, Failure> {
  const template = flags.text('template')
  const format = template !== '' && !flags.has('output') ? 'go-template' : flags.text('output')
  const request = { format, flags, session }
  const data = dataPrinter(request)
  if (data !== undefined) return success(data)
  const name = namePrinter(format, operation)
  if (name !== undefined) return success(name)
  return templatePrinter(request) ?? failure(noPrinter(format, ALLOWED))
}

/** For get and the like, when the output is not a table. */
export function objectPrinter(flags: FlagValues, session: Session, noHeaders: boolean): Result<Printer, Failure> {
  const template = flags.text('template')
  const format = template !== '' && flags.text('output') === '' ? 'go-template' : flags.text('output')
  const request = { format, flags, session }
  const templates = templatePrinter(request)
  if (templates !== undefined) return templates
  const data = dataPrinter(request)
  if (data !== undefined) return success(data)
  const columns = columnsPrinter(request, noHeaders)
  if (columns !== undefined) return columns
  const name = namePrinter(format, '')
  return name === undefined ? failure(noPrinter(format, GET_FORMATS)) : success(name)
}

function noPrinter(format: string, allowed: readonly string[]): Failure {
  return plainError(
    `unable to match a printer suitable for the output format ${goQuote(format)}, allowed formats are: ${allowed.join(',')}`,
  )
}

function dataPrinter({ format, flags }: Request): Printer | undefined {
  const keeps = flags.bool('show-managed-fields')
  const prepare = (object: JsonObject): JsonObject => (keeps ? object : withoutManagedFields(object))
  let count = 0
  switch (format.toLowerCase()) {
    case 'json':
      return (object, table) => {
        const shown = prepare(object)
        return success(`${table === undefined ? goJson(shown, { html: 'escaped', indent: 4 }) : typedJson(table, shown, 4)}\n`)
      }
    case 'yaml':
      return (object) => {
        const shown = prepare(object)
        const problem = yamlPrintProblem(shown)
        if (problem !== undefined) return failure(plainError(problem))
        count += 1
        return success((count > 1 ? '---\n' : '') + printYaml(shown))
      }
    case 'kyaml':
      return (object, table) => success(printKyaml(prepare(object), table))
    default:
      return undefined
  }
}

export function withoutManagedFields(object: JsonObject): JsonObject {
  const { metadata, items } = object
  if (isJsonArray(items)) return { ...object, items: items.map((item) => (isJsonObject(item) ? withoutManagedFields(item) : item)) }
  if (!isJsonObject(metadata) || metadata['managedFields'] === undefined) return object
  const { managedFields: _, ...rest } = metadata
  return { ...object, metadata: rest }
}

function namePrinter(format: string, operation: string): Printer | undefined {
  const lower = format.toLowerCase()
  if (lower !== 'name' && lower !== '') return undefined
  const suffix = lower === 'name' || operation === '' ? '' : ` ${operation}`
  const printOne = (object: JsonObject): string => {
    const { items } = object
    if (isJsonArray(items)) return items.map((item) => (isJsonObject(item) ? printOne(item) : '')).join('')
    return `${kindSlashName(object)}${suffix}\n`
  }
  return (object) => success(printOne(object))
}

/** `configmap/app`, `deployment.apps/web`. */
export function kindSlashName(object: JsonObject): string {
  const { apiVersion, kind, metadata } = object
  const version = typeof apiVersion === 'string' ? apiVersion : ''
  const group = version.includes('/') ? `.${version.slice(0, version.indexOf('/'))}` : ''
  const name = isJsonObject(metadata) && typeof metadata['name'] === 'string' && metadata['name'] !== '' ? metadata['name'] : '<unknown>'
  return `${typeof kind === 'string' ? kind.toLowerCase() : '<unknown>'}${group}/${name}`
}

function templatePrinter({ format, flags, session }: Request): Result<Printer, Failure> | undefined {
  const argument = flags.text('template')
  const equals = format.indexOf('=')
  const name = argument === '' && equals >= 0 ? format.slice(0, equals) : format
  if (!TEMPLATE_FORMATS.includes(name)) return undefined
  const given = argument !== '' ? argument : equals >= 0 ? format.slice(equals + 1) : ''
  if (given === '') return failure(plainError('template format specified but no template given'))
  const text = name.endsWith('file') ? readText(session, given) : given
  if (text === undefined) return failure(plainError(`error reading --template ${given}, open ${given}: no such file or directory`))
  return name.startsWith('jsonpath') ? jsonPathPrinter(text, name === 'jsonpath-as-json', flags) : goTemplatePrinter(text)
}

function jsonPathPrinter(text: string, asJson: boolean, flags: FlagValues): Result<Printer, Failure> {
  const parsed = parseJsonPath(text)
  if (!parsed.ok) return failure(plainError(`error parsing jsonpath ${text}, ${parsed.problem}`))
  const allowMissingKeys = flags.bool('allow-missing-template-keys')
  return success((object) => {
    const printed = printJsonPath(parsed.value, object, { allowMissingKeys, asJson })
    if (printed.ok) return printed
    const details = `Error executing template: ${printed.problem}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${text}\n\tobject given to jsonpath engine was:\n\t\t${goJson(object)}\n\n`
    return failure(plainError(`error executing jsonpath ${goQuote(text)}: ${details}\n`))
  })
}

function goTemplatePrinter(text: string): Result<Printer, Failure> {
  const parsed = readGoTemplate(text)
  if (!parsed.ok) return failure(plainError(`error parsing template ${text}, template: output:${parsed.problem}`))
  return success((object) => {
    const printed = runGoTemplate(parsed.value, object)
    if (printed.ok) return printed
    return failure(plainError(`error executing template ${goQuote(text)}: template: output:1: executing "output" ${printed.problem}`))
  })
}

function columnsPrinter({ format, flags, session }: Request, noHeaders: boolean): Result<Printer, Failure> | undefined {
  const argument = flags.text('template')
  const equals = format.indexOf('=')
  const name = argument === '' && equals >= 0 ? format.slice(0, equals) : format
  if (name !== 'custom-columns' && name !== 'custom-columns-file') return undefined
  const given = argument !== '' ? argument : equals >= 0 ? format.slice(equals + 1) : ''
  if (given === '') return failure(plainError('custom-columns format specified but no custom columns given'))
  const text = name === 'custom-columns' ? given : readText(session, given)
  if (text === undefined) return failure(plainError(`error reading template ${given}, open ${given}: no such file or directory\n`))
  const columns = name === 'custom-columns' ? readCustomColumns(text) : readCustomColumnsFile(text)
  if (!columns.ok) return failure(plainError(columns.problem))
  return success((object) => {
    const printed = printCustomColumns(columns.value, object, noHeaders)
    return printed.ok ? printed : failure(plainError(printed.problem))
  })
}
