// Sources in storage systems of which only some texts and lists are demanded.
// @source pkg/apis/core/validation/validation.go validateGlusterfsVolumeSource, validateRBDVolumeSource, validateCephFSVolumeSource,
//   validateCinderVolumeSource, validateAzureFile, validateVsphereVolumeSource, validatePhotonPersistentDiskVolumeSource,
//   validatePortworxVolumeSource, validateScaleIOVolumeSource

import { required } from '../../api/field-error.ts'
import { demandText, itemsOf } from '../errors.ts'
import type { VolumeRule } from '../rules.ts'

export const validateGlusterfs: VolumeRule = ({ glusterfs }, path, errors) => {
  demandText(errors, path.child('endpoints'), glusterfs?.endpoints)
  demandText(errors, path.child('path'), glusterfs?.path)
}

export const validateRbd: VolumeRule = ({ rbd }, path, errors) => {
  if (itemsOf(rbd?.monitors).length === 0) errors.push(required(path.child('monitors')))
  demandText(errors, path.child('image'), rbd?.image)
}

export const validateCephFs: VolumeRule = ({ cephfs }, path, errors) => {
  if (itemsOf(cephfs?.monitors).length === 0) errors.push(required(path.child('monitors')))
}

export const validateCinder: VolumeRule = ({ cinder }, path, errors) => {
  demandText(errors, path.child('volumeID'), cinder?.volumeID)
  if (cinder?.secretRef !== undefined) demandText(errors, path.child('secretRef', 'name'), cinder.secretRef.name)
}

export const validateAzureFile: VolumeRule = ({ azureFile }, path, errors) => {
  demandText(errors, path.child('secretName'), azureFile?.secretName)
  demandText(errors, path.child('shareName'), azureFile?.shareName)
}

export const validateVsphere: VolumeRule = ({ vsphereVolume }, path, errors) => {
  demandText(errors, path.child('volumePath'), vsphereVolume?.volumePath)
}

export const validatePhoton: VolumeRule = ({ photonPersistentDisk }, path, errors) => {
  demandText(errors, path.child('pdID'), photonPersistentDisk?.pdID)
}

export const validatePortworx: VolumeRule = ({ portworxVolume }, path, errors) => {
  demandText(errors, path.child('volumeID'), portworxVolume?.volumeID)
}

export const validateScaleIo: VolumeRule = ({ scaleIO }, path, errors) => {
  demandText(errors, path.child('gateway'), scaleIO?.gateway)
  demandText(errors, path.child('system'), scaleIO?.system)
  demandText(errors, path.child('volumeName'), scaleIO?.volumeName)
}
