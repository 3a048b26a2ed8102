// ConfigMap, Secret, Namespace and ServiceAccount.
// Tables only; rules live in validation/.
//
// @source k8s.io/api core/v1, apps/v1, batch/v1 types.go and apimachinery meta/v1 types.go: names, types and tags

import {
  always,
  boolean,
  bytes,
  list,
  listByKey,
  map,
  named,
  omitEmpty,
  pointer,
  rootKind,
  string,
  struct,
  zeroableTime,
} from './field-table.ts'
import type { ObjectOf } from './field-table.ts'
import { objectMeta } from './meta.ts'
import { localObjectReference, objectReference } from './reference.ts'

export const configMap = rootKind('v1', 'ConfigMap', {
  metadata: always(objectMeta),
  immutable: pointer(boolean),
  data: omitEmpty(map(string)),
  binaryData: omitEmpty(map(bytes)),
})
export interface ConfigMap extends ObjectOf<typeof configMap> {}

export const secret = rootKind('v1', 'Secret', {
  metadata: always(objectMeta),
  immutable: pointer(boolean),
  data: omitEmpty(map(bytes)),
  stringData: omitEmpty(map(string)),
  type: omitEmpty(named('v1.SecretType')),
})
export interface Secret extends ObjectOf<typeof secret> {}

export const namespaceSpec = struct('v1.NamespaceSpec', {
  finalizers: omitEmpty(list(named('v1.FinalizerName'))),
})
export interface NamespaceSpec extends ObjectOf<typeof namespaceSpec> {}

export const namespaceCondition = struct('v1.NamespaceCondition', {
  type: always(named('v1.NamespaceConditionType')),
  status: always(named('v1.ConditionStatus')),
  lastTransitionTime: always(zeroableTime),
  reason: omitEmpty(string),
  message: omitEmpty(string),
})
export interface NamespaceCondition extends ObjectOf<typeof namespaceCondition> {}

export const namespaceStatus = struct('v1.NamespaceStatus', {
  phase: omitEmpty(named('v1.NamespacePhase')),
  conditions: listByKey(namespaceCondition, 'type'),
})
export interface NamespaceStatus extends ObjectOf<typeof namespaceStatus> {}

export const namespace = rootKind('v1', 'Namespace', {
  metadata: always(objectMeta),
  spec: always(namespaceSpec),
  status: always(namespaceStatus),
})
export interface Namespace extends ObjectOf<typeof namespace> {}

export const serviceAccount = rootKind('v1', 'ServiceAccount', {
  metadata: always(objectMeta),
  secrets: listByKey(objectReference, 'name'),
  imagePullSecrets: omitEmpty(list(localObjectReference)),
  automountServiceAccountToken: pointer(boolean),
})
export interface ServiceAccount extends ObjectOf<typeof serviceAccount> {}
