// A block device on a fibre channel.
// @source pkg/apis/core/validation/validation.go validateFCVolumeSource

import { invalid, required } from '../../api/field-error.ts'
import { rangeProblem } from '../names.ts'
import type { VolumeRule } from '../rules.ts'

const LAST_UNIT = 255

export const validateFibreChannel: VolumeRule = ({ fc }, path, errors) => {
  const { targetWWNs = [], wwids = [], lun } = fc ?? {}
  if (targetWWNs.length === 0 && wwids.length === 0)
    errors.push(required(path.child('targetWWNs'), 'must specify either targetWWNs or wwids, but not both'))
  if (targetWWNs.length === 0) return
  if (wwids.length > 0)
    errors.push(invalid(path.child('targetWWNs'), targetWWNs, 'targetWWNs and wwids can not be specified simultaneously'))
  if (lun === undefined) errors.push(required(path.child('lun'), 'lun is required if targetWWNs is specified'))
  else if (lun < 0 || lun > LAST_UNIT) errors.push(invalid(path.child('lun'), lun, rangeProblem(0, LAST_UNIT)))
}
