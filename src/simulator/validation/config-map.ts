// Rules of ConfigMaps (CM-*).
// @source pkg/apis/core/validation/validation.go ValidateConfigMap, ValidateConfigMapUpdate

import { forbidden, invalid, tooLong } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { ConfigMap } from '../api/fields/core.ts'
import { base64Length } from '../base/base64.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { utf8Length } from '../base/utf8.ts'
import { addInvalid } from './errors.ts'
import { validateMetadata, validateMetadataUpdate } from './metadata.ts'
import { configKeyProblems, subdomainProblems } from './names.ts'
import type { Errors } from './rules.ts'

/** Of all values together, keys not counted. @source pkg/apis/core/types.go MaxSecretSize */
export const DATA_LIMIT_BYTES = 1024 * 1024
export const FROZEN = 'field is immutable when `immutable` is set'

const DATA = FieldPath.of('data')
const BINARY_DATA = FieldPath.of('binaryData')

export function validateConfigMap(object: ConfigMap, errors: Errors): void {
  validateMetadata(object.metadata, true, subdomainProblems, errors)
  const { data = {}, binaryData = {} } = object
  let bytes = 0
  for (const [key, value] of Object.entries(data)) {
    addInvalid(errors, DATA.key(key), key, configKeyProblems(key))
    if (Object.hasOwn(binaryData, key)) errors.push(invalid(DATA.key(key), key, 'duplicate of key present in binaryData'))
    bytes += utf8Length(value)
  }
  for (const [key, value] of Object.entries(binaryData)) {
    addInvalid(errors, BINARY_DATA.key(key), key, configKeyProblems(key))
    bytes += base64Length(value)
  }
  if (bytes > DATA_LIMIT_BYTES) errors.push(tooLong(FieldPath.root, DATA_LIMIT_BYTES))
}

export function validateConfigMapUpdate(object: ConfigMap, old: ConfigMap, errors: Errors): void {
  validateMetadataUpdate(object.metadata, old.metadata, errors)
  if (old.immutable === true) {
    if (object.immutable !== true) errors.push(forbidden(FieldPath.of('immutable'), FROZEN))
    if (!isDeepEqual(object.data ?? {}, old.data ?? {})) errors.push(forbidden(DATA, FROZEN))
    // Only data has a default: here none is not the same as nothing in it.
    if (!isDeepEqual(object.binaryData, old.binaryData)) errors.push(forbidden(BINARY_DATA, FROZEN))
  }
  validateConfigMap(object, errors)
}
