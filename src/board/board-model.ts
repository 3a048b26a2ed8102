// What the board shows at one moment: a pure function of a snapshot and of the versions that values have had.
// Moments are given as they are, never as ages: what only grows older needs no new description.

import type { Snapshot } from '../simulator/index.ts'
import type { NodeCard } from './node-card.ts'
import { describeNode } from './node-card.ts'
import type { ObjectCard } from './object-card.ts'
import { describeObjects } from './object-card.ts'
import type { PodCard } from './pod-card.ts'
import { describePods } from './pod-card.ts'
import type { ConfigurationKind, VersionBook } from './versions.ts'

/** What the board follows: a key, or all keys of an object. */
export interface Focus {
  readonly kind: ConfigurationKind
  readonly name: string
  readonly key?: string | undefined
  /** `default`, if none is given. */
  readonly namespace?: string | undefined
}

export interface BoardOptions {
  /** None: everything that containers consume. */
  readonly focus: readonly Focus[]
  readonly versions: VersionBook
  /** Ids of the Secrets whose values the learner asked for. */
  readonly revealed: readonly string[]
}

export interface BoardModel {
  readonly objects: readonly ObjectCard[]
  readonly nodes: readonly NodeCard[]
  /** In the order in which they were made. */
  readonly pods: readonly PodCard[]
}

export function describeBoard(snapshot: Snapshot, options: BoardOptions): BoardModel {
  return {
    objects: describeObjects(snapshot, options),
    nodes: snapshot.nodes.map((node) => describeNode(node, snapshot.entries, options.versions)),
    pods: describePods(snapshot, options),
  }
}

export function isFollowed(focus: readonly Focus[], kind: string, namespace: string, name: string, key: string): boolean {
  return (
    focus.length === 0 ||
    focus.some(
      (each) =>
        each.kind === kind &&
        each.name === name &&
        (each.namespace ?? 'default') === namespace &&
        (each.key === undefined || each.key === key),
    )
  )
}
