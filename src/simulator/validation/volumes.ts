// Rules of a Pod's volumes (V-*). Each source has a file of its own in volume-sources/; those of storage systems are not always there.
// @source pkg/apis/core/validation/validation.go ValidateVolumes, validateVolumeSource

import { duplicate, forbidden, invalid, required } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { Volume } from '../api/fields/volume.ts'
import { parseQuantity } from '../base/quantity.ts'
import { addInvalid, demandOneOf, demandText } from './errors.ts'
import { dnsLabelProblems } from './names.ts'
import { validateNoBacksteps } from './paths.ts'
import type { Errors, SourceField, VolumePlace, VolumeRule } from './rules.ts'
import { validateConfigMapVolume, validateDownwardVolume, validateSecretVolume } from './volume-sources/configuration.ts'
import { validateProjectedVolume } from './volume-sources/projected.ts'

const HOST_PATH_TYPES = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket']

/** In upstream's order: the first that is present counts, every other is one too many. */
const SOURCES: readonly SourceField[] = [
  ...(['emptyDir', 'hostPath', 'gitRepo', 'gcePersistentDisk', 'awsElasticBlockStore', 'secret', 'nfs'] as const),
  ...(['iscsi', 'glusterfs', 'flocker', 'persistentVolumeClaim', 'rbd'] as const),
  ...(['cinder', 'cephfs', 'quobyte', 'downwardAPI', 'fc', 'flexVolume'] as const),
  ...(['configMap', 'azureFile', 'vsphereVolume', 'photonPersistentDisk', 'portworxVolume', 'azureDisk'] as const),
  ...(['storageos', 'projected', 'scaleIO', 'csi', 'ephemeral', 'image'] as const),
]
const RULES: Readonly<Partial<Record<SourceField, VolumeRule>>> = {
  emptyDir: validateEmptyDir,
  hostPath: validateHostPath,
  secret: validateSecretVolume,
  persistentVolumeClaim: validateClaim,
  downwardAPI: validateDownwardVolume,
  configMap: validateConfigMapVolume,
  projected: validateProjectedVolume,
}
/** Upstream writes these fields in another way where they are one too many … */
const NAMES_WHEN_TOO_MANY: Readonly<Partial<Record<SourceField, string>>> = { downwardAPI: 'downwarAPI', cephfs: 'cephFS' }
/** … and this one where something in it is wrong. */
const NAMES_INSIDE: Readonly<Partial<Record<SourceField, string>>> = { gcePersistentDisk: 'persistentDisk' }

/** Whether it has a source whose rules are not always there. */
export function hasRareSource(volume: Volume): boolean {
  return SOURCES.some((field) => volume[field] !== undefined && RULES[field] === undefined)
}

/** @returns the volumes without an error, by name: only these can be mounted (V-2) */
export function validateVolumes(
  volumes: readonly Volume[] | undefined,
  path: FieldPath,
  errors: Errors,
  place: VolumePlace,
): ReadonlyMap<string, Volume> {
  const sound = new Map<string, Volume>()
  const claims = claimsToBeMade(volumes ?? [], place)
  for (const [index, volume] of (volumes ?? []).entries()) {
    const at = path.index(index)
    const before = errors.list.length
    validateSource(volume, at, errors, place)
    if (demandText(errors, at.child('name'), volume.name)) addInvalid(errors, at.child('name'), volume.name, dnsLabelProblems(volume.name))
    if (sound.has(volume.name)) errors.push(duplicate(at.child('name'), volume.name))
    if (errors.list.length === before) sound.set(volume.name, volume)
    const claim = volume.persistentVolumeClaim?.claimName
    if (claim !== undefined && claims.has(claim)) {
      const detail = 'must not reference a PVC that gets created for an ephemeral volume'
      errors.push(invalid(at.child('persistentVolumeClaim', 'claimName'), claim, detail))
    }
  }
  return sound
}

/** Names of the claims that the Pod's ephemeral volumes bring. */
function claimsToBeMade(volumes: readonly Volume[], { podName }: VolumePlace): ReadonlySet<string> {
  if (podName === undefined) return new Set()
  return new Set(volumes.filter(({ ephemeral }) => ephemeral !== undefined).map(({ name }) => `${podName}-${name}`))
}

function validateSource(volume: Volume, path: FieldPath, errors: Errors, place: VolumePlace): void {
  let found = 0
  for (const field of SOURCES) {
    if (volume[field] === undefined) continue
    if (found > 0) errors.push(forbidden(path.child(NAMES_WHEN_TOO_MANY[field] ?? field), 'may not specify more than 1 volume type'))
    else {
      const rule = RULES[field] ?? errors.rare.find('volumes')?.sources[field]
      rule?.(volume, path.child(NAMES_INSIDE[field] ?? field), errors, place)
    }
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
