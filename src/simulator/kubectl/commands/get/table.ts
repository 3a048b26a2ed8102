// When `kubectl get` prints a table, and with which columns.

import type { Call } from '../../command/command.ts'
import type { TableOptions } from '../../printers/object-table.ts'
import { AGE_ALONE, SCALE_COLUMNS } from '../../printers/tables.ts'
import type { Runtime } from '../../runtime.ts'

export function isTable({ flags }: Call): boolean {
  const format = flags.text('output')
  return (format === '' || format === 'wide') && flags.text('template') === ''
}

export function tableOptions({ flags }: Call, { moment }: Runtime, severalKinds: boolean): TableOptions {
  return {
    wide: flags.text('output') === 'wide',
    showLabels: flags.bool('show-labels'),
    labelColumns: flags.list('label-columns'),
    withNamespace: flags.bool('all-namespaces'),
    columns: flags.text('subresource') === 'scale' ? SCALE_COLUMNS : flags.bool('server-print') ? undefined : AGE_ALONE,
    withKind: severalKinds || flags.bool('show-kind'),
    nowEpochMs: moment.startedAtEpochMs + moment.nowMs,
  }
}
