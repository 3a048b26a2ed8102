// How controllers own what they make, and how they report on it.
// @source pkg/controller/controller_utils.go, apimachinery/pkg/apis/meta/v1 NewControllerRef

import type { EventDraft, WatchEvent } from '../api/client.ts'
import type { OwnerReference } from '../api/fields/meta.ts'
import type { Kind } from '../api/kinds.ts'
import { apiVersionOf, kindInfo } from '../api/kinds.ts'
import type { ApiObject } from '../api/objects.ts'
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

/** Names of those of a kind that a change concerns: the controller that the object has, and the one that it had until now. */
export function controllersIn({ object, previous }: WatchEvent, kind: Kind): readonly string[] {
  const owners = [controllerOf(object), previous === undefined ? undefined : controllerOf(previous)]
  return [...new Set(owners.filter((owner) => owner?.kind === kind).map((owner) => owner?.name ?? ''))]
}

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
