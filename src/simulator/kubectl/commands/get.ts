// `kubectl get`: objects as a table or in another form.
// @source k8s.io/kubectl pkg/cmd/get/get.go
// @simplified --watch is left out: the board shows every change.

import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import type { Failure } from '../failure.ts'
import { several } from '../failure.ts'
import { PRINT_FLAGS, objectPrinter } from '../printers/output.ts'
import { layOutTable } from '../printers/table-layout.ts'
import { columnsFor } from '../printers/tables.ts'
import type { KindInfo } from '../../api/kinds.ts'
import type { ApiObject } from '../../api/objects.ts'
import { fetchObjects } from '../resource/fetch.ts'
import type { ObjectInfo } from '../resource/info.ts'
import type { Runtime } from '../runtime.ts'
import { FIELD_SELECTOR_FLAG, FILENAME_FLAGS, SELECTOR_FLAG, namespaceOf } from './common-flags.ts'

export const GET: CommandSpec = {
  name: 'get',
  group: 'Basic Commands (Intermediate):',
  usage: '[(-o|--output=)json|yaml|wide|name|…] (TYPE [NAME | -l label] | TYPE/NAME ...) [flags]',
  short: 'Show objects',
  examples: ['kubectl get pods', 'kubectl get configmap settings -o yaml'],
  flags: [
    ...PRINT_FLAGS,
    ...FILENAME_FLAGS,
    SELECTOR_FLAG,
    FIELD_SELECTOR_FLAG,
    flag('all-namespaces|A', 'bool', 'false', 'Objects of all namespaces.'),
    flag('no-headers', 'bool', 'false', 'No heading above the columns.'),
    flag('show-labels', 'bool', 'false', 'Labels as the last column.'),
    flag('ignore-not-found', 'bool', 'false', 'An object that is missing is no mistake.'),
    flag('watch|w', 'bool', 'false', 'Show changes as they come.', {
      unsupported: 'the board shows every change; ask again after a while',
    }),
  ],
  completes: 'resources',
  run,
}

function run(call: Call): CommandOutcome {
  const { flags, runtime } = call
  const everywhere = flags.bool('all-namespaces')
  const fetched = fetchObjects(call, call.args, {
    allowEmptySelector: true,
    labelSelector: flags.text('selector'),
    fieldSelector: flags.text('field-selector'),
    allNamespaces: everywhere,
  })
  if (!fetched.ok) return fetched.problem
  const format = flags.text('output')
  const failures = flags.bool('ignore-not-found') ? fetched.value.failures.filter((each) => !isMissing(each)) : fetched.value.failures
  if (format !== '' && format !== 'wide') return printData(call, fetched.value.infos, fetched.value.single, failures)
  const kinds = [...new Set(fetched.value.infos.map(({ info }) => info))]
  if (fetched.value.infos.length === 0 && failures.length === 0 && !flags.bool('ignore-not-found')) {
    runtime.err(everywhere ? 'No resources found\n' : `No resources found in ${namespaceOf(call).name} namespace.\n`)
  }
  kinds.forEach((kind, index) => {
    if (index > 0) runtime.out('\n')
    printTable(
      call,
      kind,
      fetched.value.infos.filter(({ info }) => info === kind),
      kinds.length > 1,
    )
  })
  return several(failures)
}

function isMissing(failure: Failure): boolean {
  return failure.kind === 'status' && failure.status.reason === 'NotFound'
}

function printData({ flags, runtime }: Call, infos: readonly ObjectInfo[], single: boolean, failures: readonly Failure[]): CommandOutcome {
  const printer = objectPrinter(flags, runtime.session, flags.bool('no-headers'))
  if (!printer.ok) return printer.problem
  const [first] = infos
  if (single && first === undefined) return several(failures)
  const list =
    single && first !== undefined
      ? first.object
      : { apiVersion: 'v1', items: infos.map(({ object }) => object), kind: 'List', metadata: { resourceVersion: '' } }
  const printed = printer.value(list)
  if (!printed.ok) return printed.problem
  runtime.out(printed.value)
  return several(failures)
}

function printTable({ flags, runtime }: Call, kind: KindInfo, infos: readonly ObjectInfo[], withKind: boolean): void {
  const columns = columnsFor(kind.kind)
  const wide = flags.text('output') === 'wide'
  const everywhere = flags.bool('all-namespaces') && kind.namespaced
  const now = runtime.moment.startedAtEpochMs + runtime.moment.nowMs
  const heading = [
    ...(everywhere ? ['NAMESPACE'] : []),
    ...columns.names,
    ...(wide ? columns.wide : []),
    ...(flags.bool('show-labels') ? ['LABELS'] : []),
  ]
  const rows = infos.flatMap(({ namespace, name }) => {
    const object = storedObject(runtime, kind, namespace, name)
    if (object === undefined) return []
    const row = columns.row(object, now)
    const group = kind.group === '' ? '' : `.${kind.group}`
    const cells = withKind ? row.cells.map((cell, index) => (index === 0 ? `${kind.singular}${group}/${cell}` : cell)) : row.cells
    return [
      [...(everywhere ? [namespace] : []), ...cells, ...(wide ? row.wide : []), ...(flags.bool('show-labels') ? [labelsOf(object)] : [])],
    ]
  })
  runtime.out(layOutTable(flags.bool('no-headers') ? rows : [heading, ...rows]))
}

function storedObject(runtime: Runtime, { kind }: KindInfo, namespace: string, name: string): ApiObject | undefined {
  return runtime.view.get(kind, { namespace, name })
}

function labelsOf({ metadata }: ApiObject): string {
  const labels = Object.entries(metadata.labels ?? {}).sort(([left], [right]) => (left < right ? -1 : 1))
  return labels.length === 0 ? '<none>' : labels.map(([key, value]) => `${key}=${value}`).join(',')
}
