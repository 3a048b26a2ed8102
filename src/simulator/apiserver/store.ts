// What the API server holds: every object by kind, namespace and name, with two indexes that components ask for all the time.

import type { ApiView } from '../api/client.ts'
import type { Kind } from '../api/kinds.ts'
import type { ApiObject, ObjectByKind, ObjectKey } from '../api/objects.ts'
import { isKind } from '../api/objects.ts'
import { PersistentMap } from '../base/persistent-map.ts'

export interface ApiServerState {
  /** By `Kind/namespace/name`. */
  readonly objects: PersistentMap<ApiObject>
  /** By `owner uid/Kind/name`, for objects with a controlling owner; without a uid, those that a controller may adopt. */
  readonly owned: PersistentMap<ApiObject>
  /** By `node/namespace/name`. */
  readonly bound: PersistentMap<ApiObject>
  /** How many Pods each node has. */
  readonly boundCounts: PersistentMap<number>
  /** Of the last write; each write gets the next. */
  readonly resourceVersion: number
  /** How many uids and name suffixes were drawn. */
  readonly draws: number
}

/** A cluster that has just been set up has a few hundred writes behind it. */
const FIRST_RESOURCE_VERSION = 200

export const EMPTY_STATE: ApiServerState = {
  objects: PersistentMap.empty(),
  owned: PersistentMap.empty(),
  bound: PersistentMap.empty(),
  boundCounts: PersistentMap.empty(),
  resourceVersion: FIRST_RESOURCE_VERSION,
  draws: 0,
}

export function findObject(state: ApiServerState, kind: Kind, key: ObjectKey): ApiObject | undefined {
  return state.objects.get(`${kind}/${key.namespace}/${key.name}`)
}

/** Stores an object as it is, or replaces the one of its name. */
export function putObject(state: ApiServerState, object: ApiObject): ApiServerState {
  const previous = findObject(state, object.kind, keyOf(object))
  const { owned, bound, boundCounts } = previous === undefined ? state : withoutIndexes(state, previous, object)
  const owner = ownerEntry(object)
  const node = nodeEntry(object)
  return {
    ...state,
    objects: state.objects.with(storeKey(object), object),
    owned: owner === undefined ? owned : owned.with(owner, object),
    bound: node === undefined ? bound : bound.with(node, object),
    boundCounts: node === undefined || bound.has(node) ? boundCounts : counted(boundCounts, object, 1),
  }
}

function counted(counts: PersistentMap<number>, object: ApiObject, change: 1 | -1): PersistentMap<number> {
  const node = object.kind === 'Pod' ? object.spec.nodeName : undefined
  return node === undefined ? counts : counts.with(node, (counts.get(node) ?? 0) + change)
}

export function dropObject(state: ApiServerState, object: ApiObject): ApiServerState {
  return { ...state, objects: state.objects.without(storeKey(object)), ...withoutIndexes(state, object, undefined) }
}

function withoutIndexes(
  state: ApiServerState,
  previous: ApiObject,
  next: ApiObject | undefined,
): Pick<ApiServerState, 'owned' | 'bound' | 'boundCounts'> {
  const owner = ownerEntry(previous)
  const node = nodeEntry(previous)
  const leaves = node !== undefined && (next === undefined || node !== nodeEntry(next))
  return {
    owned: owner === undefined || (next !== undefined && owner === ownerEntry(next)) ? state.owned : state.owned.without(owner),
    bound: leaves ? state.bound.without(node) : state.bound,
    boundCounts: leaves && state.bound.has(node) ? counted(state.boundCounts, previous, -1) : state.boundCounts,
  }
}

export function keyOf(object: ApiObject): ObjectKey {
  return { namespace: object.metadata.namespace ?? '', name: object.metadata.name ?? '' }
}

function storeKey(object: ApiObject): string {
  return `${object.kind}/${object.metadata.namespace ?? ''}/${object.metadata.name ?? ''}`
}

const ADOPTABLE: ReadonlySet<Kind> = new Set(['Pod', 'ReplicaSet', 'ControllerRevision'])

function ownerEntry(object: ApiObject): string | undefined {
  const owner = object.metadata.ownerReferences?.find((reference) => reference.controller === true)
  if (owner === undefined)
    return ADOPTABLE.has(object.kind) ? `/${object.kind}/${object.metadata.namespace ?? ''}/${object.metadata.name ?? ''}` : undefined
  return `${owner.uid}/${object.kind}/${object.metadata.name ?? ''}`
}

function nodeEntry(object: ApiObject): string | undefined {
  if (object.kind !== 'Pod' || object.spec.nodeName === undefined) return undefined
  return `${object.spec.nodeName}/${object.metadata.namespace ?? ''}/${object.metadata.name ?? ''}`
}

/** Reads of one state. */
export function viewState(state: ApiServerState): ApiView {
  return {
    get: <K extends Kind>(kind: K, key: ObjectKey) => {
      const object = findObject(state, kind, key)
      return object !== undefined && isKind(object, kind) ? object : undefined
    },
    list: <K extends Kind>(kind: K, namespace: string) =>
      ofKind(state.objects.startingWith(namespace === '' ? `${kind}/` : `${kind}/${namespace}/`), kind),
    ownedBy: <K extends Kind>(kind: K, ownerUid: string) => ofKind(state.owned.startingWith(`${ownerUid}/${kind}/`), kind),
    podCountOn: (nodeName: string) => state.boundCounts.get(nodeName) ?? 0,
    podsOnNode: (nodeName: string) => ofKind(state.bound.startingWith(`${nodeName}/`), 'Pod'),
  }
}

function ofKind<K extends Kind>(objects: readonly ApiObject[], kind: K): readonly ObjectByKind[K][] {
  const matching: ObjectByKind[K][] = []
  for (const object of objects) if (isKind(object, kind)) matching.push(object)
  return matching
}
