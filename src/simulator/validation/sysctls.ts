// Settings of the kernel that a Pod asks for: well named, each once, and none of a namespace that it shares with its node.
// @source pkg/apis/core/validation/validation.go validateSysctls

import { duplicate, invalid, required } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { PodSpec } from '../api/fields/pod.ts'
import { isLongerThan } from './names.ts'
import type { Errors } from './rules.ts'

const LONGEST_SYSCTL = 253
const SYSCTL_PATTERN = '^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$'
const SYSCTL = new RegExp(SYSCTL_PATTERN)

export function validateSysctls(spec: PodSpec, path: FieldPath, errors: Errors): void {
  const sysctls = spec.securityContext?.sysctls
  const names = new Set<string>()
  for (const [index, { name }] of (sysctls ?? []).entries()) {
    const at = path.index(index).child('name')
    if (name === '') errors.push(required(at))
    else if (isLongerThan(name, LONGEST_SYSCTL) || !SYSCTL.test(name))
      errors.push(invalid(at, name, `must have at most ${String(LONGEST_SYSCTL)} characters and match regex ${SYSCTL_PATTERN}`))
    else if (names.has(name)) errors.push(duplicate(at, name))
    names.add(name)
    const dotted = name.replaceAll('/', '.')
    if (spec.hostNetwork === true && dotted.startsWith('net.'))
      errors.push(invalid(at, name, "may not be specified when 'hostNetwork' is true"))
    else if (spec.hostIPC === true && /^(?:kernel\.(?:shm|msg|sem)|fs\.mqueue\.)/.test(dotted))
      errors.push(invalid(at, name, "may not be specified when 'hostIPC' is true"))
  }
}
