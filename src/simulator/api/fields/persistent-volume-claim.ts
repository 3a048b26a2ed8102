// PersistentVolumeClaim, which StatefulSets and ephemeral volumes embed.
// Tables only; rules live in validation/.
//
// @source k8s.io/api core/v1, apps/v1, batch/v1 types.go and apimachinery meta/v1 types.go: names, types and tags

import {
  always,
  boolean,
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
  zeroableTime,
} from './field-table.ts'
import type { ObjectOf } from './field-table.ts'
import { labelSelector, objectMeta } from './meta.ts'
import { typedLocalObjectReference, typedObjectReference } from './reference.ts'

export const persistentVolumeClaimVolumeSource = struct('v1.PersistentVolumeClaimVolumeSource', {
  claimName: always(string),
  readOnly: omitEmpty(boolean),
})
export interface PersistentVolumeClaimVolumeSource extends ObjectOf<typeof persistentVolumeClaimVolumeSource> {}

export const volumeResourceRequirements = struct('v1.VolumeResourceRequirements', {
  limits: omitEmpty(map(quantity, 'v1.ResourceName', 'v1.ResourceList')),
  requests: omitEmpty(map(quantity, 'v1.ResourceName', 'v1.ResourceList')),
})
export interface VolumeResourceRequirements extends ObjectOf<typeof volumeResourceRequirements> {}

export const persistentVolumeClaimSpec = struct('v1.PersistentVolumeClaimSpec', {
  accessModes: omitEmpty(list(named('v1.PersistentVolumeAccessMode'))),
  selector: pointer(labelSelector),
  resources: always(volumeResourceRequirements),
  volumeName: omitEmpty(string),
  storageClassName: pointer(string),
  volumeMode: pointer(named('v1.PersistentVolumeMode')),
  dataSource: pointer(typedLocalObjectReference),
  dataSourceRef: pointer(typedObjectReference),
  volumeAttributesClassName: pointer(string),
})
export interface PersistentVolumeClaimSpec extends ObjectOf<typeof persistentVolumeClaimSpec> {}

export const persistentVolumeClaimTemplate = struct('v1.PersistentVolumeClaimTemplate', {
  metadata: always(objectMeta),
  spec: always(persistentVolumeClaimSpec),
})
export interface PersistentVolumeClaimTemplate extends ObjectOf<typeof persistentVolumeClaimTemplate> {}

export const persistentVolumeClaimCondition = struct('v1.PersistentVolumeClaimCondition', {
  type: always(named('v1.PersistentVolumeClaimConditionType')),
  status: always(named('v1.ConditionStatus')),
  lastProbeTime: always(zeroableTime),
  lastTransitionTime: always(zeroableTime),
  reason: omitEmpty(string),
  message: omitEmpty(string),
})
export interface PersistentVolumeClaimCondition extends ObjectOf<typeof persistentVolumeClaimCondition> {}

export const modifyVolumeStatus = struct('v1.ModifyVolumeStatus', {
  targetVolumeAttributesClassName: omitEmpty(string),
  status: always(named('v1.PersistentVolumeClaimModifyVolumeStatus')),
})
export interface ModifyVolumeStatus extends ObjectOf<typeof modifyVolumeStatus> {}

export const persistentVolumeClaimStatus = struct('v1.PersistentVolumeClaimStatus', {
  phase: omitEmpty(named('v1.PersistentVolumeClaimPhase')),
  accessModes: omitEmpty(list(named('v1.PersistentVolumeAccessMode'))),
  capacity: omitEmpty(map(quantity, 'v1.ResourceName', 'v1.ResourceList')),
  conditions: listByKey(persistentVolumeClaimCondition, 'type'),
  allocatedResources: omitEmpty(map(quantity, 'v1.ResourceName', 'v1.ResourceList')),
  allocatedResourceStatuses: omitEmpty(map(named('v1.ClaimResourceStatus'), 'v1.ResourceName')),
  currentVolumeAttributesClassName: pointer(string),
  modifyVolumeStatus: pointer(modifyVolumeStatus),
})
export interface PersistentVolumeClaimStatus extends ObjectOf<typeof persistentVolumeClaimStatus> {}

export const persistentVolumeClaim = rootKind('v1', 'PersistentVolumeClaim', {
  metadata: always(objectMeta),
  spec: always(persistentVolumeClaimSpec),
  status: always(persistentVolumeClaimStatus),
})
export interface PersistentVolumeClaim extends ObjectOf<typeof persistentVolumeClaim> {}
