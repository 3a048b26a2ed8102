// What containers may do.
// Tables only; rules live in validation/.
//
// @source k8s.io/api core/v1 types.go: names, types and tags

import { always, boolean, int64, list, named, omitEmpty, pointer, string, struct } from './field-table.ts'
import type { ObjectOf } from './field-table.ts'

export const capabilities = struct('v1.Capabilities', {
  add: omitEmpty(list(named('v1.Capability'))),
  drop: omitEmpty(list(named('v1.Capability'))),
})
export interface Capabilities extends ObjectOf<typeof capabilities> {}

export const seLinuxOptions = struct('v1.SELinuxOptions', {
  user: omitEmpty(string),
  role: omitEmpty(string),
  type: omitEmpty(string),
  level: omitEmpty(string),
})
export interface SELinuxOptions extends ObjectOf<typeof seLinuxOptions> {}

export const windowsSecurityContextOptions = struct('v1.WindowsSecurityContextOptions', {
  gmsaCredentialSpecName: pointer(string),
  gmsaCredentialSpec: pointer(string),
  runAsUserName: pointer(string),
  hostProcess: pointer(boolean),
})
export interface WindowsSecurityContextOptions extends ObjectOf<typeof windowsSecurityContextOptions> {}

export const seccompProfile = struct('v1.SeccompProfile', {
  type: always(named('v1.SeccompProfileType')),
  localhostProfile: pointer(string),
})
export interface SeccompProfile extends ObjectOf<typeof seccompProfile> {}

export const appArmorProfile = struct('v1.AppArmorProfile', {
  type: always(named('v1.AppArmorProfileType')),
  localhostProfile: pointer(string),
})
export interface AppArmorProfile extends ObjectOf<typeof appArmorProfile> {}

export const securityContext = struct('v1.SecurityContext', {
  capabilities: pointer(capabilities),
  privileged: pointer(boolean),
  seLinuxOptions: pointer(seLinuxOptions),
  windowsOptions: pointer(windowsSecurityContextOptions),
  runAsUser: pointer(int64),
  runAsGroup: pointer(int64),
  runAsNonRoot: pointer(boolean),
  readOnlyRootFilesystem: pointer(boolean),
  allowPrivilegeEscalation: pointer(boolean),
  procMount: pointer(named('v1.ProcMountType')),
  seccompProfile: pointer(seccompProfile),
  appArmorProfile: pointer(appArmorProfile),
})
export interface SecurityContext extends ObjectOf<typeof securityContext> {}
