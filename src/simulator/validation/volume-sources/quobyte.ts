// A volume of Quobyte, found through one or several registries.
// @source pkg/apis/core/validation/validation.go validateQuobyteVolumeSource

import { invalid, required } from '../../api/field-error.ts'
import { utf8Length } from '../../base/utf8.ts'
import { demandText } from '../errors.ts'
import type { VolumeRule } from '../rules.ts'

const PAIRS = 'must be a host:port pair or multiple pairs separated by commas'
const LONGEST_TENANT = 64

export const validateQuobyte: VolumeRule = ({ quobyte }, path, errors) => {
  const { registry = '', tenant = '', volume } = quobyte ?? {}
  if (registry === '') errors.push(required(path.child('registry'), PAIRS))
  else if (utf8Length(tenant) > LONGEST_TENANT)
    errors.push(required(path.child('tenant'), 'must be a UUID and may not exceed a length of 64 characters'))
  else {
    for (const pair of registry.split(',')) if (!isHostAndPort(pair)) errors.push(invalid(path.child('registry'), registry, PAIRS))
  }
  demandText(errors, path.child('volume'), volume)
}

/** One colon, or a host in brackets. @source go net.SplitHostPort */
function isHostAndPort(text: string): boolean {
  return /^(?:[^:[\]]*|\[[^[\]]*\]):[^:[\]]*$/.test(text)
}
