// The table of `kubectl get`: a heading and a row for each object.
// @source k8s.io/cli-runtime pkg/printers/tableprinter.go

import type { KindInfo } from '../../api/kinds.ts'
import type { ApiObject } from '../../api/objects.ts'
import type { TableColumns } from './tables.ts'
import { columnsFor } from './tables.ts'

export interface TableOptions {
  readonly wide: boolean
  readonly showLabels: boolean
  /** Labels that have columns of their own. */
  readonly labelColumns: readonly string[]
  readonly withNamespace: boolean
  readonly withKind: boolean
  /** In place of those of the kind. */
  readonly columns: TableColumns | undefined
  readonly nowEpochMs: number
}

export function tableHeading(kind: KindInfo, options: TableOptions): readonly string[] {
  const columns = options.columns ?? columnsFor(kind.kind, options.wide)
  return [
    ...(options.withNamespace && kind.namespaced ? ['NAMESPACE'] : []),
    ...columns.names,
    ...(options.wide ? columns.wide : []),
    ...options.labelColumns.map((label) => label.slice(label.lastIndexOf('/') + 1).toUpperCase()),
    ...(options.showLabels ? ['LABELS'] : []),
  ]
}

export function tableRow(kind: KindInfo, object: ApiObject, options: TableOptions): readonly string[] {
  const { cells, wide } = (options.columns ?? columnsFor(kind.kind, options.wide)).row(object, options.nowEpochMs)
  const [name = '', ...rest] = cells
  const group = kind.group === '' ? '' : `.${kind.group}`
  const labels = object.metadata.labels ?? {}
  return [
    ...(options.withNamespace && kind.namespaced ? [object.metadata.namespace ?? ''] : []),
    options.withKind ? `${kind.singular}${group}/${name}` : name,
    ...rest,
    ...(options.wide ? wide : []),
    ...options.labelColumns.map((label) => labels[label] ?? ''),
    ...(options.showLabels ? [labelsOf(labels)] : []),
  ]
}

function labelsOf(labels: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1))
  return sorted.length === 0 ? '<none>' : sorted.map(([key, value]) => `${key}=${value}`).join(',')
}
