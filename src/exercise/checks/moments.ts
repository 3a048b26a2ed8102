// All moments of a run at which something changed, since the learner came, up to the moment that is judged.

import type { Snapshot } from '../../simulator/index.ts'
import { snapshotAt } from '../../simulator/index.ts'
import type { Look } from './check-kind.ts'

export function momentsSince({ run, now, sinceMs }: Look): readonly Snapshot[] {
  const changes = run.entries.map(({ atMs }) => atMs).filter((atMs) => atMs > sinceMs && atMs < now.atMs)
  return [...new Set([sinceMs, ...changes]), now.atMs].map((atMs) => (atMs === now.atMs ? now : snapshotAt(run, atMs)))
}
