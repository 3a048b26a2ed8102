// Fills in what the author left out: parents before what they hold, each struct by the rule registered for its table.
// @source pkg/apis/core/v1/zz_generated.defaults.go SetObjectDefaults_*

import type { StructTable } from '../../api/fields/field-table.ts'
import type { Draft } from '../decode/decoder.ts'
import { isDraft } from '../decode/encoder.ts'
import { holdingFieldsOf } from '../../api/fields/struct-fields.ts'
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
  for (const { name, held, isAlways } of holdingFieldsOf(table)) {
    const value = draft[name]
    if (Array.isArray(value)) {
      for (const item of value) if (isDraft(item)) applyDefaults(held, item, rare)
    } else if (isDraft(value)) applyDefaults(held, value, rare)
    else if (isAlways) applyDefaults(held, memberOf(draft, name), rare)
  }
}
