// Truth one: each ConfigMap and Secret as the API server holds it.

import type { EntryId, Snapshot, TimelineEntry } from '../simulator/index.ts'
import type { BoardOptions } from './board-options.ts'
import { isFollowed } from './board-options.ts'
import type { ShownValue } from './shown-value.ts'
import { showValue } from './shown-value.ts'
import type { ConfigurationKind } from './versions.ts'
import { idOf, isClustersOwn, textsOf, versionOfObject, versionOfValue } from './versions.ts'

export interface ObjectCard {
  /** `ConfigMap/default/settings` */
  readonly id: string
  readonly kind: ConfigurationKind
  readonly namespace: string
  readonly name: string
  readonly resourceVersion: string
  /** When it was stored as it is. */
  readonly sinceMs: number
  /** How often its content was another one, from 1. */
  readonly version: number
  readonly isImmutable: boolean
  /** Of a Secret: whether its values are to be seen. */
  readonly isRevealed: boolean
  readonly entries: readonly { readonly key: string; readonly value: ShownValue; readonly isFollowed: boolean }[]
  /** The entry that stored it. */
  readonly reason: EntryId | undefined
}

/** ConfigMaps first, each kind by namespace and name. */
export function describeObjects({ view, entries }: Snapshot, { focus, versions, revealed }: BoardOptions): readonly ObjectCard[] {
  const objects = [...view.list('ConfigMap', ''), ...view.list('Secret', '')]
  return objects.flatMap((object): readonly ObjectCard[] => {
    const { name = '', namespace = '', resourceVersion = '' } = object.metadata
    if (isClustersOwn(name, namespace)) return []
    const id = idOf(object.kind, namespace, name)
    const isHidden = object.kind === 'Secret' && !revealed.includes(id)
    const stored = entries.findLast((entry) => isStoring(entry, object.kind, namespace, name))
    return [
      {
        id,
        kind: object.kind,
        namespace,
        name,
        resourceVersion,
        sinceMs: stored?.atMs ?? 0,
        version: versionOfObject(versions, id, resourceVersion),
        isImmutable: object.immutable === true,
        isRevealed: revealed.includes(id),
        entries: Array.from(textsOf(object), ([key, text]) => ({
          key,
          value: showValue(text, versionOfValue(versions, id, key, text), isHidden),
          isFollowed: focus.length > 0 && isFollowed(focus, object.kind, namespace, name, key),
        })),
        reason: stored?.id,
      },
    ]
  })
}

function isStoring(entry: TimelineEntry, kind: string, namespace: string, name: string): boolean {
  const { object } = entry
  return entry.kind === 'object-stored' && object?.kind === kind && object.name === name && object.namespace === namespace
}
