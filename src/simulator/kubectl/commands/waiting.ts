// When a command that waits for the cluster looks again.

import type { Runtime } from '../runtime.ts'

/** How long to wait when nothing is due: someone else may still change something. */
const IDLE_MS = 1000

/** The next moment at which anything can have changed, in simulated milliseconds. */
export function nextLookAtMs(runtime: Runtime): number {
  const { nowMs } = runtime.moment
  const dueAtMs = runtime.cluster.nextDueAtMs()
  return dueAtMs === undefined ? nowMs + IDLE_MS : Math.max(nowMs + 1, dueAtMs)
}
