// References from one object to another.
// Tables only; rules live in validation/.
//
// @source k8s.io/api core/v1, apps/v1, batch/v1 types.go and apimachinery meta/v1 types.go: names, types and tags

import { always, alwaysPointer, named, omitEmpty, pointer, string, struct } from './field-table.ts'
import type { ObjectOf } from './field-table.ts'

export const localObjectReference = struct('v1.LocalObjectReference', {
  name: omitEmpty(string),
})
export interface LocalObjectReference extends ObjectOf<typeof localObjectReference> {}

export const typedLocalObjectReference = struct('v1.TypedLocalObjectReference', {
  apiGroup: alwaysPointer(string),
  kind: always(string),
  name: always(string),
})
export interface TypedLocalObjectReference extends ObjectOf<typeof typedLocalObjectReference> {}

export const typedObjectReference = struct('v1.TypedObjectReference', {
  apiGroup: alwaysPointer(string),
  kind: always(string),
  name: always(string),
  namespace: pointer(string),
})
export interface TypedObjectReference extends ObjectOf<typeof typedObjectReference> {}

export const objectReference = struct('v1.ObjectReference', {
  kind: omitEmpty(string),
  namespace: omitEmpty(string),
  name: omitEmpty(string),
  uid: omitEmpty(named('types.UID')),
  apiVersion: omitEmpty(string),
  resourceVersion: omitEmpty(string),
  fieldPath: omitEmpty(string),
})
export interface ObjectReference extends ObjectOf<typeof objectReference> {}
