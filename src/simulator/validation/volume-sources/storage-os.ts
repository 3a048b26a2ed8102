// A volume of StorageOS.
// @source pkg/apis/core/validation/validation.go validateStorageOSVolumeSource

import { addInvalid, demandText } from '../errors.ts'
import { dnsLabelProblems } from '../names.ts'
import type { VolumeRule } from '../rules.ts'

export const validateStorageOs: VolumeRule = ({ storageos }, path, errors) => {
  const { volumeName, volumeNamespace = '', secretRef } = storageos ?? {}
  if (demandText(errors, path.child('volumeName'), volumeName))
    addInvalid(errors, path.child('volumeName'), volumeName, dnsLabelProblems(volumeName))
  if (volumeNamespace !== '') addInvalid(errors, path.child('volumeNamespace'), volumeNamespace, dnsLabelProblems(volumeNamespace))
  if (secretRef !== undefined) demandText(errors, path.child('secretRef', 'name'), secretRef.name)
}
