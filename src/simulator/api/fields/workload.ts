// Deployment, ReplicaSet, StatefulSet, DaemonSet and ControllerRevision.
// Tables only; rules live in validation/.
//
// @source k8s.io/api core/v1, apps/v1, batch/v1 types.go and apimachinery meta/v1 types.go: names, types and tags

import {
  always,
  alwaysPointer,
  anyValue,
  boolean,
  int32,
  int64,
  intOrString,
  list,
  listByKey,
  named,
  omitEmpty,
  pointer,
  rootKind,
  string,
  struct,
  zeroableTime,
} from './field-table.ts'
import type { ObjectOf } from './field-table.ts'
import { labelSelector, objectMeta } from './meta.ts'
import { persistentVolumeClaim } from './persistent-volume-claim.ts'
import { podTemplateSpec } from './pod.ts'

export const rollingUpdateDeployment = struct('v1.RollingUpdateDeployment', {
  maxUnavailable: pointer(intOrString),
  maxSurge: pointer(intOrString),
})
export interface RollingUpdateDeployment extends ObjectOf<typeof rollingUpdateDeployment> {}

export const deploymentStrategy = struct('v1.DeploymentStrategy', {
  type: omitEmpty(named('v1.DeploymentStrategyType')),
  rollingUpdate: pointer(rollingUpdateDeployment),
})
export interface DeploymentStrategy extends ObjectOf<typeof deploymentStrategy> {}

export const deploymentSpec = struct('v1.DeploymentSpec', {
  replicas: pointer(int32),
  selector: alwaysPointer(labelSelector),
  template: always(podTemplateSpec),
  strategy: always(deploymentStrategy, { patchStrategy: 'retainKeys' }),
  minReadySeconds: omitEmpty(int32),
  revisionHistoryLimit: pointer(int32),
  paused: omitEmpty(boolean),
  progressDeadlineSeconds: pointer(int32),
})
export interface DeploymentSpec extends ObjectOf<typeof deploymentSpec> {}

export const deploymentCondition = struct('v1.DeploymentCondition', {
  type: always(named('v1.DeploymentConditionType')),
  status: always(named('v1.ConditionStatus')),
  lastUpdateTime: always(zeroableTime),
  lastTransitionTime: always(zeroableTime),
  reason: omitEmpty(string),
  message: omitEmpty(string),
})
export interface DeploymentCondition extends ObjectOf<typeof deploymentCondition> {}

export const deploymentStatus = struct('v1.DeploymentStatus', {
  observedGeneration: omitEmpty(int64),
  replicas: omitEmpty(int32),
  updatedReplicas: omitEmpty(int32),
  readyReplicas: omitEmpty(int32),
  availableReplicas: omitEmpty(int32),
  unavailableReplicas: omitEmpty(int32),
  terminatingReplicas: pointer(int32),
  conditions: listByKey(deploymentCondition, 'type'),
  collisionCount: pointer(int32),
})
export interface DeploymentStatus extends ObjectOf<typeof deploymentStatus> {}

export const deployment = rootKind('apps/v1', 'Deployment', {
  metadata: always(objectMeta),
  spec: always(deploymentSpec),
  status: always(deploymentStatus),
})
export interface Deployment extends ObjectOf<typeof deployment> {}

export const replicaSetSpec = struct('v1.ReplicaSetSpec', {
  replicas: pointer(int32),
  minReadySeconds: omitEmpty(int32),
  selector: alwaysPointer(labelSelector),
  template: always(podTemplateSpec),
})
export interface ReplicaSetSpec extends ObjectOf<typeof replicaSetSpec> {}

export const replicaSetCondition = struct('v1.ReplicaSetCondition', {
  type: always(named('v1.ReplicaSetConditionType')),
  status: always(named('v1.ConditionStatus')),
  lastTransitionTime: always(zeroableTime),
  reason: omitEmpty(string),
  message: omitEmpty(string),
})
export interface ReplicaSetCondition extends ObjectOf<typeof replicaSetCondition> {}

export const replicaSetStatus = struct('v1.ReplicaSetStatus', {
  replicas: always(int32),
  fullyLabeledReplicas: omitEmpty(int32),
  readyReplicas: omitEmpty(int32),
  availableReplicas: omitEmpty(int32),
  terminatingReplicas: pointer(int32),
  observedGeneration: omitEmpty(int64),
  conditions: listByKey(replicaSetCondition, 'type'),
})
export interface ReplicaSetStatus extends ObjectOf<typeof replicaSetStatus> {}

export const replicaSet = rootKind('apps/v1', 'ReplicaSet', {
  metadata: always(objectMeta),
  spec: always(replicaSetSpec),
  status: always(replicaSetStatus),
})
export interface ReplicaSet extends ObjectOf<typeof replicaSet> {}

export const rollingUpdateStatefulSetStrategy = struct('v1.RollingUpdateStatefulSetStrategy', {
  partition: pointer(int32),
  maxUnavailable: pointer(intOrString),
})
export interface RollingUpdateStatefulSetStrategy extends ObjectOf<typeof rollingUpdateStatefulSetStrategy> {}

export const statefulSetUpdateStrategy = struct('v1.StatefulSetUpdateStrategy', {
  type: omitEmpty(named('v1.StatefulSetUpdateStrategyType')),
  rollingUpdate: pointer(rollingUpdateStatefulSetStrategy),
})
export interface StatefulSetUpdateStrategy extends ObjectOf<typeof statefulSetUpdateStrategy> {}

export const statefulSetPersistentVolumeClaimRetentionPolicy = struct('v1.StatefulSetPersistentVolumeClaimRetentionPolicy', {
  whenDeleted: omitEmpty(named('v1.PersistentVolumeClaimRetentionPolicyType')),
  whenScaled: omitEmpty(named('v1.PersistentVolumeClaimRetentionPolicyType')),
})
export interface StatefulSetPersistentVolumeClaimRetentionPolicy extends ObjectOf<typeof statefulSetPersistentVolumeClaimRetentionPolicy> {}

export const statefulSetOrdinals = struct('v1.StatefulSetOrdinals', {
  start: always(int32),
})
export interface StatefulSetOrdinals extends ObjectOf<typeof statefulSetOrdinals> {}

export const statefulSetSpec = struct('v1.StatefulSetSpec', {
  replicas: pointer(int32),
  selector: alwaysPointer(labelSelector),
  template: always(podTemplateSpec),
  volumeClaimTemplates: omitEmpty(list(persistentVolumeClaim)),
  serviceName: always(string),
  podManagementPolicy: omitEmpty(named('v1.PodManagementPolicyType')),
  updateStrategy: always(statefulSetUpdateStrategy),
  revisionHistoryLimit: pointer(int32),
  minReadySeconds: omitEmpty(int32),
  persistentVolumeClaimRetentionPolicy: pointer(statefulSetPersistentVolumeClaimRetentionPolicy),
  ordinals: pointer(statefulSetOrdinals),
})
export interface StatefulSetSpec extends ObjectOf<typeof statefulSetSpec> {}

export const statefulSetCondition = struct('v1.StatefulSetCondition', {
  type: always(named('v1.StatefulSetConditionType')),
  status: always(named('v1.ConditionStatus')),
  lastTransitionTime: always(zeroableTime),
  reason: omitEmpty(string),
  message: omitEmpty(string),
})
export interface StatefulSetCondition extends ObjectOf<typeof statefulSetCondition> {}

export const statefulSetStatus = struct('v1.StatefulSetStatus', {
  observedGeneration: omitEmpty(int64),
  replicas: always(int32),
  readyReplicas: omitEmpty(int32),
  currentReplicas: omitEmpty(int32),
  updatedReplicas: omitEmpty(int32),
  currentRevision: omitEmpty(string),
  updateRevision: omitEmpty(string),
  collisionCount: pointer(int32),
  conditions: listByKey(statefulSetCondition, 'type'),
  availableReplicas: always(int32),
})
export interface StatefulSetStatus extends ObjectOf<typeof statefulSetStatus> {}

export const statefulSet = rootKind('apps/v1', 'StatefulSet', {
  metadata: always(objectMeta),
  spec: always(statefulSetSpec),
  status: always(statefulSetStatus),
})
export interface StatefulSet extends ObjectOf<typeof statefulSet> {}

export const rollingUpdateDaemonSet = struct('v1.RollingUpdateDaemonSet', {
  maxUnavailable: pointer(intOrString),
  maxSurge: pointer(intOrString),
})
export interface RollingUpdateDaemonSet extends ObjectOf<typeof rollingUpdateDaemonSet> {}

export const daemonSetUpdateStrategy = struct('v1.DaemonSetUpdateStrategy', {
  type: omitEmpty(named('v1.DaemonSetUpdateStrategyType')),
  rollingUpdate: pointer(rollingUpdateDaemonSet),
})
export interface DaemonSetUpdateStrategy extends ObjectOf<typeof daemonSetUpdateStrategy> {}

export const daemonSetSpec = struct('v1.DaemonSetSpec', {
  selector: alwaysPointer(labelSelector),
  template: always(podTemplateSpec),
  updateStrategy: always(daemonSetUpdateStrategy),
  minReadySeconds: omitEmpty(int32),
  revisionHistoryLimit: pointer(int32),
})
export interface DaemonSetSpec extends ObjectOf<typeof daemonSetSpec> {}

export const daemonSetCondition = struct('v1.DaemonSetCondition', {
  type: always(named('v1.DaemonSetConditionType')),
  status: always(named('v1.ConditionStatus')),
  lastTransitionTime: always(zeroableTime),
  reason: omitEmpty(string),
  message: omitEmpty(string),
})
export interface DaemonSetCondition extends ObjectOf<typeof daemonSetCondition> {}

export const daemonSetStatus = struct('v1.DaemonSetStatus', {
  currentNumberScheduled: always(int32),
  numberMisscheduled: always(int32),
  desiredNumberScheduled: always(int32),
  numberReady: always(int32),
  observedGeneration: omitEmpty(int64),
  updatedNumberScheduled: omitEmpty(int32),
  numberAvailable: omitEmpty(int32),
  numberUnavailable: omitEmpty(int32),
  collisionCount: pointer(int32),
  conditions: listByKey(daemonSetCondition, 'type'),
})
export interface DaemonSetStatus extends ObjectOf<typeof daemonSetStatus> {}

export const daemonSet = rootKind('apps/v1', 'DaemonSet', {
  metadata: always(objectMeta),
  spec: always(daemonSetSpec),
  status: always(daemonSetStatus),
})
export interface DaemonSet extends ObjectOf<typeof daemonSet> {}

export const controllerRevision = rootKind('apps/v1', 'ControllerRevision', {
  metadata: always(objectMeta),
  data: omitEmpty(anyValue),
  revision: always(int64),
})
export interface ControllerRevision extends ObjectOf<typeof controllerRevision> {}
