// What the API server holds: every object by kind, and again by owner and by node, because components ask for these all the time.

import type { ApiView, WatchEvent } from '../api/client.ts'
import type { Pod } from '../api/fields/pod.ts'
import type { Kind } from '../api/kinds.ts'
import { KINDS } from '../api/kinds.ts'
import type { ApiObject, ObjectByKind, ObjectKey } from '../api/objects.ts'
import { isKind } from '../api/objects.ts'
import { GroupedMap } from '../base/grouped-map.ts'
import type { PersistentMap } from '../base/persistent-map.ts'
import type { WatchCache } from './watch-cache.ts'
import { EMPTY_WATCH_CACHE, remember } from './watch-cache.ts'

/** In each group, by `namespace/name`. What changes with every write of an object is kept small: few indexes hold the objects themselves. */
export interface ApiServerState {
  /** By kind. */
  readonly objects: GroupedMap<ApiObject>
  /** By `owner uid/Kind`, those with a controlling owner; without a uid, those that a controller may adopt. */
  readonly owned: GroupedMap<ApiObject>
  /** By owner uid, those that are owned by somebody who does not control them. */
  readonly dependents: GroupedMap<ApiObject>
  /** By node, which Pods are bound to it; those that wait for one have the group ''. */
  readonly bound: GroupedMap<ObjectKey>
  /** Of the last write; each write gets the next. */
  readonly resourceVersion: number
  /** The last writes. */
  readonly recent: WatchCache
  /** How many uids and name suffixes were drawn. */
  readonly draws: number
}

/** A cluster that has just been set up has a few hundred writes behind it. */
const FIRST_RESOURCE_VERSION = 200

export const EMPTY_STATE: ApiServerState = {
  objects: GroupedMap.empty(),
  owned: GroupedMap.empty(),
  dependents: GroupedMap.empty(),
  bound: GroupedMap.empty(),
  resourceVersion: FIRST_RESOURCE_VERSION,
  recent: EMPTY_WATCH_CACHE,
  draws: 0,
}

export function findObject(state: ApiServerState, kind: Kind, key: ObjectKey): ApiObject | undefined {
  return state.objects.get(kind, storeKey(key))
}

/** The state after a change, which is remembered under its version. */
export function withChange(state: ApiServerState, change: WatchEvent, resourceVersion: number): ApiServerState {
  const { type, object } = change
  const key = storeKey(keyOf(object))
  const isGone = type === 'DELETED'
  const previous = isGone ? state.objects.get(object.kind, key) : change.previous
  const next = isGone ? undefined : object
  const group = ownerGroup(next)
  const node = nodeGroup(next)
  // Hardly any write changes who owns an object, or where a Pod is.
  const isOwnedAlike = next !== undefined && previous?.metadata.ownerReferences === next.metadata.ownerReferences
  const formerNode = nodeGroup(previous)
  return {
    objects: isGone ? state.objects.without(object.kind, key) : state.objects.with(object.kind, key, object),
    owned: moved(state.owned, key, isOwnedAlike ? group : ownerGroup(previous), group, next),
    dependents: movedAmongOwners(state.dependents, previous, next),
    bound: formerNode === node ? state.bound : moved(state.bound, key, formerNode, node, next && keyOf(next)),
    resourceVersion,
    recent: remember(state.recent, change, resourceVersion),
    // Something was drawn for an object that is new: its uid.
    draws: type === 'ADDED' ? state.draws + 1 : state.draws,
  }
}

/** Hardly anything is owned by somebody who does not control it. */
function movedAmongOwners(
  index: GroupedMap<ApiObject>,
  previous: ApiObject | undefined,
  next: ApiObject | undefined,
): GroupedMap<ApiObject> {
  let moving = index
  if (previous !== undefined) for (const uid of otherOwners(previous)) moving = moving.without(uid, keyAmongAll(previous))
  if (next !== undefined) for (const uid of otherOwners(next)) moving = moving.with(uid, keyAmongAll(next), next)
  return moving
}

const NO_OWNERS: readonly string[] = []

function otherOwners({ metadata: { ownerReferences } }: ApiObject): readonly string[] {
  if (ownerReferences === undefined || ownerReferences.every(({ controller }) => controller === true)) return NO_OWNERS
  return ownerReferences.filter(({ controller }) => controller !== true).map(({ uid }) => uid)
}

function keyAmongAll(object: ApiObject): string {
  return `${object.kind}/${storeKey(keyOf(object))}`
}

/** The index after what was in one group is in another. */
function moved<V>(
  index: GroupedMap<V>,
  key: string,
  from: string | undefined,
  to: string | undefined,
  value: V | undefined,
): GroupedMap<V> {
  const left = from === undefined || from === to ? index : index.without(from, key)
  return value === undefined || to === undefined ? left : left.with(to, key, value)
}

export function keyOf(object: ApiObject): ObjectKey {
  return { namespace: object.metadata.namespace ?? '', name: object.metadata.name ?? '' }
}

function storeKey({ namespace, name }: ObjectKey): string {
  return `${namespace}/${name}`
}

const ADOPTABLE: ReadonlySet<Kind> = new Set(['Pod', 'ReplicaSet', 'ControllerRevision'])

function ownerGroup(object: ApiObject | undefined): string | undefined {
  if (object === undefined) return undefined
  const { kind, metadata } = object
  const owner = metadata.ownerReferences?.find((reference) => reference.controller === true)
  if (owner === undefined) return ADOPTABLE.has(kind) ? `/${kind}` : undefined
  return `${owner.uid}/${kind}`
}

function nodeGroup(object: ApiObject | undefined): string | undefined {
  return object?.kind === 'Pod' ? (object.spec.nodeName ?? '') : undefined
}

/** Reads of one state. */
export class StateView implements ApiView {
  readonly #state: ApiServerState

  constructor(state: ApiServerState) {
    this.#state = state
  }

  get<K extends Kind>(kind: K, key: ObjectKey): ObjectByKind[K] | undefined {
    const object = findObject(this.#state, kind, key)
    return object !== undefined && isKind(object, kind) ? object : undefined
  }

  list<K extends Kind>(kind: K, namespace: string): readonly ObjectByKind[K][] {
    return ofKind(inNamespace(this.#state.objects.group(kind), namespace), kind)
  }

  ownedBy<K extends Kind>(kind: K, ownerUid: string): readonly ObjectByKind[K][] {
    return ofKind(this.#state.owned.group(`${ownerUid}/${kind}`).values(), kind)
  }

  podCountOn(nodeName: string): number {
    return this.#state.bound.group(nodeName).size
  }

  podsOnNode(nodeName: string): readonly Pod[] {
    return this.#state.bound
      .group(nodeName)
      .values()
      .flatMap((key) => this.get('Pod', key) ?? [])
  }

  dependentsOf(ownerUid: string): readonly ApiObject[] {
    return [
      ...KINDS.flatMap(({ kind }) => this.#state.owned.group(`${ownerUid}/${kind}`).values()),
      ...this.#state.dependents.group(ownerUid).values(),
    ]
  }
}

function inNamespace(objects: PersistentMap<ApiObject>, namespace: string): readonly ApiObject[] {
  return namespace === '' ? objects.values() : objects.startingWith(`${namespace}/`)
}

/** A group holds objects of one kind. */
function ofKind<K extends Kind>(objects: readonly ApiObject[], kind: K): readonly ObjectByKind[K][] {
  return objects.every((object): object is ObjectByKind[K] => isKind(object, kind)) ? objects : []
}
