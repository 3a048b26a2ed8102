// What is known of a Pod and its containers.
// Tables only; rules live in validation/.
//
// @source k8s.io/api core/v1 types.go: names, types and tags

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
  string,
  struct,
  time,
  zeroableTime,
} from './field-table.ts'
import type { ObjectOf } from './field-table.ts'
import { resourceRequirements } from './container.ts'

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
  volumeMounts: listByKey(volumeMountStatus, 'mountPath'),
  user: pointer(containerUser),
  allocatedResourcesStatus: listByKey(resourceStatus, 'name'),
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
  conditions: listByKey(podCondition, 'type'),
  message: omitEmpty(string),
  reason: omitEmpty(string),
  nominatedNodeName: omitEmpty(string),
  hostIP: omitEmpty(string),
  hostIPs: listByKey(hostIP, 'ip'),
  podIP: omitEmpty(string),
  podIPs: listByKey(podIP, 'ip'),
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
