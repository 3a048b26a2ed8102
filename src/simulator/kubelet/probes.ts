// Probes: whether a container has started, is ready, and is still well (LIFE-*).
// @source pkg/kubelet/prober/worker.go doProbe, prober.go runProbe
// @simplified A gRPC probe succeeds with any program that listens, and a probe's program goes on when its time is over.

import type { Container } from '../api/fields/container.ts'
import type { Probe } from '../api/fields/probe.ts'
import { SECOND_MS } from '../base/sim-time.ts'
import { sha256 } from '../base/sha256.ts'
import { encodeUtf8 } from '../base/utf8.ts'
import { apply, worldOf } from './processes.ts'
import type { Ending } from './programs.ts'
import { changeHealth, startProgramFor } from './programs.ts'
import type { ContainerRecord, ProbeKind, ProbeState } from './state.ts'
import { askForSync } from './sync-request.ts'
import type { Turn } from './turn.ts'
import { recordOf, remind, report, specOf } from './turn.ts'

const KINDS: readonly ProbeKind[] = ['startup', 'liveness', 'readiness']
const WORDS: Readonly<Record<ProbeKind, string>> = { startup: 'Startup', liveness: 'Liveness', readiness: 'Readiness' }

function probeOf(container: Container | undefined, kind: ProbeKind): Probe | undefined {
  if (kind === 'startup') return container?.startupProbe
  return kind === 'liveness' ? container?.livenessProbe : container?.readinessProbe
}

/** Probes look at the beats of a clock that started with the Pod. */
export function scheduleProbes<P>(turn: Turn<P>, uid: string, name: string): void {
  for (const kind of KINDS) scheduleNext(turn, uid, name, kind)
}

function scheduleNext<P>(turn: Turn<P>, uid: string, name: string, kind: ProbeKind): void {
  const record = recordOf(turn, uid)
  const container = record?.containers.get(name)
  const probe = record === undefined ? undefined : probeOf(specOf(record.pod, name), kind)
  if (record === undefined || container === undefined || probe === undefined) return
  const { nowMs } = turn.moment
  const outOfTurn = kind === 'readiness' ? container.health.outOfTurn : undefined
  const fromMs = outOfTurn?.atMs ?? record.seenAtMs
  const periodMs = (probe.periodSeconds ?? 10) * SECOND_MS
  const beats = Math.floor((nowMs - fromMs) / periodMs) + 1
  remind(turn, fromMs + beats * periodMs - nowMs, {
    kind: 'probe',
    uid,
    container: name,
    probe: kind,
    restartCount: container.restartCount,
    outOfTurn: outOfTurn?.times ?? 0,
  })
}

/** A beat of the clock, unless the clock was set anew since. */
export function runProbe<P>(turn: Turn<P>, uid: string, name: string, kind: ProbeKind, outOfTurn: number): void {
  const record = recordOf(turn, uid)
  const container = record?.containers.get(name)
  if (record === undefined || container?.phase.kind !== 'running' || record.termination !== undefined) return
  if (kind === 'readiness' && outOfTurn !== (container.health.outOfTurn?.times ?? 0)) return
  scheduleNext(turn, uid, name, kind)
  probeNow(turn, uid, name, kind)
}

/**
 * A container that is not ready is looked at whenever its status is written, and its beats count from then.
 *
 * @source pkg/kubelet/prober/prober_manager.go UpdatePodStatus, worker.go run
 */
export function probeUnready<P>(turn: Turn<P>, uid: string): void {
  for (const { name, health, phase } of recordOf(turn, uid)?.containers.values() ?? []) {
    if (phase.kind !== 'running' || health.ready || !health.started) continue
    changeHealth(turn, uid, name, ({ outOfTurn }) => ({ outOfTurn: { times: (outOfTurn?.times ?? 0) + 1, atMs: turn.moment.nowMs } }))
    scheduleNext(turn, uid, name, 'readiness')
    probeNow(turn, uid, name, 'readiness')
  }
}

function probeNow<P>(turn: Turn<P>, uid: string, name: string, kind: ProbeKind): void {
  const record = recordOf(turn, uid)
  const container = record?.containers.get(name)
  const spec = record === undefined ? undefined : specOf(record.pod, name)
  const probe = probeOf(spec, kind)
  if (record === undefined || container === undefined || spec === undefined || probe === undefined) return
  if (!isDue(turn, container, probe, kind)) return
  const words = probe.exec?.command
  if (words !== undefined) {
    const ending = startProgramFor(turn, uid, name, { kind: 'probe', probe: kind }, words)
    if (ending !== undefined) endProbe(turn, uid, name, kind, ending)
    else
      remind(turn, (probe.timeoutSeconds ?? 1) * SECOND_MS, {
        kind: 'probe-timeout',
        uid,
        container: name,
        probe: kind,
        restartCount: container.restartCount,
      })
    return
  }
  const problem = askProblem(turn, uid, container, spec, probe, record.podIP)
  conclude(turn, uid, name, kind, problem)
}

function isDue<P>(turn: Turn<P>, { phase, health }: ContainerRecord<P>, probe: Probe, kind: ProbeKind): boolean {
  if (phase.kind !== 'running' || health.stopping !== undefined || health.failing !== undefined || health.isHooked) return false
  if (health.started === (kind === 'startup')) return false
  if (health.programs.some(({ purpose }) => purpose.kind === 'probe' && purpose.probe === kind)) return false
  return Math.floor((turn.moment.nowMs - phase.startedAtMs) / SECOND_MS) >= (probe.initialDelaySeconds ?? 0)
}

/** Asks a port. @returns why that failed */
function askProblem<P>(
  turn: Turn<P>,
  uid: string,
  container: ContainerRecord<P>,
  spec: Container,
  probe: Probe,
  podIP: string,
): string | undefined {
  const action = probe.httpGet ?? probe.tcpSocket ?? (probe.grpc === undefined ? undefined : { port: probe.grpc.port, host: undefined })
  const record = recordOf(turn, uid)
  const world = record === undefined ? undefined : worldOf(turn, record, container)
  if (action === undefined || container.run === undefined || world === undefined) return undefined
  const port = portOf(spec, action.port)
  const host = action.host === undefined || action.host === '' ? podIP : action.host
  const path = probe.httpGet?.path ?? '/'
  const answer = host === podIP || host === 'localhost' ? turn.options.runtime.ask(container.run.processes, port, path, world) : undefined
  if (answer === undefined) {
    const refused = `dial tcp ${host}:${String(port)}: connect: connection refused`
    if (probe.httpGet === undefined) return refused
    const scheme = (probe.httpGet.scheme ?? 'HTTP').toLowerCase()
    return `Get "${scheme}://${host}:${String(port)}${path.startsWith('/') ? path : `/${path}`}": ${refused}`
  }
  apply(turn, uid, container.name, answer.step)
  return probe.httpGet !== undefined && (answer.status < 200 || answer.status >= 400)
    ? `HTTP probe failed with statuscode: ${String(answer.status)}`
    : undefined
}

function portOf(spec: Container, port: number | string): number {
  if (typeof port === 'number') return port
  return spec.ports?.find(({ name }) => name === port)?.containerPort ?? Number(port)
}

/** An exec probe has ended. */
export function endProbe<P>(turn: Turn<P>, uid: string, name: string, kind: ProbeKind, { exitCode, text, isRefused }: Ending): void {
  if (isRefused === true) reportRefusal(turn, uid, name, kind, text)
  else conclude(turn, uid, name, kind, exitCode === 0 ? undefined : text)
}

/** A program that cannot be started says nothing about the container: the probe counts for nothing. @source prober.go probe, worker.go doProbe */
function reportRefusal<P>(turn: Turn<P>, uid: string, name: string, kind: ProbeKind, problem: string): void {
  const record = recordOf(turn, uid)
  if (record === undefined) return
  const id = sha256(encodeUtf8(`${uid}/${name}/${kind}/${String(turn.moment.nowMs)}`))
  const words = `failed to exec in container: failed to start exec "${id}": OCI runtime exec failed: exec failed: unable to start container process: ${problem}`
  const message = `${WORDS[kind]} probe errored and resulted in unknown state: rpc error: code = Unknown desc = ${words}`
  report(turn, record.pod, 'Warning', 'Unhealthy', message, name)
}

/** An exec probe that has not ended by now has failed. */
export function timeOutProbe<P>(turn: Turn<P>, uid: string, name: string, kind: ProbeKind): void {
  const record = recordOf(turn, uid)
  const health = record?.containers.get(name)?.health
  const isRunning = health?.programs.some(({ purpose }) => purpose.kind === 'probe' && purpose.probe === kind) === true
  const probe = record === undefined ? undefined : probeOf(specOf(record.pod, name), kind)
  if (!isRunning || probe === undefined) return
  changeHealth(turn, uid, name, ({ programs }) => ({
    programs: programs.filter(({ purpose }) => purpose.kind !== 'probe' || purpose.probe !== kind),
  }))
  const words = (probe.exec?.command ?? []).join(' ')
  conclude(turn, uid, name, kind, `command timed out: "${words}" timed out after ${String(probe.timeoutSeconds ?? 1)}s`)
}

function conclude<P>(turn: Turn<P>, uid: string, name: string, kind: ProbeKind, problem: string | undefined): void {
  const record = recordOf(turn, uid)
  const container = record?.containers.get(name)
  const probe = record === undefined ? undefined : probeOf(specOf(record.pod, name), kind)
  if (record === undefined || container?.phase.kind !== 'running' || probe === undefined) return
  if (problem !== undefined) report(turn, record.pod, 'Warning', 'Unhealthy', `${WORDS[kind]} probe failed: ${problem}`, name)
  const isGood = problem === undefined
  const before = container.health.probes[kind]
  const inARow = before?.isGood === isGood ? before.inARow + 1 : 1
  const state: ProbeState = { isGood, inARow }
  changeHealth(turn, uid, name, ({ probes }) => ({ probes: { ...probes, [kind]: state } }))
  if (inARow < (isGood ? (probe.successThreshold ?? 1) : (probe.failureThreshold ?? 3))) return
  if (kind === 'readiness') {
    if (container.health.ready === isGood) return
    changeHealth(turn, uid, name, () => ({ ready: isGood }))
    askForSync(turn, uid, 0, 'probe')
  } else if (isGood) {
    if (kind !== 'startup') return
    const isReady = probeOf(specOf(record.pod, name), 'readiness') === undefined
    changeHealth(turn, uid, name, ({ ready }) => ({ started: true, ready: ready || isReady }))
    askForSync(turn, uid, 0, 'probe')
  } else {
    changeHealth(turn, uid, name, () => ({ failing: kind }))
    askForSync(turn, uid, 0, 'probe')
  }
}
