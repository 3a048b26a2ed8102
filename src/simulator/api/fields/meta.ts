// Object metadata, owners, label selectors and conditions, shared by every kind.
// Tables only; rules live in validation/.
//
// @source k8s.io/api core/v1, apps/v1, batch/v1 types.go and apimachinery meta/v1 types.go: names, types and tags

import {
  always,
  boolean,
  fieldsV1,
  int64,
  list,
  listByKey,
  map,
  named,
  omitEmpty,
  omitZero,
  pointer,
  string,
  struct,
  time,
  zeroableTime,
} from './field-table.ts'
import type { ObjectOf } from './field-table.ts'

export const ownerReference = struct('v1.OwnerReference', {
  apiVersion: always(string),
  kind: always(string),
  name: always(string),
  uid: always(named('types.UID')),
  controller: pointer(boolean),
  blockOwnerDeletion: pointer(boolean),
})
export interface OwnerReference extends ObjectOf<typeof ownerReference> {}

export const managedFieldsEntry = struct('v1.ManagedFieldsEntry', {
  manager: omitEmpty(string),
  operation: omitEmpty(named('v1.ManagedFieldsOperationType')),
  apiVersion: omitEmpty(string),
  time: pointer(time),
  fieldsType: omitEmpty(string),
  fieldsV1: pointer(fieldsV1),
  subresource: omitEmpty(string),
})
export interface ManagedFieldsEntry extends ObjectOf<typeof managedFieldsEntry> {}

export const objectMeta = struct('v1.ObjectMeta', {
  name: omitEmpty(string),
  generateName: omitEmpty(string),
  namespace: omitEmpty(string),
  selfLink: omitEmpty(string),
  uid: omitEmpty(named('types.UID')),
  resourceVersion: omitEmpty(string),
  generation: omitEmpty(int64),
  creationTimestamp: omitZero(time),
  deletionTimestamp: pointer(time),
  deletionGracePeriodSeconds: pointer(int64),
  labels: omitEmpty(map(string)),
  annotations: omitEmpty(map(string)),
  ownerReferences: listByKey(ownerReference, 'uid'),
  finalizers: omitEmpty(list(string), { patchStrategy: 'merge' }),
  managedFields: omitEmpty(list(managedFieldsEntry)),
})
export interface ObjectMeta extends ObjectOf<typeof objectMeta> {}

export const labelSelectorRequirement = struct('v1.LabelSelectorRequirement', {
  key: always(string),
  operator: always(named('v1.LabelSelectorOperator')),
  values: omitEmpty(list(string)),
})
export interface LabelSelectorRequirement extends ObjectOf<typeof labelSelectorRequirement> {}

export const labelSelector = struct('v1.LabelSelector', {
  matchLabels: omitEmpty(map(string)),
  matchExpressions: omitEmpty(list(labelSelectorRequirement)),
})
export interface LabelSelector extends ObjectOf<typeof labelSelector> {}

export const condition = struct('v1.Condition', {
  type: always(string),
  status: always(named('v1.ConditionStatus')),
  observedGeneration: omitEmpty(int64),
  lastTransitionTime: always(zeroableTime),
  reason: always(string),
  message: always(string),
})
export interface Condition extends ObjectOf<typeof condition> {}
