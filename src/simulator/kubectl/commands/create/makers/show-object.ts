// The end of `kubectl create <kind>` for kinds that this cluster does not serve: what kubectl alone can do is done, and the rest says so.

import type { Draft } from '../../../../apiserver/decode/decoder.ts'
import { encodeStruct } from '../../../../apiserver/decode/encoder.ts'
import type { StructTable } from '../../../../api/fields/field-table.ts'
import type { Call, CommandOutcome } from '../../../command/command.ts'
import { plainError } from '../../../failure.ts'
import type { CreateStart } from '../begin.ts'
import { keepOwnJson } from '../begin.ts'

export interface ShownKind {
  readonly table: StructTable & { readonly root: { readonly apiVersion: string; readonly kind: string } }
  readonly namespaced: boolean
  /** Why no such object is stored here. */
  readonly absence: string
}

export function showObject(call: Call, start: CreateStart, shown: ShownKind, fields: Draft, metadata: Draft = {}): CommandOutcome {
  if (start.dryRun !== 'client')
    return plainError(
      `${call.path} is not supported in this simulated cluster without --dry-run=client: ${shown.absence}; -o yaml then shows the manifest`,
    )
  const namespace = start.namespace.explicit && shown.namespaced ? { namespace: start.namespace.name } : {}
  const { table } = shown
  const object = encodeStruct(table, { ...table.root, metadata: { name: start.name, ...namespace, ...metadata }, ...fields })
  const printed = start.printer(keepOwnJson(call, table, object), table)
  if (!printed.ok) return printed.problem
  call.runtime.out(printed.value)
  return undefined
}

export const NO_ROLES = 'the cluster has one user, who may do everything'
export const NOT_SERVED = 'kubectl api-resources lists the kinds of this cluster'
