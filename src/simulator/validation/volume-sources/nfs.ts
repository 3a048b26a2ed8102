// A volume on a file server.
// @source pkg/apis/core/validation/validation.go validateNFSVolumeSource

import { invalid } from '../../api/field-error.ts'
import { demandText } from '../errors.ts'
import type { VolumeRule } from '../rules.ts'

export const validateNfs: VolumeRule = ({ nfs }, path, errors) => {
  demandText(errors, path.child('server'), nfs?.server)
  demandText(errors, path.child('path'), nfs?.path)
  const target = nfs?.path ?? ''
  if (!target.startsWith('/')) errors.push(invalid(path.child('path'), target, 'must be an absolute path'))
}
