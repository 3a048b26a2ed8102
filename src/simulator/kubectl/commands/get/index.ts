// `kubectl get`: objects as a table or in another form, once or at each change.
// @source k8s.io/kubectl pkg/cmd/get/get.go

import type { KindInfo } from '../../../api/kinds.ts'
import { matchesWritten, parseLabelSelector } from '../../../api/selector-parser.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import type { Call, CommandOutcome, CommandSpec, FlagValues } from '../../command/command.ts'
import { flag } from '../../command/flag.ts'
import type { Failure } from '../../failure.ts'
import { plainError, several, usageError } from '../../failure.ts'
import type { TableOptions } from '../../printers/object-table.ts'
import { tableHeading, tableRow } from '../../printers/object-table.ts'
import { PRINT_FLAGS, objectPrinter } from '../../printers/output.ts'
import { noSuchField, sortObjects } from '../../printers/sort-objects.ts'
import { layOutTable } from '../../printers/table-layout.ts'
import type { Fetched } from '../../resource/fetch.ts'
import { fetchObjects } from '../../resource/fetch.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import { metadataOf, textsOf } from '../../resource/info.ts'
import { hasFiles } from '../../resource/manifests.ts'
import type { Runtime } from '../../runtime.ts'
import { LACKING, toolsNamed } from '../../tool-sets.ts'
import {
  ALL_NAMESPACES_FLAG,
  FIELD_SELECTOR_FLAG,
  FILENAME_FLAGS,
  IGNORE_NOT_FOUND_FLAG,
  SELECTOR_FLAG,
  namespaceOf,
} from '../common-flags.ts'
import { SUBRESOURCE_FLAG } from '../subresource.ts'
import { inPlace } from './subresource.ts'
import { isTable, tableOptions } from './table.ts'
import { watchObjects } from './watch.ts'

export const GET: CommandSpec = {
  name: 'get',
  group: 'Basic Commands (Intermediate):',
  usage: '[(-o|--output=)json|yaml|wide|name|…] (TYPE [NAME | -l label] | TYPE/NAME ...) [flags]',
  short: 'Display one or many resources',
  examples: ['kubectl get pods', 'kubectl get configmap settings -o yaml', 'kubectl get pods -w'],
  flags: [
    ...PRINT_FLAGS,
    ...FILENAME_FLAGS,
    SELECTOR_FLAG,
    FIELD_SELECTOR_FLAG,
    ALL_NAMESPACES_FLAG,
    flag('no-headers', 'bool', 'false', 'No heading above the columns.'),
    flag('show-labels', 'bool', 'false', 'Labels as the last column.'),
    flag('show-kind', 'bool', 'false', 'The type before each name.'),
    flag('label-columns|L', 'slice', '', 'Labels to show in columns of their own.'),
    flag('sort-by', 'string', '', 'A JSONPath of the field to sort by, as .metadata.creationTimestamp.'),
    IGNORE_NOT_FOUND_FLAG,
    flag('chunk-size', 'int', '500', 'How many objects to fetch at a time.', { hidden: true }),
    flag('watch|w', 'bool', 'false', 'Show changes as they come.'),
    flag('watch-only', 'bool', 'false', 'Show changes as they come, and nothing before.'),
    flag('output-watch-events', 'bool', 'false', 'Say what kind of change each one is.'),
    flag('server-print', 'bool', 'true', 'Let the server make the columns.', { hidden: true }),
    flag('raw', 'string', '', 'A path of the API to ask for, as /api/v1/namespaces/default/configmaps.'),
    SUBRESOURCE_FLAG,
  ],
  completes: 'resources',
  run,
}

function run(call: Call): CommandOutcome {
  const { flags, runtime } = call
  if (flags.text('raw') !== '') {
    const tools = toolsNamed(runtime, 'templates')
    return tools === undefined ? LACKING : tools.getRaw(call)
  }
  const watches = flags.bool('watch') || flags.bool('watch-only')
  if (watches && flags.text('sort-by') !== '')
    runtime.err(
      flags.bool('watch')
        ? 'warning: --watch requested, --sort-by will be ignored for watch events received\n'
        : 'warning: --watch-only requested, --sort-by will be ignored\n',
    )
  if (!watches && call.args.length === 0 && !hasFiles(call)) {
    runtime.err(NO_TYPE)
    return usageError(call.path, MISSING_TYPE)
  }
  const problem = validate(call, watches)
  if (problem !== undefined) return plainError(problem)
  const found = fetch(call, watches)
  if (!found.ok) return found.problem
  const fetched = inPlace(call, found.value)
  if (!fetched.ok) return fetched.problem
  const ignores = flags.bool('ignore-not-found')
  const { single, kinds } = fetched.value
  const failures = ignores ? fetched.value.failures.filter((each) => !isMissing(each)) : fetched.value.failures
  if (watches) return watchObjects(call, { ...fetched.value, failures })
  const sorted = sort(call, fetched.value)
  if (!sorted.ok) return sorted.problem
  const infos = hasFiles(call) && flags.text('selector') !== '' ? selected(call, sorted.value) : sorted.value
  if (!isTable(call)) return printData(call, infos, single, failures)
  const shown = kinds.map((kind) => ({ kind, rows: infos.filter(({ info }) => info === kind) })).filter(({ rows }) => rows.length > 0)
  const options = tableOptions(call, runtime, kinds.length > 1)
  shown.forEach(({ kind, rows }, index) => {
    if (index > 0 && !flags.bool('no-headers')) runtime.out('\n')
    runtime.out(layOutTable(withHeading(call, kind, options, rowsOf(runtime, kind, rows, options))))
  })
  if (shown.length === 0 && failures.length === 0 && !ignores) {
    const inNamespace = !flags.bool('all-namespaces') && kinds.every(({ namespaced }) => namespaced)
    runtime.err(inNamespace ? `No resources found in ${namespaceOf(call).name} namespace.\n` : 'No resources found\n')
  }
  return failures.length === 0 ? undefined : { kind: 'several', failures }
}

/**
 * Rows are sorted in the one table that the server sent. Of several, kubectl would sort the tables and finds the field in none; and
 * what goes wrong with a single one is lost, together with its rows.
 *
 * @source k8s.io/kubectl pkg/cmd/get/get.go RuntimeSorter.Sort; pkg/cmd/get/sorter.go SortingPrinter.PrintObj
 */
function sort(call: Call, { infos, kinds, listed }: Fetched): Result<readonly ObjectInfo[], Failure> {
  const field = call.flags.text('sort-by')
  if (field === '') return success(infos)
  const tables = listed ? kinds.length : infos.length
  if (isTable(call) && tables > 1) return failure(plainError(noSuchField(field)))
  if (isTable(call) && infos.length <= 1) return success(infos)
  const sorted = sortObjects(infos, field)
  if (sorted.ok) return sorted
  return isTable(call) ? success([]) : failure(plainError(sorted.problem))
}

const NO_TYPE = `You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\n`
const MISSING_TYPE =
  'Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).'

function validate({ flags }: Call, watches: boolean): string | undefined {
  const format = flags.text('output')
  if (flags.bool('show-labels') && format !== '' && format !== 'wide') return `--show-labels option cannot be used with ${format} printer`
  if (flags.list('label-columns').length > 0 && format.startsWith('custom-columns'))
    return `--label-columns option cannot be used with ${format} printer`
  if (flags.bool('output-watch-events') && !watches) return '--output-watch-events option can only be used with --watch or --watch-only'
  return undefined
}

function fetch(call: Call, singleType: boolean): ReturnType<typeof fetchObjects> {
  const { flags } = call
  return fetchObjects(call, call.args, {
    allowEmptySelector: true,
    // Rows of a table have no labels that could be asked for: see below.
    ...(hasFiles(call) ? {} : { labelSelector: flags.text('selector') }),
    fieldSelector: flags.text('field-selector'),
    allNamespaces: flags.bool('all-namespaces'),
    singleType,
    gathers: true,
    keepsLists: isTable(call),
  })
}

/** What is named by files is selected once it was fetched, and no row of a table has labels to select by. */
function selected(call: Call, infos: readonly ObjectInfo[]): readonly ObjectInfo[] {
  if (isTable(call) && call.flags.bool('server-print')) return []
  const requirements = parseLabelSelector(call.flags.text('selector'))
  if (!requirements.ok) return infos
  return infos.filter(({ object }) => requirements.value.every((each) => matchesWritten(each, textsOf(metadataOf(object), 'labels'))))
}

/** One file whose only object is expected: what goes wrong with it is all there is. */
function isOneFile(flags: FlagValues): boolean {
  const names = flags.list('filename')
  return names.length === 1 && names[0] !== '-' && !flags.bool('recursive')
}

function isMissing(failure: Failure): boolean {
  return failure.kind === 'status' && failure.status.reason === 'NotFound'
}

function printData({ flags, runtime }: Call, infos: readonly ObjectInfo[], single: boolean, failures: readonly Failure[]): CommandOutcome {
  const printer = objectPrinter(flags, runtime, flags.bool('no-headers'))
  if (!printer.ok) return printer.problem
  const [first] = infos
  if (single && first === undefined) return several(failures)
  if (failures.length > 0 && isOneFile(flags)) return several(failures)
  const list =
    single && first !== undefined
      ? first.object
      : { apiVersion: 'v1', items: infos.map(({ object }) => object), kind: 'List', metadata: { resourceVersion: '' } }
  const printed = printer.value(list)
  if (!printed.ok) return printed.problem
  runtime.out(printed.value)
  return several(failures)
}

type Rows = readonly (readonly string[])[]

function withHeading({ flags }: Call, kind: KindInfo, options: TableOptions, rows: Rows): Rows {
  return flags.bool('no-headers') ? rows : [tableHeading(kind, options), ...rows]
}

function rowsOf(runtime: Runtime, kind: KindInfo, infos: readonly ObjectInfo[], options: TableOptions): Rows {
  return infos.flatMap(({ namespace, name }) => {
    const object = runtime.view.get(kind.kind, { namespace, name })
    return object === undefined ? [] : [tableRow(kind, object, options)]
  })
}
