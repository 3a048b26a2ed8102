// How a container is stopped: its preStop hook, then SIGTERM, and SIGKILL when its time is over. Sidecars are stopped last (LIFE-*).
// @source pkg/kubelet/kuberuntime/kuberuntime_container.go killContainer, kuberuntime_termination_order.go

import type { LifecycleHandler } from '../api/fields/probe.ts'
import type { Pod } from '../api/fields/pod.ts'
import { SECOND_MS } from '../base/sim-time.ts'
import { apply, wake, worldOf } from './processes.ts'
import type { Ending } from './programs.ts'
import { changeHealth, startProgramFor } from './programs.ts'
import type { ContainerRecord } from './state.ts'
import type { Turn } from './turn.ts'
import { recordOf, remind, report, specOf } from './turn.ts'

/** What a container has at least, however long its hook took. */
const LEAST_GRACE_MS = 2 * SECOND_MS

/** Begins to stop a running container; once begun, only an earlier end counts. */
export function stopContainer<P>(turn: Turn<P>, uid: string, name: string, graceMs: number): void {
  const record = recordOf(turn, uid)
  const container = record?.containers.get(name)
  if (record === undefined || container?.phase.kind !== 'running') return
  const killAtMs = turn.moment.nowMs + graceMs
  const { stopping } = container.health
  if (stopping !== undefined && stopping.killAtMs <= killAtMs) return
  changeHealth(turn, uid, name, () => ({ stopping: { killAtMs } }))
  remind(turn, graceMs, { kind: 'kill', uid, container: name, restartCount: container.restartCount })
  if (stopping !== undefined) return
  const hook = specOf(record.pod, name)?.lifecycle?.preStop
  if (hook === undefined || graceMs === 0) wake(turn, uid, name, { kind: 'signal', signal: 'TERM' })
  else runPreStop(turn, uid, name, hook)
}

function runPreStop<P>(turn: Turn<P>, uid: string, name: string, hook: LifecycleHandler): void {
  if (hook.exec !== undefined) {
    const ending = startProgramFor(turn, uid, name, { kind: 'preStop' }, hook.exec.command ?? [])
    if (ending !== undefined) endPreStop(turn, uid, name, ending)
    return
  }
  if (hook.sleep !== undefined) {
    const restartCount = recordOf(turn, uid)?.containers.get(name)?.restartCount ?? 0
    remind(turn, hook.sleep.seconds * SECOND_MS, { kind: 'hook-slept', uid, container: name, restartCount })
    return
  }
  const isAnswered = askHook(turn, uid, name, hook)
  endPreStop(turn, uid, name, { purpose: { kind: 'preStop' }, exitCode: isAnswered ? 0 : 1, text: '' })
}

/** Asks the port of a hook. */
export function askHook<P>(turn: Turn<P>, uid: string, name: string, { httpGet, tcpSocket }: LifecycleHandler): boolean {
  const record = recordOf(turn, uid)
  const container = record?.containers.get(name)
  const world = record === undefined || container === undefined ? undefined : worldOf(turn, record, container)
  const port = httpGet?.port ?? tcpSocket?.port
  if (record === undefined || container?.run === undefined || world === undefined || port === undefined) return false
  const number = typeof port === 'number' ? port : specOf(record.pod, name)?.ports?.find((each) => each.name === port)?.containerPort
  const answer = number === undefined ? undefined : turn.options.runtime.ask(container.run.processes, number, httpGet?.path ?? '/', world)
  if (answer !== undefined) apply(turn, uid, name, answer.step)
  return answer !== undefined
}

/** The hook has ended: now the process is asked to. */
export function endPreStop<P>(turn: Turn<P>, uid: string, name: string, { exitCode }: Pick<Ending, 'exitCode'> & Partial<Ending>): void {
  const record = recordOf(turn, uid)
  const container = record?.containers.get(name)
  if (record === undefined || container?.phase.kind !== 'running') return
  if (exitCode !== 0) report(turn, record.pod, 'Warning', 'FailedPreStopHook', 'PreStopHook failed', name)
  wake(turn, uid, name, { kind: 'signal', signal: 'TERM' })
}

/** Its time is over. A hook that still runs has used it up, and the process has a little more. */
export function killContainer<P>(turn: Turn<P>, uid: string, name: string): void {
  const record = recordOf(turn, uid)
  const container = record?.containers.get(name)
  if (record === undefined || container?.phase.kind !== 'running') return
  if (container.health.programs.some(({ purpose }) => purpose.kind === 'preStop')) {
    report(turn, record.pod, 'Warning', 'FailedPreStopHook', 'PreStopHook failed', name)
    changeHealth(turn, uid, name, ({ programs }) => ({ programs: programs.filter(({ purpose }) => purpose.kind !== 'preStop') }))
    remind(turn, LEAST_GRACE_MS, { kind: 'kill', uid, container: name, restartCount: container.restartCount })
    wake(turn, uid, name, { kind: 'signal', signal: 'TERM' })
    return
  }
  wake(turn, uid, name, { kind: 'signal', signal: 'KILL' })
}

/** Stops what may be stopped now: all but sidecars, then these from the last to the first. */
export function stopNext<P>(turn: Turn<P>, uid: string, killAtMs: number): void {
  const record = recordOf(turn, uid)
  if (record === undefined) return
  for (const name of nextToStop(record.pod, record.containers.values())) {
    if (recordOf(turn, uid)?.containers.get(name)?.health.stopping === undefined)
      report(turn, record.pod, 'Normal', 'Killing', `Stopping container ${name}`, name)
    stopContainer(turn, uid, name, Math.max(0, killAtMs - turn.moment.nowMs))
  }
}

function nextToStop<P>({ spec }: Pod, containers: readonly ContainerRecord<P>[]): readonly string[] {
  const running = new Set(containers.filter(({ phase }) => phase.kind === 'running').map(({ name }) => name))
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always').map(({ name }) => name)
  const others = [...running].filter((name) => !sidecars.includes(name))
  if (others.length > 0) return others
  const last = sidecars.findLast((name) => running.has(name))
  return last === undefined ? [] : [last]
}
