// What the node knows of ConfigMaps and Secrets: a copy of each one that a Pod here refers to, kept by watching, by age, or not at all (PROP-*).
// @source pkg/kubelet/util/manager watch_based_manager.go, cache_based_manager.go
// @simplified The kubelet never stops watching ConfigMaps and Secrets that nobody asked for in five minutes; no Pod can notice it.

import type { ApiView, WatchEvent } from '../api/client.ts'
import type { ConfigMap, Secret } from '../api/fields/core.ts'
import type { Container } from '../api/fields/container.ts'
import type { Pod } from '../api/fields/pod.ts'
import type { Volume } from '../api/fields/volume.ts'
import { PersistentMap } from '../base/persistent-map.ts'
import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import type { SimTimeMs } from '../base/sim-time.ts'

/** `configMapAndSecretChangeDetectionStrategy` of the kubelet. */
export type ChangeDetection = 'Watch' | 'Cache' | 'Get'

export interface CacheEntry {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly namespace: string
  readonly name: string
  readonly object: ConfigMap | Secret | undefined
  readonly sinceMs: SimTimeMs
  /** It was immutable when somebody here read it: it is never watched again while somebody refers to it (PROP-9). */
  readonly isFrozen?: true
  /** Uids of the Pods that refer to it. */
  readonly users: PersistentMap<true>
}

/** By `ConfigMap/namespace/name`. */
export type ConfigurationCache = PersistentMap<CacheEntry>

export interface Reference {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly name: string
}

export function cacheKey(kind: Reference['kind'], namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`
}

/** Everything that a Pod takes configuration from, once each. */
export function referencesOf({ spec }: Pod): readonly Reference[] {
  const found = new Map<string, Reference>()
  const add = ({ kind, name }: Reference) => {
    if (name !== '') found.set(`${kind}/${name}`, { kind, name })
  }
  for (const container of [...(spec.initContainers ?? []), ...(spec.containers ?? [])]) referencesOfContainer(container).forEach(add)
  for (const volume of spec.volumes ?? []) referencesOfVolume(volume).forEach(add)
  for (const { name = '' } of spec.imagePullSecrets ?? []) add({ kind: 'Secret', name })
  return [...found.values()]
}

export function referencesOfVolume({ configMap, secret, projected }: Volume): readonly Reference[] {
  const references: Reference[] = []
  if (configMap?.name !== undefined) references.push({ kind: 'ConfigMap', name: configMap.name })
  if (secret?.secretName !== undefined) references.push({ kind: 'Secret', name: secret.secretName })
  for (const source of projected?.sources ?? []) {
    if (source.configMap?.name !== undefined) references.push({ kind: 'ConfigMap', name: source.configMap.name })
    if (source.secret?.name !== undefined) references.push({ kind: 'Secret', name: source.secret.name })
  }
  return references
}

/** What its environment is made from. */
export function referencesOfContainer({ envFrom = [], env = [] }: Container): readonly Reference[] {
  const references: Reference[] = []
  const add = (kind: Reference['kind'], name: string | undefined) => {
    if (name !== undefined) references.push({ kind, name })
  }
  for (const source of envFrom) {
    add('ConfigMap', source.configMapRef?.name)
    add('Secret', source.secretRef?.name)
  }
  for (const { valueFrom } of env) {
    add('ConfigMap', valueFrom?.configMapKeyRef?.name)
    add('Secret', valueFrom?.secretKeyRef?.name)
  }
  return references
}

/** A Pod came to the node: what it refers to is fetched, unless the node has it. */
export function register(cache: ConfigurationCache, pod: Pod, view: ApiView, nowMs: SimTimeMs, how: ChangeDetection): ConfigurationCache {
  const namespace = pod.metadata.namespace ?? ''
  const uid = pod.metadata.uid ?? ''
  let next = cache
  for (const { kind, name } of referencesOf(pod)) {
    const key = cacheKey(kind, namespace, name)
    const known = next.get(key)
    // Only a watch is trusted when another Pod comes to use the object.
    const present = known !== undefined && (how === 'Watch' || known.users.has(uid)) ? known : undefined
    const users = known?.users ?? PersistentMap.empty<true>()
    const entry = present ?? { kind, namespace, name, object: view.get(kind, { namespace, name }), sinceMs: nowMs, users }
    if (!entry.users.has(uid)) next = next.with(key, { ...entry, users: entry.users.with(uid, true) })
  }
  return next
}

/** A Pod left: what nobody refers to any more is forgotten. */
export function unregister(cache: ConfigurationCache, pod: Pod): ConfigurationCache {
  const uid = pod.metadata.uid ?? ''
  let next = cache
  for (const { kind, name } of referencesOf(pod)) {
    const key = cacheKey(kind, pod.metadata.namespace ?? '', name)
    const entry = next.get(key)
    if (entry === undefined) continue
    const users = entry.users.without(uid)
    next = users.size === 0 ? next.without(key) : next.with(key, { ...entry, users })
  }
  return next
}

/** Somebody reads: that an object is immutable is noticed then, and its watch ends. @source watch_based_manager.go Get */
export function withRead(cache: ConfigurationCache, namespace: string, references: readonly Reference[]): ConfigurationCache {
  let next = cache
  for (const { kind, name } of references) {
    const key = cacheKey(kind, namespace, name)
    const entry = next.get(key)
    if (entry?.object?.immutable === true && entry.isFrozen !== true) next = next.with(key, { ...entry, isFrozen: true })
  }
  return next
}

/** @returns the entry that changed, or undefined when the node does not care */
export function observe(cache: ConfigurationCache, event: WatchEvent, nowMs: SimTimeMs): CacheEntry | undefined {
  const { object } = event
  if (object.kind !== 'ConfigMap' && object.kind !== 'Secret') return undefined
  const entry = cache.get(cacheKey(object.kind, object.metadata.namespace ?? '', object.metadata.name ?? ''))
  if (entry === undefined || entry.isFrozen === true) return undefined
  return { ...entry, object: event.type === 'DELETED' ? undefined : object, sinceMs: nowMs }
}

/** What the node is given where it does not watch: a copy that is older than `maximumAgeMs` is fetched anew, immutable or not. */
export function refreshed(entry: CacheEntry, view: ApiView, nowMs: SimTimeMs, maximumAgeMs: number): CacheEntry {
  if (entry.object !== undefined && nowMs - entry.sinceMs < maximumAgeMs) return entry
  return { ...entry, object: view.get(entry.kind, { namespace: entry.namespace, name: entry.name }), sinceMs: nowMs }
}

/** How a consumer reads: the object, or the kubelet's words for its absence (ENV-8). */
export interface ConfigurationReader {
  configMap(namespace: string, name: string): Result<ConfigMap, string>
  secret(namespace: string, name: string): Result<Secret, string>
}

export function readerOf(cache: ConfigurationCache): ConfigurationReader {
  return {
    configMap: (namespace, name) => {
      const object = cache.get(cacheKey('ConfigMap', namespace, name))?.object
      return object?.kind === 'ConfigMap' ? success(object) : failure(`configmap "${name}" not found`)
    },
    secret: (namespace, name) => {
      const object = cache.get(cacheKey('Secret', namespace, name))?.object
      return object?.kind === 'Secret' ? success(object) : failure(`secret "${name}" not found`)
    },
  }
}
