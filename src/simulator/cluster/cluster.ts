// Puts a cluster together: one API server, control loops, a scheduler, nodes, one queue of what is due when.
// A cluster is a value. Every change gives a new one and the entries of what happened; the old one stays as it was.

import type { ApiRequest, ApiResponse, ApiView, EventDraft, WatchEvent, WatchRequest } from '../api/client.ts'
import type { AgentStep, Controller, Moment } from '../api/component.ts'
import { timestampOf } from '../api/component.ts'
import type { ProgramStart, ProgramStep, ProgramTouch } from '../api/container-runtime.ts'
import type { NodeReport } from '../api/node-report.ts'
import type { ObjectKey } from '../api/objects.ts'
import { isKind, referenceTo } from '../api/objects.ts'
import type { Actor, EntryDraft, EntryId, TimelineEntry } from '../api/timeline.ts'
import type { ApiServer, ApiServerState, ServerPartName } from '../apiserver/index.ts'
import { createApiServer } from '../apiserver/index.ts'
import type { Parts } from '../base/parts.ts'
import { PersistentMap } from '../base/persistent-map.ts'
import type { Result } from '../base/result.ts'
import { failure } from '../base/result.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import type { TimerQueue } from '../base/timer-queue.ts'
import { dropNextTimer, emptyTimerQueue, peekTimer, schedule } from '../base/timer-queue.ts'
import { controllers } from '../controllers/index.ts'
import type { Kubelet, KubeletState, KubeletTask, LogLine, ProgramOutcome } from '../kubelet/index.ts'
import { createKubelet } from '../kubelet/index.ts'
import { scheduler } from '../scheduler/index.ts'
import { firstObjects, nodeObject } from './bootstrap.ts'
import { changedFields } from './changed-fields.ts'
import type { RecorderState } from './event-recorder.ts'
import { EMPTY_RECORDER, recordEvent } from './event-recorder.ts'
import type { ClusterOptions } from './options.ts'

const LOOPS: readonly Controller[] = [...controllers, scheduler]

/** How long news takes, in milliseconds. */
const TO_LOOP_MS = 8
const TO_NODE_MS = 25
const FIRST_RETRY_MS = 5
const LAST_RETRY_MS = 1_000_000
/** So many tasks in one simulated second mean that something repeats without end. */
const STEPS_IN_A_SECOND = 60_000

type Task =
  | {
      readonly kind: 'reconcile'
      readonly loop: number
      readonly key: ObjectKey
      readonly cause: EntryId | undefined
      readonly requeued: boolean
    }
  | { readonly kind: 'deliver'; readonly node: number; readonly event: WatchEvent; readonly cause: EntryId | undefined }
  | { readonly kind: 'node'; readonly node: number; readonly task: KubeletTask; readonly cause: EntryId | undefined }

export interface Cluster<P> {
  readonly options: ClusterOptions<P>
  readonly kubelets: readonly Kubelet<P>[]
  readonly nodes: readonly KubeletState<P>[]
  readonly server: ApiServer<ApiServerState>
  readonly api: ApiServerState
  readonly recorder: RecorderState
  readonly nowMs: SimTimeMs
  readonly queue: TimerQueue<Task>
  /** Keys that wait to be looked at, by `loop/namespace/name`. */
  readonly pending: PersistentMap<true>
  /** When keys that were put off are looked at: each once, at the earliest of the times. @source client-go/util/workqueue/delaying_queue.go */
  readonly putOff: PersistentMap<SimTimeMs>
  readonly failures: PersistentMap<number>
  readonly nextEntry: EntryId
  readonly pace: { readonly sinceMs: SimTimeMs; readonly steps: number; readonly stopped: boolean }
}

/** The cluster while something happens in it. Changed in place, and only inside this file. */
interface Work<P> {
  cluster: Cluster<P>
  readonly entries: TimelineEntry[]
  readonly lacks: Set<ServerPartName>
  cause: EntryId | undefined
}

export interface Outcome<P> {
  readonly cluster: Cluster<P>
  readonly entries: readonly TimelineEntry[]
  /** Parts of the API server that were missing. If any were, nothing else of this counts: try again with them. */
  readonly lacks: readonly ServerPartName[]
}

export function createCluster<P>(options: ClusterOptions<P>): Outcome<P> {
  const kubelets = options.nodes.map((nodeName, index) => kubeletFor(options, nodeName, index))
  const server = createApiServer(options.parts)
  const cluster: Cluster<P> = {
    options,
    kubelets,
    nodes: kubelets.map((kubelet) => kubelet.initialState()),
    server,
    api: server.create({ nowMs: 0, startedAtEpochMs: options.startedAtEpochMs, seed: options.seed }),
    recorder: EMPTY_RECORDER,
    nowMs: 0,
    queue: emptyTimerQueue(),
    pending: PersistentMap.empty(),
    putOff: PersistentMap.empty(),
    failures: PersistentMap.empty(),
    nextEntry: 0,
    pace: { sinceMs: 0, steps: 0, stopped: false },
  }
  const work = begin(cluster)
  for (const object of firstObjects(options.nodes, options.startedAtEpochMs)) perform(work, { verb: 'write', object }, 'simulator')
  return finish(work)
}

function kubeletFor<P>({ changeDetection, runtime }: ClusterOptions<P>, nodeName: string, index: number): Kubelet<P> {
  return createKubelet({ nodeName, nodeIP: `172.18.0.${String(index + 2)}`, subnet: index, changeDetection, runtime })
}

/** A machine joins: a node without Pods, whose kubelet knows of nothing so far. A name that is there already changes nothing. */
export function addNode<P>(cluster: Cluster<P>, nodeName: string): Outcome<P> {
  if (cluster.kubelets.some((kubelet) => kubelet.nodeName === nodeName)) return finish(begin(cluster))
  const index = cluster.kubelets.length
  const kubelet = kubeletFor(cluster.options, nodeName, index)
  const grown = { ...cluster, kubelets: [...cluster.kubelets, kubelet], nodes: [...cluster.nodes, kubelet.initialState()] }
  const work = begin(grown)
  perform(work, { verb: 'write', object: nodeObject(nodeName, index, timestampOf(momentOf(cluster))) }, 'simulator')
  return finish(work)
}

/** From now on its API server has these parts, and no others. */
export function withParts<P>(cluster: Cluster<P>, parts: Parts): Cluster<P> {
  return { ...cluster, server: createApiServer(parts) }
}

export function momentOf<P>({ nowMs, options }: Cluster<P>): Moment {
  return { nowMs, startedAtEpochMs: options.startedAtEpochMs, seed: options.seed }
}

export function viewOf<P>({ server, api }: Cluster<P>): ApiView {
  return server.view(api)
}

/** What was written since a version; undefined when that is too long ago to be known. */
export function watch<P>({ server, api }: Cluster<P>, asked: WatchRequest): readonly WatchEvent[] | undefined {
  return server.watch(api, asked)
}

/** Of the last write. */
export function resourceVersionOf<P>({ api }: Cluster<P>): number {
  return api.resourceVersion
}

/** Somebody outside asks the API server. `cause`: the entry of the command that asks. */
export function request<P>(cluster: Cluster<P>, asked: ApiRequest, cause?: EntryId): Outcome<P> & { readonly response: ApiResponse } {
  const work = begin(cluster, cause)
  const response = perform(work, asked, 'you')
  return { ...finish(work), response }
}

/** Puts an entry of an onlooker into the log. */
export function annotate<P>(cluster: Cluster<P>, draft: EntryDraft): Outcome<P> {
  const work = begin(cluster)
  append(work, draft)
  return finish(work)
}

/** Lets everything happen that is due until then, the moment itself included. The clock stands at `untilMs` afterwards. */
export function advance<P>(cluster: Cluster<P>, untilMs: SimTimeMs): Outcome<P> {
  const work = begin(cluster)
  for (let timer = peekTimer(cluster.queue); timer !== undefined && timer.dueAtMs <= untilMs; timer = peekTimer(work.cluster.queue)) {
    if (!mayGoOn(work, timer.dueAtMs)) break
    work.cluster = { ...work.cluster, queue: dropNextTimer(work.cluster.queue), nowMs: Math.max(work.cluster.nowMs, timer.dueAtMs) }
    runTask(work, timer.task)
  }
  work.cluster = { ...work.cluster, nowMs: Math.max(work.cluster.nowMs, untilMs) }
  return finish(work)
}

/** When something happens next, or undefined when nothing ever will. */
export function nextDueAtMs<P>({ queue, pace }: Cluster<P>): SimTimeMs | undefined {
  return pace.stopped ? undefined : peekTimer(queue)?.dueAtMs
}

export function reportNodes<P>({ kubelets, nodes }: Cluster<P>): readonly NodeReport[] {
  return kubelets.flatMap((kubelet, index) => {
    const state = nodes[index]
    return state === undefined ? [] : [kubelet.report(state)]
  })
}

export function readLogs<P>(cluster: Cluster<P>, pod: ObjectKey, container: string, previous: boolean): Result<readonly LogLine[], string> {
  const index = nodeOf(cluster, pod)
  const state = cluster.nodes[index]
  const problem = `container "${container}" in pod "${pod.name}" is waiting to start: ContainerCreating`
  return state === undefined ? failure(problem) : (cluster.kubelets[index]?.logs(state, pod, container, previous) ?? failure(problem))
}

export function startProgram<P>(
  cluster: Cluster<P>,
  pod: ObjectKey,
  container: string,
  program: ProgramStart,
): Outcome<P> & { readonly program: Result<ProgramStep<P>, string> } {
  return withKubelet(cluster, pod, (kubelet, state, view, moment) => kubelet.startProgram(state, pod, container, program, view, moment))
}

export function continueProgram<P>(
  cluster: Cluster<P>,
  pod: ObjectKey,
  container: string,
  processId: number,
  touch: ProgramTouch,
): Outcome<P> & { readonly program: Result<ProgramStep<P>, string> } {
  return withKubelet(cluster, pod, (kubelet, state, view, moment) =>
    kubelet.continueProgram(state, pod, container, processId, touch, view, moment),
  )
}

function withKubelet<P>(
  cluster: Cluster<P>,
  pod: ObjectKey,
  act: (kubelet: Kubelet<P>, state: KubeletState<P>, view: ApiView, moment: Moment) => ProgramOutcome<P>,
): Outcome<P> & { readonly program: Result<ProgramStep<P>, string> } {
  const index = nodeOf(cluster, pod)
  const kubelet = cluster.kubelets[index]
  const state = cluster.nodes[index]
  if (kubelet === undefined || state === undefined)
    return { ...finish(begin(cluster)), program: failure(`pod ${pod.name} does not have a host assigned`) }
  const work = begin(cluster)
  const { step, program } = act(kubelet, state, viewOf(cluster), momentOf(cluster))
  takeStep(work, index, step)
  return { ...finish(work), program }
}

function nodeOf<P>(cluster: Cluster<P>, key: ObjectKey): number {
  const pod = viewOf(cluster).get('Pod', key)
  return cluster.kubelets.findIndex(({ nodeName }) => nodeName === pod?.spec.nodeName)
}

function begin<P>(cluster: Cluster<P>, cause?: EntryId): Work<P> {
  return { cluster, entries: [], lacks: new Set(), cause }
}

function finish<P>({ cluster, entries, lacks }: Work<P>): Outcome<P> {
  return { cluster, entries, lacks: [...lacks] }
}

function mayGoOn<P>(work: Work<P>, dueAtMs: SimTimeMs): boolean {
  const { pace } = work.cluster
  if (pace.stopped) return false
  if (dueAtMs - pace.sinceMs >= 1000) {
    work.cluster = { ...work.cluster, pace: { sinceMs: dueAtMs, steps: 1, stopped: false } }
    return true
  }
  const stopped = pace.steps >= STEPS_IN_A_SECOND
  work.cluster = { ...work.cluster, pace: { ...pace, steps: pace.steps + 1, stopped } }
  if (stopped) append(work, { actor: 'simulator', object: undefined, kind: 'runaway-stopped', steps: pace.steps })
  return !stopped
}

function runTask<P>(work: Work<P>, task: Task): void {
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

function takeStep<P>(work: Work<P>, node: number, step: AgentStep<KubeletState<P>, KubeletTask>): void {
  work.cluster = { ...work.cluster, nodes: work.cluster.nodes.with(node, step.state) }
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
  if (!requeued) work.cluster = { ...work.cluster, pending: work.cluster.pending.without(pendingKey) }
  else {
    // An earlier time has taken its place.
    if (work.cluster.putOff.get(pendingKey) !== work.cluster.nowMs) return
    work.cluster = { ...work.cluster, putOff: work.cluster.putOff.without(pendingKey) }
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
    work.cluster = { ...work.cluster, failures: work.cluster.failures.with(pendingKey, failures + 1) }
    putOff(work, pendingKey, Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures, 30)), again)
    return
  }
  if (failures > 0) work.cluster = { ...work.cluster, failures: work.cluster.failures.without(pendingKey) }
  if (outcome.requeueAfterMs !== undefined) putOff(work, pendingKey, outcome.requeueAfterMs, again)
}

function putOff<P>(work: Work<P>, pendingKey: string, afterMs: number, task: Task): void {
  const dueAtMs = work.cluster.nowMs + Math.max(0, Math.round(afterMs))
  const known = work.cluster.putOff.get(pendingKey)
  if (known !== undefined && known <= dueAtMs) return
  work.cluster = { ...work.cluster, putOff: work.cluster.putOff.with(pendingKey, dueAtMs) }
  enqueue(work, dueAtMs, task)
}

function enqueue<P>(work: Work<P>, dueAtMs: SimTimeMs, task: Task): void {
  work.cluster = { ...work.cluster, queue: schedule(work.cluster.queue, Math.max(dueAtMs, work.cluster.nowMs), task) }
}

/** Asks the API server, writes down what came of it, and tells everybody who watches. */
function perform<P>(work: Work<P>, asked: ApiRequest, actor: Actor): ApiResponse {
  const { state, response, changes, lacks } = work.cluster.server.handle(work.cluster.api, asked, momentOf(work.cluster))
  for (const each of lacks) work.lacks.add(each)
  work.cluster = { ...work.cluster, api: state }
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
  LOOPS.forEach((loop, index) => {
    for (const key of loop.keysFor(change, view)) wakeLoop(work, index, key)
  })
  if (!isKind(object, 'Pod') && !isKind(object, 'ConfigMap') && !isKind(object, 'Secret')) return
  for (const [index, { nodeName }] of work.cluster.kubelets.entries()) {
    if (isKind(object, 'Pod') && object.spec.nodeName !== nodeName) continue
    enqueue(work, work.cluster.nowMs + TO_NODE_MS, { kind: 'deliver', node: index, event: change, cause: work.cause })
  }
}

function wakeLoop<P>(work: Work<P>, loop: number, key: ObjectKey): void {
  const pendingKey = `${String(loop)}/${key.namespace}/${key.name}`
  if (work.cluster.pending.has(pendingKey)) return
  work.cluster = { ...work.cluster, pending: work.cluster.pending.with(pendingKey, true) }
  enqueue(work, work.cluster.nowMs + TO_LOOP_MS, { kind: 'reconcile', loop, key, cause: work.cause, requeued: false })
}

function emit<P>(work: Work<P>, draft: EventDraft): void {
  const recorded = recordEvent(work.cluster.recorder, draft, momentOf(work.cluster))
  work.cluster = { ...work.cluster, recorder: recorded.state }
  const { event } = recorded
  if (event === undefined) return
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

function actorOf(component: string): Actor {
  if (component === 'kubelet') return 'kubelet'
  return component === 'default-scheduler' ? 'scheduler' : (LOOPS.find(({ actor }) => actor === component)?.actor ?? 'simulator')
}

function append<P>(work: Work<P>, draft: EntryDraft): EntryId {
  const id = work.cluster.nextEntry
  work.entries.push({ causedBy: work.cause, ...draft, id, atMs: work.cluster.nowMs })
  work.cluster = { ...work.cluster, nextEntry: id + 1 }
  return id
}
