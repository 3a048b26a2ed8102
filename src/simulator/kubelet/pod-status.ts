// What the kubelet reports of a Pod: phase, conditions, container states (LIFE-1, LIFE-2, LIFE-4).
// @source pkg/kubelet/kubelet_pods.go generateAPIPodStatus, getPhase; status/generate.go

import { timestampOf } from '../api/component.ts'
import type { Container } from '../api/fields/container.ts'
import type { Pod, PodSpec } from '../api/fields/pod.ts'
import type { ContainerState, ContainerStatus, PodCondition, PodStatus } from '../api/fields/pod-status.ts'
import { formatTime } from '../base/timestamp.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { printQuantity } from '../base/quantity.ts'
import { podAmounts } from '../api/pod-amounts.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import { isRestarted } from './restart.ts'
import type { ContainerRecord, Exited, PodRecord, ProcessUser } from './state.ts'
import type { Turn } from './turn.ts'
import { recordOf, specOf, updatePod } from './turn.ts'

/** @source pkg/kubelet/active_deadline.go */
export const OVERDUE = { reason: 'DeadlineExceeded', message: 'Pod was active on the node longer than the specified deadline' } as const

/** Writes the status if it says something new. */
export function writeStatus<P>(turn: Turn<P>, uid: string): void {
  const record = recordOf(turn, uid)
  if (record === undefined) return
  const current = storedPod(turn, uid)
  if (current === undefined) return
  send(turn, uid, current, statusOf(turn, record, current))
}

/** The sandbox is there: that much is said at once, and the rest of the status as it was. @source pkg/kubelet/kubelet.go OnPodSandboxReady */
export function reportSandbox<P>(turn: Turn<P>, uid: string): void {
  const current = storedPod(turn, uid)
  if (current === undefined) return
  const conditions = (current.status.conditions ?? []).map((condition): PodCondition =>
    condition.type === 'PodReadyToStartContainers'
      ? { ...condition, status: 'True', lastTransitionTime: timestampOf(turn.moment) }
      : condition,
  )
  send(turn, uid, current, { ...current.status, conditions })
}

function storedPod<P>(turn: Turn<P>, uid: string): Pod | undefined {
  const { metadata } = recordOf(turn, uid)?.pod ?? {}
  const current = turn.view.get('Pod', { namespace: metadata?.namespace ?? '', name: metadata?.name ?? '' })
  return current?.metadata.uid === uid ? current : undefined
}

function send<P>(turn: Turn<P>, uid: string, current: Pod, status: PodStatus): void {
  const record = recordOf(turn, uid)
  if (record === undefined || isDeepEqual(status, current.status)) return
  turn.requests.push({ verb: 'write', object: { ...current, status }, subresource: 'status', fieldManager: 'kubelet' })
  updatePod(turn, uid, { pod: { ...record.pod, status } })
}

function statusOf<P>(turn: Turn<P>, record: PodRecord<P>, current: Pod): PodStatus {
  const { spec } = record.pod
  const { options, moment } = turn
  const initial = (spec.initContainers ?? []).map((container) => containerStatus(turn, record, container, 'PodInitializing'))
  // With init containers it stays this word, also when they are done.
  const waitingReason = initial.length === 0 ? 'ContainerCreating' : 'PodInitializing'
  const main = (spec.containers ?? []).map((container) => containerStatus(turn, record, container, waitingReason)).toSorted(byName)
  const reached = phaseOf(record)
  const generation = current.metadata.generation
  const hasAddress = record.podIP !== ''
  return {
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    phase: isEnd(reached) && mayRun(record) ? (current.status.phase ?? 'Pending') : reached,
    conditions: conditionsOf(record, current, reached, timestampOf(moment), generation),
    hostIP: options.nodeIP,
    hostIPs: [{ ip: options.nodeIP }],
    ...(hasAddress ? { podIP: record.podIP, podIPs: [{ ip: record.podIP }] } : {}),
    startTime: formatTime(moment.startedAtEpochMs + record.seenAtMs),
    ...(initial.length === 0 ? {} : { initContainerStatuses: initial }),
    containerStatuses: main,
    ...(current.status.qosClass === undefined ? {} : { qosClass: current.status.qosClass }),
    ...reportedAmounts(record.pod),
    // What may still run is not reported as failed.
    ...(record.isOverdue && !mayRun(record) ? OVERDUE : {}),
  }
}

/** Those of init containers stay in the order of the manifest. @source pkg/kubelet/types/types.go SortedContainerStatuses */
function byName(a: ContainerStatus, b: ContainerStatus): number {
  return a.name < b.name ? -1 : 1
}

function isEnd(phase: string): boolean {
  return phase === 'Succeeded' || phase === 'Failed'
}

/** Until the sandbox is gone something of the Pod might run: an end is not reported before. @source status_manager.go mergePodStatus */
function mayRun<P>({ sandbox }: PodRecord<P>): boolean {
  return sandbox !== 'stopped'
}

function containerStatus<P>(turn: Turn<P>, record: PodRecord<P>, container: Container, waitingReason: string): ContainerStatus {
  const known = record.containers.get(container.name)
  const time = (atMs: SimTimeMs) => formatTime(turn.moment.startedAtEpochMs + atMs)
  const waiting = { waiting: { reason: waitingReason } }
  if (known === undefined) {
    return {
      name: container.name,
      state: waiting,
      lastState: {},
      ready: false,
      restartCount: 0,
      image: container.image ?? '',
      imageID: '',
      started: false,
      ...mountStatuses(container),
    }
  }
  const ready = isContainerReady(record, known)
  return {
    name: container.name,
    ...statesOf(record, known, waiting, time),
    ready,
    restartCount: known.restartCount,
    image: known.image === '' ? (container.image ?? '') : known.image,
    imageID: known.imageID,
    ...(known.containerID === '' ? {} : { containerID: known.containerID }),
    started: known.phase.kind === 'running' && known.health.started && !known.health.isHooked,
    ...mountStatuses(container),
    ...(known.containerID === '' ? {} : amounts(container)),
    ...(known.user === undefined ? {} : { user: userStatus(known.user) }),
  }
}

/** What the node keeps for a container that was made. @source kubelet_pods.go convertContainerStatusResources */
function amounts({ resources = {} }: Container): Pick<ContainerStatus, 'resources' | 'allocatedResources'> {
  const { requests } = resources
  return { ...(requests === undefined || Object.keys(requests).length === 0 ? {} : { allocatedResources: requests }), resources }
}

/** @source pkg/kubelet/kubelet_pods.go convertToAPIPodLevelResourcesStatus */
function reportedAmounts({ spec }: Pod): Pick<PodStatus, 'resources' | 'allocatedResources'> {
  const asksNothing = ({ resources = {} }: Container) => resources.requests === undefined && resources.limits === undefined
  if (spec.resources === undefined && [...(spec.containers ?? []), ...(spec.initContainers ?? [])].every(asksNothing))
    return { resources: {} }
  const total = (which: 'requests' | 'limits') =>
    Object.fromEntries([...podAmounts(spec, which)].map(([name, amount]) => [name, printQuantity(amount)]))
  const [requests, limits] = [total('requests'), total('limits')]
  const hasRequests = Object.keys(requests).length > 0
  return {
    ...(hasRequests ? { allocatedResources: requests } : {}),
    resources: { ...(Object.keys(limits).length > 0 ? { limits } : {}), ...(hasRequests ? { requests } : {}) },
  }
}

function userStatus({ uid, gid, groups }: ProcessUser): NonNullable<ContainerStatus['user']> {
  return { linux: { uid, gid, supplementalGroups: [gid, ...groups.filter((group) => group !== gid)] } }
}

function mountStatuses({ volumeMounts }: Container): Pick<ContainerStatus, 'volumeMounts'> {
  if (volumeMounts === undefined || volumeMounts.length === 0) return {}
  return {
    volumeMounts: volumeMounts.map(({ name, mountPath, readOnly }) => ({
      name,
      mountPath,
      ...(readOnly === true ? { readOnly: true, recursiveReadOnly: 'Disabled' } : {}),
    })),
  }
}

/** A container that will be started again waits, for the reason that its last try had; the end of its run is its last state. */
function statesOf<P>(
  record: PodRecord<P>,
  known: ContainerRecord<P>,
  creating: ContainerState,
  time: (atMs: SimTimeMs) => string,
): Pick<ContainerStatus, 'state' | 'lastState'> {
  const { phase, refusal } = known
  const lastState = known.last === undefined ? {} : { terminated: terminated(known.last, time) }
  if (phase.kind === 'running' || refusal === undefined || !willStart(record, known))
    return { state: stateOf(known, creating, time), lastState }
  return { state: { waiting: refusal }, lastState: phase.kind === 'exited' ? { terminated: terminated(phase, time) } : lastState }
}

/** @source pkg/kubelet/container/helpers.go ShouldContainerBeRestarted */
function willStart<P>({ pod, termination }: PodRecord<P>, { name, phase }: ContainerRecord<P>): boolean {
  if (termination !== undefined) return false
  const container = specOf(pod, name)
  return phase.kind !== 'exited' || (container !== undefined && isRestarted(container, pod.spec, phase.exitCode))
}

function stateOf<P>({ phase }: ContainerRecord<P>, creating: ContainerState, time: (atMs: SimTimeMs) => string): ContainerState {
  switch (phase.kind) {
    case 'absent':
      return creating
    case 'running':
      return { running: { startedAt: time(phase.startedAtMs) } }
    case 'exited':
      return { terminated: terminated(phase, time) }
  }
}

function terminated(exit: Exited, time: (atMs: SimTimeMs) => string): NonNullable<ContainerState['terminated']> {
  return {
    exitCode: exit.exitCode,
    ...(exit.signal === undefined ? {} : { signal: exit.signal }),
    reason: exit.reason,
    ...(exit.message === undefined ? {} : { message: exit.message }),
    startedAt: time(exit.startedAtMs),
    finishedAt: time(exit.finishedAtMs),
    containerID: exit.containerID,
  }
}

function isContainerReady<P>(record: PodRecord<P>, container: ContainerRecord<P>): boolean {
  const isInitOnly =
    record.pod.spec.initContainers?.some(({ name, restartPolicy }) => name === container.name && restartPolicy !== 'Always') === true
  if (isInitOnly) return container.phase.kind === 'exited' && container.phase.exitCode === 0
  return container.phase.kind === 'running' && container.health.ready && !container.health.isHooked
}

/** All init containers are done, and the sidecars among them run. */
function isInitialized<P>(record: PodRecord<P>): boolean {
  // What came after them shows that they were done, whatever became of the sidecars.
  if ((record.pod.spec.containers ?? []).some(({ name }) => (record.containers.get(name)?.phase.kind ?? 'absent') !== 'absent')) return true
  return (record.pod.spec.initContainers ?? []).every(({ name, restartPolicy }) => {
    const known = record.containers.get(name)
    if (known === undefined) return false
    if (restartPolicy === 'Always') return (known.phase.kind === 'running' && known.health.started) || known.restartCount > 0
    return known.phase.kind === 'exited' && known.phase.exitCode === 0
  })
}

/** Nothing of the Pod runs any more or will again. */
export function phaseOf<P>(record: PodRecord<P>): 'Pending' | 'Running' | 'Succeeded' | 'Failed' {
  const { spec } = record.pod
  const endOf = ({ name }: Container) => {
    const phase = record.containers.get(name)?.phase
    return phase?.kind === 'exited' ? phase : undefined
  }
  const initFailed = (spec.initContainers ?? []).some((container) => {
    const exit = endOf(container)
    return exit !== undefined && exit.exitCode !== 0 && !isRestarted(container, spec, exit.exitCode)
  })
  if (initFailed) return 'Failed'
  if (record.isOverdue) return 'Failed'
  const main = spec.containers ?? []
  if (!isInitialized(record)) return 'Pending'
  if (main.some(({ name }) => (record.containers.get(name)?.phase.kind ?? 'absent') === 'absent')) return 'Pending'
  if (main.some((container) => endOf(container) === undefined)) return 'Running'
  if (mayRun(record) && main.some((container) => isRestarted(container, spec, endOf(container)?.exitCode ?? 0))) return 'Running'
  return main.every((container) => endOf(container)?.exitCode === 0) ? 'Succeeded' : 'Failed'
}

function conditionsOf<P>(
  record: PodRecord<P>,
  current: Pod,
  phase: string,
  now: string,
  generation: number | undefined,
): readonly PodCondition[] {
  const { spec } = record.pod
  // Sidecars have to be ready as well. @source pkg/kubelet/status/generate.go GenerateContainersReadyCondition
  const lasting = [...(spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always'), ...(spec.containers ?? [])]
  const isUnready = ({ name }: Container) => {
    const known = record.containers.get(name)
    return known === undefined || !isContainerReady(record, known)
  }
  const unready = lasting.filter(isUnready)
  const uninitialized = (spec.initContainers ?? []).filter(isUnready)
  const done = isEnd(phase)
  const initialized = phase === 'Succeeded' || isInitialized(record)
  const ready = unready.length === 0 && initialized && !done
  const names = (containers: readonly Container[]) => `[${containers.map(({ name }) => name).join(' ')}]`
  const readiness: Pick<PodCondition, 'status' | 'reason' | 'message'> = ready
    ? { status: 'True' }
    : phase === 'Succeeded'
      ? { status: 'False', reason: 'PodCompleted' }
      : phase === 'Failed'
        ? { status: 'False', reason: 'PodFailed' }
        : { status: 'False', reason: 'ContainersNotReady', message: `containers with unready status: ${names(unready)}` }
  const initialization: Pick<PodCondition, 'status' | 'reason' | 'message'> = initialized
    ? { status: 'True', ...(phase === 'Succeeded' ? { reason: 'PodCompleted' } : {}) }
    : { status: 'False', reason: 'ContainersNotInitialized', message: `containers with incomplete status: ${names(uninitialized)}` }
  const condition = (type: string, rest: Pick<PodCondition, 'status' | 'reason' | 'message'>): PodCondition => {
    const before = current.status.conditions?.find((each) => each.type === type)
    const lastTransitionTime = before !== undefined && before.status === rest.status ? before.lastTransitionTime : now
    const observed = generation === undefined ? {} : { observedGeneration: generation }
    return { type, ...rest, lastProbeTime: null, lastTransitionTime, ...observed }
  }
  const own = [
    condition('PodReadyToStartContainers', { status: record.sandbox === 'ready' ? 'True' : 'False' }),
    condition('Initialized', initialization),
    condition('Ready', ready ? gatesOf(spec, current) : readiness),
    condition('ContainersReady', readiness),
    condition('PodScheduled', { status: 'True' }),
  ]
  // What others say of the Pod stays. @source pkg/kubelet/types/pod_status.go PodConditionByKubelet
  const foreign = (current.status.conditions ?? []).filter(({ type }) => own.every((each) => each.type !== type))
  return [...foreign, ...own]
}

/** A Pod whose containers are ready waits for what others have to say, too. @source pkg/kubelet/status/generate.go GeneratePodReadyCondition */
function gatesOf({ readinessGates = [] }: PodSpec, { status }: Pod): Pick<PodCondition, 'status' | 'reason' | 'message'> {
  const problems = readinessGates.flatMap(({ conditionType }) => {
    const condition = status.conditions?.find(({ type }) => type === conditionType)
    if (condition === undefined) return [`corresponding condition of pod readiness gate "${conditionType}" does not exist.`]
    return condition.status === 'True' ? [] : [`the status of pod readiness gate "${conditionType}" is not "True", but ${condition.status}`]
  })
  return problems.length === 0 ? { status: 'True' } : { status: 'False', reason: 'ReadinessGatesNotReady', message: problems.join(', ') }
}

/** Whether the condition `Ready` of a Pod with gates is not what the others say. @source pkg/kubelet/status/status_manager.go NeedToReconcilePodReadiness */
export function waitsAtGates(pod: Pod): boolean {
  if (pod.spec.readinessGates === undefined) return false
  const condition = (wanted: string) => pod.status.conditions?.find(({ type }) => type === wanted)
  const ready = condition('Ready')
  const { status, message } = gatesOf(pod.spec, pod)
  return condition('ContainersReady')?.status === 'True' && (ready?.status !== status || ready.message !== message)
}
