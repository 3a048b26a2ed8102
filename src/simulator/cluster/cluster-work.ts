// The cluster while something happens in it: tasks that are due, requests, and who is told of what was written.

import type { ApiRequest, ApiResponse, EventDraft, WatchEvent } from '../api/client.ts'
import type { AgentStep, Controller } from '../api/component.ts'
import type { Event } from '../api/fields/event.ts'
import type { Kind } from '../api/kinds.ts'
import { KINDS } from '../api/kinds.ts'
import type { ObjectKey } from '../api/objects.ts'
import { isKind, referenceTo } from '../api/objects.ts'
import type { Actor, EntryDraft, EntryId, TimelineEntry } from '../api/timeline.ts'
import type { ServerPartName } from '../apiserver/index.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import type { OpenTimerQueue } from '../base/timer-queue.ts'
import { openTimerQueue, schedule } from '../base/timer-queue.ts'
import { controllers } from '../controllers/index.ts'
import type { KubeletState, KubeletTask } from '../kubelet/index.ts'
import { scheduler } from '../scheduler/index.ts'
import { changedFields } from './changed-fields.ts'
import { recordEvent } from './event-recorder.ts'
import type { Cluster, Outcome, Task } from './cluster-state.ts'
import { momentOf, viewOf } from './cluster-state.ts'

const LOOPS: readonly Controller[] = [...controllers, scheduler]

/** By kind, which loops hear of its changes. */
const LISTENERS: ReadonlyMap<Kind, readonly number[]> = new Map(
  KINDS.map(({ kind }) => [kind, LOOPS.flatMap(({ watches }, index) => (watches.includes(kind) ? [index] : []))]),
)

/** How long news takes, in milliseconds. */
const TO_LOOP_MS = 8
const TO_NODE_MS = 25
/** @source client-go/util/workqueue DefaultTypedControllerRateLimiter */
const RETRY = { firstMs: 5, lastMs: 1_000_000 }

/** So many tasks in one simulated second mean that something repeats without end. */
const STEPS_IN_A_SECOND = 60_000

/** Changed in place, the cluster in it too, and only as long as one operation of cluster.ts lasts. */
interface Work<P> {
  readonly cluster: { -readonly [Name in keyof Cluster<P>]: Cluster<P>[Name] } & { readonly queue: OpenTimerQueue<Task> }
  readonly entries: TimelineEntry[]
  readonly lacks: ServerPartName[]
  cause: EntryId | undefined
}

export function begin<P>(cluster: Cluster<P>, cause?: EntryId): Work<P> {
  return { cluster: { ...cluster, queue: openTimerQueue(cluster.queue) }, entries: [], lacks: [], cause }
}

export function finish<P>({ cluster, entries, lacks }: Work<P>): Outcome<P> {
  return { cluster, entries, lacks }
}

export function mayGoOn<P>(work: Work<P>, dueAtMs: SimTimeMs): boolean {
  const { pace } = work.cluster
  if (pace.stopped) return false
  if (dueAtMs - pace.sinceMs >= 1000) {
    work.cluster.pace = { sinceMs: dueAtMs, steps: 1, stopped: false }
    return true
  }
  const stopped = pace.steps >= STEPS_IN_A_SECOND
  work.cluster.pace = { ...pace, steps: pace.steps + 1, stopped }
  if (stopped) append(work, { actor: 'simulator', object: undefined, kind: 'runaway-stopped', steps: pace.steps })
  return !stopped
}

export function runTask<P>(work: Work<P>, task: Task): void {
  work.cause = task.cause
  switch (task.kind) {
    case 'reconcile':
      reconcile(work, task.loop, task.key, task.requeued)
      break
    case 'deliver': {
      const kubelet = work.cluster.kubelets[task.node]
      const state = work.cluster.nodes[task.node]
      if (kubelet !== undefined && state !== undefined)
        takeStep(work, task.node, kubelet.observe(state, task.event, viewOf(work.cluster), momentOf(work.cluster)))
      break
    }
    case 'node': {
      const kubelet = work.cluster.kubelets[task.node]
      const state = work.cluster.nodes[task.node]
      if (kubelet !== undefined && state !== undefined)
        takeStep(work, task.node, kubelet.run(state, task.task, viewOf(work.cluster), momentOf(work.cluster)))
      break
    }
  }
  work.cause = undefined
}

export function takeStep<P>(work: Work<P>, node: number, step: AgentStep<KubeletState<P>, KubeletTask>): void {
  work.cluster.nodes = work.cluster.nodes.with(node, step.state)
  const before = work.cause
  let synced: EntryId | undefined
  for (const draft of step.entries) {
    if (draft.kind === 'pod-synced') work.cause = before
    const id = append(work, draft)
    // What follows in this step follows from the look at the Pod, or from what the node did to it.
    if (draft.kind === 'pod-synced') synced = id
    if (
      draft.kind === 'pod-synced' ||
      draft.kind === 'volume-written' ||
      draft.kind === 'container-started' ||
      draft.kind === 'container-exited'
    )
      work.cause = id
  }
  for (const asked of step.requests) perform(work, asked, 'kubelet')
  for (const event of step.events) emit(work, event)
  for (const { dueAtMs, task } of step.timers) enqueue(work, dueAtMs, { kind: 'node', node, task, cause: synced ?? before })
  work.cause = before
}

function reconcile<P>(work: Work<P>, loopIndex: number, key: ObjectKey, requeued: boolean): void {
  const loop = LOOPS[loopIndex]
  if (loop === undefined) return
  const pendingKey = `${String(loopIndex)}/${key.namespace}/${key.name}`
  if (!requeued) work.cluster.pending = work.cluster.pending.without(pendingKey)
  else {
    // An earlier time has taken its place.
    if (work.cluster.putOff.get(pendingKey) !== work.cluster.nowMs) return
    work.cluster.putOff = work.cluster.putOff.without(pendingKey)
  }
  const failures = work.cluster.failures.get(pendingKey) ?? 0
  const outcome = loop.reconcile(viewOf(work.cluster), key, { ...momentOf(work.cluster), failures })
  let refused = false
  for (const { request: asked, onSuccess, onRefusal } of outcome.requests) {
    const response = perform(work, asked, loop.actor)
    if (response.ok) {
      if ('object' in response) for (const event of onSuccess?.(response.object) ?? []) emit(work, event)
      continue
    }
    for (const event of onRefusal?.(response.status) ?? []) emit(work, event)
    if (outcome.continueAfterRefusal === true) continue
    refused = true
    for (const { request: last } of outcome.afterRefusal?.(response.status) ?? []) perform(work, last, loop.actor)
    break
  }
  for (const event of outcome.events) emit(work, event)
  const again: Task = { kind: 'reconcile', loop: loopIndex, key, cause: work.cause, requeued: true }
  if (refused) {
    work.cluster.failures = work.cluster.failures.with(pendingKey, failures + 1)
    const { firstMs, lastMs } = loop.retry ?? RETRY
    putOff(work, pendingKey, Math.min(lastMs, firstMs * 2 ** Math.min(failures, 30)), again)
    return
  }
  if (failures > 0) work.cluster.failures = work.cluster.failures.without(pendingKey)
  if (outcome.requeueAfterMs !== undefined) putOff(work, pendingKey, outcome.requeueAfterMs, again)
}

function putOff<P>(work: Work<P>, pendingKey: string, afterMs: number, task: Task): void {
  const dueAtMs = work.cluster.nowMs + Math.max(0, Math.round(afterMs))
  const known = work.cluster.putOff.get(pendingKey)
  if (known !== undefined && known <= dueAtMs) return
  work.cluster.putOff = work.cluster.putOff.with(pendingKey, dueAtMs)
  enqueue(work, dueAtMs, task)
}

function enqueue<P>(work: Work<P>, dueAtMs: SimTimeMs, task: Task): void {
  schedule(work.cluster.queue, Math.max(dueAtMs, work.cluster.nowMs), task)
}

/** Asks the API server, writes down what came of it, and tells everybody who watches. */
export function perform<P>(work: Work<P>, asked: ApiRequest, actor: Actor): ApiResponse {
  const { state, response, changes, lacks } = work.cluster.server.handle(work.cluster.api, asked, momentOf(work.cluster))
  for (const each of lacks) if (!work.lacks.includes(each)) work.lacks.push(each)
  work.cluster.api = state
  const before = work.cause
  if (!response.ok && actor === 'you') {
    const object = 'key' in asked ? { kind: asked.kind, ...asked.key } : undefined
    append(work, { actor: 'api-server', object, kind: 'request-refused', verb: asked.verb, status: response.status })
  }
  for (const change of changes) {
    if (!isKind(change.object, 'Event')) work.cause = append(work, storedEntry(change, actor))
    tell(work, change)
    work.cause = before
  }
  return response
}

function storedEntry({ type, object, previous }: WatchEvent, actor: Actor): EntryDraft {
  const reference = referenceTo(object)
  if (isKind(object, 'Pod') && actor === 'scheduler' && object.spec.nodeName !== undefined)
    return { actor, object: reference, kind: 'pod-bound', node: object.spec.nodeName }
  const change = type === 'ADDED' ? 'created' : type === 'DELETED' ? 'deleted' : 'updated'
  return {
    actor,
    object: reference,
    kind: 'object-stored',
    change,
    version: object.metadata.resourceVersion ?? '',
    changedFields: changedFields(previous, object),
  }
}

function tell<P>(work: Work<P>, change: WatchEvent): void {
  const { object } = change
  if (isKind(object, 'Event')) return
  const view = viewOf(work.cluster)
  for (const index of LISTENERS.get(object.kind) ?? []) {
    const loop = LOOPS[index]
    const keys = loop?.keysFor(change, view) ?? []
    if (keys.length === 0) continue
    const patienceMs = loop?.patienceMs?.(change) ?? 0
    for (const key of keys) wakeLoop(work, index, key, patienceMs)
  }
  if (!isKind(object, 'Pod') && !isKind(object, 'ConfigMap') && !isKind(object, 'Secret')) return
  work.cluster.kubelets.forEach(({ nodeName }, node) => {
    if (isKind(object, 'Pod') && object.spec.nodeName !== nodeName) return
    enqueue(work, work.cluster.nowMs + TO_NODE_MS, { kind: 'deliver', node, event: change, cause: work.cause })
  })
}

function wakeLoop<P>(work: Work<P>, loop: number, key: ObjectKey, patienceMs: number): void {
  const pendingKey = `${String(loop)}/${key.namespace}/${key.name}`
  if (patienceMs > 0) {
    putOff(work, pendingKey, patienceMs, { kind: 'reconcile', loop, key, cause: work.cause, requeued: true })
    return
  }
  if (work.cluster.pending.has(pendingKey)) return
  work.cluster.pending = work.cluster.pending.with(pendingKey, true)
  enqueue(work, work.cluster.nowMs + TO_LOOP_MS, { kind: 'reconcile', loop, key, cause: work.cause, requeued: false })
}

function emit<P>(work: Work<P>, draft: EventDraft): void {
  const recorded = recordEvent(work.cluster.recorder, draft, momentOf(work.cluster))
  work.cluster.recorder = recorded.state
  const { event } = recorded
  if (event === undefined || isRefused(work, event)) return
  const { kind, namespace, name } = draft.regarding
  perform(work, { verb: 'write', object: event }, 'api-server')
  append(work, {
    actor: actorOf(draft.component),
    object: { kind, namespace, name },
    kind: 'event-recorded',
    type: draft.type,
    reason: draft.reason,
    message: event.message ?? '',
    count: event.count ?? 1,
  })
}

/** Nothing new is made in a namespace that is to go, and nobody is told of it. @source apiserver/pkg/admission/plugin/namespace/lifecycle */
function isRefused<P>({ cluster }: Work<P>, { metadata: { namespace = '', name = '' } }: Event): boolean {
  const view = viewOf(cluster)
  const isLast = view.get('Namespace', { namespace: '', name: namespace })?.metadata.deletionTimestamp !== undefined
  return isLast && view.get('Event', { namespace, name }) === undefined
}

function actorOf(component: string): Actor {
  if (component === 'kubelet') return 'kubelet'
  return component === 'default-scheduler' ? 'scheduler' : (LOOPS.find(({ actor }) => actor === component)?.actor ?? 'simulator')
}

export function append<P>(work: Work<P>, draft: EntryDraft): EntryId {
  const id = work.cluster.nextEntry
  work.entries.push({ ...draft, id, atMs: work.cluster.nowMs, causedBy: work.cause })
  work.cluster.nextEntry = id + 1
  return id
}
