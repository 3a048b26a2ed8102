// Fills in what the author left out: parents before what they hold, each struct by the rule registered for its table.
// @source pkg/apis/core/v1/zz_generated.defaults.go SetObjectDefaults_*

import type { StructTable } from '../../api/fields/field-table.ts'
import type { Draft } from '../decode/decoder.ts'
import { isDraft } from '../decode/encoder.ts'
import { fieldsOf } from '../../api/fields/struct-fields.ts'
import { CORE_DEFAULTS } from './core.ts'
import { memberOf } from './draft-field.ts'
import type { DefaultRules } from './draft-field.ts'
import { POD_DEFAULTS } from './pod.ts'
import { WORKLOAD_DEFAULTS } from './workload.ts'

const RULES: DefaultRules = new Map([...CORE_DEFAULTS, ...POD_DEFAULTS, ...WORKLOAD_DEFAULTS])

/**
 * Changes `draft`, which must have been decoded by `table`.
 *
 * @param rare  Rules that are not always there.
 */
export function applyDefaults(table: StructTable, draft: Draft, rare?: DefaultRules): void {
  const rule = RULES.get(table) ?? rare?.get(table)
  rule?.(draft)
  for (const field of fieldsOf(table).values()) {
    const { type } = field.row
    const value = draft[field.name]
    if (type.kind === 'struct') {
      // Structs that are written always exist in Go even when nobody wrote them.
      if (isDraft(value)) applyDefaults(type, value, rare)
      else if (field.row.presence === 'always') applyDefaults(type, memberOf(draft, field.name), rare)
    } else if (type.kind === 'list' && type.items.kind === 'struct' && Array.isArray(value)) {
      for (const item of value) if (isDraft(item)) applyDefaults(type.items, item, rare)
    }
  }
}
