// A volume with the files of an image.
// @source pkg/apis/core/validation/validation.go validateImageVolumeSource

import { demandChoice, demandText } from '../errors.ts'
import type { VolumeRule } from '../rules.ts'

export const validateImage: VolumeRule = ({ image }, path, errors, { isPod }) => {
  if (isPod) demandText(errors, path.child('reference'), image?.reference)
  demandChoice(errors, path.child('pullPolicy'), image?.pullPolicy, ['Always', 'IfNotPresent', 'Never'])
}
