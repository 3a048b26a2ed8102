// The text of a scalar, as kustomize compares and shows it: a number or boolean stands for what was written.

import { formatNumber } from '../../base/go-value.ts'
import type { JsonValue } from '../../base/json.ts'

/** '' for what is no scalar. */
export function scalarText(value: JsonValue | undefined): string {
  if (value === undefined || value === null || typeof value === 'object') return ''
  return typeof value === 'number' ? formatNumber(value) : String(value)
}
