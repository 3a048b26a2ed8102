// What Go has where nobody wrote anything.

import type { FieldType } from '../../api/fields/field-table.ts'

/** Of everything that has no parts; null for what is a pointer inside. */
export function zeroScalar(type: FieldType): string | number | boolean | null {
  switch (type.kind) {
    case 'number':
    case 'intOrString':
      return 0
    case 'boolean':
      return false
    case 'quantity':
      return '0'
    case 'string':
    case 'bytes':
      return ''
    default:
      return null
  }
}
