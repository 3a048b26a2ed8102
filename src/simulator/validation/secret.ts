// Rules of Secrets of every built-in type (SEC-*).
// @source pkg/apis/core/validation/validation.go ValidateSecret, ValidateSecretUpdate; pkg/registry/core/secret/strategy.go

import { forbidden, invalid, required, tooLong } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { Secret } from '../api/fields/core.ts'
import { base64Length, decodeBase64 } from '../base/base64.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { DATA_LIMIT_BYTES, FROZEN } from './config-map.ts'
import { addInvalid } from './errors.ts'
import { immutable } from './immutable.ts'
import { jsonObjectProblem } from './json-text.ts'
import { validateMetadata, validateMetadataUpdate } from './metadata.ts'
import { configKeyProblems, subdomainProblems } from './names.ts'
import type { Errors, RuleFinder } from './rules.ts'

const DATA = FieldPath.of('data')
const SERVICE_ACCOUNT_NAME = 'kubernetes.io/service-account.name'

export function validateSecret(secret: Secret, errors: Errors): void {
  validateMetadata(secret.metadata, true, subdomainProblems, errors)
  let bytes = 0
  for (const [key, value] of Object.entries(secret.data ?? {})) {
    addInvalid(errors, DATA.key(key), key, configKeyProblems(key))
    bytes += base64Length(value)
  }
  if (bytes > DATA_LIMIT_BYTES) errors.push(tooLong(DATA, DATA_LIMIT_BYTES))
  validateType(secret, errors)
}

function validateType(secret: Secret, errors: Errors): void {
  const data = secret.data ?? {}
  const isThere = (key: string): boolean => Object.hasOwn(data, key)
  const demand = (key: string): void => {
    errors.push(required(DATA.key(key)))
  }
  switch (secret.type) {
    case 'kubernetes.io/service-account-token':
      if ((secret.metadata.annotations?.[SERVICE_ACCOUNT_NAME] ?? '') === '') {
        errors.push(required(FieldPath.of('metadata', 'annotations').key(SERVICE_ACCOUNT_NAME)))
      }
      return
    case 'kubernetes.io/dockercfg':
      validateJson('.dockercfg', data, errors)
      return
    case 'kubernetes.io/dockerconfigjson':
      validateJson('.dockerconfigjson', data, errors)
      return
    case 'kubernetes.io/basic-auth':
      // Either of the two may be absent, not both.
      if (!isThere('username') && !isThere('password')) ['username', 'password'].forEach(demand)
      return
    case 'kubernetes.io/ssh-auth':
      if ((data['ssh-privatekey'] ?? '') === '') demand('ssh-privatekey')
      return
    case 'kubernetes.io/tls':
      if (!isThere('tls.crt')) demand('tls.crt')
      if (!isThere('tls.key')) demand('tls.key')
      return
    default:
      return
  }
}

function validateJson(key: string, data: NonNullable<Secret['data']>, errors: Errors): void {
  const value = data[key]
  if (value === undefined) {
    errors.push(required(DATA.key(key)))
    return
  }
  const problem = jsonObjectProblem(bytesOf(value))
  if (problem !== undefined) errors.push(invalid(DATA.key(key), '<secret contents redacted>', problem))
}

export function validateSecretUpdate(secret: Secret, old: Secret, errors: Errors): void {
  validateMetadataUpdate(secret.metadata, old.metadata, errors)
  immutable(secret.type ?? '', old.type ?? '', FieldPath.of('type'), errors)
  if (old.immutable === true) {
    if (secret.immutable !== true) errors.push(forbidden(FieldPath.of('immutable'), FROZEN))
    if (!isDeepEqual(secret.data, old.data)) errors.push(forbidden(DATA, FROZEN))
  }
  validateSecret(secret, errors)
}

/** @source pkg/registry/core/secret/strategy.go warningsForSecret */
export function secretWarnings(secret: Secret, _old: Secret | undefined, rare: RuleFinder): readonly string[] {
  if (secret.type !== 'kubernetes.io/tls') return []
  const problem = rare.find('key-pairs')?.problem(bytesOf(secret.data?.['tls.crt'] ?? ''), bytesOf(secret.data?.['tls.key'] ?? ''))
  return problem === undefined ? [] : [problem]
}

function bytesOf(base64: string): Uint8Array {
  const decoded = decodeBase64(base64)
  return decoded.ok ? decoded.value : new Uint8Array()
}
