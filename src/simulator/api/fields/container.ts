// Containers: environment, mounts, resources.
// Tables only; rules live in validation/.
//
// @source k8s.io/api core/v1, apps/v1, batch/v1 types.go and apimachinery meta/v1 types.go: names, types and tags

import { always, boolean, int32, list, listByKey, map, named, omitEmpty, pointer, quantity, string, struct } from './field-table.ts'
import type { ObjectOf } from './field-table.ts'
import { localObjectReference } from './reference.ts'
import { objectFieldSelector, resourceFieldSelector } from './volume.ts'
import { lifecycle, probe } from './probe.ts'
import { securityContext } from './security-context.ts'

export const containerPort = struct('v1.ContainerPort', {
  name: omitEmpty(string),
  hostPort: omitEmpty(int32),
  containerPort: always(int32),
  protocol: omitEmpty(named('v1.Protocol')),
  hostIP: omitEmpty(string),
})
export interface ContainerPort extends ObjectOf<typeof containerPort> {}

export const configMapEnvSource = struct(
  'v1.ConfigMapEnvSource',
  {
    optional: pointer(boolean),
  },
  { LocalObjectReference: localObjectReference },
)
export interface ConfigMapEnvSource extends ObjectOf<typeof configMapEnvSource> {}

export const secretEnvSource = struct(
  'v1.SecretEnvSource',
  {
    optional: pointer(boolean),
  },
  { LocalObjectReference: localObjectReference },
)
export interface SecretEnvSource extends ObjectOf<typeof secretEnvSource> {}

export const envFromSource = struct('v1.EnvFromSource', {
  prefix: omitEmpty(string),
  configMapRef: pointer(configMapEnvSource),
  secretRef: pointer(secretEnvSource),
})
export interface EnvFromSource extends ObjectOf<typeof envFromSource> {}

export const configMapKeySelector = struct(
  'v1.ConfigMapKeySelector',
  {
    key: always(string),
    optional: pointer(boolean),
  },
  { LocalObjectReference: localObjectReference },
)
export interface ConfigMapKeySelector extends ObjectOf<typeof configMapKeySelector> {}

export const secretKeySelector = struct(
  'v1.SecretKeySelector',
  {
    key: always(string),
    optional: pointer(boolean),
  },
  { LocalObjectReference: localObjectReference },
)
export interface SecretKeySelector extends ObjectOf<typeof secretKeySelector> {}

export const fileKeySelector = struct('v1.FileKeySelector', {
  volumeName: always(string),
  path: always(string),
  key: always(string),
  optional: pointer(boolean),
})
export interface FileKeySelector extends ObjectOf<typeof fileKeySelector> {}

export const envVarSource = struct('v1.EnvVarSource', {
  fieldRef: pointer(objectFieldSelector),
  resourceFieldRef: pointer(resourceFieldSelector),
  configMapKeyRef: pointer(configMapKeySelector),
  secretKeyRef: pointer(secretKeySelector),
  fileKeyRef: pointer(fileKeySelector),
})
export interface EnvVarSource extends ObjectOf<typeof envVarSource> {}

export const envVar = struct('v1.EnvVar', {
  name: always(string),
  value: omitEmpty(string),
  valueFrom: pointer(envVarSource),
})
export interface EnvVar extends ObjectOf<typeof envVar> {}

export const resourceClaim = struct('v1.ResourceClaim', {
  name: always(string),
  request: omitEmpty(string),
})
export interface ResourceClaim extends ObjectOf<typeof resourceClaim> {}

export const resourceRequirements = struct('v1.ResourceRequirements', {
  limits: omitEmpty(map(quantity, 'v1.ResourceName', 'v1.ResourceList')),
  requests: omitEmpty(map(quantity, 'v1.ResourceName', 'v1.ResourceList')),
  claims: omitEmpty(list(resourceClaim)),
})
export interface ResourceRequirements extends ObjectOf<typeof resourceRequirements> {}

export const containerResizePolicy = struct('v1.ContainerResizePolicy', {
  resourceName: always(named('v1.ResourceName')),
  restartPolicy: always(named('v1.ResourceResizeRestartPolicy')),
})
export interface ContainerResizePolicy extends ObjectOf<typeof containerResizePolicy> {}

export const containerRestartRuleOnExitCodes = struct('v1.ContainerRestartRuleOnExitCodes', {
  operator: omitEmpty(named('v1.ContainerRestartRuleOnExitCodesOperator')),
  values: omitEmpty(list(int32)),
})
export interface ContainerRestartRuleOnExitCodes extends ObjectOf<typeof containerRestartRuleOnExitCodes> {}

export const containerRestartRule = struct('v1.ContainerRestartRule', {
  action: omitEmpty(named('v1.ContainerRestartRuleAction')),
  exitCodes: pointer(containerRestartRuleOnExitCodes),
})
export interface ContainerRestartRule extends ObjectOf<typeof containerRestartRule> {}

export const volumeMount = struct('v1.VolumeMount', {
  name: always(string),
  readOnly: omitEmpty(boolean),
  recursiveReadOnly: pointer(named('v1.RecursiveReadOnlyMode')),
  mountPath: always(string),
  subPath: omitEmpty(string),
  mountPropagation: pointer(named('v1.MountPropagationMode')),
  subPathExpr: omitEmpty(string),
})
export interface VolumeMount extends ObjectOf<typeof volumeMount> {}

export const volumeDevice = struct('v1.VolumeDevice', {
  name: always(string),
  devicePath: always(string),
})
export interface VolumeDevice extends ObjectOf<typeof volumeDevice> {}

/** Ephemeral containers have the same; upstream writes them twice as well. */
const containerFields = {
  name: always(string),
  image: omitEmpty(string),
  command: omitEmpty(list(string)),
  args: omitEmpty(list(string)),
  workingDir: omitEmpty(string),
  ports: listByKey(containerPort, 'containerPort'),
  envFrom: omitEmpty(list(envFromSource)),
  env: listByKey(envVar, 'name'),
  resources: always(resourceRequirements),
  resizePolicy: omitEmpty(list(containerResizePolicy)),
  restartPolicy: pointer(named('v1.ContainerRestartPolicy')),
  restartPolicyRules: omitEmpty(list(containerRestartRule)),
  volumeMounts: listByKey(volumeMount, 'mountPath'),
  volumeDevices: listByKey(volumeDevice, 'devicePath'),
  livenessProbe: pointer(probe),
  readinessProbe: pointer(probe),
  startupProbe: pointer(probe),
  lifecycle: pointer(lifecycle),
  terminationMessagePath: omitEmpty(string),
  terminationMessagePolicy: omitEmpty(named('v1.TerminationMessagePolicy')),
  imagePullPolicy: omitEmpty(named('v1.PullPolicy')),
  securityContext: pointer(securityContext),
  stdin: omitEmpty(boolean),
  stdinOnce: omitEmpty(boolean),
  tty: omitEmpty(boolean),
}

export const container = struct('v1.Container', containerFields)
export interface Container extends ObjectOf<typeof container> {}

export const ephemeralContainerCommon = struct('v1.EphemeralContainerCommon', containerFields)
export interface EphemeralContainerCommon extends ObjectOf<typeof ephemeralContainerCommon> {}

export const ephemeralContainer = struct(
  'v1.EphemeralContainer',
  {
    targetContainerName: omitEmpty(string),
  },
  { EphemeralContainerCommon: ephemeralContainerCommon },
)
export interface EphemeralContainer extends ObjectOf<typeof ephemeralContainer> {}
