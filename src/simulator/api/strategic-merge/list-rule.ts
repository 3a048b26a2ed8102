// What the tables say of a member when two versions of an object are laid over each other or compared.

import type { FieldType } from '../fields/field-table.ts'
import { fieldsOf } from '../fields/struct-fields.ts'

export interface ListRule {
  readonly itemType: FieldType | undefined
  readonly mergeKey: string | undefined
  readonly strategies: readonly string[]
}

/** What the tables say of a member: its type, and how its lists merge. */
export function ruleOf(type: FieldType | undefined, member: string): { readonly type: FieldType | undefined; readonly list: ListRule } {
  const row = type?.kind === 'struct' ? fieldsOf(type).get(member)?.row : undefined
  const memberType = type?.kind === 'map' ? type.values : row?.type
  const strategies = row?.patchStrategy?.split(',') ?? []
  return {
    type: memberType,
    list: { itemType: memberType?.kind === 'list' ? memberType.items : undefined, mergeKey: row?.mergeKey, strategies },
  }
}
