// Small steps from which the default rules are made.

import type { StructTable } from '../../api/fields/field-table.ts'
import type { Draft, DraftValue } from '../decode/decoder.ts'
import { isDraft } from '../decode/encoder.ts'

/** Changes the draft of one struct in place. */
export type DefaultRule = (draft: Draft) => void

/** By the struct whose drafts they change. */
export type DefaultRules = ReadonlyMap<StructTable, DefaultRule>

/** Sets a field that is absent, null, or at its zero value. */
export function setDefault(draft: Draft, name: string, value: DraftValue): void {
  const present = draft[name]
  if (present === undefined || present === null || present === '' || present === 0) draft[name] = value
}

/** Sets a pointer field: zero counts as set. */
export function setPointerDefault(draft: Draft, name: string, value: DraftValue): void {
  if (draft[name] === undefined || draft[name] === null) draft[name] = value
}

/** The member as a struct, made when it is absent. */
export function memberOf(draft: Draft, name: string): Draft {
  const member = draft[name]
  if (isDraft(member)) return member
  const made: Draft = {}
  draft[name] = made
  return made
}

/** The member's items that are structs. */
export function itemsOf(draft: Draft, name: string): readonly Draft[] {
  const items = draft[name]
  return Array.isArray(items) ? items.filter(isDraft) : []
}
