// Which objects a controller counts as its own: those it owns, and those without an owner that its selector fits. The latter it adopts,
// and what it owns but no longer selects it lets go: a Pod whose label is changed leaves its ReplicaSet alive.
// @source pkg/controller/controller_ref_manager.go ClaimObject

import type { ApiView } from '../api/client.ts'
import type { IntendedRequest } from '../api/component.ts'
import type { LabelSelector } from '../api/fields/meta.ts'
import { selectorTest } from '../api/label-selector.ts'
import type { ApiObject, ObjectByKind } from '../api/objects.ts'
import { controllerReference } from './ownership.ts'

export type ClaimableKind = 'Pod' | 'ReplicaSet' | 'ControllerRevision'

export interface Claim<T> {
  readonly mine: readonly T[]
  /** Adoptions and releases, to be made first. */
  readonly requests: readonly IntendedRequest[]
}

/**
 * @param isMember  A further condition for adoption and for staying, beside the selector: a StatefulSet looks at names.
 */
export function claim<K extends ClaimableKind>(
  view: ApiView,
  kind: K,
  owner: ApiObject,
  selector: LabelSelector | undefined,
  isMember: (object: ObjectByKind[K]) => boolean = () => true,
): Claim<ObjectByKind[K]> {
  const isSelected = selectorTest(selector)
  const fits = (object: ObjectByKind[K]) => isSelected(object.metadata.labels) && isMember(object)
  const owned = view.ownedBy(kind, owner.metadata.uid ?? '')
  const orphans =
    owner.metadata.deletionTimestamp === undefined
      ? view.ownedBy(kind, '').filter((object) => isOrphanFor(object, owner) && fits(object))
      : []
  if (orphans.length === 0 && owned.every(fits)) return { mine: owned, requests: [] }
  const adopted = orphans.map((object) => withOwner(object, owner))
  const released = owner.metadata.deletionTimestamp === undefined ? owned.filter((object) => !fits(object)) : []
  return {
    mine: [...owned.filter(fits), ...adopted],
    requests: [...adopted, ...released.map((object) => withoutOwner(object, owner))].map(writing),
  }
}

function isOrphanFor(object: ApiObject, owner: ApiObject): boolean {
  return object.metadata.namespace === owner.metadata.namespace && object.metadata.deletionTimestamp === undefined
}

function withOwner<T extends ApiObject>(object: T, owner: ApiObject): T {
  const ownerReferences = [...(object.metadata.ownerReferences ?? []), controllerReference(owner)]
  return { ...object, metadata: { ...object.metadata, ownerReferences } }
}

function withoutOwner<T extends ApiObject>(object: T, owner: ApiObject): T {
  const { ownerReferences = [], ...metadata } = object.metadata
  const left = ownerReferences.filter(({ uid }) => uid !== owner.metadata.uid)
  return { ...object, metadata: left.length === 0 ? metadata : { ...metadata, ownerReferences: left } }
}

function writing(object: ApiObject): IntendedRequest {
  return { request: { verb: 'write', object, fieldManager: 'kube-controller-manager' } }
}
