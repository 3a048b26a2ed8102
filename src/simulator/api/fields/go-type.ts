// What Go calls the types of fields: error messages of the decoder and hashes of templates show these names.

import type { FieldType } from './field-table.ts'

/** As Go's reflection prints it: `[]v1.EnvVar`, `map[string]string`. */
export function goTypeOf(type: FieldType): string {
  switch (type.kind) {
    case 'struct':
    case 'string':
    case 'number':
    case 'any':
      return type.goType
    case 'boolean':
      return 'bool'
    case 'bytes':
      return '[]uint8'
    case 'quantity':
      return 'resource.Quantity'
    case 'time':
      return 'v1.Time'
    case 'microTime':
      return 'v1.MicroTime'
    case 'intOrString':
      return 'intstr.IntOrString'
    case 'list':
      return type.goType ?? `[]${goTypeOf(type.items)}`
    case 'map':
      return type.goType ?? `map[${type.keyGoType}]${goTypeOf(type.values)}`
  }
}
