// Pod: its spec and its template.
// Tables only; rules live in validation/.
//
// @source k8s.io/api core/v1, apps/v1, batch/v1 types.go and apimachinery meta/v1 types.go: names, types and tags

import {
  always,
  boolean,
  int32,
  int64,
  list,
  listByKey,
  map,
  named,
  omitEmpty,
  pointer,
  quantity,
  rootKind,
  string,
  struct,
} from './field-table.ts'
import type { ObjectOf } from './field-table.ts'
import { container, ephemeralContainer, resourceRequirements } from './container.ts'
import { appArmorProfile, seLinuxOptions, seccompProfile, windowsSecurityContextOptions } from './security-context.ts'
import { objectMeta } from './meta.ts'
import { localObjectReference } from './reference.ts'
import { volume } from './volume.ts'
import { affinity, podSchedulingGate, podSchedulingGroup, toleration, topologySpreadConstraint } from './scheduling.ts'
import { podStatus } from './pod-status.ts'

export const sysctl = struct('v1.Sysctl', {
  name: always(string),
  value: always(string),
})
export interface Sysctl extends ObjectOf<typeof sysctl> {}

export const podSecurityContext = struct('v1.PodSecurityContext', {
  seLinuxOptions: pointer(seLinuxOptions),
  windowsOptions: pointer(windowsSecurityContextOptions),
  runAsUser: pointer(int64),
  runAsGroup: pointer(int64),
  runAsNonRoot: pointer(boolean),
  supplementalGroups: omitEmpty(list(int64)),
  supplementalGroupsPolicy: pointer(named('v1.SupplementalGroupsPolicy')),
  fsGroup: pointer(int64),
  sysctls: omitEmpty(list(sysctl)),
  fsGroupChangePolicy: pointer(named('v1.PodFSGroupChangePolicy')),
  seccompProfile: pointer(seccompProfile),
  appArmorProfile: pointer(appArmorProfile),
  seLinuxChangePolicy: pointer(named('v1.PodSELinuxChangePolicy')),
})
export interface PodSecurityContext extends ObjectOf<typeof podSecurityContext> {}

export const hostAlias = struct('v1.HostAlias', {
  ip: always(string),
  hostnames: omitEmpty(list(string)),
})
export interface HostAlias extends ObjectOf<typeof hostAlias> {}

export const podDNSConfigOption = struct('v1.PodDNSConfigOption', {
  name: omitEmpty(string),
  value: pointer(string),
})
export interface PodDNSConfigOption extends ObjectOf<typeof podDNSConfigOption> {}

export const podDNSConfig = struct('v1.PodDNSConfig', {
  nameservers: omitEmpty(list(string)),
  searches: omitEmpty(list(string)),
  options: omitEmpty(list(podDNSConfigOption)),
})
export interface PodDNSConfig extends ObjectOf<typeof podDNSConfig> {}

export const podReadinessGate = struct('v1.PodReadinessGate', {
  conditionType: always(named('v1.PodConditionType')),
})
export interface PodReadinessGate extends ObjectOf<typeof podReadinessGate> {}

export const podOS = struct('v1.PodOS', {
  name: always(named('v1.OSName')),
})
export interface PodOS extends ObjectOf<typeof podOS> {}

export const podResourceClaim = struct('v1.PodResourceClaim', {
  name: always(string),
  resourceClaimName: pointer(string),
  resourceClaimTemplateName: pointer(string),
})
export interface PodResourceClaim extends ObjectOf<typeof podResourceClaim> {}

export const podSpec = struct('v1.PodSpec', {
  volumes: omitEmpty(list(volume), { patchStrategy: 'merge,retainKeys', mergeKey: 'name' }),
  initContainers: listByKey(container, 'name'),
  containers: always(list(container), { patchStrategy: 'merge', mergeKey: 'name' }),
  ephemeralContainers: listByKey(ephemeralContainer, 'name'),
  restartPolicy: omitEmpty(named('v1.RestartPolicy')),
  terminationGracePeriodSeconds: pointer(int64),
  activeDeadlineSeconds: pointer(int64),
  dnsPolicy: omitEmpty(named('v1.DNSPolicy')),
  nodeSelector: omitEmpty(map(string)),
  serviceAccountName: omitEmpty(string),
  serviceAccount: omitEmpty(string),
  automountServiceAccountToken: pointer(boolean),
  nodeName: omitEmpty(string),
  hostNetwork: omitEmpty(boolean),
  hostPID: omitEmpty(boolean),
  hostIPC: omitEmpty(boolean),
  shareProcessNamespace: pointer(boolean),
  securityContext: pointer(podSecurityContext),
  imagePullSecrets: listByKey(localObjectReference, 'name'),
  hostname: omitEmpty(string),
  subdomain: omitEmpty(string),
  affinity: pointer(affinity),
  schedulerName: omitEmpty(string),
  tolerations: omitEmpty(list(toleration)),
  hostAliases: listByKey(hostAlias, 'ip'),
  priorityClassName: omitEmpty(string),
  priority: pointer(int32),
  dnsConfig: pointer(podDNSConfig),
  readinessGates: omitEmpty(list(podReadinessGate)),
  runtimeClassName: pointer(string),
  enableServiceLinks: pointer(boolean),
  preemptionPolicy: pointer(named('v1.PreemptionPolicy')),
  overhead: omitEmpty(map(quantity, 'v1.ResourceName', 'v1.ResourceList')),
  topologySpreadConstraints: listByKey(topologySpreadConstraint, 'topologyKey'),
  setHostnameAsFQDN: pointer(boolean),
  os: pointer(podOS),
  hostUsers: pointer(boolean),
  schedulingGates: listByKey(podSchedulingGate, 'name'),
  resourceClaims: omitEmpty(list(podResourceClaim), { patchStrategy: 'merge,retainKeys', mergeKey: 'name' }),
  resources: pointer(resourceRequirements),
  hostnameOverride: pointer(string),
  schedulingGroup: pointer(podSchedulingGroup),
})
export interface PodSpec extends ObjectOf<typeof podSpec> {}

export const pod = rootKind('v1', 'Pod', {
  metadata: always(objectMeta),
  spec: always(podSpec),
  status: always(podStatus),
})
export interface Pod extends ObjectOf<typeof pod> {}

export const podTemplateSpec = struct('v1.PodTemplateSpec', {
  metadata: always(objectMeta),
  spec: always(podSpec),
})
export interface PodTemplateSpec extends ObjectOf<typeof podTemplateSpec> {}
