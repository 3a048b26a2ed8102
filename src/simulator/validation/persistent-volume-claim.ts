// Rules of claims for storage, of their own or in a volume of a Pod.
// @source pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaimSpec, validateDataSource, validateDataSourceRef

import { forbidden, invalid, notSupported, required } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { PersistentVolumeClaimSpec } from '../api/fields/persistent-volume-claim.ts'
import type { TypedLocalObjectReference, TypedObjectReference } from '../api/fields/reference.ts'
import { parseQuantity, printQuantity } from '../base/quantity.ts'
import { addInvalid, demandOneOf, demandText } from './errors.ts'
import { validateLabelSelector } from './label-selector.ts'
import { dnsLabelProblems, subdomainProblems } from './names.ts'
import type { Errors } from './rules.ts'

const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod']

export function validateClaimSpec(spec: PersistentVolumeClaimSpec, path: FieldPath, errors: Errors): void {
  const { accessModes = [], dataSource, dataSourceRef } = spec
  if (accessModes.length === 0) errors.push(required(path.child('accessModes'), 'at least 1 access mode is required'))
  if (spec.selector !== undefined) validateLabelSelector(spec.selector, path.child('selector'), errors)
  for (const mode of accessModes) if (!ACCESS_MODES.includes(mode)) errors.push(notSupported(path.child('accessModes'), mode, ACCESS_MODES))
  if (accessModes.includes('ReadWriteOncePod') && accessModes.some((mode) => mode !== 'ReadWriteOncePod' && ACCESS_MODES.includes(mode)))
    errors.push(forbidden(path.child('accessModes'), 'may not use ReadWriteOncePod with other access modes'))
  validateStorage(spec.resources.requests?.['storage'], path.child('resources').key('storage'), errors)
  const storageClass = spec.storageClassName ?? ''
  if (storageClass !== '') addInvalid(errors, path.child('storageClassName'), storageClass, subdomainProblems(storageClass))
  demandOneOf(errors, path.child('volumeMode'), spec.volumeMode, ['Block', 'Filesystem'])
  if (dataSource !== undefined) validateSource(dataSource, path.child('dataSource'), errors)
  if (dataSourceRef !== undefined) {
    validateSource(dataSourceRef, path.child('dataSourceRef'), errors)
    const { namespace = '' } = dataSourceRef
    if (namespace !== '') addInvalid(errors, path.child('dataSourceRef', 'namespace'), namespace, dnsLabelProblems(namespace))
  }
  validateSources(dataSource, dataSourceRef, path, errors)
  const attributes = spec.volumeAttributesClassName ?? ''
  if (attributes !== '') addInvalid(errors, path.child('volumeAttributesClassName'), attributes, subdomainProblems(attributes))
}

function validateStorage(amount: string | undefined, path: FieldPath, errors: Errors): void {
  if (amount === undefined) {
    errors.push(required(path))
    return
  }
  const parsed = parseQuantity(amount)
  if (parsed.ok && parsed.value.nano <= 0n) errors.push(invalid(path, printQuantity(parsed.value), 'must be greater than zero'))
}

function validateSource(source: TypedLocalObjectReference | TypedObjectReference, path: FieldPath, errors: Errors): void {
  const { name, kind, apiGroup } = source
  demandText(errors, path.child('name'), name)
  demandText(errors, path.child('kind'), kind)
  const group = apiGroup ?? ''
  if (group === '') {
    if (kind !== 'PersistentVolumeClaim')
      errors.push(invalid(path, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup"))
  } else addInvalid(errors, path.child('apiGroup'), group, subdomainProblems(group))
}

/** Both fields say the same, unless the longer one leaves the namespace. */
function validateSources(
  source: TypedLocalObjectReference | undefined,
  reference: TypedObjectReference | undefined,
  path: FieldPath,
  errors: Errors,
): void {
  if (source === undefined || reference === undefined) return
  // Upstream shows where the other field stands, not what it holds.
  const shown = {}
  if ((reference.namespace ?? '') !== '')
    errors.push(invalid(path, shown, 'may not be specified when dataSourceRef.namespace is specified'))
  else if (source.apiGroup !== reference.apiGroup || source.kind !== reference.kind || source.name !== reference.name)
    errors.push(invalid(path, shown, 'must match dataSourceRef'))
}
