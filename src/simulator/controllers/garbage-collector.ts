// The garbage collector: what belonged to a deleted owner goes too, in the background, in the foreground, or not at all.
// @source pkg/controller/garbagecollector/garbagecollector.go attemptToDeleteItem, processDeletingDependentsItem, orphanDependents

import type { ApiView, WatchEvent } from '../api/client.ts'
import type { Controller, IntendedRequest, Reconciliation } from '../api/component.ts'
import type { OwnerReference } from '../api/fields/meta.ts'
import type { KindInfo } from '../api/kinds.ts'
import { KINDS, apiVersionOf } from '../api/kinds.ts'
import type { ApiObject, ObjectKey } from '../api/objects.ts'
import { MANAGER } from './pod-control.ts'

const FOREGROUND = 'foregroundDeletion'
const ORPHAN = 'orphan'
const NOTHING: Reconciliation = { requests: [], events: [] }

/** Keys: the namespace of an object, and its kind and name. */
export const garbageCollector: Controller = {
  actor: 'garbage-collector',
  watches: KINDS.map(({ kind }) => kind),
  keysFor,
  reconcile,
}

function keysFor({ type, object, previous }: WatchEvent, view: ApiView): readonly ObjectKey[] {
  if (type === 'DELETED') {
    const owners = (object.metadata.ownerReferences ?? []).flatMap((reference) => ownerOf(view, object, reference) ?? [])
    return [...view.dependentsOf(object.metadata.uid ?? ''), ...owners.filter(isWaiting)].map(keyOf)
  }
  if (policyOf(object) !== undefined) {
    const begins = previous === undefined || policyOf(previous) === undefined
    return [keyOf(object), ...(begins && isWaiting(object) ? view.dependentsOf(object.metadata.uid ?? '').map(keyOf) : [])]
  }
  const { ownerReferences } = object.metadata
  const before = previous?.metadata.ownerReferences
  if (ownerReferences === before) return []
  const left = (before ?? []).filter(({ uid }) => ownerReferences?.some((each) => each.uid === uid) !== true)
  const waiting = left.flatMap((reference) => ownerOf(view, object, reference) ?? []).filter(isWaiting)
  const isLost = ownerReferences?.some((reference) => fateOf(view, object, reference) !== 'solid') === true
  return [...waiting, ...(isLost ? [object] : [])].map(keyOf)
}

function keyOf({ kind, metadata }: ApiObject): ObjectKey {
  return { namespace: metadata.namespace ?? '', name: `${kind}/${metadata.name ?? ''}` }
}

function reconcile(view: ApiView, key: ObjectKey): Reconciliation {
  const slash = key.name.indexOf('/')
  const kind = KINDS.find((each) => each.kind === key.name.slice(0, slash))?.kind
  const object = kind === undefined ? undefined : view.get(kind, { namespace: key.namespace, name: key.name.slice(slash + 1) })
  if (object === undefined) return NOTHING
  if (policyOf(object) === ORPHAN) return { requests: orphaned(view, object), events: [] }
  if (isWaiting(object)) return { requests: released(view, object), events: [] }
  return object.metadata.deletionTimestamp === undefined
    ? { requests: judged(view, object), events: [], continueAfterRefusal: true }
    : NOTHING
}

/** What an object that is to go waits for. */
function policyOf({ metadata }: ApiObject): typeof FOREGROUND | typeof ORPHAN | undefined {
  if (metadata.deletionTimestamp === undefined) return undefined
  return metadata.finalizers?.includes(ORPHAN) === true
    ? ORPHAN
    : metadata.finalizers?.includes(FOREGROUND) === true
      ? FOREGROUND
      : undefined
}

function isWaiting(object: ApiObject): boolean {
  return policyOf(object) === FOREGROUND
}

/** Whether an owner holds an object: it is there, it is gone, or it is going and waits for what it owns. */
type Fate = 'solid' | 'absent' | 'waiting'

function fateOf(view: ApiView, object: ApiObject, reference: OwnerReference): Fate {
  // Of a kind that nobody knows nothing can be said, so nothing is done.
  if (infoOf(reference) === undefined) return 'solid'
  const owner = ownerOf(view, object, reference)
  if (owner === undefined) return 'absent'
  return isWaiting(owner) ? 'waiting' : 'solid'
}

function infoOf({ apiVersion, kind }: OwnerReference): KindInfo | undefined {
  return KINDS.find((each) => each.kind === kind && apiVersionOf(each) === apiVersion)
}

/** Who is meant: an object of that name counts only with the same uid. */
function ownerOf(view: ApiView, object: ApiObject, reference: OwnerReference): ApiObject | undefined {
  const info = infoOf(reference)
  if (info === undefined) return undefined
  const owner = view.get(info.kind, { namespace: info.namespaced ? (object.metadata.namespace ?? '') : '', name: reference.name })
  return owner?.metadata.uid === reference.uid ? owner : undefined
}

/** With an owner left it stays, and forgets the others; without one it goes, and takes its own along if it has any and its owner waits. */
function judged(view: ApiView, object: ApiObject): readonly IntendedRequest[] {
  const references = object.metadata.ownerReferences ?? []
  const fates = references.map((reference) => fateOf(view, object, reference))
  if (references.length === 0 || fates.every((fate) => fate === 'solid')) return []
  if (fates.includes('solid'))
    return [
      writing(
        withOwners(
          object,
          references.filter((_, index) => fates[index] === 'solid'),
        ),
      ),
    ]
  const takesAlong = fates.includes('waiting') && view.dependentsOf(object.metadata.uid ?? '').length > 0
  const { finalizers = [] } = object.metadata
  const own = finalizers.includes(ORPHAN) ? 'Orphan' : finalizers.includes(FOREGROUND) ? 'Foreground' : 'Background'
  return [deletion(object, takesAlong ? 'Foreground' : own)]
}

/** Only what blocks its owner's deletion is waited for. */
function released(view: ApiView, owner: ApiObject): readonly IntendedRequest[] {
  const uid = owner.metadata.uid ?? ''
  const isBlocked = view
    .dependentsOf(uid)
    .some(({ metadata }) => metadata.ownerReferences?.some((each) => each.uid === uid && each.blockOwnerDeletion === true))
  return isBlocked ? [] : [withoutFinalizer(owner, FOREGROUND)]
}

function orphaned(view: ApiView, owner: ApiObject): readonly IntendedRequest[] {
  const uid = owner.metadata.uid ?? ''
  const freed = view.dependentsOf(uid).map((each) =>
    writing(
      withOwners(
        each,
        (each.metadata.ownerReferences ?? []).filter((reference) => reference.uid !== uid),
      ),
    ),
  )
  return [...freed, withoutFinalizer(owner, ORPHAN)]
}

function withOwners(object: ApiObject, ownerReferences: readonly OwnerReference[]): ApiObject {
  const { ownerReferences: _, ...metadata } = object.metadata
  return { ...object, metadata: ownerReferences.length === 0 ? metadata : { ...metadata, ownerReferences } }
}

function withoutFinalizer(owner: ApiObject, finalizer: string): IntendedRequest {
  const finalizers = (owner.metadata.finalizers ?? []).filter((each) => each !== finalizer)
  return writing({ ...owner, metadata: { ...owner.metadata, finalizers } })
}

function writing(object: ApiObject): IntendedRequest {
  return { request: { verb: 'write', object, fieldManager: MANAGER } }
}

function deletion({ kind, metadata }: ApiObject, propagationPolicy: 'Background' | 'Foreground' | 'Orphan'): IntendedRequest {
  const key = { namespace: metadata.namespace ?? '', name: metadata.name ?? '' }
  const preconditions = { ...(metadata.uid === undefined ? {} : { uid: metadata.uid }) }
  return { request: { verb: 'delete', kind, key, propagationPolicy, preconditions } }
}
