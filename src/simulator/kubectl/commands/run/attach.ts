// What `kubectl run` does once the Pod is there and it is to be attached to: waits until it runs, passes on what it prints and what is
// typed, and ends as its program ended.
// @source k8s.io/kubectl pkg/cmd/run/run.go handleAttachPod, waitForPod; pkg/cmd/attach/attach.go Run, reattachMessage
// @simplified `kubectl run -it` shows what the container's first process prints by reading its log.

import type { ProgramTouch } from '../../../api/container-runtime.ts'
import type { Pod } from '../../../api/fields/pod.ts'
import type { ObjectKey } from '../../../api/objects.ts'
import type { ContainerAddress } from '../../cluster-door.ts'
import type { Call, CommandOutcome } from '../../command/command.ts'
import { settle } from '../../command/dispatch.ts'
import type { Failure } from '../../failure.ts'
import { plainError } from '../../failure.ts'
import type { Outcome, Runtime } from '../../runtime.ts'
import { nextLookAtMs } from '../waiting.ts'

export interface Attaching {
  readonly call: Call
  readonly key: ObjectKey
  readonly container: string
  readonly restartPolicy: string
  /** Goes on when nothing is attached any more: takes away what was made, where that was asked for. */
  readonly finish: (runtime: Runtime) => void
}

/** Process 1 of a container. */
const MAIN_PROCESS = 1
const WARNING =
  'All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.'
const HINT = "If you don't see a command prompt, try pressing enter."

export function attachWhenRunning(attaching: Attaching, runtime: Runtime): CommandOutcome {
  return wait(attaching, runtime, attaching.call.flags.duration('pod-running-timeout'), (later, pod) => {
    if (hasEnded(pod)) {
      later.out(logOf(attaching, later))
      return awaitEnd(attaching, later)
    }
    return isReady(pod) ? begin(attaching, later) : undefined
  })
}

/** Asks until `next` has an answer; a Pod that is gone, or time that is over, is a mistake. */
function wait(
  attaching: Attaching,
  runtime: Runtime,
  timeoutMs: number,
  next: (runtime: Runtime, pod: Pod) => CommandOutcome | 'done',
): CommandOutcome {
  const untilMs = timeoutMs === 0 ? Infinity : runtime.moment.nowMs + timeoutMs
  const look = (later: Runtime): CommandOutcome => {
    const pod = later.view.get('Pod', attaching.key)
    if (pod === undefined) return leave(attaching, later, plainError(`pods "${attaching.key.name}" not found`))
    const outcome = next(later, pod)
    if (outcome === 'done') return leave(attaching, later, undefined)
    if (outcome !== undefined) return outcome
    if (later.moment.nowMs >= untilMs) return leave(attaching, later, plainError('timed out waiting for the condition'))
    return { checkAtMs: Math.min(nextLookAtMs(later), untilMs), resume: (again) => settle(again, look(again)) }
  }
  return look(runtime)
}

function begin(attaching: Attaching, runtime: Runtime): Outcome {
  const { flags, stdin } = attaching.call
  const listens = flags.bool('stdin')
  const isTerminal = flags.bool('tty') && stdin === '' && runtime.onTerminal
  const isQuiet = flags.bool('quiet')
  if (flags.bool('tty') && !isTerminal && !isQuiet) runtime.err('Unable to use a TTY - input is not a terminal or the right kind of file\n')
  if (!isQuiet) runtime.err(`${WARNING}\n${HINT}\n`)
  if (listens && (stdin !== '' || !runtime.hasKeyboard)) touch(attaching, runtime, { kind: 'input', text: stdin, ends: true })
  return follow(attaching, runtime, { read: 0, isTerminal, listens: listens && stdin === '' && runtime.hasKeyboard })
}

interface Session {
  /** So much of the log, in characters, was printed. */
  readonly read: number
  readonly isTerminal: boolean
  readonly listens: boolean
}

function follow(attaching: Attaching, runtime: Runtime, session: Session): Outcome {
  const log = logOf(attaching, runtime)
  runtime.out(log.slice(session.read))
  const next: Session = { ...session, read: log.length }
  const pod = runtime.view.get('Pod', attaching.key)
  const status = pod?.status.containerStatuses?.find(({ name }) => name === attaching.container)
  if (status?.state.running === undefined || status.restartCount > 0) return settle(runtime, end(attaching, runtime, session))
  const touched = (later: Runtime, how: ProgramTouch): Outcome => {
    touch(attaching, later, how)
    return follow(attaching, later, next)
  }
  return {
    checkAtMs: nextLookAtMs(runtime),
    resume: (later) => follow(attaching, later, next),
    ...(session.isTerminal ? { interrupt: (later: Runtime) => touched(later, { kind: 'interrupt' }) } : {}),
    ...(session.listens ? { type: (later: Runtime, text: string, ends: boolean) => touched(later, { kind: 'input', text, ends }) } : {}),
  }
}

function end(attaching: Attaching, runtime: Runtime, { isTerminal }: Session): CommandOutcome {
  const { flags } = attaching.call
  const { key, container, restartPolicy } = attaching
  if (isTerminal && restartPolicy === 'Always' && !flags.bool('quiet'))
    runtime.out(`Session ended, resume using 'kubectl attach ${key.name} -c ${container} -i -t' command when the pod is running\n`)
  return awaitEnd(attaching, runtime)
}

/** The exit code of a Pod that is not started again is the command's own. */
function awaitEnd(attaching: Attaching, runtime: Runtime): CommandOutcome {
  const { call, restartPolicy } = attaching
  if (restartPolicy === 'Always' || call.flags.bool('leave-stdin-open')) return leave(attaching, runtime, undefined)
  return wait(attaching, runtime, call.flags.duration('pod-running-timeout'), (later, pod) => {
    if (pod.status.phase === 'Succeeded') return 'done'
    if (pod.status.phase !== 'Failed' || restartPolicy !== 'Never') return undefined
    return leave(attaching, later, failed(pod))
  })
}

function failed({ metadata, status }: Pod): Failure {
  const name = `pod ${metadata.namespace ?? ''}/${metadata.name ?? ''}`
  const ended = status.containerStatuses?.[0]?.state.terminated
  if (ended === undefined || ended.exitCode === 0) return plainError(`${name} failed with unknown exit code`)
  return { kind: 'raw', text: `${name} terminated (${ended.reason ?? ''})\n${ended.message ?? ''}`, exitCode: ended.exitCode }
}

function leave({ finish }: Attaching, runtime: Runtime, problem: Failure | undefined): CommandOutcome {
  finish(runtime)
  return problem ?? 0
}

function touch(attaching: Attaching, runtime: Runtime, how: ProgramTouch): void {
  const continued = runtime.cluster.continueProgram(addressOf(attaching), MAIN_PROCESS, how)
  runtime.entries.push(...continued.entries)
}

function logOf(attaching: Attaching, runtime: Runtime): string {
  const lines = runtime.cluster.logs(addressOf(attaching), { previous: false })
  return lines.ok ? lines.value.map(({ text }) => text).join('') : ''
}

function addressOf({ key, container }: Attaching): ContainerAddress {
  return { pod: key, container }
}

function hasEnded({ status }: Pod): boolean {
  return status.phase === 'Succeeded' || status.phase === 'Failed'
}

function isReady({ status }: Pod): boolean {
  return status.phase === 'Running' && status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true
}
