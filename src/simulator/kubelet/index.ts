// The kubelet of one node: hears of its Pods and of their configuration, looks at each Pod from time to time, and does what is to be done.
// @source pkg/kubelet/kubelet.go, pod_workers.go

import type { ApiView, WatchEvent } from '../api/client.ts'
import type { AgentStep, Moment } from '../api/component.ts'
import type { ProgramStart, ProgramTouch } from '../api/container-runtime.ts'
import type { Pod } from '../api/fields/pod.ts'
import type { NodeReport } from '../api/node-report.ts'
import type { ObjectKey } from '../api/objects.ts'
import type { Result } from '../base/result.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import { SECOND_MS } from '../base/sim-time.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { PersistentMap } from '../base/persistent-map.ts'
import { cacheKey, observe, register, unregister } from './configuration.ts'
import { finishPull } from './images.ts'
import { endPostStart, runPostStart } from './post-start.ts'
import { reportSandbox, waitsAtGates } from './pod-status.ts'
import { endProbe, runProbe, timeOutProbe } from './probes.ts'
import { fileSystemOf, noticeEnd, tellOthers, wake } from './processes.ts'
import { endedPrograms } from './programs.ts'
import { reportNode } from './report.ts'
import type { KubeletState, KubeletTask, PodRecord } from './state.ts'
import { emptyState } from './state.ts'
import { endPreStop, killContainer } from './stopping.ts'
import { askForNews, askForSync } from './sync-request.ts'
import type { KubeletOptions, Turn } from './turn.ts'
import { addPod, beginTurn, chance, dropPod, endTurn, recordOf, remind, uidOf, updatePod } from './turn.ts'
import { refreshVolumes } from './volumes.ts'
import type { ProgramOutcome } from './container-access.ts'
import type { LogLine } from './log-lines.ts'
import { continueProgram, readLogs, startProgram } from './container-access.ts'
import { endOverdue, finish, hear, stopped, sync, terminate, work } from './pod-worker.ts'

export type { KubeletOptions } from './turn.ts'
export type { KubeletState, KubeletTask } from './state.ts'
export type { ChangeDetection } from './configuration.ts'
export type { ProgramOutcome } from './container-access.ts'
export type { LogLine } from './log-lines.ts'

/** A container takes once to twice as long to be made; a sandbox is one, too. */
const CREATE_MS = 120

type Step<P> = AgentStep<KubeletState<P>, KubeletTask>

export interface Kubelet<P> {
  readonly nodeName: string
  initialState(): KubeletState<P>
  /** A change that the node's watches saw. */
  observe(state: KubeletState<P>, event: WatchEvent, view: ApiView, moment: Moment): Step<P>
  run(state: KubeletState<P>, task: KubeletTask, view: ApiView, moment: Moment): Step<P>
  report(state: KubeletState<P>): NodeReport
  /** Lines of the current run of a container, or of the one before; the problem is the kubelet's own words. */
  logs(state: KubeletState<P>, pod: ObjectKey, container: string, previous: boolean): Result<readonly LogLine[], string>
  startProgram(
    state: KubeletState<P>,
    pod: ObjectKey,
    container: string,
    program: ProgramStart,
    view: ApiView,
    moment: Moment,
  ): ProgramOutcome<P>
  continueProgram(
    state: KubeletState<P>,
    pod: ObjectKey,
    container: string,
    processId: number,
    touch: ProgramTouch,
    view: ApiView,
    moment: Moment,
  ): ProgramOutcome<P>
}

export function createKubelet<P>(options: KubeletOptions<P>): Kubelet<P> {
  const turnAt = (state: KubeletState<P>, view: ApiView, moment: Moment) => beginTurn(options, state, view, moment)
  return {
    nodeName: options.nodeName,
    initialState: emptyState,
    observe: (state, event, view, moment) => {
      const turn = turnAt(state, view, moment)
      if (event.object.kind === 'Pod') observePod(turn, event, event.object)
      else if (options.changeDetection === 'Watch') observeConfiguration(turn, event)
      return endTurn(turn)
    },
    run: (state, task, view, moment) => {
      const turn = turnAt(state, view, moment)
      runTask(turn, task)
      followPrograms(turn, task.uid)
      return endTurn(turn)
    },
    report: (state) => reportNode(options.nodeName, state),
    logs: readLogs,
    startProgram: (state, pod, container, program, view, moment) => startProgram(turnAt(state, view, moment), pod, container, program),
    continueProgram: (state, pod, container, processId, touch, view, moment) =>
      continueProgram(turnAt(state, view, moment), pod, container, processId, touch),
  }
}

function observeConfiguration<P>(turn: Turn<P>, event: WatchEvent): void {
  const entry = observe(turn.state.cache, event, turn.moment.nowMs)
  if (entry === undefined) return
  const { kind, namespace, name } = entry
  turn.state = { ...turn.state, cache: turn.state.cache.with(cacheKey(kind, namespace, name), entry) }
  const version = entry.object?.metadata.resourceVersion
  turn.entries.push({ actor: 'kubelet', object: { kind, namespace, name }, kind: 'cache-updated', node: turn.options.nodeName, version })
}

function observePod<P>(turn: Turn<P>, event: WatchEvent, pod: Pod): void {
  const uid = uidOf(pod)
  const record = recordOf(turn, uid)
  if (event.type === 'DELETED') {
    if (record !== undefined) forget(turn, uid, record)
    return
  }
  if (record === undefined) {
    if (pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed') admit(turn, pod)
    return
  }
  const changed = !isSame(record.pod, pod) || waitsAtGates(pod)
  updatePod(turn, uid, { pod })
  if (pod.metadata.deletionTimestamp !== undefined) terminate(turn, uid, pod)
  else if (changed) {
    askForSync(turn, uid, 0, 'changed')
    if (pod.spec.activeDeadlineSeconds !== record.pod.spec.activeDeadlineSeconds) remindOfDeadline(turn, uid, pod, record.seenAtMs)
  }
}

/** A change of status alone is the kubelet's own doing (PROP-7). */
function isSame(left: Pod, right: Pod): boolean {
  return (
    isDeepEqual(left.spec, right.spec) &&
    isDeepEqual(left.metadata.labels, right.metadata.labels) &&
    isDeepEqual(left.metadata.annotations, right.metadata.annotations)
  )
}

function admit<P>(turn: Turn<P>, pod: Pod): void {
  const uid = uidOf(pod)
  const record: PodRecord<P> = {
    pod,
    seenAtMs: turn.moment.nowMs,
    podIP: '',
    sandbox: 'absent',
    containers: PersistentMap.empty(),
    volumes: PersistentMap.empty(),
    plan: undefined,
    trouble: undefined,
    syncAsked: undefined,
    syncs: 0,
    lastSyncAtMs: undefined,
    syncEndedAtMs: undefined,
    waitsForNews: false,
    newsAtMs: undefined,
    askedAtMs: undefined,
    hasActed: false,
    nextSyncAtMs: undefined,
    pulls: PersistentMap.empty(),
    termination: undefined,
    finished: false,
    isOverdue: false,
  }
  addPod(turn, uid, record)
  turn.state = {
    ...turn.state,
    cache: register(turn.state.cache, pod, turn.view, turn.moment.nowMs, turn.options.changeDetection),
  }
  if (pod.metadata.deletionTimestamp !== undefined) terminate(turn, uid, pod)
  else askForSync(turn, uid, 0, 'added')
  remindOfDeadline(turn, uid, pod, turn.moment.nowMs)
}

function remindOfDeadline<P>(turn: Turn<P>, uid: string, { spec }: Pod, sinceMs: SimTimeMs): void {
  const { activeDeadlineSeconds } = spec
  if (activeDeadlineSeconds === undefined) return
  const leftMs = Math.max(0, sinceMs + activeDeadlineSeconds * SECOND_MS - turn.moment.nowMs)
  remind(turn, leftMs + chance(turn) * SECOND_MS, { kind: 'deadline', uid })
}

function forget<P>(turn: Turn<P>, uid: string, record: PodRecord<P>): void {
  dropPod(turn, uid)
  turn.state = { ...turn.state, cache: unregister(turn.state.cache, record.pod) }
}

function runTask<P>(turn: Turn<P>, task: KubeletTask): void {
  const record = recordOf(turn, task.uid)
  if (record === undefined) return
  switch (task.kind) {
    case 'sync':
      if (task.sync === record.syncs) sync(turn, task.uid, task.because)
      return
    case 'mount':
      if (record.plan === undefined) sync(turn, task.uid, 'retry')
      return
    case 'remount':
      for (const volume of refreshVolumes(turn, task.uid)) tellOthers(turn, task.uid, undefined, volume)
      return
    case 'sandboxed':
      if (record.termination !== undefined) return
      updatePod(turn, task.uid, { sandbox: 'ready' })
      reportSandbox(turn, task.uid)
      // The sandbox is a container to the runtime, and news to the kubelet like any other.
      askForNews(turn, task.uid)
      remind(turn, CREATE_MS * (1 + chance(turn)), { kind: 'continue', uid: task.uid })
      return
    case 'deadline':
      endOverdue(turn, task.uid)
      return
    case 'news':
      if (record.newsAtMs === turn.moment.nowMs) hear(turn, task.uid)
      return
    case 'stopped':
      stopped(turn, task.uid)
      return
    case 'continue':
      if (record.termination === undefined) work(turn, task.uid, undefined)
      return
    case 'pulled':
      finishPull(turn, task.uid, task.image)
      if (record.termination === undefined) work(turn, task.uid, record.plan?.[0])
      return
    case 'wake': {
      const container = record.containers.get(task.container)
      if (container?.run?.wakes === task.wakes && container.restartCount === task.restartCount)
        wake(turn, task.uid, task.container, { kind: 'timer' })
      return
    }
    case 'kill':
    case 'hook-due':
    case 'hook-slept':
    case 'exited':
    case 'probe':
    case 'probe-timeout':
      if (record.containers.get(task.container)?.restartCount === task.restartCount) runContainerTask(turn, task)
      return
    case 'finish':
      finish(turn, task.uid)
  }
}

function runContainerTask<P>(
  turn: Turn<P>,
  task: Extract<KubeletTask, { readonly kind: 'kill' | 'hook-due' | 'hook-slept' | 'exited' | 'probe' | 'probe-timeout' }>,
): void {
  const { uid, container } = task
  const health = recordOf(turn, uid)?.containers.get(container)?.health
  switch (task.kind) {
    case 'kill':
      if (health?.stopping !== undefined && health.stopping.killAtMs <= turn.moment.nowMs) killContainer(turn, uid, container)
      return
    case 'hook-due':
      runPostStart(turn, uid, container)
      return
    case 'hook-slept':
      if (health?.stopping !== undefined) endPreStop(turn, uid, container, { exitCode: 0 })
      else endPostStart(turn, uid, container, { exitCode: 0, text: '' })
      return
    case 'exited':
      noticeEnd(turn, uid, container)
      return
    case 'probe':
      runProbe(turn, uid, container, task.probe, task.outOfTurn)
      return
    case 'probe-timeout':
      timeOutProbe(turn, uid, container, task.probe)
  }
}

/** Programs that ended in the meantime: probes and hooks go on from there. */
function followPrograms<P>(turn: Turn<P>, uid: string): void {
  for (const { name, health } of recordOf(turn, uid)?.containers.values() ?? []) {
    if (health.programs.length === 0) continue
    for (const ending of endedPrograms(turn, uid, name)) {
      if (ending.purpose.kind === 'probe') endProbe(turn, uid, name, ending.purpose.probe, ending)
      else if (ending.purpose.kind === 'preStop') endPreStop(turn, uid, name, ending)
      else endPostStart(turn, uid, name, ending)
    }
  }
}

export { fileSystemOf }
