// The garbage collector: what belonged to a deleted owner goes too, in the background, in the foreground, or not at all.
// @source pkg/controller/garbagecollector/garbagecollector.go
// @simplified Only controlling owners count; an owner that never existed does not condemn its dependents.

import type { ApiView, WatchEvent } from '../api/client.ts'
import type { Controller, IntendedRequest, Reconciliation } from '../api/component.ts'
import type { Kind } from '../api/kinds.ts'
import type { ApiObject, ObjectKey } from '../api/objects.ts'
import { SECOND_MS } from '../base/sim-time.ts'
import { withoutOwner } from './claim.ts'

/** Kinds that something can own. */
const OWNED: readonly Kind[] = ['ReplicaSet', 'ControllerRevision', 'Job', 'Pod', 'ConfigMap', 'Secret', 'PersistentVolumeClaim']
/** Kinds that own. */
const OWNERS: readonly Kind[] = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'CronJob', 'Job', 'Pod', 'ConfigMap', 'Secret']

const NOTHING: Reconciliation = { requests: [], events: [] }

/** Keys: the namespace of an owner, and its uid (gone) or its kind and name (waiting for its dependents). */
export const garbageCollector: Controller = { actor: 'garbage-collector', keysFor, reconcile }

function keysFor({ type, object }: WatchEvent, view: ApiView): readonly ObjectKey[] {
  const namespace = object.metadata.namespace ?? ''
  if (type !== 'DELETED' && finalizerOf(object) === undefined) return []
  const keys: ObjectKey[] = []
  if (type === 'DELETED') {
    keys.push({ namespace, name: `uid/${object.metadata.uid ?? ''}` })
    for (const owner of object.metadata.ownerReferences ?? []) keys.push({ namespace, name: `${owner.kind}/${owner.name}` })
  } else keys.push({ namespace, name: `${object.kind}/${object.metadata.name ?? ''}` })
  return keys.filter(({ name }) => concernsSomebody(view, namespace, name))
}

/** Most objects own nothing: they are not worth a look. */
function concernsSomebody(view: ApiView, namespace: string, name: string): boolean {
  const [head = '', rest = ''] = splitKey(name)
  return head === 'uid' ? dependentsOf(view, rest).length > 0 : waitingOwner(view, namespace, head, rest) !== undefined
}

function reconcile(view: ApiView, key: ObjectKey): Reconciliation {
  const [head, rest] = splitKey(key.name)
  if (head === 'uid')
    return { requests: dependentsOf(view, rest).flatMap((each) => deletion(each)), events: [], continueAfterRefusal: true }
  const owner = waitingOwner(view, key.namespace, head, rest)
  return owner === undefined ? NOTHING : finish(view, owner)
}

function splitKey(name: string): readonly [head: string, rest: string] {
  const slash = name.indexOf('/')
  return [name.slice(0, slash), name.slice(slash + 1)]
}

function waitingOwner(view: ApiView, namespace: string, kindName: string, name: string): ApiObject | undefined {
  const kind = OWNERS.find((each) => each === kindName)
  const owner = kind === undefined ? undefined : view.get(kind, { namespace, name })
  return owner !== undefined && finalizerOf(owner) !== undefined ? owner : undefined
}

function finalizerOf({ metadata }: ApiObject): string | undefined {
  if (metadata.deletionTimestamp === undefined) return undefined
  return metadata.finalizers?.find((each) => each === 'foregroundDeletion' || each === 'orphan')
}

function finish(view: ApiView, owner: ApiObject): Reconciliation {
  const dependents = dependentsOf(view, owner.metadata.uid ?? '')
  const finalizer = finalizerOf(owner)
  if (finalizer === 'orphan') {
    const freed = dependents.map((each): IntendedRequest => ({ request: { verb: 'write', object: withoutOwner(each, owner) } }))
    return { requests: [...freed, withoutFinalizer(owner, finalizer)], events: [] }
  }
  if (dependents.length === 0) return { requests: [withoutFinalizer(owner, 'foregroundDeletion')], events: [] }
  const requests = dependents.flatMap((each) => deletion(each, 'Foreground'))
  return { requests, events: [], requeueAfterMs: SECOND_MS, continueAfterRefusal: true }
}

function withoutFinalizer(owner: ApiObject, finalizer: string): IntendedRequest {
  const finalizers = (owner.metadata.finalizers ?? []).filter((each) => each !== finalizer)
  return { request: { verb: 'write', object: { ...owner, metadata: { ...owner.metadata, finalizers } } } }
}

function dependentsOf(view: ApiView, uid: string): readonly ApiObject[] {
  return OWNED.flatMap((kind): readonly ApiObject[] => view.ownedBy(kind, uid))
}

function deletion(object: ApiObject, propagationPolicy: 'Background' | 'Foreground' = 'Background'): readonly IntendedRequest[] {
  if (object.metadata.deletionTimestamp !== undefined) return []
  const key = { namespace: object.metadata.namespace ?? '', name: object.metadata.name ?? '' }
  return [{ request: { verb: 'delete', kind: object.kind, key, propagationPolicy } }]
}
