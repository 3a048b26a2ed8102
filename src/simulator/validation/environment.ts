// Rules of `env` and `envFrom` (P-1, P-4 … P-9).
// @source pkg/apis/core/validation/validation.go ValidateEnv, ValidateEnvFrom, validateEnvVarValueFrom

import { invalid, notSupported, required } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { EnvFromSource, EnvVar } from '../api/fields/container.ts'
import { parseQuantity } from '../base/quantity.ts'
import { addInvalid, demandText } from './errors.ts'
import {
  configKeyProblems,
  dnsLabelProblems,
  maskTrailingDash,
  qualifiedNameProblems,
  subdomainProblems,
  variableNameProblems,
} from './names.ts'
import { validateNoBacksteps } from './paths.ts'
import type { Errors } from './rules.ts'

const ENV_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
]
/** Names that the API converts, allowed in an environment or not. @source pkg/apis/core/pods/helpers.go ConvertDownwardAPIFieldLabel */
const KNOWN_FIELDS = new Set([
  ...ENV_FIELDS,
  'metadata.annotations',
  'metadata.labels',
  'spec.restartPolicy',
  'spec.schedulerName',
  'status.phase',
])
const RESOURCES = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
]
/** Split at the first bracket. @source pkg/fieldpath/fieldpath.go SplitMaybeSubscriptedPath */
const SUBSCRIPT = /^(.+?)\['(.*)'\]$/s

export function validateEnv(variables: readonly EnvVar[] | undefined, path: FieldPath, errors: Errors): void {
  for (const [index, variable] of (variables ?? []).entries()) {
    const at = path.index(index)
    if (demandText(errors, at.child('name'), variable.name))
      addInvalid(errors, at.child('name'), variable.name, variableNameProblems(variable.name))
    validateValueFrom(variable, at.child('valueFrom'), errors)
  }
}

function validateValueFrom({ value = '', valueFrom }: EnvVar, path: FieldPath, errors: Errors): void {
  if (valueFrom === undefined) return
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = valueFrom
  if (fieldRef !== undefined) validateFieldRef(fieldRef, ENV_FIELDS, path.child('fieldRef'), errors)
  if (resourceFieldRef !== undefined) validateResourceFieldRef(resourceFieldRef, false, path.child('resourceFieldRef'), errors)
  for (const [name, reference] of [
    ['configMapKeyRef', configMapKeyRef],
    ['secretKeyRef', secretKeyRef],
  ] as const) {
    if (reference === undefined) continue
    addInvalid(errors, path.child(name, 'name'), reference.name ?? '', subdomainProblems(reference.name ?? ''))
    if (demandText(errors, path.child(name, 'key'), reference.key))
      addInvalid(errors, path.child(name, 'key'), reference.key, configKeyProblems(reference.key))
  }
  if (fileKeyRef !== undefined) {
    const at = path.child('fileKeyRef')
    if (demandText(errors, at.child('key'), fileKeyRef.key))
      addInvalid(errors, at.child('key'), fileKeyRef.key, variableNameProblems(fileKeyRef.key))
    if (demandText(errors, at.child('volumeName'), fileKeyRef.volumeName))
      addInvalid(errors, at.child('volumeName'), fileKeyRef.volumeName, dnsLabelProblems(fileKeyRef.volumeName))
    if (demandText(errors, at.child('path'), fileKeyRef.path)) validateNoBacksteps(fileKeyRef.path, at.child('path'), errors)
  }
  const count = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef].filter((each) => each !== undefined).length
  if (count === 0)
    errors.push(invalid(path, '', 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`'))
  else if (value !== '') errors.push(invalid(path, '', 'may not be specified when `value` is not empty'))
  else if (count > 1) errors.push(invalid(path, '', 'may not have more than one field specified at a time'))
}

export function validateEnvFrom(sources: readonly EnvFromSource[] | undefined, path: FieldPath, errors: Errors): void {
  for (const [index, { prefix = '', configMapRef, secretRef }] of (sources ?? []).entries()) {
    const at = path.index(index)
    if (prefix !== '') addInvalid(errors, at.child('prefix'), prefix, variableNameProblems(prefix))
    for (const [name, reference] of [
      ['configMapRef', configMapRef],
      ['secretRef', secretRef],
    ] as const) {
      if (reference === undefined) continue
      const text = reference.name ?? ''
      if (demandText(errors, at.child(name, 'name'), text))
        addInvalid(errors, at.child(name, 'name'), text, subdomainProblems(maskTrailingDash(text)))
    }
    if (configMapRef === undefined && secretRef === undefined)
      errors.push(invalid(path, '', 'must specify one of: `configMapRef` or `secretRef`'))
    else if (configMapRef !== undefined && secretRef !== undefined)
      errors.push(invalid(path, '', 'may not have more than one field specified at a time'))
  }
}

/** @param allowed  In the order in which they are listed to the author. */
export function validateFieldRef(
  { apiVersion = '', fieldPath }: { readonly apiVersion?: string; readonly fieldPath: string },
  allowed: readonly string[],
  path: FieldPath,
  errors: Errors,
): void {
  if (!demandText(errors, path.child('apiVersion'), apiVersion)) return
  if (!demandText(errors, path.child('fieldPath'), fieldPath)) return
  const at = path.child('fieldPath')
  const [, written = fieldPath, subscript] = SUBSCRIPT.exec(fieldPath) ?? []
  // An older name that is still read.
  const field = written === 'spec.host' && subscript === undefined ? 'spec.nodeName' : written
  const why = conversionProblem(apiVersion, fieldPath, field, subscript !== undefined)
  if (why !== undefined) errors.push(invalid(at, fieldPath, `error converting fieldPath: ${why}`))
  else if (subscript === undefined) {
    if (!allowed.includes(field)) errors.push(notSupported(at, field, [...allowed].sort()))
  } else {
    const key = field === 'metadata.annotations' ? subscript.toLowerCase() : subscript
    addInvalid(errors, path, key, qualifiedNameProblems(key))
  }
}

function conversionProblem(apiVersion: string, fieldPath: string, field: string, hasSubscript: boolean): string | undefined {
  if (apiVersion !== 'v1') return `unsupported pod version: ${apiVersion}`
  const isMap = field === 'metadata.annotations' || field === 'metadata.labels'
  if (hasSubscript) return isMap ? undefined : `field label does not support subscript: ${fieldPath}`
  return KNOWN_FIELDS.has(field) ? undefined : `field label not supported: ${fieldPath}`
}

const MEMORY_DIVISORS = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei']
/** The words for a resource, by how its name begins behind `limits.` or `requests.`. */
const MEASURED: readonly (readonly [name: RegExp, words: string])[] = [
  [/^memory$/, 'memory'],
  [/^ephemeral-storage$/, 'local ephemeral storage'],
  [/^hugepages-/, 'hugepages'],
]

/** Which units a resource may be told in, and what is said of others. @source validateContainerResourceDivisor */
function divisorsOf(resource: string): readonly [values: readonly string[], detail: string] | undefined {
  const [, name = ''] = /^(?:limits|requests)\.(.*)$/.exec(resource) ?? []
  if (name === 'cpu') return [['1m', '1'], "only divisor's values 1m and 1 are supported with the cpu resource"]
  const words = MEASURED.find(([pattern]) => pattern.test(name))?.[1]
  if (words === undefined) return undefined
  return [MEMORY_DIVISORS, `only divisor's values ${MEMORY_DIVISORS.join(', ')} are supported with the ${words} resource`]
}

export function validateResourceFieldRef(
  {
    containerName = '',
    resource,
    divisor,
  }: { readonly containerName?: string; readonly resource: string; readonly divisor?: string | null },
  inVolume: boolean,
  path: FieldPath,
  errors: Errors,
): void {
  if (inVolume && containerName === '') errors.push(required(path.child('containerName'), ''))
  else if (resource === '') errors.push(required(path.child('resource'), ''))
  else if (!RESOURCES.includes(resource) && !/^(?:requests|limits)\.hugepages-/.test(resource))
    errors.push(notSupported(path.child('resource'), resource, RESOURCES))
  const divisors = divisorsOf(resource)
  const unit = divisor ?? '0'
  const parsed = parseQuantity(unit)
  if (divisors === undefined || (parsed.ok && parsed.value.nano === 0n)) return
  const [values, detail] = divisors
  // Upstream shows the resource where the divisor is wrong.
  if (!values.includes(unit)) errors.push(invalid(path.child('divisor'), resource, detail))
}
