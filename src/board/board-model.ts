// What the board shows at one moment: a pure function of a snapshot and of the versions that values have had.
// Moments are given as they are, never as ages: what only grows older needs no new description.

import type { Snapshot } from '../simulator/index.ts'
import type { NodeCard } from './node-card.ts'
import { describeNode } from './node-card.ts'
import type { ObjectCard } from './object-card.ts'
import { describeObjects } from './object-card.ts'
import type { PodCard } from './pod-card.ts'
import { describePods } from './pod-card.ts'
import type { BoardOptions } from './board-options.ts'

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
