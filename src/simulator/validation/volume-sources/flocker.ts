// A data set of Flocker, by name or by id.
// @source pkg/apis/core/validation/validation.go validateFlockerVolumeSource

import { invalid, required } from '../../api/field-error.ts'
import type { VolumeRule } from '../rules.ts'

export const validateFlocker: VolumeRule = ({ flocker }, path, errors) => {
  const { datasetName = '', datasetUUID = '' } = flocker ?? {}
  if (datasetName === '' && datasetUUID === '') errors.push(required(path, 'one of datasetName and datasetUUID is required'))
  if (datasetName !== '' && datasetUUID !== '')
    errors.push(invalid(path, 'resource', 'datasetName and datasetUUID can not be specified simultaneously'))
  if (datasetName.includes('/')) errors.push(invalid(path.child('datasetName'), datasetName, "must not contain '/'"))
}
