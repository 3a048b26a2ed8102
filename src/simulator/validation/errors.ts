// How rules collect what they find.

import type { FieldError } from '../api/field-error.ts'
import { invalid } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { JsonValue } from '../base/json.ts'
import type { Problems } from './names.ts'

/** Rules add to the list in upstream's order. */
export type Errors = FieldError[]

/** `Invalid value` once for every problem. */
export function addInvalid(errors: Errors, path: FieldPath, value: JsonValue | undefined, problems: Problems): void {
  for (const problem of problems) errors.push(invalid(path, value, problem))
}
