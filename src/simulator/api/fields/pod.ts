// Pod: its spec, its status, its template.
// Tables only; rules live in validation/.
//
// @source k8s.io/api core/v1, apps/v1, batch/v1 types.go and apimachinery meta/v1 types.go: names, types and tags

import {
  always,
  boolean,
  int32,
  int64,
  list,
  map,
  named,
  omitEmpty,
  pointer,
  quantity,
  rootKind,
  string,
  struct,
  time,
  zeroableTime,
} from './field-table.ts'
import type { ObjectOf } from './field-table.ts'
import {
  appArmorProfile,
  container,
  ephemeralContainer,
  resourceRequirements,
  seLinuxOptions,
  seccompProfile,
  windowsSecurityContextOptions,
} from './container.ts'
import { labelSelector, objectMeta } from './meta.ts'
import { localObjectReference } from './reference.ts'
import { volume } from './volume.ts'

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

export const nodeSelectorRequirement = struct('v1.NodeSelectorRequirement', {
  key: always(string),
  operator: always(named('v1.NodeSelectorOperator')),
  values: omitEmpty(list(string)),
})
export interface NodeSelectorRequirement extends ObjectOf<typeof nodeSelectorRequirement> {}

export const nodeSelectorTerm = struct('v1.NodeSelectorTerm', {
  matchExpressions: omitEmpty(list(nodeSelectorRequirement)),
  matchFields: omitEmpty(list(nodeSelectorRequirement)),
})
export interface NodeSelectorTerm extends ObjectOf<typeof nodeSelectorTerm> {}

export const nodeSelector = struct('v1.NodeSelector', {
  nodeSelectorTerms: always(list(nodeSelectorTerm)),
})
export interface NodeSelector extends ObjectOf<typeof nodeSelector> {}

export const preferredSchedulingTerm = struct('v1.PreferredSchedulingTerm', {
  weight: always(int32),
  preference: always(nodeSelectorTerm),
})
export interface PreferredSchedulingTerm extends ObjectOf<typeof preferredSchedulingTerm> {}

export const nodeAffinity = struct('v1.NodeAffinity', {
  requiredDuringSchedulingIgnoredDuringExecution: pointer(nodeSelector),
  preferredDuringSchedulingIgnoredDuringExecution: omitEmpty(list(preferredSchedulingTerm)),
})
export interface NodeAffinity extends ObjectOf<typeof nodeAffinity> {}

export const podAffinityTerm = struct('v1.PodAffinityTerm', {
  labelSelector: pointer(labelSelector),
  namespaces: omitEmpty(list(string)),
  topologyKey: always(string),
  namespaceSelector: pointer(labelSelector),
  matchLabelKeys: omitEmpty(list(string)),
  mismatchLabelKeys: omitEmpty(list(string)),
})
export interface PodAffinityTerm extends ObjectOf<typeof podAffinityTerm> {}

export const weightedPodAffinityTerm = struct('v1.WeightedPodAffinityTerm', {
  weight: always(int32),
  podAffinityTerm: always(podAffinityTerm),
})
export interface WeightedPodAffinityTerm extends ObjectOf<typeof weightedPodAffinityTerm> {}

export const podAffinity = struct('v1.PodAffinity', {
  requiredDuringSchedulingIgnoredDuringExecution: omitEmpty(list(podAffinityTerm)),
  preferredDuringSchedulingIgnoredDuringExecution: omitEmpty(list(weightedPodAffinityTerm)),
})
export interface PodAffinity extends ObjectOf<typeof podAffinity> {}

export const podAntiAffinity = struct('v1.PodAntiAffinity', {
  requiredDuringSchedulingIgnoredDuringExecution: omitEmpty(list(podAffinityTerm)),
  preferredDuringSchedulingIgnoredDuringExecution: omitEmpty(list(weightedPodAffinityTerm)),
})
export interface PodAntiAffinity extends ObjectOf<typeof podAntiAffinity> {}

export const affinity = struct('v1.Affinity', {
  nodeAffinity: pointer(nodeAffinity),
  podAffinity: pointer(podAffinity),
  podAntiAffinity: pointer(podAntiAffinity),
})
export interface Affinity extends ObjectOf<typeof affinity> {}

export const toleration = struct('v1.Toleration', {
  key: omitEmpty(string),
  operator: omitEmpty(named('v1.TolerationOperator')),
  value: omitEmpty(string),
  effect: omitEmpty(named('v1.TaintEffect')),
  tolerationSeconds: pointer(int64),
})
export interface Toleration extends ObjectOf<typeof toleration> {}

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

export const topologySpreadConstraint = struct('v1.TopologySpreadConstraint', {
  maxSkew: always(int32),
  topologyKey: always(string),
  whenUnsatisfiable: always(named('v1.UnsatisfiableConstraintAction')),
  labelSelector: pointer(labelSelector),
  minDomains: pointer(int32),
  nodeAffinityPolicy: pointer(named('v1.NodeInclusionPolicy')),
  nodeTaintsPolicy: pointer(named('v1.NodeInclusionPolicy')),
  matchLabelKeys: omitEmpty(list(string)),
})
export interface TopologySpreadConstraint extends ObjectOf<typeof topologySpreadConstraint> {}

export const podOS = struct('v1.PodOS', {
  name: always(named('v1.OSName')),
})
export interface PodOS extends ObjectOf<typeof podOS> {}

export const podSchedulingGate = struct('v1.PodSchedulingGate', {
  name: always(string),
})
export interface PodSchedulingGate extends ObjectOf<typeof podSchedulingGate> {}

export const podResourceClaim = struct('v1.PodResourceClaim', {
  name: always(string),
  resourceClaimName: pointer(string),
  resourceClaimTemplateName: pointer(string),
})
export interface PodResourceClaim extends ObjectOf<typeof podResourceClaim> {}

export const podSchedulingGroup = struct('v1.PodSchedulingGroup', {
  podGroupName: pointer(string),
})
export interface PodSchedulingGroup extends ObjectOf<typeof podSchedulingGroup> {}

export const podSpec = struct('v1.PodSpec', {
  volumes: omitEmpty(list(volume), { patchStrategy: 'merge,retainKeys', mergeKey: 'name' }),
  initContainers: omitEmpty(list(container), { patchStrategy: 'merge', mergeKey: 'name' }),
  containers: always(list(container), { patchStrategy: 'merge', mergeKey: 'name' }),
  ephemeralContainers: omitEmpty(list(ephemeralContainer), { patchStrategy: 'merge', mergeKey: 'name' }),
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
  imagePullSecrets: omitEmpty(list(localObjectReference), { patchStrategy: 'merge', mergeKey: 'name' }),
  hostname: omitEmpty(string),
  subdomain: omitEmpty(string),
  affinity: pointer(affinity),
  schedulerName: omitEmpty(string),
  tolerations: omitEmpty(list(toleration)),
  hostAliases: omitEmpty(list(hostAlias), { patchStrategy: 'merge', mergeKey: 'ip' }),
  priorityClassName: omitEmpty(string),
  priority: pointer(int32),
  dnsConfig: pointer(podDNSConfig),
  readinessGates: omitEmpty(list(podReadinessGate)),
  runtimeClassName: pointer(string),
  enableServiceLinks: pointer(boolean),
  preemptionPolicy: pointer(named('v1.PreemptionPolicy')),
  overhead: omitEmpty(map(quantity, 'v1.ResourceName', 'v1.ResourceList')),
  topologySpreadConstraints: omitEmpty(list(topologySpreadConstraint), { patchStrategy: 'merge', mergeKey: 'topologyKey' }),
  setHostnameAsFQDN: pointer(boolean),
  os: pointer(podOS),
  hostUsers: pointer(boolean),
  schedulingGates: omitEmpty(list(podSchedulingGate), { patchStrategy: 'merge', mergeKey: 'name' }),
  resourceClaims: omitEmpty(list(podResourceClaim), { patchStrategy: 'merge,retainKeys', mergeKey: 'name' }),
  resources: pointer(resourceRequirements),
  hostnameOverride: pointer(string),
  schedulingGroup: pointer(podSchedulingGroup),
})
export interface PodSpec extends ObjectOf<typeof podSpec> {}

export const podCondition = struct('v1.PodCondition', {
  type: always(named('v1.PodConditionType')),
  observedGeneration: omitEmpty(int64),
  status: always(named('v1.ConditionStatus')),
  lastProbeTime: always(zeroableTime),
  lastTransitionTime: always(zeroableTime),
  reason: omitEmpty(string),
  message: omitEmpty(string),
})
export interface PodCondition extends ObjectOf<typeof podCondition> {}

export const hostIP = struct('v1.HostIP', {
  ip: always(string),
})
export interface HostIP extends ObjectOf<typeof hostIP> {}

export const podIP = struct('v1.PodIP', {
  ip: always(string),
})
export interface PodIP extends ObjectOf<typeof podIP> {}

export const containerStateWaiting = struct('v1.ContainerStateWaiting', {
  reason: omitEmpty(string),
  message: omitEmpty(string),
})
export interface ContainerStateWaiting extends ObjectOf<typeof containerStateWaiting> {}

export const containerStateRunning = struct('v1.ContainerStateRunning', {
  startedAt: always(zeroableTime),
})
export interface ContainerStateRunning extends ObjectOf<typeof containerStateRunning> {}

export const containerStateTerminated = struct('v1.ContainerStateTerminated', {
  exitCode: always(int32),
  signal: omitEmpty(int32),
  reason: omitEmpty(string),
  message: omitEmpty(string),
  startedAt: always(zeroableTime),
  finishedAt: always(zeroableTime),
  containerID: omitEmpty(string),
})
export interface ContainerStateTerminated extends ObjectOf<typeof containerStateTerminated> {}

export const containerState = struct('v1.ContainerState', {
  waiting: pointer(containerStateWaiting),
  running: pointer(containerStateRunning),
  terminated: pointer(containerStateTerminated),
})
export interface ContainerState extends ObjectOf<typeof containerState> {}

export const imageVolumeStatus = struct('v1.ImageVolumeStatus', {
  imageRef: omitEmpty(string),
})
export interface ImageVolumeStatus extends ObjectOf<typeof imageVolumeStatus> {}

export const volumeStatus = struct('v1.VolumeStatus', {
  image: pointer(imageVolumeStatus),
})
export interface VolumeStatus extends ObjectOf<typeof volumeStatus> {}

export const volumeMountStatus = struct('v1.VolumeMountStatus', {
  name: always(string),
  mountPath: always(string),
  readOnly: omitEmpty(boolean),
  recursiveReadOnly: pointer(named('v1.RecursiveReadOnlyMode')),
  volumeStatus: pointer(volumeStatus),
})
export interface VolumeMountStatus extends ObjectOf<typeof volumeMountStatus> {}

export const linuxContainerUser = struct('v1.LinuxContainerUser', {
  uid: always(int64),
  gid: always(int64),
  supplementalGroups: omitEmpty(list(int64)),
})
export interface LinuxContainerUser extends ObjectOf<typeof linuxContainerUser> {}

export const containerUser = struct('v1.ContainerUser', {
  linux: pointer(linuxContainerUser),
})
export interface ContainerUser extends ObjectOf<typeof containerUser> {}

export const resourceHealth = struct('v1.ResourceHealth', {
  resourceID: always(named('v1.ResourceID')),
  health: omitEmpty(named('v1.ResourceHealthStatus')),
  message: pointer(string),
})
export interface ResourceHealth extends ObjectOf<typeof resourceHealth> {}

export const resourceStatus = struct('v1.ResourceStatus', {
  name: always(named('v1.ResourceName')),
  resources: omitEmpty(list(resourceHealth)),
})
export interface ResourceStatus extends ObjectOf<typeof resourceStatus> {}

export const containerStatus = struct('v1.ContainerStatus', {
  name: always(string),
  state: always(containerState),
  lastState: always(containerState),
  ready: always(boolean),
  restartCount: always(int32),
  image: always(string),
  imageID: always(string),
  containerID: omitEmpty(string),
  started: pointer(boolean),
  allocatedResources: omitEmpty(map(quantity, 'v1.ResourceName', 'v1.ResourceList')),
  resources: pointer(resourceRequirements),
  volumeMounts: omitEmpty(list(volumeMountStatus), { patchStrategy: 'merge', mergeKey: 'mountPath' }),
  user: pointer(containerUser),
  allocatedResourcesStatus: omitEmpty(list(resourceStatus), { patchStrategy: 'merge', mergeKey: 'name' }),
  stopSignal: pointer(named('v1.Signal')),
})
export interface ContainerStatus extends ObjectOf<typeof containerStatus> {}

export const podResourceClaimStatus = struct('v1.PodResourceClaimStatus', {
  name: always(string),
  resourceClaimName: pointer(string),
})
export interface PodResourceClaimStatus extends ObjectOf<typeof podResourceClaimStatus> {}

export const containerExtendedResourceRequest = struct('v1.ContainerExtendedResourceRequest', {
  containerName: always(string),
  resourceName: always(string),
  requestName: always(string),
})
export interface ContainerExtendedResourceRequest extends ObjectOf<typeof containerExtendedResourceRequest> {}

export const podExtendedResourceClaimStatus = struct('v1.PodExtendedResourceClaimStatus', {
  requestMappings: always(list(containerExtendedResourceRequest)),
  resourceClaimName: always(string),
})
export interface PodExtendedResourceClaimStatus extends ObjectOf<typeof podExtendedResourceClaimStatus> {}

export const nodeAllocatableResourceClaimStatus = struct('v1.NodeAllocatableResourceClaimStatus', {
  resourceClaimName: always(string),
  containers: omitEmpty(list(string)),
  resources: always(map(quantity, 'v1.ResourceName')),
})
export interface NodeAllocatableResourceClaimStatus extends ObjectOf<typeof nodeAllocatableResourceClaimStatus> {}

export const podStatus = struct('v1.PodStatus', {
  observedGeneration: omitEmpty(int64),
  phase: omitEmpty(named('v1.PodPhase')),
  conditions: omitEmpty(list(podCondition), { patchStrategy: 'merge', mergeKey: 'type' }),
  message: omitEmpty(string),
  reason: omitEmpty(string),
  nominatedNodeName: omitEmpty(string),
  hostIP: omitEmpty(string),
  hostIPs: omitEmpty(list(hostIP), { patchStrategy: 'merge', mergeKey: 'ip' }),
  podIP: omitEmpty(string),
  podIPs: omitEmpty(list(podIP), { patchStrategy: 'merge', mergeKey: 'ip' }),
  startTime: pointer(time),
  initContainerStatuses: omitEmpty(list(containerStatus)),
  containerStatuses: omitEmpty(list(containerStatus)),
  qosClass: omitEmpty(named('v1.PodQOSClass')),
  ephemeralContainerStatuses: omitEmpty(list(containerStatus)),
  resize: omitEmpty(named('v1.PodResizeStatus')),
  resourceClaimStatuses: omitEmpty(list(podResourceClaimStatus), { patchStrategy: 'merge,retainKeys', mergeKey: 'name' }),
  extendedResourceClaimStatus: pointer(podExtendedResourceClaimStatus),
  allocatedResources: omitEmpty(map(quantity, 'v1.ResourceName', 'v1.ResourceList')),
  resources: pointer(resourceRequirements),
  nodeAllocatableResourceClaimStatuses: omitEmpty(list(nodeAllocatableResourceClaimStatus)),
})
export interface PodStatus extends ObjectOf<typeof podStatus> {}

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
