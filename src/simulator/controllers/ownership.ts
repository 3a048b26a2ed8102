// How controllers own what they make, and how they report on it.
// @source pkg/controller/controller_utils.go, apimachinery/pkg/apis/meta/v1 NewControllerRef

import type { ApiView, EventDraft, WatchEvent } from '../api/client.ts'
import type { OwnerReference } from '../api/fields/meta.ts'
import { apiVersionOf, kindInfo } from '../api/kinds.ts'
import { matchesSelector } from '../api/label-selector.ts'
import type { ApiObject, ObjectKey } from '../api/objects.ts'
import { referenceTo } from '../api/objects.ts'

export function controllerReference(owner: ApiObject): OwnerReference {
  return {
    apiVersion: apiVersionOf(kindInfo(owner.kind)),
    kind: owner.kind,
    name: owner.metadata.name ?? '',
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  }
}

export function controllerOf(object: ApiObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find((reference) => reference.controller === true)
}

/**
 * Who of a kind is concerned when what they own changes: the controller that the object has and the one that it had until now; of an object
 * without a controller also all whose selector it fits, as they may adopt it.
 */
export function concerned({ object, previous }: WatchEvent, view: ApiView, kind: Selecting): readonly ObjectKey[] {
  const namespace = object.metadata.namespace ?? ''
  const owner = controllerOf(object)
  const isOwnedAsBefore = previous !== undefined && previous.metadata.ownerReferences === object.metadata.ownerReferences
  const former = isOwnedAsBefore ? owner : previous && controllerOf(previous)
  // Of most changes most controllers need not hear.
  if (owner !== undefined && owner.kind !== kind && former?.kind !== kind) return NOBODY
  const names: string[] = []
  if (owner?.kind === kind) names.push(owner.name)
  if (former?.kind === kind && former.name !== names[0]) names.push(former.name)
  if (owner === undefined)
    for (const { spec, metadata } of view.list(kind, namespace))
      if (matchesSelector(spec.selector, object.metadata.labels)) names.push(metadata.name ?? '')
  return names.map((name) => ({ namespace, name }))
}

const NOBODY: readonly ObjectKey[] = []

/** Kinds that say by a selector what they may adopt. */
type Selecting = 'ReplicaSet' | 'StatefulSet' | 'DaemonSet' | 'Deployment'

/** An Event about an object, by the component that is named. */
export function eventAbout(object: ApiObject, component: string, type: EventDraft['type'], reason: string, message: string): EventDraft {
  return {
    regarding: {
      ...referenceTo(object),
      uid: object.metadata.uid ?? '',
      apiVersion: apiVersionOf(kindInfo(object.kind)),
      ...(object.metadata.resourceVersion === undefined ? {} : { resourceVersion: object.metadata.resourceVersion }),
    },
    type,
    reason,
    message,
    component,
  }
}
