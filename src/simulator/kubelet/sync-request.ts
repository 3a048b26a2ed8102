// When the kubelet looks at a Pod again (PROP-3, PROP-7, LIFE-6). One date at a time: an earlier one replaces a later one.
// What containers did is not told: the runtime is asked once a second, on a beat of the node's own, and a look waits for what was asked since
// the look before it.
// @source pkg/kubelet/pod_workers.go completeWork, podWorkerLoop; pkg/kubelet/pleg/generic.go Relist

import { MINUTE_MS, SECOND_MS } from '../base/sim-time.ts'
import { drawFraction } from '../base/random.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import type { SyncCause } from './state.ts'
import type { Turn } from './turn.ts'
import { chance, recordOf, remind, updatePod } from './turn.ts'

const SYNC_FREQUENCY_MS = MINUTE_MS
const BACK_OFF_MS = 10 * SECOND_MS
/** Work that is due is found once a second. */
const TICK_MS = SECOND_MS
const JITTER = 0.5
/** @source pkg/kubelet/kubelet.go genericPlegRelistPeriod */
const RELIST_MS = SECOND_MS
/** What it takes to be told of one Pod, up to twice that. */
const ANSWER_MS = 15
/** News of one round reach the Pods one after the other. */
const SPREAD_MS = 300

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

/** The first round of questions after a moment. */
function relistAfter<P>({ options, moment }: Turn<P>, atMs: SimTimeMs): SimTimeMs {
  const beat = Math.floor(drawFraction({ seed: moment.seed, stream: `relist/${options.nodeName}` }, 0) * RELIST_MS)
  return atMs + RELIST_MS - ((((atMs - beat) % RELIST_MS) + RELIST_MS) % RELIST_MS)
}

/** How long it takes until the kubelet hears of what happens now. */
export function untilNewsMs<P>(turn: Turn<P>): number {
  const { nowMs } = turn.moment
  return relistAfter(turn, nowMs) - nowMs + Math.round(chance(turn) * SPREAD_MS)
}

/** A container of the Pod has started or ended. What is told in one round is told at once. */
export function askForNews<P>(turn: Turn<P>, uid: string): void {
  const record = recordOf(turn, uid)
  if (record === undefined || record.finished) return
  if (record.newsAtMs !== undefined && record.newsAtMs >= relistAfter(turn, turn.moment.nowMs)) return
  hearIn(turn, uid, untilNewsMs(turn))
}

/**
 * A sync that did something asks for this Pod alone, without waiting for the beat: so a start is seen at once, an end on the next beat.
 *
 * @source pkg/kubelet/kubelet.go SyncPod postSync; pkg/kubelet/pleg/generic.go RequestRelist
 */
export function askAtOnce<P>(turn: Turn<P>, uid: string): void {
  const afterMs = Math.round(ANSWER_MS * (1 + chance(turn)))
  updatePod(turn, uid, { askedAtMs: turn.moment.nowMs + afterMs })
  hearIn(turn, uid, afterMs)
}

function hearIn<P>(turn: Turn<P>, uid: string, afterMs: number): void {
  updatePod(turn, uid, { newsAtMs: turn.moment.nowMs + afterMs })
  remind(turn, afterMs, { kind: 'news', uid })
}

/** Puts a sync off until the runtime has been asked since the last one. @returns whether it was put off */
export function waitForNews<P>(turn: Turn<P>, uid: string, because: SyncCause): boolean {
  const { syncEndedAtMs: endedAtMs, askedAtMs = 0 } = recordOf(turn, uid) ?? {}
  const freshAtMs = endedAtMs === undefined ? 0 : askedAtMs > endedAtMs ? askedAtMs : relistAfter(turn, endedAtMs)
  if (freshAtMs <= turn.moment.nowMs) return false
  updatePod(turn, uid, { waitsForNews: true, nextSyncAtMs: undefined })
  askForSync(turn, uid, freshAtMs - turn.moment.nowMs + chance(turn) * SPREAD_MS, because)
  return true
}
