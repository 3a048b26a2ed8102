// Rules of security contexts, of a container and of a Pod.
// @source pkg/apis/core/validation/validation.go ValidateSecurityContext, validatePodSpecSecurityContext

import { invalid, notSupported, required, tooLong } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import { seccompProfile as seccompProfileTable, securityContext as securityContextTable } from '../api/fields/security-context.ts'
import type { AppArmorProfile, SeccompProfile, SecurityContext } from '../api/fields/security-context.ts'
import type { PodSpec } from '../api/fields/pod.ts'
import { asJson } from '../base/json.ts'
import { addInvalid, demandOneOf, invalidShown, itemsOf, structText } from './errors.ts'
import { idProblems, isLongerThan } from './names.ts'
import { validateDescendingPath } from './paths.ts'
import type { Errors } from './rules.ts'

const PROFILE_TYPES = ['Localhost', 'RuntimeDefault', 'Unconfined']
const LONGEST_PROFILE_NAME = 4095

export function validateSecurityContext(
  context: SecurityContext | undefined,
  hasHostUsers: boolean,
  path: FieldPath,
  errors: Errors,
): void {
  if (context === undefined) return
  const { runAsUser, runAsGroup, procMount, seccompProfile, appArmorProfile, allowPrivilegeEscalation, privileged, capabilities } = context
  const { windowsOptions } = context
  if (runAsUser !== undefined) addInvalid(errors, path.child('runAsUser'), runAsUser, idProblems(runAsUser))
  if (runAsGroup !== undefined) addInvalid(errors, path.child('runAsGroup'), runAsGroup, idProblems(runAsGroup))
  if (procMount !== undefined) {
    demandOneOf(errors, path.child('procMount'), procMount, ['Default', 'Unmasked'])
    if (hasHostUsers && procMount === 'Unmasked')
      errors.push(invalid(path.child('procMount'), procMount, '`hostUsers` must be false to use `Unmasked`'))
  }
  validateSeccomp(seccompProfile, path.child('seccompProfile'), errors)
  if (allowPrivilegeEscalation === false) {
    const refuse = (detail: string): void => {
      errors.push(invalidShown(path, structText(errors, securityContextTable, asJson(context)), detail))
    }
    if (privileged === true) refuse('cannot set `allowPrivilegeEscalation` to false and `privileged` to true')
    for (const added of capabilities?.add ?? []) {
      if (added === 'CAP_SYS_ADMIN') refuse('cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN')
    }
  }
  validateWindows(windowsOptions, path, errors)
  validateAppArmor(appArmorProfile, path.child('appArmorProfile'), errors)
}

function validateWindows(options: SecurityContext['windowsOptions'], path: FieldPath, errors: Errors): void {
  if (options !== undefined) errors.rare.find('pod-fields')?.windowsOptions(options, path.child('windowsOptions'), errors)
}

export function validatePodSecurityContext(spec: PodSpec, path: FieldPath, errors: Errors): void {
  const context = spec.securityContext
  if (context === undefined) return
  for (const field of ['fsGroup', 'runAsUser', 'runAsGroup'] as const) {
    const id = context[field]
    if (id !== undefined) addInvalid(errors, path.child(field), id, idProblems(id))
  }
  for (const [index, group] of (context.supplementalGroups ?? []).entries())
    addInvalid(errors, path.child('supplementalGroups').index(index), group, idProblems(group))
  if (spec.shareProcessNamespace === true && spec.hostPID === true)
    errors.push(invalid(path.child('shareProcessNamespace'), true, 'ShareProcessNamespace and HostPID cannot both be enabled'))
  if (itemsOf(context.sysctls).length > 0) errors.rare.find('pod-fields')?.sysctls(spec, path.child('sysctls'), errors)
  demandOneOf(errors, path.child('fsGroupChangePolicy'), context.fsGroupChangePolicy, ['Always', 'OnRootMismatch'])
  validateSeccomp(context.seccompProfile, path.child('seccompProfile'), errors)
  validateWindows(context.windowsOptions, path, errors)
  validateAppArmor(context.appArmorProfile, path.child('appArmorProfile'), errors)
  demandOneOf(errors, path.child('supplementalGroupsPolicy'), context.supplementalGroupsPolicy, ['Merge', 'Strict'])
  // The other value is of a feature that is off in this version.
  demandOneOf(errors, path.child('seLinuxChangePolicy'), context.seLinuxChangePolicy, ['Recursive'])
}

function validateSeccomp(profile: SeccompProfile | undefined, path: FieldPath, errors: Errors): void {
  if (profile === undefined) return
  const { type, localhostProfile } = profile
  if (type === '') errors.push(required(path.child('type'), 'type is required when seccompProfile is set'))
  else demandOneOf(errors, path.child('type'), type, PROFILE_TYPES)
  const at = path.child('localhostProfile')
  if (type !== 'Localhost') {
    if (localhostProfile !== undefined)
      errors.push(
        invalidShown(at, structText(errors, seccompProfileTable, asJson(profile)), 'can only be set when seccomp type is Localhost'),
      )
  } else if (localhostProfile === undefined) errors.push(required(at, 'must be set when seccomp type is Localhost'))
  else validateDescendingPath(localhostProfile, at, errors)
}

function validateAppArmor(profile: AppArmorProfile | undefined, path: FieldPath, errors: Errors): void {
  if (profile === undefined) return
  const { type, localhostProfile } = profile
  const at = path.child('localhostProfile')
  if (type === '') errors.push(required(path.child('type'), 'type is required when appArmorProfile is set'))
  else if (!PROFILE_TYPES.includes(type)) errors.push(notSupported(path.child('type'), type, PROFILE_TYPES))
  else if (type !== 'Localhost') {
    if (localhostProfile !== undefined) errors.push(invalid(at, localhostProfile, 'can only be set when AppArmor type is Localhost'))
  } else if (localhostProfile === undefined) errors.push(required(at, 'must be set when AppArmor type is Localhost'))
  else {
    if (localhostProfile.trim() !== localhostProfile) errors.push(invalid(at, localhostProfile, 'must not be padded with whitespace'))
    else if (localhostProfile === '') errors.push(required(at, 'must be set when AppArmor type is Localhost'))
    if (isLongerThan(localhostProfile, LONGEST_PROFILE_NAME)) errors.push(tooLong(at, LONGEST_PROFILE_NAME))
  }
}
