// Rules of a Pod's volumes (V-*).
// @source pkg/apis/core/validation/validation.go ValidateVolumes, validateVolumeSource
// @simplified Of volumes of storage systems only their number is checked.

import { duplicate, forbidden, invalid, required } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { DownwardAPIVolumeFile, KeyToPath, ProjectedVolumeSource, Volume } from '../api/fields/volume.ts'
import { parseQuantity } from '../base/quantity.ts'
import { validateFieldRef, validateResourceFieldRef } from './environment.ts'
import type { Errors } from './errors.ts'
import { addInvalid, demandOneOf, demandText } from './errors.ts'
import { dnsLabelProblems } from './names.ts'
import { validateMode, validateNoBacksteps, validateNonReservedPath } from './paths.ts'

const VOLUME_FIELDS = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid']
const HOST_PATH_TYPES = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket']

type Rule = (volume: Volume, path: FieldPath, errors: Errors) => void
const NO_RULE: Rule = () => undefined

/** In upstream's order: the first that is present counts, every other is one too many. */
const SOURCES: readonly (readonly [field: Exclude<keyof Volume, 'name'>, rule: Rule])[] = [
  ['emptyDir', validateEmptyDir],
  ['hostPath', validateHostPath],
  ['gitRepo', NO_RULE],
  ['gcePersistentDisk', NO_RULE],
  ['awsElasticBlockStore', NO_RULE],
  ['secret', validateSecretVolume],
  ['nfs', NO_RULE],
  ['iscsi', NO_RULE],
  ['glusterfs', NO_RULE],
  ['flocker', NO_RULE],
  ['persistentVolumeClaim', validateClaim],
  ['rbd', NO_RULE],
  ['cinder', NO_RULE],
  ['cephfs', NO_RULE],
  ['quobyte', NO_RULE],
  ['downwardAPI', validateDownwardVolume],
  ['fc', NO_RULE],
  ['flexVolume', NO_RULE],
  ['configMap', validateConfigMapVolume],
  ['azureFile', NO_RULE],
  ['vsphereVolume', NO_RULE],
  ['photonPersistentDisk', NO_RULE],
  ['portworxVolume', NO_RULE],
  ['azureDisk', NO_RULE],
  ['storageos', NO_RULE],
  ['projected', validateProjectedVolume],
  ['scaleIO', NO_RULE],
  ['csi', NO_RULE],
  ['ephemeral', NO_RULE],
  ['image', NO_RULE],
]

/** @returns the volumes without an error, by name: only these can be mounted (V-2) */
export function validateVolumes(volumes: readonly Volume[] | undefined, path: FieldPath, errors: Errors): ReadonlyMap<string, Volume> {
  const sound = new Map<string, Volume>()
  for (const [index, volume] of (volumes ?? []).entries()) {
    const at = path.index(index)
    const before = errors.length
    validateSource(volume, at, errors)
    if (demandText(errors, at.child('name'), volume.name)) addInvalid(errors, at.child('name'), volume.name, dnsLabelProblems(volume.name))
    if (sound.has(volume.name)) errors.push(duplicate(at.child('name'), volume.name))
    if (errors.length === before) sound.set(volume.name, volume)
  }
  return sound
}

function validateSource(volume: Volume, path: FieldPath, errors: Errors): void {
  let found = 0
  for (const [field, rule] of SOURCES) {
    if (volume[field] === undefined) continue
    // Upstream misspells one field where it is one too many.
    if (found > 0)
      errors.push(forbidden(path.child(field === 'downwardAPI' ? 'downwarAPI' : field), 'may not specify more than 1 volume type'))
    else rule(volume, path.child(field), errors)
    found += 1
  }
  if (found === 0) errors.push(required(path, 'must specify a volume type'))
}

function validateEmptyDir({ emptyDir }: Volume, path: FieldPath, errors: Errors): void {
  const limit = emptyDir?.sizeLimit === undefined ? undefined : parseQuantity(emptyDir.sizeLimit)
  if (limit?.ok === true && limit.value.nano < 0n)
    errors.push(forbidden(path.child('sizeLimit'), 'SizeLimit field must be a valid resource quantity'))
}

function validateHostPath({ hostPath }: Volume, path: FieldPath, errors: Errors): void {
  if (hostPath === undefined) return
  if (!demandText(errors, path.child('path'), hostPath.path)) return
  validateNoBacksteps(hostPath.path, path.child('path'), errors)
  demandOneOf(errors, path.child('type'), hostPath.type, HOST_PATH_TYPES)
}

function validateClaim({ persistentVolumeClaim }: Volume, path: FieldPath, errors: Errors): void {
  demandText(errors, path.child('claimName'), persistentVolumeClaim?.claimName)
}

function validateSecretVolume({ secret }: Volume, path: FieldPath, errors: Errors): void {
  demandText(errors, path.child('secretName'), secret?.secretName)
  validateMode(secret?.defaultMode, path.child('defaultMode'), errors)
  validateItems(secret?.items, path.child('items'), errors)
}

function validateConfigMapVolume({ configMap }: Volume, path: FieldPath, errors: Errors): void {
  demandText(errors, path.child('name'), configMap?.name)
  validateMode(configMap?.defaultMode, path.child('defaultMode'), errors)
  validateItems(configMap?.items, path.child('items'), errors)
}

function validateItems(items: readonly KeyToPath[] | undefined, path: FieldPath, errors: Errors): void {
  for (const [index, item] of (items ?? []).entries()) validateItem(item, path.index(index), errors)
}

function validateItem({ key, path: target, mode }: KeyToPath, path: FieldPath, errors: Errors): void {
  demandText(errors, path.child('key'), key)
  demandText(errors, path.child('path'), target)
  validateNonReservedPath(target, path.child('path'), errors)
  validateMode(mode, path.child('mode'), errors)
}

function validateDownwardVolume({ downwardAPI }: Volume, path: FieldPath, errors: Errors): void {
  validateMode(downwardAPI?.defaultMode, path.child('defaultMode'), errors)
  for (const item of downwardAPI?.items ?? []) validateDownwardItem(item, path, errors)
}

/** Its errors name no item: upstream's path stops before the list. */
function validateDownwardItem(item: DownwardAPIVolumeFile, path: FieldPath, errors: Errors): void {
  demandText(errors, path.child('path'), item.path)
  validateNonReservedPath(item.path, path.child('path'), errors)
  if (item.fieldRef !== undefined) {
    validateFieldRef(item.fieldRef, VOLUME_FIELDS, path.child('fieldRef'), errors)
    if (item.resourceFieldRef !== undefined)
      errors.push(invalid(path, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously'))
  } else if (item.resourceFieldRef !== undefined)
    validateResourceFieldRef(item.resourceFieldRef, true, path.child('resourceFieldRef'), errors)
  else errors.push(required(path, 'one of fieldRef and resourceFieldRef is required'))
  validateMode(item.mode, path.child('mode'), errors)
}

function validateProjectedVolume({ projected }: Volume, path: FieldPath, errors: Errors): void {
  if (projected === undefined) return
  validateMode(projected.defaultMode, path.child('defaultMode'), errors)
  validateProjections(projected, path, errors)
}

function validateProjections({ sources }: ProjectedVolumeSource, path: FieldPath, errors: Errors): void {
  const taken = new Set<string>()
  const take = (target: string, shown: string) => {
    if (target === '') return
    if (taken.has(target)) errors.push(invalid(path, shown, 'conflicting duplicate paths'))
    taken.add(target)
  }
  for (const [index, source] of (sources ?? []).entries()) {
    const at = path.child('sources').index(index)
    for (const field of ['secret', 'configMap'] as const) {
      const part = source[field]
      if (part === undefined) continue
      demandText(errors, at.child(field, 'name'), part.name)
      for (const [itemIndex, item] of (part.items ?? []).entries()) {
        validateItem(item, at.child(field, 'items').index(itemIndex), errors)
        take(item.path, part.name ?? '')
      }
    }
    for (const item of source.downwardAPI?.items ?? []) {
      validateDownwardItem(item, at.child('downwardAPI'), errors)
      take(item.path, item.path)
    }
    const token = source.serviceAccountToken
    if (token !== undefined) {
      const seconds = token.expirationSeconds ?? 3600
      const field = at.child('serviceAccountToken', 'expirationSeconds')
      if (seconds < 600) errors.push(invalid(field, seconds, 'may not specify a duration less than 10 minutes'))
      if (seconds > 2 ** 32) errors.push(invalid(field, seconds, 'may not specify a duration larger than 2^32 seconds'))
      if (demandText(errors, path.child('path'), token.path)) validateNonReservedPath(token.path, path.child('path'), errors)
    }
    const kinds = [source.secret, source.configMap, source.downwardAPI, token, source.clusterTrustBundle, source.podCertificate]
    if (kinds.filter((each) => each !== undefined).length > 1)
      errors.push(forbidden(at, 'may not specify more than 1 volume type per source'))
  }
}
