// What validation is to the API server: functions of one object, or of one object and what it replaces.

import type { FieldError } from '../api/field-error.ts'
import type { ApiObject } from '../api/objects.ts'

export interface Validation {
  /** In upstream's order. Metadata's own rules included. */
  validateCreate(object: ApiObject): readonly FieldError[]
  /** `object` and `old` are of one kind. */
  validateUpdate(object: ApiObject, old: ApiObject): readonly FieldError[]
  /** `Warning:` lines, without that word. */
  warningsFor(object: ApiObject, old: ApiObject | undefined): readonly string[]
}
