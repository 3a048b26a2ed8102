// Node.
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
  time,
  zeroableTime,
} from './field-table.ts'
import type { ObjectOf } from './field-table.ts'
import { objectMeta } from './meta.ts'

export const taint = struct('v1.Taint', {
  key: always(string),
  value: omitEmpty(string),
  effect: always(named('v1.TaintEffect')),
  timeAdded: pointer(time),
})
export interface Taint extends ObjectOf<typeof taint> {}

export const configMapNodeConfigSource = struct('v1.ConfigMapNodeConfigSource', {
  namespace: always(string),
  name: always(string),
  uid: omitEmpty(named('types.UID')),
  resourceVersion: omitEmpty(string),
  kubeletConfigKey: always(string),
})
export interface ConfigMapNodeConfigSource extends ObjectOf<typeof configMapNodeConfigSource> {}

export const nodeConfigSource = struct('v1.NodeConfigSource', {
  configMap: pointer(configMapNodeConfigSource),
})
export interface NodeConfigSource extends ObjectOf<typeof nodeConfigSource> {}

export const nodeSpec = struct('v1.NodeSpec', {
  podCIDR: omitEmpty(string),
  podCIDRs: omitEmpty(list(string), { patchStrategy: 'merge' }),
  providerID: omitEmpty(string),
  unschedulable: omitEmpty(boolean),
  taints: omitEmpty(list(taint)),
  configSource: pointer(nodeConfigSource),
  externalID: omitEmpty(string),
})
export interface NodeSpec extends ObjectOf<typeof nodeSpec> {}

export const nodeCondition = struct('v1.NodeCondition', {
  type: always(named('v1.NodeConditionType')),
  status: always(named('v1.ConditionStatus')),
  lastHeartbeatTime: always(zeroableTime),
  lastTransitionTime: always(zeroableTime),
  reason: omitEmpty(string),
  message: omitEmpty(string),
})
export interface NodeCondition extends ObjectOf<typeof nodeCondition> {}

export const nodeAddress = struct('v1.NodeAddress', {
  type: always(named('v1.NodeAddressType')),
  address: always(string),
})
export interface NodeAddress extends ObjectOf<typeof nodeAddress> {}

export const daemonEndpoint = struct('v1.DaemonEndpoint', {
  Port: always(int32),
})
export interface DaemonEndpoint extends ObjectOf<typeof daemonEndpoint> {}

export const nodeDaemonEndpoints = struct('v1.NodeDaemonEndpoints', {
  kubeletEndpoint: always(daemonEndpoint),
})
export interface NodeDaemonEndpoints extends ObjectOf<typeof nodeDaemonEndpoints> {}

export const nodeSwapStatus = struct('v1.NodeSwapStatus', {
  capacity: pointer(int64),
})
export interface NodeSwapStatus extends ObjectOf<typeof nodeSwapStatus> {}

export const nodeSystemInfo = struct('v1.NodeSystemInfo', {
  machineID: always(string),
  systemUUID: always(string),
  bootID: always(string),
  kernelVersion: always(string),
  osImage: always(string),
  containerRuntimeVersion: always(string),
  kubeletVersion: always(string),
  kubeProxyVersion: always(string),
  operatingSystem: always(string),
  architecture: always(string),
  swap: pointer(nodeSwapStatus),
})
export interface NodeSystemInfo extends ObjectOf<typeof nodeSystemInfo> {}

export const containerImage = struct('v1.ContainerImage', {
  names: always(list(string)),
  sizeBytes: omitEmpty(int64),
})
export interface ContainerImage extends ObjectOf<typeof containerImage> {}

export const attachedVolume = struct('v1.AttachedVolume', {
  name: always(named('v1.UniqueVolumeName')),
  devicePath: always(string),
})
export interface AttachedVolume extends ObjectOf<typeof attachedVolume> {}

export const nodeConfigStatus = struct('v1.NodeConfigStatus', {
  assigned: pointer(nodeConfigSource),
  active: pointer(nodeConfigSource),
  lastKnownGood: pointer(nodeConfigSource),
  error: omitEmpty(string),
})
export interface NodeConfigStatus extends ObjectOf<typeof nodeConfigStatus> {}

export const nodeRuntimeHandlerFeatures = struct('v1.NodeRuntimeHandlerFeatures', {
  recursiveReadOnlyMounts: pointer(boolean),
  userNamespaces: pointer(boolean),
})
export interface NodeRuntimeHandlerFeatures extends ObjectOf<typeof nodeRuntimeHandlerFeatures> {}

export const nodeRuntimeHandler = struct('v1.NodeRuntimeHandler', {
  name: always(string),
  features: pointer(nodeRuntimeHandlerFeatures),
})
export interface NodeRuntimeHandler extends ObjectOf<typeof nodeRuntimeHandler> {}

export const nodeFeatures = struct('v1.NodeFeatures', {
  supplementalGroupsPolicy: pointer(boolean),
})
export interface NodeFeatures extends ObjectOf<typeof nodeFeatures> {}

export const nodeStatus = struct('v1.NodeStatus', {
  capacity: omitEmpty(map(quantity, 'v1.ResourceName', 'v1.ResourceList')),
  allocatable: omitEmpty(map(quantity, 'v1.ResourceName', 'v1.ResourceList')),
  phase: omitEmpty(named('v1.NodePhase')),
  conditions: listByKey(nodeCondition, 'type'),
  addresses: listByKey(nodeAddress, 'type'),
  daemonEndpoints: always(nodeDaemonEndpoints),
  nodeInfo: always(nodeSystemInfo),
  images: omitEmpty(list(containerImage)),
  volumesInUse: omitEmpty(list(named('v1.UniqueVolumeName'))),
  volumesAttached: omitEmpty(list(attachedVolume)),
  config: pointer(nodeConfigStatus),
  runtimeHandlers: omitEmpty(list(nodeRuntimeHandler)),
  features: pointer(nodeFeatures),
  declaredFeatures: omitEmpty(list(string)),
})
export interface NodeStatus extends ObjectOf<typeof nodeStatus> {}

export const node = rootKind('v1', 'Node', {
  metadata: always(objectMeta),
  spec: always(nodeSpec),
  status: always(nodeStatus),
})
export interface Node extends ObjectOf<typeof node> {}
