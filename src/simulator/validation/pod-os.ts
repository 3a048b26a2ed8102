// What a Pod may not say for the operating system it names.
// @source pkg/apis/core/validation/validation.go validateOS, validateLinux, validateWindows

import { forbidden, notSupported, required } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { SecurityContext } from '../api/fields/security-context.ts'
import type { PodSecurityContext, PodSpec } from '../api/fields/pod.ts'
import { itemsOf } from './errors.ts'
import type { Errors } from './rules.ts'

const OF_LINUX = 'windows options cannot be set for a linux pod'
const OF_WINDOWS = 'cannot be set for a windows pod'

/** In upstream's order; some of these fields stand on the spec and not in its security context. */
const NOT_ON_WINDOWS = [
  'appArmorProfile',
  'seLinuxOptions',
  { spec: 'hostUsers' },
  { spec: 'hostPID' },
  { spec: 'hostIPC' },
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'sysctls',
  { spec: 'shareProcessNamespace' },
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
] as const satisfies readonly (keyof PodSecurityContext | { readonly spec: keyof PodSpec })[]

const NOT_IN_WINDOWS_CONTAINERS = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
] as const satisfies readonly (keyof SecurityContext)[]

export function validateOs(spec: PodSpec, path: FieldPath, errors: Errors): void {
  switch (spec.os?.name) {
    case undefined:
      return
    case '':
      errors.push(required(path.child('os', 'name')))
      return
    case 'linux':
      if (spec.securityContext?.windowsOptions !== undefined)
        errors.push(forbidden(path.child('securityContext', 'windowsOptions'), OF_LINUX))
      for (const { context, at } of contextsOf(spec, path))
        if (context.windowsOptions !== undefined) errors.push(forbidden(at.child('windowsOptions'), OF_LINUX))
      return
    case 'windows':
      validateWindows(spec, path, errors)
      return
    default:
      errors.push(notSupported(path.child('os'), spec.os?.name ?? '', ['linux', 'windows']))
  }
}

function validateWindows(spec: PodSpec, path: FieldPath, errors: Errors): void {
  const { securityContext = {} } = spec
  for (const field of NOT_ON_WINDOWS) {
    if (typeof field === 'object') {
      const value = spec[field.spec]
      // Of these, the ones that are no pointers upstream count only when they are true.
      if (value === true || (value === false && field.spec !== 'hostPID' && field.spec !== 'hostIPC'))
        errors.push(forbidden(path.child(field.spec), OF_WINDOWS))
    } else if (isSet(securityContext[field])) errors.push(forbidden(path.child('securityContext', field), OF_WINDOWS))
  }
  for (const { context, at } of contextsOf(spec, path))
    for (const field of NOT_IN_WINDOWS_CONTAINERS) if (context[field] !== undefined) errors.push(forbidden(at.child(field), OF_WINDOWS))
}

function isSet(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0)
}

function contextsOf(spec: PodSpec, path: FieldPath): readonly { readonly context: SecurityContext; readonly at: FieldPath }[] {
  return (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) =>
    itemsOf<{ readonly securityContext?: SecurityContext }>(spec[list]).flatMap(({ securityContext }, index) =>
      securityContext === undefined ? [] : [{ context: securityContext, at: path.child(list).index(index).child('securityContext') }],
    ),
  )
}
