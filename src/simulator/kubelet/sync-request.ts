// When the kubelet looks at a Pod again (PROP-3, PROP-7, LIFE-6). One date at a time: an earlier one replaces a later one.
// @source pkg/kubelet/pod_workers.go completeWork

import { MINUTE_MS, SECOND_MS } from '../base/sim-time.ts'
import type { SyncCause } from './state.ts'
import type { Turn } from './turn.ts'
import { chance, recordOf, remind, updatePod } from './turn.ts'

const SYNC_FREQUENCY_MS = MINUTE_MS
const BACK_OFF_MS = 10 * SECOND_MS
/** Work that is due is found once a second. */
const TICK_MS = SECOND_MS
const JITTER = 0.5

/** Looks in `afterMs`, unless it would look earlier anyway. */
export function askForSync<P>(turn: Turn<P>, uid: string, afterMs: number, because: SyncCause): void {
  const record = recordOf(turn, uid)
  if (record === undefined || record.finished) return
  const dueAtMs = turn.moment.nowMs + Math.round(afterMs)
  if (record.nextSyncAtMs !== undefined && record.nextSyncAtMs <= dueAtMs) return
  updatePod(turn, uid, { syncs: record.syncs + 1, nextSyncAtMs: dueAtMs })
  remind(turn, afterMs, { kind: 'sync', uid, sync: record.syncs + 1, because })
}

/** After a look: the next one, by how this one went. */
export function planNextSync<P>(turn: Turn<P>, uid: string): void {
  const record = recordOf(turn, uid)
  if (record === undefined) return
  const { trouble } = record
  const jitter = 1 + chance(turn) * JITTER
  if (trouble === undefined) askForSync(turn, uid, SYNC_FREQUENCY_MS * jitter + chance(turn) * TICK_MS, 'resync')
  else if (trouble.kind === 'error') askForSync(turn, uid, BACK_OFF_MS * jitter + chance(turn) * TICK_MS, 'retry')
  else {
    const left = Math.max(0, trouble.untilMs - turn.moment.nowMs)
    askForSync(turn, uid, Math.min(left, SYNC_FREQUENCY_MS) * jitter + chance(turn) * TICK_MS, 'retry')
  }
}
