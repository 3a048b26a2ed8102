// The kubelet of one node: hears of its Pods and of their configuration, looks at each Pod from time to time, and does what is to be done.
// @source pkg/kubelet/kubelet.go, pod_workers.go

import type { ApiView, WatchEvent } from '../api/client.ts'
import type { AgentStep, Moment } from '../api/component.ts'
import type { ProgramStart, ProgramStep, ProgramTouch } from '../api/container-runtime.ts'
import type { Pod } from '../api/fields/pod.ts'
import type { NodeReport } from '../api/node-report.ts'
import type { ObjectKey } from '../api/objects.ts'
import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import { SECOND_MS } from '../base/sim-time.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { PersistentMap } from '../base/persistent-map.ts'
import { cacheKey, observe, referencesOf, refreshed, register, unregister } from './configuration.ts'
import { continueSoon, planStarts, startNext } from './containers.ts'
import { finishPull, reportMissingPullSecrets } from './images.ts'
import { OVERDUE, phaseOf, writeStatus } from './pod-status.ts'
import { endPostStart } from './post-start.ts'
import { endProbe, probeUnready, runProbe, timeOutProbe } from './probes.ts'
import { apply, fileSystemOf, tellOthers, wake, worldOf } from './processes.ts'
import { endedPrograms } from './programs.ts'
import { reportNode } from './report.ts'
import type { KubeletState, KubeletTask, LogEnd, PodRecord, SyncCause } from './state.ts'
import { emptyState } from './state.ts'
import { endPreStop, killContainer, stopNext } from './stopping.ts'
import { askForNews, askForSync, planNextSync, untilNewsMs, waitForNews } from './sync-request.ts'
import type { KubeletOptions, Turn } from './turn.ts'
import { beginTurn, chance, endTurn, note, recordOf, remind, report, uidOf, updatePod } from './turn.ts'
import { refreshVolumes, setUpVolumes } from './volumes.ts'

export type { KubeletOptions } from './turn.ts'
export type { KubeletState, KubeletTask } from './state.ts'
export type { ChangeDetection } from './configuration.ts'

/** A sandbox takes once to twice as long, and so does a container in it. */
const SANDBOX_MS = 230
const CREATE_MS = 120
/** The populator and the reconciler of volumes each look ten times a second. */
const VOLUME_LOOPS_MS = 200
const MOUNT_MS = 120

type Step<P> = AgentStep<KubeletState<P>, KubeletTask>

export interface LogLine {
  readonly atMs: SimTimeMs
  readonly text: string
}

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

export interface ProgramOutcome<P> {
  readonly step: Step<P>
  /** The problem is the runtime's own words. */
  readonly program: Result<ProgramStep<P>, string>
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
  const changed = !isSame(record.pod, pod)
  updatePod(turn, uid, { pod })
  if (pod.metadata.deletionTimestamp !== undefined) terminate(turn, uid, pod)
  else if (changed) askForSync(turn, uid, 0, 'changed')
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
    containers: PersistentMap.empty(),
    volumes: PersistentMap.empty(),
    plan: undefined,
    trouble: undefined,
    syncAsked: false,
    syncs: 0,
    lastSyncAtMs: undefined,
    syncEndedAtMs: undefined,
    waitsForNews: false,
    newsAtMs: undefined,
    nextSyncAtMs: undefined,
    pulls: PersistentMap.empty(),
    termination: undefined,
    finished: false,
    isOverdue: false,
  }
  turn.state = {
    ...turn.state,
    pods: turn.state.pods.with(uid, record),
    cache: register(turn.state.cache, pod, turn.view, turn.moment.nowMs, turn.options.changeDetection),
  }
  if (pod.metadata.deletionTimestamp !== undefined) terminate(turn, uid, pod)
  else askForSync(turn, uid, 0, 'added')
  const { activeDeadlineSeconds } = pod.spec
  if (activeDeadlineSeconds !== undefined)
    remind(turn, activeDeadlineSeconds * SECOND_MS + chance(turn) * SECOND_MS, { kind: 'deadline', uid })
}

function forget<P>(turn: Turn<P>, uid: string, record: PodRecord<P>): void {
  turn.state = { ...turn.state, pods: turn.state.pods.without(uid), cache: unregister(turn.state.cache, record.pod) }
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
      // The sandbox is a container to the runtime, and news to the kubelet like any other.
      askForNews(turn, task.uid)
      remind(turn, CREATE_MS * (1 + chance(turn)), { kind: 'continue', uid: task.uid })
      return
    case 'deadline':
      endOverdue(turn, task.uid)
      return
    case 'news':
      hear(turn, task.uid)
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
    case 'hook-slept':
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
  task: Extract<KubeletTask, { readonly kind: 'kill' | 'hook-slept' | 'probe' | 'probe-timeout' }>,
): void {
  const { uid, container } = task
  const health = recordOf(turn, uid)?.containers.get(container)?.health
  switch (task.kind) {
    case 'kill':
      if (health?.stopping !== undefined && health.stopping.killAtMs <= turn.moment.nowMs) killContainer(turn, uid, container)
      return
    case 'hook-slept':
      if (health?.stopping !== undefined) endPreStop(turn, uid, container, { exitCode: 0 })
      else endPostStart(turn, uid, container, { exitCode: 0, text: '' })
      return
    case 'probe':
      runProbe(turn, uid, container, task.probe)
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

/** It has run for too long. @source pkg/kubelet/active_deadline.go */
function endOverdue<P>(turn: Turn<P>, uid: string): void {
  const record = recordOf(turn, uid)
  if (record === undefined || record.termination !== undefined || record.finished) return
  report(turn, record.pod, 'Normal', OVERDUE.reason, OVERDUE.message)
  updatePod(turn, uid, { isOverdue: true })
  stop(turn, uid, turn.moment.nowMs + (record.pod.spec.terminationGracePeriodSeconds ?? 30) * SECOND_MS)
}

/** Something happened to containers of a Pod: what that means is seen in a look at it, one at a time. */
function hear<P>(turn: Turn<P>, uid: string): void {
  const record = recordOf(turn, uid)
  if (record === undefined) return
  if (record.plan !== undefined || record.waitsForNews) updatePod(turn, uid, { syncAsked: true })
  else sync(turn, uid, 'container-changed')
}

/** Looks at a Pod (PROP-2, PROP-3). */
function sync<P>(turn: Turn<P>, uid: string, because: SyncCause): void {
  const record = recordOf(turn, uid)
  if (record === undefined || record.termination !== undefined || record.finished) return
  if (record.plan !== undefined) {
    // One at a time: it is done when the present one has ended.
    updatePod(turn, uid, { syncAsked: true, nextSyncAtMs: undefined })
    return
  }
  if (waitForNews(turn, uid, because)) return
  updatePod(turn, uid, { lastSyncAtMs: turn.moment.nowMs, nextSyncAtMs: undefined, trouble: undefined, waitsForNews: false })
  readConfiguration(turn, record.pod)
  writeStatus(turn, uid)
  const phase = phaseOf(record)
  if (phase === 'Succeeded' || phase === 'Failed') {
    const killAtMs = turn.moment.nowMs + (record.pod.spec.terminationGracePeriodSeconds ?? 30) * 1000
    updatePod(turn, uid, { termination: { killAtMs } })
    finish(turn, uid)
    return
  }
  probeUnready(turn, uid)
  if (!setUpVolumes(turn, uid)) {
    logSync(turn, uid, because)
    return
  }
  const isNew = record.podIP === ''
  if (!isNew) remind(turn, chance(turn) * VOLUME_LOOPS_MS, { kind: 'remount', uid })
  reportMissingPullSecrets(turn, record.pod)
  updatePod(turn, uid, { plan: planStarts(record) })
  if (isNew) {
    const number = turn.state.addresses + 1
    turn.state = { ...turn.state, addresses: number }
    updatePod(turn, uid, { podIP: `10.244.${String(turn.options.subnet)}.${String(number + 1)}` })
    logSync(turn, uid, because)
    remind(turn, MOUNT_MS + SANDBOX_MS * (1 + chance(turn)), { kind: 'sandboxed', uid })
    return
  }
  work(turn, uid, undefined)
  logSync(turn, uid, because)
}

function logSync<P>(turn: Turn<P>, uid: string, because: SyncCause): void {
  const record = recordOf(turn, uid)
  if (record !== undefined)
    note(turn, record.pod, { kind: 'pod-synced', node: turn.options.nodeName, because, nextSyncAtMs: record.nextSyncAtMs })
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
function work<P>(turn: Turn<P>, uid: string, pulled: string | undefined): void {
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
  updatePod(turn, uid, { plan: undefined, syncEndedAtMs: turn.moment.nowMs })
  const asked = recordOf(turn, uid)?.syncAsked === true
  updatePod(turn, uid, { syncAsked: false })
  if (asked) askForSync(turn, uid, 0, 'changed')
  else planNextSync(turn, uid)
}

/** Asks the processes to end, and ends them when their grace is over. */
function terminate<P>(turn: Turn<P>, uid: string, pod: Pod): void {
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
  stopNext(turn, uid, killAtMs)
  if (!anyRuns(turn, uid)) remind(turn, untilNewsMs(turn), { kind: 'finish', uid })
}

function anyRuns<P>(turn: Turn<P>, uid: string): boolean {
  return (
    recordOf(turn, uid)
      ?.containers.values()
      .some(({ phase }) => phase.kind === 'running') === true
  )
}

/** Everything has ended: the last status, then the Pod may go. */
function finish<P>(turn: Turn<P>, uid: string): void {
  const record = recordOf(turn, uid)
  if (record === undefined || record.finished) return
  if (anyRuns(turn, uid)) {
    // Sidecars go when what they served is gone.
    if (record.termination !== undefined) stopNext(turn, uid, record.termination.killAtMs)
    return
  }
  updatePod(turn, uid, { finished: true })
  writeStatus(turn, uid)
  if (record.pod.metadata.deletionTimestamp === undefined) {
    turn.state = { ...turn.state, cache: unregister(turn.state.cache, record.pod) }
    return
  }
  const key = { namespace: record.pod.metadata.namespace ?? '', name: record.pod.metadata.name ?? '' }
  turn.requests.push({ verb: 'delete', kind: 'Pod', key, gracePeriodSeconds: 0, preconditions: { uid } })
}

function findPod<P>(state: KubeletState<P>, { namespace, name }: ObjectKey): PodRecord<P> | undefined {
  return state.pods.values().find(({ pod }) => pod.metadata.namespace === namespace && pod.metadata.name === name)
}

/** @source pkg/kubelet/kubelet_pods.go validateContainerLogStatus */
const WORDS_FOR_REASON: Readonly<Record<string, string>> = {
  ErrImagePull: "image can't be pulled",
  ImagePullBackOff: 'trying and failing to pull image',
}

function readLogs<P>(state: KubeletState<P>, pod: ObjectKey, container: string, previous: boolean): Result<readonly LogLine[], string> {
  const record = findPod(state, pod)
  const known = record?.containers.get(container)
  if (known?.run === undefined) {
    const isInitializing = (record?.pod.spec.initContainers ?? []).length > 0
    const reason = known?.refusal?.reason ?? (isInitializing ? 'PodInitializing' : 'ContainerCreating')
    const words = WORDS_FOR_REASON[reason] ?? reason
    return failure(`container "${container}" in pod "${pod.name}" is waiting to start: ${words}`)
  }
  if (previous && known.last === undefined) return failure(`previous terminated container "${container}" in pod "${pod.name}" not found`)
  const lines: LogLine[] = []
  for (let end: LogEnd | undefined = previous ? known.previousLog : known.log; end !== undefined; end = end.before)
    lines.push({ atMs: end.atMs, text: end.text })
  return success(lines.reverse())
}

/** What ends together with process 1 is killed. */
const KILLED = 137

function startProgram<P>(turn: Turn<P>, pod: ObjectKey, name: string, program: ProgramStart): ProgramOutcome<P> {
  const record = findPod(turn.state, pod)
  const container = record?.containers.get(name)
  const world = record === undefined || container === undefined ? undefined : worldOf(turn, record, container)
  if (record === undefined || container?.run === undefined || world === undefined || container.phase.kind !== 'running') {
    return { step: endTurn(turn), program: failure(`container not found ("${name}")`) }
  }
  const started = turn.options.runtime.startProgram(container.run.processes, program, world)
  if (!started.ok) return { step: endTurn(turn), program: failure(started.problem.message) }
  apply(turn, uidOf(record.pod), name, started.value.container)
  return { step: endTurn(turn), program: success(started.value) }
}

function continueProgram<P>(turn: Turn<P>, pod: ObjectKey, name: string, processId: number, touch: ProgramTouch): ProgramOutcome<P> {
  const record = findPod(turn.state, pod)
  const container = record?.containers.get(name)
  const world = record === undefined || container === undefined ? undefined : worldOf(turn, record, container)
  if (record === undefined || container?.run === undefined || world === undefined)
    return { step: endTurn(turn), program: failure(`container not found ("${name}")`) }
  const step = turn.options.runtime.continueProgram(container.run.processes, processId, touch, world)
  if (container.phase.kind !== 'running') return { step: endTurn(turn), program: success({ ...step, exitCode: step.exitCode ?? KILLED }) }
  apply(turn, uidOf(record.pod), name, step.container)
  return { step: endTurn(turn), program: success(step) }
}

export { fileSystemOf }
