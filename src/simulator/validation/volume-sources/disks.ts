// Disks of two clouds, of which one partition may be named.
// @source pkg/apis/core/validation/validation.go validateGCEPersistentDiskVolumeSource, validateAWSElasticBlockStoreVolumeSource

import { invalid } from '../../api/field-error.ts'
import type { FieldPath } from '../../api/field-path.ts'
import { demandText } from '../errors.ts'
import { rangeProblem } from '../names.ts'
import type { Errors, VolumeRule } from '../rules.ts'

const LAST_PARTITION = 255

export const validateGceDisk: VolumeRule = ({ gcePersistentDisk }, path, errors) => {
  demandText(errors, path.child('pdName'), gcePersistentDisk?.pdName)
  validatePartition(gcePersistentDisk?.partition, path.child('partition'), errors)
}

export const validateAwsDisk: VolumeRule = ({ awsElasticBlockStore }, path, errors) => {
  demandText(errors, path.child('volumeID'), awsElasticBlockStore?.volumeID)
  validatePartition(awsElasticBlockStore?.partition, path.child('partition'), errors)
}

/** 0 is the whole disk, and the message does not say so. */
function validatePartition(partition = 0, path: FieldPath, errors: Errors): void {
  if (partition < 0 || partition > LAST_PARTITION) errors.push(invalid(path, partition, rangeProblem(1, LAST_PARTITION)))
}
