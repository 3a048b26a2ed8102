// Puts a cluster together: one API server, control loops, a scheduler, nodes, one queue of what is due when.
// A cluster is a value. Every change gives a new one and the entries of what happened; the old one stays as it was.

import type { ApiRequest, ApiResponse, ApiView, WatchEvent, WatchRequest } from '../api/client.ts'
import type { Moment } from '../api/component.ts'
import { timestampOf } from '../api/component.ts'
import type { ProgramStart, ProgramStep, ProgramTouch } from '../api/container-runtime.ts'
import type { NodeReport } from '../api/node-report.ts'
import type { ObjectKey } from '../api/objects.ts'
import type { EntryDraft, EntryId } from '../api/timeline.ts'
import { createApiServer } from '../apiserver/index.ts'
import type { Parts } from '../base/parts.ts'
import { PersistentMap } from '../base/persistent-map.ts'
import type { Result } from '../base/result.ts'
import { failure } from '../base/result.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import { dropNextTimer, emptyTimerQueue, peekTimer } from '../base/timer-queue.ts'
import type { Kubelet, KubeletState, LogLine, ProgramOutcome } from '../kubelet/index.ts'
import { createKubelet } from '../kubelet/index.ts'
import { firstObjects, nodeAddress, nodeObject } from './bootstrap.ts'
import { EMPTY_RECORDER } from './event-recorder.ts'
import type { ClusterOptions } from './options.ts'
import type { Cluster, Outcome } from './cluster-state.ts'
import { momentOf, viewOf } from './cluster-state.ts'
import { append, begin, finish, mayGoOn, perform, runTask, takeStep } from './cluster-work.ts'

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
  return createKubelet({ nodeName, nodeIP: nodeAddress(index), subnet: index, changeDetection, runtime })
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

/**
 * Lets everything happen that is due until then, the moment itself included. The clock stands at `untilMs` afterwards.
 *
 * @param enough  After the moment with which so many entries were written the clock stands still, before `untilMs`.
 */
export function advance<P>(cluster: Cluster<P>, untilMs: SimTimeMs, enough = Infinity): Outcome<P> {
  const work = begin(cluster)
  for (let timer = peekTimer(work.cluster.queue); timer !== undefined && timer.dueAtMs <= untilMs; timer = peekTimer(work.cluster.queue)) {
    if (work.entries.length >= enough && timer.dueAtMs > work.cluster.nowMs) return finish(work)
    if (!mayGoOn(work, timer.dueAtMs)) break
    dropNextTimer(work.cluster.queue)
    work.cluster.nowMs = Math.max(work.cluster.nowMs, timer.dueAtMs)
    runTask(work, timer.task)
  }
  work.cluster.nowMs = Math.max(work.cluster.nowMs, untilMs)
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
