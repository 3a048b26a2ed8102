// Claims for storage as objects of their own: of what is asked for, next to nothing may change.
// @source pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaim, ValidatePersistentVolumeClaimUpdate
// @simplified A PersistentVolumeClaim's `volumeAttributesClassName` is not followed when it changes, nor is the old annotation for storage
// classes.

import { forbidden } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import { persistentVolumeClaimSpec } from '../api/fields/persistent-volume-claim.ts'
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from '../api/fields/persistent-volume-claim.ts'
import { asJson } from '../base/json.ts'
import { unifiedDiff } from '../base/line-diff.ts'
import { parseQuantity } from '../base/quantity.ts'
import { immutable } from './immutable.ts'
import { internalLines, isSameInside } from './internal-form.ts'
import { validateMetadata, validateMetadataUpdate } from './metadata.ts'
import { subdomainProblems } from './names.ts'
import { validateClaimSpec } from './persistent-volume-claim.ts'
import { fractionWarnings } from './pod-warnings.ts'
import type { Errors } from './rules.ts'

const SPEC = FieldPath.of('spec')
const FROZEN = 'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims'

const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class'

export function validateClaim({ metadata, spec }: PersistentVolumeClaim, errors: Errors): void {
  validateMetadata(metadata, true, subdomainProblems, errors)
  validateClaimSpec(spec, SPEC, errors)
}

/** @source pkg/api/persistentvolumeclaim/util.go GetWarningsForPersistentVolumeClaimSpec */
export function claimWarnings({ spec: { resources } }: PersistentVolumeClaim): readonly string[] {
  return (['requests', 'limits'] as const).flatMap((part) =>
    fractionWarnings(resources[part]?.['storage'] ?? '0', SPEC.child('resources', part).key('storage')),
  )
}

export function validateClaimUpdate(claim: PersistentVolumeClaim, old: PersistentVolumeClaim, errors: Errors): void {
  validateMetadataUpdate(claim.metadata, old.metadata, errors)
  validateClaim(claim, errors)
  const before = asJson(withClass(withName(old.spec, claim.spec.volumeName), claim, old))
  const after = asJson(old.status.phase === 'Bound' ? withSizeOf(claim.spec, old.spec) : claim.spec)
  if (!isSameInside(persistentVolumeClaimSpec, before, after)) {
    const difference = unifiedDiff(internalLines(persistentVolumeClaimSpec, before), internalLines(persistentVolumeClaimSpec, after))
    errors.push(forbidden(SPEC, `${FROZEN}\n${difference}`))
  }
  const [size, oldSize, given] = [sizeOf(claim.spec.resources.requests), sizeOf(old.spec.resources.requests), sizeOf(old.status.capacity)]
  if (size < oldSize && size <= given)
    errors.push(forbidden(SPEC.child('resources', 'requests', 'storage'), 'field can not be less than status.capacity'))
  immutable(claim.spec.volumeMode, old.spec.volumeMode, FieldPath.of('volumeMode'), errors)
}

/** The volume is written into a claim once. */
function withName(spec: PersistentVolumeClaimSpec, volumeName: string | undefined): PersistentVolumeClaimSpec {
  return (spec.volumeName ?? '') !== '' || volumeName === undefined ? spec : { ...spec, volumeName }
}

/** A claim that was made without a class may get one once. @source validateStorageClassUpgradeFromNil */
function withClass(spec: PersistentVolumeClaimSpec, { spec: { storageClassName } }: PersistentVolumeClaim, old: PersistentVolumeClaim) {
  const noted = old.metadata.annotations?.[CLASS_ANNOTATION]
  const mayGet =
    storageClassName !== undefined && spec.storageClassName === undefined && (noted === undefined || noted === storageClassName)
  return mayGet ? { ...spec, storageClassName } : spec
}

/** A claim that has its volume may ask for a larger one. */
function withSizeOf(spec: PersistentVolumeClaimSpec, { resources }: PersistentVolumeClaimSpec): PersistentVolumeClaimSpec {
  const { requests } = spec.resources
  const storage = resources.requests?.['storage']
  if (requests === undefined || storage === undefined) return spec
  return { ...spec, resources: { ...spec.resources, requests: { ...requests, storage } } }
}

function sizeOf(amounts: Readonly<Record<string, string>> | undefined): bigint {
  const parsed = parseQuantity(amounts?.['storage'] ?? '0')
  return parsed.ok ? parsed.value.nano : 0n
}
