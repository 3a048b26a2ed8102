// A volume of a driver that lies on the node.
// @source pkg/apis/core/validation/validation.go validateFlexVolumeSource

import { invalid } from '../../api/field-error.ts'
import { demandText } from '../errors.ts'
import type { VolumeRule } from '../rules.ts'

export const validateFlexVolume: VolumeRule = ({ flexVolume }, path, errors) => {
  demandText(errors, path.child('driver'), flexVolume?.driver)
  for (const key of Object.keys(flexVolume?.options ?? {})) {
    const namespace = `.${(key.includes('/') ? key.slice(0, key.indexOf('/')) : key).toLowerCase()}`
    if (namespace.endsWith('.kubernetes.io') || namespace.endsWith('.k8s.io'))
      errors.push(invalid(path.child('options').key(key), key, 'kubernetes.io and k8s.io namespaces are reserved'))
  }
}
