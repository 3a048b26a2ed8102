// Volumes filled with keys of ConfigMaps and Secrets, and with facts about the Pod (V-*).
// @source pkg/apis/core/validation/validation.go validateSecretVolumeSource, validateConfigMapVolumeSource, validateKeyToPath,
//   validateDownwardAPIVolumeSource, validateDownwardAPIVolumeFile

import { invalid, required } from '../../api/field-error.ts'
import type { FieldPath } from '../../api/field-path.ts'
import type { DownwardAPIVolumeFile, KeyToPath } from '../../api/fields/volume.ts'
import { validateFieldRef, validateResourceFieldRef } from '../environment.ts'
import { demandText } from '../errors.ts'
import { validateMode, validateNonReservedPath } from '../paths.ts'
import type { Errors, VolumeRule } from '../rules.ts'

const VOLUME_FIELDS = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid']

export const validateSecretVolume: VolumeRule = ({ secret }, path, errors) => {
  demandText(errors, path.child('secretName'), secret?.secretName)
  validateMode(secret?.defaultMode, path.child('defaultMode'), errors)
  validateItems(secret?.items, path.child('items'), errors)
}

export const validateConfigMapVolume: VolumeRule = ({ configMap }, path, errors) => {
  demandText(errors, path.child('name'), configMap?.name)
  validateMode(configMap?.defaultMode, path.child('defaultMode'), errors)
  validateItems(configMap?.items, path.child('items'), errors)
}

function validateItems(items: readonly KeyToPath[] | undefined, path: FieldPath, errors: Errors): void {
  for (const [index, item] of (items ?? []).entries()) validateItem(item, path.index(index), errors)
}

export function validateItem({ key, path: target, mode }: KeyToPath, path: FieldPath, errors: Errors): void {
  demandText(errors, path.child('key'), key)
  demandText(errors, path.child('path'), target)
  validateNonReservedPath(target, path.child('path'), errors)
  validateMode(mode, path.child('mode'), errors)
}

export const validateDownwardVolume: VolumeRule = ({ downwardAPI }, path, errors) => {
  validateMode(downwardAPI?.defaultMode, path.child('defaultMode'), errors)
  for (const item of downwardAPI?.items ?? []) validateDownwardItem(item, path, errors)
}

/** Its errors name no item: upstream's path stops before the list. */
export function validateDownwardItem(item: DownwardAPIVolumeFile, path: FieldPath, errors: Errors): void {
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
