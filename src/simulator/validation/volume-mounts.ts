// Rules of where a container mounts volumes (C-1, C-2).
// @source pkg/apis/core/validation/validation.go ValidateVolumeMounts, ValidateVolumeDevices

import { forbidden, invalid, notFound, notSupported } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { Container, VolumeMount } from '../api/fields/container.ts'
import type { Volume } from '../api/fields/volume.ts'
import { demandText } from './errors.ts'
import { hasBackstep, validateDescendingPath } from './paths.ts'
import type { Errors } from './rules.ts'

const PROPAGATIONS = ['Bidirectional', 'HostToContainer', 'None']
const RECURSIVE_MODES = ['Disabled', 'Enabled', 'IfPossible']

type Volumes = ReadonlyMap<string, Volume>

export function validateVolumeMounts(container: Container, volumes: Volumes, path: FieldPath, errors: Errors): void {
  const devices = container.volumeDevices ?? []
  const paths = new Set<string>()
  for (const [index, mount] of (container.volumeMounts ?? []).entries()) {
    const { name, mountPath } = mount
    const at = path.index(index)
    demandText(errors, at.child('name'), name)
    if (!volumes.has(name)) errors.push(notFound(at.child('name'), name))
    demandText(errors, at.child('mountPath'), mountPath)
    if (paths.has(mountPath)) errors.push(invalid(at.child('mountPath'), mountPath, 'must be unique'))
    paths.add(mountPath)
    if (devices.some((device) => device.name === name))
      errors.push(invalid(at.child('name'), name, 'must not already exist in volumeDevices'))
    if (devices.some(({ devicePath }) => devicePath === mountPath))
      errors.push(invalid(at.child('mountPath'), mountPath, 'must not already exist as a path in volumeDevices'))
    validateSubPaths(mount, path, at, errors)
    validatePropagation(mount, container, path.child('mountPropagation'), errors)
    validateRecursive(mount, path.child('recursiveReadOnly'), errors)
  }
}

/** Upstream's paths of some errors name the list, not the item. */
function validateSubPaths({ subPath = '', subPathExpr = '' }: VolumeMount, list: FieldPath, item: FieldPath, errors: Errors): void {
  if (subPath !== '') validateDescendingPath(subPath, list.child('subPath'), errors)
  if (subPathExpr === '') return
  if (subPath !== '') errors.push(invalid(item.child('subPathExpr'), subPathExpr, 'subPathExpr and subPath are mutually exclusive'))
  validateDescendingPath(subPathExpr, list.child('subPathExpr'), errors)
}

function validatePropagation({ mountPropagation }: VolumeMount, { securityContext }: Container, path: FieldPath, errors: Errors): void {
  if (mountPropagation === undefined) return
  if (!PROPAGATIONS.includes(mountPropagation)) errors.push(notSupported(path, mountPropagation, PROPAGATIONS))
  if (mountPropagation === 'Bidirectional' && securityContext?.privileged !== true)
    errors.push(forbidden(path, 'Bidirectional mount propagation is available only to privileged containers'))
}

function validateRecursive({ recursiveReadOnly, readOnly, mountPropagation }: VolumeMount, path: FieldPath, errors: Errors): void {
  if (recursiveReadOnly === undefined || recursiveReadOnly === 'Disabled') return
  if (!RECURSIVE_MODES.includes(recursiveReadOnly)) {
    errors.push(notSupported(path, recursiveReadOnly, RECURSIVE_MODES))
    return
  }
  if (readOnly !== true) errors.push(forbidden(path, 'may only be specified when readOnly is true'))
  if (mountPropagation !== undefined && mountPropagation !== 'None')
    errors.push(forbidden(path, 'may only be specified when mountPropagation is None or not specified'))
}

export function validateVolumeDevices(container: Container, volumes: Volumes, path: FieldPath, errors: Errors): void {
  const mounts = container.volumeMounts ?? []
  const names = new Set<string>()
  const paths = new Set<string>()
  for (const [index, { name, devicePath }] of (container.volumeDevices ?? []).entries()) {
    const atName = path.index(index).child('name')
    const atPath = path.index(index).child('devicePath')
    const volume = volumes.get(name)
    demandText(errors, atName, name)
    if (names.has(name)) errors.push(invalid(atName, name, 'must be unique'))
    if (volume === undefined) errors.push(notFound(atName, name))
    else if (volume.persistentVolumeClaim === undefined && volume.ephemeral === undefined)
      errors.push(invalid(atName, name, 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode'))
    demandText(errors, atPath, devicePath)
    if (paths.has(devicePath)) errors.push(invalid(atPath, devicePath, 'must be unique'))
    if (hasBackstep(devicePath)) errors.push(invalid(atPath, devicePath, "can not contain backsteps ('..')"))
    else paths.add(devicePath)
    if (mounts.some((mount) => mount.name === name)) errors.push(invalid(atName, name, 'must not already exist in volumeMounts'))
    if (mounts.some(({ mountPath }) => mountPath === devicePath))
      errors.push(invalid(atPath, devicePath, 'must not already exist as a path in volumeMounts'))
    if (name !== '') names.add(name)
  }
}
