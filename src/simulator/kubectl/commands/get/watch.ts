// `kubectl get -w`: a row for every write, as it came, until somebody ends it.
// @source k8s.io/kubectl pkg/cmd/get/get.go watch

import type { WatchEvent } from '../../../api/client.ts'
import type { KindInfo } from '../../../api/kinds.ts'
import type { Call, CommandOutcome } from '../../command/command.ts'
import { settle } from '../../command/dispatch.ts'
import { plainError, several } from '../../failure.ts'
import { tableHeading, tableRow } from '../../printers/object-table.ts'
import { objectPrinter, withoutManagedFields } from '../../printers/output.ts'
import { layOutWith, tableWidths } from '../../printers/table-layout.ts'
import type { Fetched } from '../../resource/fetch.ts'
import { infoOfObject } from '../../resource/info.ts'
import type { Watched } from '../../resource/watched.ts'
import { newsOf, watchFrom } from '../../resource/watched.ts'
import type { Runtime } from '../../runtime.ts'
import { namespaceOf } from '../common-flags.ts'
import { nextLookAtMs } from '../waiting.ts'
import { isTable, tableOptions } from './table.ts'

interface Watching {
  readonly call: Call
  readonly kind: KindInfo
  readonly watched: Watched
  /** Columns keep their widths. */
  readonly widths: readonly number[]
  /** Whether anything was printed. */
  readonly begun: boolean
}

type Change = Pick<WatchEvent, 'type' | 'object'>

/** As wide as the longest type. */
const TYPE_WIDTH = 'MODIFIED'.length

export function watchObjects(call: Call, { infos, kinds, listed, failures }: Fetched): CommandOutcome {
  const { flags, runtime } = call
  const [kind] = kinds
  if (failures.length > 0) return several(failures)
  if (kind === undefined) return undefined
  const found = infos.flatMap(({ namespace, name }) => runtime.view.get(kind.kind, { namespace, name }) ?? [])
  const shown = flags.bool('watch-only') ? [] : found.map((object): Change => ({ type: 'ADDED', object }))
  const [first] = infos
  const everywhere = flags.bool('all-namespaces') || !kind.namespaced
  const request = listed
    ? {
        namespace: everywhere ? '' : namespaceOf(call).name,
        labelSelector: flags.text('selector'),
        fieldSelector: flags.text('field-selector'),
      }
    : { namespace: first?.namespace ?? '', fieldSelector: `metadata.name=${first?.name ?? ''}` }
  const watched = watchFrom(runtime, { kind: kind.kind, ...request }, found)
  const watching = show(runtime, { call, kind, watched, widths: [], begun: false }, shown)
  if (!listed && infos.length > 1) return plainError('you may only watch a single resource or type of resource at a time')
  return wait(watching, runtime)
}

function wait(watching: Watching, runtime: Runtime): CommandOutcome {
  const look = (later: Runtime): CommandOutcome => {
    const { events, watched } = newsOf(later, watching.watched)
    return wait(show(later, { ...watching, watched }, events), later)
  }
  return { checkAtMs: nextLookAtMs(runtime), resume: (later) => settle(later, look(later)) }
}

function show(runtime: Runtime, watching: Watching, changes: readonly Change[]): Watching {
  if (changes.length === 0) return watching
  const { call, kind, begun } = watching
  const { flags } = call
  const saysType = flags.bool('output-watch-events')
  if (!isTable(call)) {
    const printer = objectPrinter(flags, runtime, flags.bool('no-headers') || begun)
    // Each document but the first begins with its mark; the printer knows only those of this step.
    if (begun && flags.text('output') === 'yaml') runtime.out('---\n')
    for (const { type, object } of changes) {
      const json = infoOfObject(object).object
      const printed = printer.ok ? printer.value(saysType ? { type, object: withoutManagedFields(json) } : json) : printer
      if (printed.ok) runtime.out(printed.value)
    }
    return { ...watching, begun: true }
  }
  const options = tableOptions(call, runtime, false)
  const rows = changes.map(({ type, object }) => [...(saysType ? [type.padEnd(TYPE_WIDTH)] : []), ...tableRow(kind, object, options)])
  const heading = [...(saysType ? ['EVENT'] : []), ...tableHeading(kind, options)]
  const lines = begun || flags.bool('no-headers') ? rows : [heading, ...rows]
  const widths = wider(watching.widths, tableWidths(lines))
  runtime.out(layOutWith(widths, lines))
  return { ...watching, widths, begun: true }
}

function wider(one: readonly number[], other: readonly number[]): readonly number[] {
  return other.map((width, index) => Math.max(width, one[index] ?? 0))
}
