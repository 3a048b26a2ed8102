// What the scheduler says of a node, and which Pods count there.

import type { Pod } from '../api/fields/pod.ts'

/** Why a node cannot take a Pod, in the scheduler's words. */
export interface Problem {
  readonly reasons: readonly string[]
  /** Whether there would be room if other Pods went. */
  readonly isForRoom: boolean
}

/** What has ended needs nothing any more. */
export function hasEnded({ status }: Pod): boolean {
  return status.phase === 'Succeeded' || status.phase === 'Failed'
}
