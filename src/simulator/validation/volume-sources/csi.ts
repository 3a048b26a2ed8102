// A volume of a storage driver, made with the Pod.
// @source pkg/apis/core/validation/validation.go validateCSIVolumeSource, ValidateCSIDriverName

import { tooLong } from '../../api/field-error.ts'
import { addInvalid, demandText } from '../errors.ts'
import { isLongerThan, subdomainProblems } from '../names.ts'
import type { VolumeRule } from '../rules.ts'

const LONGEST_DRIVER = 63

export const validateCsi: VolumeRule = ({ csi }, path, errors) => {
  const { driver, nodePublishSecretRef: secret } = csi ?? {}
  const at = path.child('driver')
  if (demandText(errors, at, driver)) {
    if (isLongerThan(driver, LONGEST_DRIVER)) errors.push(tooLong(at, LONGEST_DRIVER))
    addInvalid(errors, at, driver, subdomainProblems(driver.toLowerCase()))
  }
  if (secret === undefined) return
  const { name } = secret
  // The path of a wrong name leaves out the reference: upstream's does.
  if (demandText(errors, path.child('nodePublishSecretRef', 'name'), name))
    addInvalid(errors, path.child('name'), name, subdomainProblems(name))
}
