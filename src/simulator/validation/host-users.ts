// Pods with users of their own.
// @source pkg/apis/core/validation/validation.go validateHostUsers

import { forbidden } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { Container } from '../api/fields/container.ts'
import type { PodSpec } from '../api/fields/pod.ts'
import { itemsOf } from './errors.ts'
import type { Errors } from './rules.ts'

/** A Pod with users of its own shares no other namespace of the node. */
export function validateHostUsers(spec: PodSpec, path: FieldPath, errors: Errors): void {
  if (spec.hostUsers !== false) return
  if (spec.hostNetwork === true) errors.push(forbidden(path.child('hostNetwork'), 'when `hostUsers` is false'))
  if (spec.hostPID === true) errors.push(forbidden(path.child('HostPID'), 'when `hostUsers` is false'))
  if (spec.hostIPC === true) errors.push(forbidden(path.child('HostIPC'), 'when `hostUsers` is false'))
  for (const list of ['initContainers', 'containers', 'ephemeralContainers'] as const) {
    for (const [index, { volumeDevices = [] }] of itemsOf<Pick<Container, 'volumeDevices'>>(spec[list]).entries())
      if (volumeDevices.length > 0)
        errors.push(forbidden(path.child(list).index(index).child('volumeDevices'), 'when `hostUsers` is false'))
  }
}
