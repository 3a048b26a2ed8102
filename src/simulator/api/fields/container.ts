// Containers: environment, mounts, probes, resources and security.
// Tables only; rules live in validation/.
//
// @source k8s.io/api core/v1, apps/v1, batch/v1 types.go and apimachinery meta/v1 types.go: names, types and tags

import {
  always,
  alwaysPointer,
  boolean,
  int32,
  int64,
  intOrString,
  list,
  map,
  named,
  omitEmpty,
  pointer,
  quantity,
  string,
  struct,
} from './field-table.ts'
import type { ObjectOf } from './field-table.ts'
import { localObjectReference } from './reference.ts'
import { objectFieldSelector, resourceFieldSelector } from './volume.ts'

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

export const execAction = struct('v1.ExecAction', {
  command: omitEmpty(list(string)),
})
export interface ExecAction extends ObjectOf<typeof execAction> {}

export const httpHeader = struct('v1.HTTPHeader', {
  name: always(string),
  value: always(string),
})
export interface HTTPHeader extends ObjectOf<typeof httpHeader> {}

export const httpGetAction = struct('v1.HTTPGetAction', {
  path: omitEmpty(string),
  port: always(intOrString),
  host: omitEmpty(string),
  scheme: omitEmpty(named('v1.URIScheme')),
  httpHeaders: omitEmpty(list(httpHeader)),
})
export interface HTTPGetAction extends ObjectOf<typeof httpGetAction> {}

export const tcpSocketAction = struct('v1.TCPSocketAction', {
  port: always(intOrString),
  host: omitEmpty(string),
})
export interface TCPSocketAction extends ObjectOf<typeof tcpSocketAction> {}

export const grpcAction = struct('v1.GRPCAction', {
  port: always(int32),
  service: alwaysPointer(string),
})
export interface GRPCAction extends ObjectOf<typeof grpcAction> {}

export const probeHandler = struct('v1.ProbeHandler', {
  exec: pointer(execAction),
  httpGet: pointer(httpGetAction),
  tcpSocket: pointer(tcpSocketAction),
  grpc: pointer(grpcAction),
})
export interface ProbeHandler extends ObjectOf<typeof probeHandler> {}

export const probe = struct(
  'v1.Probe',
  {
    initialDelaySeconds: omitEmpty(int32),
    timeoutSeconds: omitEmpty(int32),
    periodSeconds: omitEmpty(int32),
    successThreshold: omitEmpty(int32),
    failureThreshold: omitEmpty(int32),
    terminationGracePeriodSeconds: pointer(int64),
  },
  { ProbeHandler: probeHandler },
)
export interface Probe extends ObjectOf<typeof probe> {}

export const sleepAction = struct('v1.SleepAction', {
  seconds: always(int64),
})
export interface SleepAction extends ObjectOf<typeof sleepAction> {}

export const lifecycleHandler = struct('v1.LifecycleHandler', {
  exec: pointer(execAction),
  httpGet: pointer(httpGetAction),
  tcpSocket: pointer(tcpSocketAction),
  sleep: pointer(sleepAction),
})
export interface LifecycleHandler extends ObjectOf<typeof lifecycleHandler> {}

export const lifecycle = struct('v1.Lifecycle', {
  postStart: pointer(lifecycleHandler),
  preStop: pointer(lifecycleHandler),
  stopSignal: pointer(named('v1.Signal')),
})
export interface Lifecycle extends ObjectOf<typeof lifecycle> {}

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

export const container = struct('v1.Container', {
  name: always(string),
  image: omitEmpty(string),
  command: omitEmpty(list(string)),
  args: omitEmpty(list(string)),
  workingDir: omitEmpty(string),
  ports: omitEmpty(list(containerPort), { patchStrategy: 'merge', mergeKey: 'containerPort' }),
  envFrom: omitEmpty(list(envFromSource)),
  env: omitEmpty(list(envVar), { patchStrategy: 'merge', mergeKey: 'name' }),
  resources: always(resourceRequirements),
  resizePolicy: omitEmpty(list(containerResizePolicy)),
  restartPolicy: pointer(named('v1.ContainerRestartPolicy')),
  restartPolicyRules: omitEmpty(list(containerRestartRule)),
  volumeMounts: omitEmpty(list(volumeMount), { patchStrategy: 'merge', mergeKey: 'mountPath' }),
  volumeDevices: omitEmpty(list(volumeDevice), { patchStrategy: 'merge', mergeKey: 'devicePath' }),
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
})
export interface Container extends ObjectOf<typeof container> {}

export const ephemeralContainerCommon = struct('v1.EphemeralContainerCommon', {
  name: always(string),
  image: omitEmpty(string),
  command: omitEmpty(list(string)),
  args: omitEmpty(list(string)),
  workingDir: omitEmpty(string),
  ports: omitEmpty(list(containerPort), { patchStrategy: 'merge', mergeKey: 'containerPort' }),
  envFrom: omitEmpty(list(envFromSource)),
  env: omitEmpty(list(envVar), { patchStrategy: 'merge', mergeKey: 'name' }),
  resources: always(resourceRequirements),
  resizePolicy: omitEmpty(list(containerResizePolicy)),
  restartPolicy: pointer(named('v1.ContainerRestartPolicy')),
  restartPolicyRules: omitEmpty(list(containerRestartRule)),
  volumeMounts: omitEmpty(list(volumeMount), { patchStrategy: 'merge', mergeKey: 'mountPath' }),
  volumeDevices: omitEmpty(list(volumeDevice), { patchStrategy: 'merge', mergeKey: 'devicePath' }),
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
})
export interface EphemeralContainerCommon extends ObjectOf<typeof ephemeralContainerCommon> {}

export const ephemeralContainer = struct(
  'v1.EphemeralContainer',
  {
    targetContainerName: omitEmpty(string),
  },
  { EphemeralContainerCommon: ephemeralContainerCommon },
)
export interface EphemeralContainer extends ObjectOf<typeof ephemeralContainer> {}
