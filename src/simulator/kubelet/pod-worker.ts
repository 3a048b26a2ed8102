// The life of one Pod on its node: looks at it, works off what is to be started, ends it.
// @source pkg/kubelet/kubelet.go SyncPod, SyncTerminatingPod, SyncTerminatedPod; pod_workers.go

import type { Pod } from '../api/fields/pod.ts'
import { SECOND_MS } from '../base/sim-time.ts'
import { cacheKey, referencesOf, refreshed, unregister } from './configuration.ts'
import { continueSoon, planStarts, startNext } from './containers.ts'
import { reportMissingPullSecrets } from './images.ts'
import { STOP_MS } from './processes.ts'
import { OVERDUE, phaseOf, writeStatus } from './pod-status.ts'
import { probeUnready } from './probes.ts'
import type { SyncCause } from './state.ts'
import { stopNext } from './stopping.ts'
import { askAtOnce, askForSync, planNextSync, untilNewsMs, waitForNews } from './sync-request.ts'
import type { Turn } from './turn.ts'
import { chance, note, recordOf, remind, report, updatePod } from './turn.ts'
import { setUpVolumes } from './volumes.ts'

/** A sandbox takes once to twice as long, and so does a container in it. */
const SANDBOX_MS = 230
/** The populator and the reconciler of volumes each look ten times a second. */
const VOLUME_LOOPS_MS = 200
const MOUNT_MS = 120
const UNMOUNT_MS = 150

/** Something happened to containers of a Pod: what that means is seen in a look at it, one at a time. */
export function hear<P>(turn: Turn<P>, uid: string): void {
  const record = recordOf(turn, uid)
  if (record === undefined) return
  if (record.plan !== undefined || record.waitsForNews) updatePod(turn, uid, { syncAsked: 'container-changed' })
  else sync(turn, uid, 'container-changed')
}

/** Looks at a Pod (PROP-2, PROP-3). */
export function sync<P>(turn: Turn<P>, uid: string, because: SyncCause): void {
  const record = recordOf(turn, uid)
  if (record === undefined || record.termination !== undefined || record.finished) return
  if (record.plan !== undefined) {
    // One at a time: it is done when the present one has ended.
    updatePod(turn, uid, { syncAsked: because, nextSyncAtMs: undefined })
    return
  }
  if (waitForNews(turn, uid, because)) return
  const looked = turn.entries.length
  updatePod(turn, uid, { lastSyncAtMs: turn.moment.nowMs, nextSyncAtMs: undefined, trouble: undefined, waitsForNews: false })
  readConfiguration(turn, record.pod)
  writeStatus(turn, uid)
  const phase = phaseOf(record)
  if (phase === 'Succeeded' || phase === 'Failed') {
    const killAtMs = turn.moment.nowMs + (record.pod.spec.terminationGracePeriodSeconds ?? 30) * SECOND_MS
    updatePod(turn, uid, { termination: { killAtMs } })
    remind(turn, untilNewsMs(turn) + STOP_MS, { kind: 'stopped', uid })
    return
  }
  probeUnready(turn, uid)
  if (!setUpVolumes(turn, uid)) {
    logSync(turn, uid, because, looked)
    return
  }
  const isNew = record.podIP === ''
  if (!isNew) remind(turn, chance(turn) * VOLUME_LOOPS_MS, { kind: 'remount', uid })
  reportMissingPullSecrets(turn, record.pod)
  updatePod(turn, uid, { plan: planStarts(record) })
  if (isNew) {
    const number = turn.state.addresses + 1
    turn.state = { ...turn.state, addresses: number }
    updatePod(turn, uid, { hasActed: true, podIP: `10.244.${String(turn.options.subnet)}.${String(number + 1)}` })
    logSync(turn, uid, because, looked)
    remind(turn, MOUNT_MS + SANDBOX_MS * (1 + chance(turn)), { kind: 'sandboxed', uid })
    return
  }
  work(turn, uid, undefined)
  logSync(turn, uid, because, looked)
}

/** When the next look is due is known at the end of this one; it is told before all that it did (`at`). */
function logSync<P>(turn: Turn<P>, uid: string, because: SyncCause, at: number): void {
  const record = recordOf(turn, uid)
  if (record === undefined) return
  const done = turn.entries.splice(at)
  note(turn, record.pod, { kind: 'pod-synced', node: turn.options.nodeName, because, nextSyncAtMs: record.nextSyncAtMs })
  turn.entries.push(...done)
}

/** Where the kubelet does not watch, it asks when it looks. */
function readConfiguration<P>(turn: Turn<P>, pod: Pod): void {
  const { changeDetection } = turn.options
  if (changeDetection === 'Watch') return
  const ttlSeconds = Number(
    turn.view.get('Node', { namespace: '', name: turn.options.nodeName })?.metadata.annotations?.['node.alpha.kubernetes.io/ttl'] ?? 60,
  )
  const maximumAgeMs = changeDetection === 'Get' ? 0 : ttlSeconds * 1000
  for (const { kind, name } of referencesOf(pod)) {
    const key = cacheKey(kind, pod.metadata.namespace ?? '', name)
    const entry = turn.state.cache.get(key)
    if (entry === undefined) continue
    turn.state = { ...turn.state, cache: turn.state.cache.with(key, refreshed(entry, turn.view, turn.moment.nowMs, maximumAgeMs)) }
  }
}

/** Works off the plan until it is done or has to wait. `pulled`: the container whose image has come. */
export function work<P>(turn: Turn<P>, uid: string, pulled: string | undefined): void {
  const record = recordOf(turn, uid)
  const [next, ...rest] = record?.plan ?? []
  if (record?.plan === undefined) return
  if (next !== undefined) {
    if (!startNext(turn, uid, next, next === pulled)) return
    updatePod(turn, uid, { plan: rest })
    if (rest.length > 0) {
      continueSoon(turn, uid)
      return
    }
  }
  const { hasActed, trouble, syncAsked: asked } = recordOf(turn, uid) ?? record
  updatePod(turn, uid, { plan: undefined, syncEndedAtMs: turn.moment.nowMs, hasActed: false, syncAsked: undefined })
  if (hasActed && trouble === undefined) askAtOnce(turn, uid)
  if (asked !== undefined) askForSync(turn, uid, 0, asked)
  else planNextSync(turn, uid)
}

/** Asks the processes to end, and ends them when their grace is over. */
export function terminate<P>(turn: Turn<P>, uid: string, pod: Pod): void {
  const record = recordOf(turn, uid)
  if (record === undefined) return
  const graceMs = (pod.metadata.deletionGracePeriodSeconds ?? 30) * 1000
  const killAtMs = turn.moment.nowMs + graceMs
  if (record.termination !== undefined && record.termination.killAtMs <= killAtMs) return
  stop(turn, uid, killAtMs)
}

/** What runs is asked to end; what does not by then is killed. */
function stop<P>(turn: Turn<P>, uid: string, killAtMs: number): void {
  const record = recordOf(turn, uid)
  if (record === undefined) return
  updatePod(turn, uid, { termination: { killAtMs }, plan: undefined, nextSyncAtMs: undefined, syncs: record.syncs + 1 })
  writeStatus(turn, uid)
  stopNext(turn, uid, killAtMs)
  if (!anyRuns(turn, uid)) remind(turn, STOP_MS, { kind: 'stopped', uid })
}

function anyRuns<P>(turn: Turn<P>, uid: string): boolean {
  return (
    recordOf(turn, uid)
      ?.containers.values()
      .some(({ phase }) => phase.kind === 'running') === true
  )
}

/** A container of a Pod that is to end has ended. With the last one the sandbox goes, and the status says how all ended. */
export function stopped<P>(turn: Turn<P>, uid: string): void {
  const record = recordOf(turn, uid)
  if (record?.termination === undefined || record.sandbox === 'stopped') return
  if (anyRuns(turn, uid)) {
    // Sidecars go when what they served is gone.
    stopNext(turn, uid, record.termination.killAtMs)
    return
  }
  updatePod(turn, uid, { sandbox: 'stopped' })
  repeatOverdue(turn, uid)
  writeStatus(turn, uid)
  remind(turn, untilNewsMs(turn) + UNMOUNT_MS, { kind: 'finish', uid })
}

/** The volumes are gone, too: the Pod may go. */
export function finish<P>(turn: Turn<P>, uid: string): void {
  const record = recordOf(turn, uid)
  if (record === undefined || record.finished) return
  repeatOverdue(turn, uid)
  updatePod(turn, uid, { finished: true })
  if (record.pod.metadata.deletionTimestamp === undefined) {
    turn.state = { ...turn.state, cache: unregister(turn.state.cache, record.pod) }
    return
  }
  const key = { namespace: record.pod.metadata.namespace ?? '', name: record.pod.metadata.name ?? '' }
  turn.requests.push({ verb: 'delete', kind: 'Pod', key, gracePeriodSeconds: 0, preconditions: { uid } })
}

/** It has run for too long. @source pkg/kubelet/active_deadline.go */
export function endOverdue<P>(turn: Turn<P>, uid: string): void {
  const record = recordOf(turn, uid)
  if (record === undefined || record.termination !== undefined || record.finished) return
  report(turn, record.pod, 'Normal', OVERDUE.reason, OVERDUE.message)
  updatePod(turn, uid, { isOverdue: true })
  repeatOverdue(turn, uid)
  stop(turn, uid, turn.moment.nowMs + (record.pod.spec.terminationGracePeriodSeconds ?? 30) * SECOND_MS)
}

/** Whenever a status of an overdue Pod is made, it is said again. */
function repeatOverdue<P>(turn: Turn<P>, uid: string): void {
  const record = recordOf(turn, uid)
  if (record?.isOverdue === true) report(turn, record.pod, 'Normal', OVERDUE.reason, OVERDUE.message)
}
