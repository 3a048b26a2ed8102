// `-o`: which printer a command's flags ask for, and objects through it.
//
// @source k8s.io/cli-runtime pkg/genericclioptions/print_flags.go and the flags files beside it; pkg/printers

import type { StructTable } from '../../api/fields/field-table.ts'
import type { JsonObject } from '../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../base/json.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { compareBytes, goJson } from '../../base/go-json.ts'
import { goQuote } from '../../base/go-text.ts'
import { printYaml, yamlPrintProblem } from '../../yaml/index.ts'
import type { FlagValues } from '../command/command.ts'
import type { FlagSpec } from '../command/flag.ts'
import { flag } from '../command/flag.ts'
import type { Failure } from '../failure.ts'
import { plainError } from '../failure.ts'
import { readText } from '../files.ts'
import type { Runtime } from '../runtime.ts'
import { typedJson } from '../text/typed-json.ts'
import { LACKING, toolsNamed } from '../tool-sets.ts'
import type { Printer, PrinterOptions, ReadPrinter } from './printer.ts'

export const PRINT_FLAGS: readonly FlagSpec[] = [
  flag('output|o', 'string', '', 'How to print: json, yaml, kyaml, name, go-template, jsonpath and their -file forms.'),
  flag('template', 'string', '', 'Template text or file for -o go-template and -o go-template-file.'),
  flag('allow-missing-template-keys', 'bool', 'true', 'Print nothing, instead of failing, where a template names a field that is missing.'),
  flag('show-managed-fields', 'bool', 'false', 'Keep metadata.managedFields in JSON and YAML.'),
]

const TEMPLATE_FORMATS = ['go-template', 'go-template-file', 'jsonpath', 'jsonpath-as-json', 'jsonpath-file', 'template', 'templatefile']
/** What create, apply and the like take. */
const RESULT_FORMATS = ['json', 'kyaml', 'yaml', 'name', ...TEMPLATE_FORMATS]
/** What get takes besides. */
export const GET_FORMATS = [...RESULT_FORMATS, 'custom-columns', 'custom-columns-file', 'wide'].sort(compareBytes)

interface Request {
  readonly format: string
  readonly flags: FlagValues
  readonly runtime: Runtime
}

/** For commands that say `configmap/app created`. */
export function resultPrinter(flags: FlagValues, runtime: Runtime, operation: string): Result<Printer, Failure> {
  const template = flags.text('template')
  const format = template !== '' && !flags.has('output') ? 'go-template' : flags.text('output')
  const request = { format, flags, runtime }
  const data = dataPrinter(request)
  if (data !== undefined) return success(data)
  const name = namePrinter(format, operation)
  if (name !== undefined) return success(name)
  return templatePrinter(request) ?? failure(noPrinter(format, RESULT_FORMATS))
}

export type PrintResult = (object: JsonObject, operation: string, table?: StructTable) => Failure | undefined

/** For commands that print one object after the other: documents of YAML are divided by a line of dashes. */
export function resultsPrinter(target: { readonly flags: FlagValues; readonly runtime: Runtime }): PrintResult {
  let isFirst = true
  return (object, operation, table) => {
    if (!isFirst && target.flags.text('output').toLowerCase() === 'yaml') target.runtime.out('---\n')
    isFirst = false
    return printResult(target, object, operation, table)
  }
}

/** Prints an object and what was done with it: `configmap/app created`, or what `-o` asks for. */
export function printResult(
  { flags, runtime }: { readonly flags: FlagValues; readonly runtime: Runtime },
  object: JsonObject,
  operation: string,
  table?: StructTable,
): Failure | undefined {
  const printer = resultPrinter(flags, runtime, operation)
  const printed = printer.ok ? printer.value(object, table) : printer
  if (!printed.ok) return printed.problem
  runtime.out(printed.value)
  return undefined
}

/** For get and the like, when the output is not a table. */
export function objectPrinter(flags: FlagValues, runtime: Runtime, noHeaders: boolean): Result<Printer, Failure> {
  const template = flags.text('template')
  const format = template !== '' && flags.text('output') === '' ? 'go-template' : flags.text('output')
  const request = { format, flags, runtime }
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
  const sorted = [...allowed].sort(compareBytes).join(',')
  return plainError(`unable to match a printer suitable for the output format ${goQuote(format)}, allowed formats are: ${sorted}`)
}

function dataPrinter({ format, flags, runtime }: Request): Printer | undefined {
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
    case 'kyaml': {
      const tools = toolsNamed(runtime, 'templates')
      return tools === undefined ? () => failure(LACKING) : (object, table) => success(tools.printKyaml(prepare(object), table))
    }
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

function templatePrinter(request: Request): Result<Printer, Failure> | undefined {
  const { name, given } = argumentOf(request)
  if (!TEMPLATE_FORMATS.includes(name)) return undefined
  if (given === '') return failure(plainError('template format specified but no template given'))
  const text = name.endsWith('file') ? readText(request.runtime.session, given) : given
  if (text === undefined) return failure(plainError(`error reading --template ${given}, open ${given}: no such file or directory`))
  const read = name.startsWith('jsonpath')
    ? toolsNamed(request.runtime, 'terminal')?.readJsonPath
    : toolsNamed(request.runtime, 'templates')?.readGoTemplate
  return read === undefined ? failure(LACKING) : read(text, optionsOf(request, name))
}

function columnsPrinter(request: Request, noHeaders: boolean): Result<Printer, Failure> | undefined {
  const { name, given } = argumentOf(request)
  if (name !== 'custom-columns' && name !== 'custom-columns-file') return undefined
  if (given === '') return failure(plainError('custom-columns format specified but no custom columns given'))
  const text = name === 'custom-columns' ? given : readText(request.runtime.session, given)
  if (text === undefined) return failure(plainError(`error reading template ${given}, open ${given}: no such file or directory\n`))
  const tools = toolsNamed(request.runtime, 'templates')
  const read: ReadPrinter | undefined = name === 'custom-columns' ? tools?.readColumns : tools?.readColumnsFile
  return read === undefined ? failure(LACKING) : read(text, { ...optionsOf(request, name), noHeaders })
}

/** `-o NAME=ARGUMENT`, or `-o NAME --template=ARGUMENT`. */
function argumentOf({ format, flags }: Request): { readonly name: string; readonly given: string } {
  const argument = flags.text('template')
  if (argument !== '') return { name: format, given: argument }
  const equals = format.indexOf('=')
  return equals < 0 ? { name: format, given: '' } : { name: format.slice(0, equals), given: format.slice(equals + 1) }
}

function optionsOf({ flags, runtime }: Request, name: string): PrinterOptions {
  return {
    allowMissingKeys: flags.bool('allow-missing-template-keys'),
    asJson: name === 'jsonpath-as-json',
    noHeaders: false,
    write: (text) => {
      runtime.out(text)
    },
  }
}
