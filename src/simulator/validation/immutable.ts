// The rule that a field may not change.
// @source apimachinery/pkg/api/validation/objectmeta.go ValidateImmutableField

import { invalid } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import type { JsonValue } from '../base/json.ts'
import type { Errors } from './rules.ts'

export function immutable(value: JsonValue | undefined, old: JsonValue | undefined, path: FieldPath, errors: Errors): void {
  if (!isDeepEqual(value, old)) errors.push(invalid(path, value, 'field is immutable'))
}
