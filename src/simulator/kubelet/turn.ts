// One turn of a kubelet: the state it changes and what it wants done, collected while it works and handed back whole.

import type { ApiRequest, ApiView, EventDraft } from '../api/client.ts'
import type { AgentStep, Moment } from '../api/component.ts'
import type { ContainerRuntime } from '../api/container-runtime.ts'
import type { Container } from '../api/fields/container.ts'
import type { Pod } from '../api/fields/pod.ts'
import { referenceTo } from '../api/objects.ts'
import type { EntryDraft, EntryFact } from '../api/timeline.ts'
import { drawBelow, drawFraction } from '../base/random.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import type { ChangeDetection, Reference } from './configuration.ts'
import { withRead } from './configuration.ts'
import type { PodPlace } from './field-value.ts'
import type { ContainerRecord, KubeletState, KubeletTask, PodRecord } from './state.ts'

export interface KubeletOptions<P> {
  readonly nodeName: string
  readonly nodeIP: string
  /** Third number of the addresses of its Pods: 10.244.<subnet>.x */
  readonly subnet: number
  readonly changeDetection: ChangeDetection
  readonly runtime: ContainerRuntime<P>
}

/** Changed in place, and only during the turn. */
export interface Turn<P> {
  readonly options: KubeletOptions<P>
  readonly moment: Moment
  readonly view: ApiView
  /** Without what was done to the Pod in hand. */
  state: KubeletState<P>
  /** The Pod that the turn is about: it is put back when another one is asked for, and at the end. */
  inHand: { readonly uid: string; readonly record: PodRecord<P> } | undefined
  readonly requests: ApiRequest[]
  readonly events: EventDraft[]
  readonly timers: { readonly dueAtMs: SimTimeMs; readonly task: KubeletTask }[]
  readonly entries: EntryDraft[]
}

export function beginTurn<P>(options: KubeletOptions<P>, state: KubeletState<P>, view: ApiView, moment: Moment): Turn<P> {
  return { options, moment, view, state, inHand: undefined, requests: [], events: [], timers: [], entries: [] }
}

export function endTurn<P>(turn: Turn<P>): AgentStep<KubeletState<P>, KubeletTask> {
  putBack(turn)
  const { state, requests, events, timers, entries } = turn
  return { state, requests, events, timers, entries }
}

export function recordOf<P>(turn: Turn<P>, uid: string): PodRecord<P> | undefined {
  if (turn.inHand?.uid !== uid) {
    putBack(turn)
    const record = turn.state.pods.get(uid)
    turn.inHand = record && { uid, record }
  }
  return turn.inHand?.record
}

function putBack<P>(turn: Turn<P>): void {
  if (turn.inHand === undefined) return
  const { uid, record } = turn.inHand
  turn.state = { ...turn.state, pods: turn.state.pods.with(uid, record) }
}

/** A Pod that is new to the node. */
export function addPod<P>(turn: Turn<P>, uid: string, record: PodRecord<P>): void {
  putBack(turn)
  turn.inHand = { uid, record }
}

export function dropPod<P>(turn: Turn<P>, uid: string): void {
  putBack(turn)
  turn.inHand = undefined
  turn.state = { ...turn.state, pods: turn.state.pods.without(uid) }
}

export function updatePod<P>(turn: Turn<P>, uid: string, change: Partial<PodRecord<P>>): PodRecord<P> | undefined {
  const record = recordOf(turn, uid)
  if (record === undefined) return undefined
  const next = { ...record, ...change }
  turn.inHand = { uid, record: next }
  return next
}

export function updateContainer<P>(turn: Turn<P>, uid: string, name: string, change: Partial<ContainerRecord<P>>): void {
  const record = recordOf(turn, uid)
  const container = record?.containers.get(name)
  if (record !== undefined && container !== undefined)
    updatePod(turn, uid, { containers: record.containers.with(name, { ...container, ...change }) })
}

export function remind<P>(turn: Turn<P>, afterMs: number, task: KubeletTask): void {
  turn.timers.push({ dueAtMs: turn.moment.nowMs + Math.round(afterMs), task })
}

/** Uniform in [0, 1), from the node's own stream. */
export function chance<P>(turn: Turn<P>): number {
  const drawn = drawFraction({ seed: turn.moment.seed, stream: `kubelet/${turn.options.nodeName}` }, turn.state.draws)
  turn.state = { ...turn.state, draws: turn.state.draws + 1 }
  return drawn
}

export function uidOf(pod: Pod): string {
  return pod.metadata.uid ?? ''
}

/** The Pod's objects are being read. */
export function noteRead<P>(turn: Turn<P>, { metadata }: Pod, references: readonly Reference[]): void {
  turn.state = { ...turn.state, cache: withRead(turn.state.cache, metadata.namespace ?? '', references) }
}

export function placeOf<P>(turn: Turn<P>, record: PodRecord<P>): PodPlace {
  return { podIP: record.podIP, hostIP: turn.options.nodeIP, nodeName: turn.options.nodeName }
}

/**
 * The node's own copy of a Pod: among its annotations, which containers see, is where it came from and when.
 *
 * @source pkg/kubelet/config/config.go checkAndUpdatePod, pkg/kubelet/types/pod_update.go
 */
export function podHere<P>({ moment }: Turn<P>, { pod, seenAtMs }: PodRecord<P>): Pod {
  const { startedAtEpochMs, seed } = moment
  // As Go prints a time, with digits that no millisecond has.
  const digits = 100_000 + drawBelow({ seed, stream: `seen/${uidOf(pod)}` }, 0, 900_000)
  const seen = `${new Date(startedAtEpochMs + seenAtMs).toISOString().slice(0, -1)}${String(digits)}Z`
  const annotations = { ...pod.metadata.annotations, 'kubernetes.io/config.seen': seen, 'kubernetes.io/config.source': 'api' }
  return { ...pod, metadata: { ...pod.metadata, annotations } }
}

function isInit(pod: Pod, name: string): boolean {
  return pod.spec.initContainers?.some((container) => container.name === name) === true
}

export function specOf(pod: Pod, name: string): Container | undefined {
  return [...(pod.spec.initContainers ?? []), ...(pod.spec.containers ?? [])].find((container) => container.name === name)
}

/** An Event about the Pod, or about one of its containers. */
export function report<P>(turn: Turn<P>, pod: Pod, type: EventDraft['type'], reason: string, message: string, container?: string): void {
  turn.events.push({
    regarding: {
      ...referenceTo(pod),
      uid: uidOf(pod),
      apiVersion: 'v1',
      ...(pod.metadata.resourceVersion === undefined ? {} : { resourceVersion: pod.metadata.resourceVersion }),
      ...(container === undefined ? {} : { fieldPath: `spec.${isInit(pod, container) ? 'initContainers' : 'containers'}{${container}}` }),
    },
    type,
    reason,
    message,
    component: 'kubelet',
    host: turn.options.nodeName,
  })
}

export function note<P>(turn: Turn<P>, pod: Pod, fact: EntryFact, actor: EntryDraft['actor'] = 'kubelet'): void {
  turn.entries.push({ ...fact, actor, object: referenceTo(pod) })
}
