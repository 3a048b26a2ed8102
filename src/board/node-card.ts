// What a node has heard: its kubelet's copies of ConfigMaps and Secrets, and when it looks at each of its Pods.

import type { EntryId, NodeReport, TimelineEntry } from '../simulator/index.ts'
import type { ConfigurationKind, VersionBook } from './versions.ts'
import { idOf, isClustersOwn, versionOfObject } from './versions.ts'

export interface CachedCopy {
  /** As the object's own id. */
  readonly id: string
  readonly kind: ConfigurationKind
  readonly name: string
  readonly resourceVersion: string | undefined
  /** From 1. 0: the node knows that there is no such object. */
  readonly version: number
  readonly sinceMs: number
  readonly reason: EntryId | undefined
}

export interface Dial {
  /** The Pod's uid. */
  readonly id: string
  readonly pod: string
  /** When the dial began to run down; undefined while the kubelet is at work. */
  readonly fromMs: number | undefined
  readonly untilMs: number | undefined
}

export interface NodeCard {
  readonly name: string
  readonly copies: readonly CachedCopy[]
  readonly dials: readonly Dial[]
}

export function describeNode({ node, cache, pods }: NodeReport, entries: readonly TimelineEntry[], versions: VersionBook): NodeCard {
  return {
    name: node,
    copies: cache
      .filter(({ namespace, name }) => !isClustersOwn(name, namespace))
      .map(({ kind, namespace, name, version, sinceMs }) => {
        const id = idOf(kind, namespace, name)
        const heard = entries.findLast(
          ({ kind: what, object }) =>
            what === 'cache-updated' && object?.kind === kind && object.name === name && object.namespace === namespace,
        )
        return {
          id,
          kind,
          name,
          resourceVersion: version,
          version: versionOfObject(versions, id, version),
          sinceMs,
          reason: heard?.id,
        }
      }),
    dials: pods.map(({ uid, name, lastSyncAtMs, nextSyncAtMs }) => ({
      id: uid,
      pod: name,
      fromMs: nextSyncAtMs === undefined ? undefined : (lastSyncAtMs ?? 0),
      untilMs: nextSyncAtMs,
    })),
  }
}
