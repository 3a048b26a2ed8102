// Starts the containers of a Pod, one after the other, as far as they can be started (ENV-9, LIFE-4 … LIFE-6).
// @source pkg/kubelet/kuberuntime/kuberuntime_manager.go computePodActions, SyncPod; kuberuntime_container.go startContainer

import type { Container } from '../api/fields/container.ts'
import type { Pod, PodSpec } from '../api/fields/pod.ts'
import { MINUTE_MS, SECOND_MS } from '../base/sim-time.ts'
import { ensureImage } from './images.ts'
import { changeHealth } from './programs.ts'
import { isRestarted, policyOf } from './restart.ts'
import { start } from './starting.ts'
import type { ContainerRecord, PodRecord } from './state.ts'
import { UNSTARTED } from './state.ts'
import { stopContainer } from './stopping.ts'
import type { Turn } from './turn.ts'
import { note, recordOf, remind, report, specOf, updateContainer, updatePod } from './turn.ts'

const FIRST_CRASH_BACK_OFF_MS = 10 * SECOND_MS
const LAST_CRASH_BACK_OFF_MS = 5 * MINUTE_MS
const BETWEEN_STARTS_MS = 60

/** Names of the containers that this sync should try to start, in order. */
export function planStarts<P>(record: PodRecord<P>): readonly string[] {
  const { spec } = record.pod
  for (const container of spec.initContainers ?? []) {
    const known = record.containers.get(container.name)
    const stays = isSidecar(container)
    if (known?.phase.kind === 'running') {
      if (isToEnd(container, known)) return [container.name]
      if (stays && known.health.started && !known.health.isHooked) continue
      return []
    }
    if (!stays && known?.phase.kind === 'exited' && known.phase.exitCode === 0) continue
    if (!stays && known?.phase.kind === 'exited' && !isRestarted(container, spec, known.phase.exitCode)) return []
    return [container.name]
  }
  return (spec.containers ?? [])
    .filter((container) => {
      const known = record.containers.get(container.name)
      return mayStart(known, container, spec) || (known?.phase.kind === 'running' && isToEnd(container, known))
    })
    .map(({ name }) => name)
}

/** Whether a container that runs is to be ended and started anew. */
function isToEnd<P>({ image = '' }: Container, { health, reference }: ContainerRecord<P>): boolean {
  return health.failing !== undefined || reference !== image
}

function mayStart<P>(known: ContainerRecord<P> | undefined, container: Container, spec: PodSpec): boolean {
  if (known === undefined || known.phase.kind === 'absent') return true
  return known.phase.kind === 'exited' && isRestarted(container, spec, known.phase.exitCode)
}

/** Starts the next container of the plan. @returns false when the sync has to wait for something */
export function startNext<P>(turn: Turn<P>, uid: string, name: string, pulled: boolean): boolean {
  const record = recordOf(turn, uid)
  const container = record === undefined ? undefined : specOf(record.pod, name)
  if (record === undefined || container === undefined) return true
  const known = record.containers.get(name) ?? fresh<P>(name)
  if (!record.containers.has(name)) updatePod(turn, uid, { containers: record.containers.with(name, known) })
  if (known.phase.kind === 'running') {
    if (isToEnd(container, known) && known.health.stopping === undefined) endForRestart(turn, uid, record.pod, container, known)
    return !isToEnd(container, known) && !known.health.isHooked
  }
  if (!mayStart(known, container, record.pod.spec) && known.health.failing !== 'definition') return true
  if (!pulled && waitsAfterCrash(turn, uid, record.pod, known)) return true
  const image = ensureImage(turn, uid, record.pod, container, pulled)
  if (image.kind === 'pulling') return false
  if (image.kind === 'failed') waitWith(turn, uid, name, image.reason, image.message)
  else {
    const started = start(turn, uid, container, image.image)
    if (!started.ok) refuse(turn, uid, name, 'CreateContainerConfigError', started.problem)
  }
  return recordOf(turn, uid)?.containers.get(name)?.health.isHooked !== true
}

function isSidecar({ restartPolicy }: Container): boolean {
  return restartPolicy === 'Always'
}

/** The sync waits until it has ended, and starts it again. */
function endForRestart<P>(turn: Turn<P>, uid: string, { spec }: Pod, container: Container, { health }: ContainerRecord<P>): void {
  const { name, livenessProbe, startupProbe } = container
  const failing = health.failing ?? 'definition'
  const what = failing === 'definition' ? 'definition changed' : `failed ${failing} probe`
  const comesBack = failing === 'definition' || policyOf(container, spec) !== 'Never'
  const pod = recordOf(turn, uid)?.pod
  if (pod !== undefined) report(turn, pod, 'Normal', 'Killing', `Container ${name} ${what}${comesBack ? ', will be restarted' : ''}`, name)
  updatePod(turn, uid, { hasActed: true })
  changeHealth(turn, uid, name, () => ({ failing }))
  const probe = failing === 'liveness' ? livenessProbe : failing === 'startup' ? startupProbe : undefined
  stopContainer(turn, uid, name, (probe?.terminationGracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? 30) * SECOND_MS)
}

function fresh<P>(name: string): ContainerRecord<P> {
  return {
    name,
    phase: { kind: 'absent' },
    refusal: undefined,
    last: undefined,
    restartCount: 0,
    containerID: '',
    reference: '',
    image: '',
    imageID: '',
    user: undefined,
    run: undefined,
    environment: [],
    uses: [],
    log: undefined,
    previousLog: undefined,
    crashBackOff: undefined,
    health: UNSTARTED,
  }
}

function waitsAfterCrash<P>(turn: Turn<P>, uid: string, pod: Pod, known: ContainerRecord<P>): boolean {
  if (known.phase.kind !== 'exited') return false
  // Of a container that this sync has ended, the end before that one counts.
  const exit = known.health.failing === undefined ? known.phase : known.last
  if (exit === undefined) return false
  const { nowMs } = turn.moment
  const expired = known.crashBackOff !== undefined && exit.finishedAtMs - known.crashBackOff.updatedAtMs > 2 * LAST_CRASH_BACK_OFF_MS
  const backOff = expired ? undefined : known.crashBackOff
  if (backOff === undefined || nowMs - exit.finishedAtMs >= backOff.delayMs) {
    const delayMs = backOff === undefined ? FIRST_CRASH_BACK_OFF_MS : Math.min(LAST_CRASH_BACK_OFF_MS, backOff.delayMs * 2)
    updateContainer(turn, uid, known.name, { crashBackOff: { delayMs, updatedAtMs: nowMs } })
    return false
  }
  const place = `${pod.metadata.name ?? ''}_${pod.metadata.namespace ?? ''}(${uid})`
  report(turn, pod, 'Warning', 'BackOff', `Back-off restarting failed container ${known.name} in pod ${place}`, known.name)
  const seconds = formatDelay(backOff.delayMs)
  const message = `back-off ${seconds} restarting failed container=${known.name} pod=${place}`
  updateContainer(turn, uid, known.name, { refusal: { reason: 'CrashLoopBackOff', message } })
  note(turn, pod, {
    kind: 'container-waiting',
    node: turn.options.nodeName,
    reason: 'CrashLoopBackOff',
    message,
    container: known.name,
    restartCount: known.restartCount,
  })
  const untilMs = exit.finishedAtMs + backOff.delayMs
  const trouble = recordOf(turn, uid)?.trouble
  if (trouble?.kind !== 'error')
    updatePod(turn, uid, { trouble: { kind: 'back-off', untilMs: trouble === undefined ? untilMs : Math.min(untilMs, trouble.untilMs) } })
  return true
}

/** `10s`, `1m20s`, `5m0s`: as Go writes durations. */
function formatDelay(delayMs: number): string {
  const seconds = Math.round(delayMs / SECOND_MS)
  return seconds < 60 ? `${String(seconds)}s` : `${String(Math.floor(seconds / 60))}m${String(seconds % 60)}s`
}

/** The container cannot start now, and says why. */
function waitWith<P>(turn: Turn<P>, uid: string, name: string, reason: string, message: string): void {
  const record = recordOf(turn, uid)
  const known = record?.containers.get(name)
  if (record === undefined || known === undefined) return
  updateContainer(turn, uid, name, { refusal: { reason, message } })
  updatePod(turn, uid, { trouble: { kind: 'error' } })
  note(turn, record.pod, {
    kind: 'container-waiting',
    node: turn.options.nodeName,
    reason,
    message,
    container: name,
    restartCount: known.restartCount,
  })
}

function refuse<P>(turn: Turn<P>, uid: string, name: string, reason: string, message: string): void {
  const record = recordOf(turn, uid)
  if (record === undefined) return
  report(turn, record.pod, 'Warning', 'Failed', `Error: ${message}`, name)
  waitWith(turn, uid, name, reason, message)
}

/** Containers are started one after the other. */
export function continueSoon<P>(turn: Turn<P>, uid: string): void {
  remind(turn, BETWEEN_STARTS_MS, { kind: 'continue', uid })
}
