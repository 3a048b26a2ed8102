// What others want of a container that runs: its log, and programs started in it.
// @source pkg/kubelet/kubelet_pods.go GetKubeletContainerLogs, validateContainerLogStatus; kubelet.go ExecSync

import type { AgentStep } from '../api/component.ts'
import type { ProgramStart, ProgramStep, ProgramTouch } from '../api/container-runtime.ts'
import type { ContainerStatus } from '../api/fields/pod-status.ts'
import type { ObjectKey } from '../api/objects.ts'
import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import type { LogLine } from './log-lines.ts'
import { linesOf } from './log-lines.ts'
import { apply, worldOf } from './processes.ts'
import type { KubeletState, KubeletTask, PodRecord } from './state.ts'
import type { Turn } from './turn.ts'
import { endTurn, uidOf } from './turn.ts'

export interface ProgramOutcome<P> {
  readonly step: AgentStep<KubeletState<P>, KubeletTask>
  /** The problem is the runtime's own words. */
  readonly program: Result<ProgramStep<P>, string>
}

function findPod<P>(state: KubeletState<P>, { namespace, name }: ObjectKey): PodRecord<P> | undefined {
  return state.pods.values().find(({ pod }) => pod.metadata.namespace === namespace && pod.metadata.name === name)
}

/** @source pkg/kubelet/kubelet_pods.go validateContainerLogStatus */
const WORDS_FOR_REASON: Readonly<Record<string, string>> = {
  ErrImagePull: "image can't be pulled",
  ImagePullBackOff: 'trying and failing to pull image',
}

/**
 * Which of its containers the kubelet reads follows from the status that it reported last.
 *
 * @returns the container's id, or the kubelet's words for why there is none
 */
function loggedContainer(
  { state, lastState, containerID }: ContainerStatus,
  name: string,
  pod: string,
  previous: boolean,
): Result<string, string> {
  const last = lastState?.terminated?.containerID
  if (previous) return last === undefined ? failure(`previous terminated container "${name}" in pod "${pod}" not found`) : success(last)
  if (state?.running !== undefined) return success(containerID ?? '')
  const ended = state?.terminated?.containerID ?? last
  if (ended !== undefined) return success(ended)
  const reason = state?.waiting?.reason ?? ''
  return failure(`container "${name}" in pod "${pod}" is waiting to start: ${WORDS_FOR_REASON[reason] ?? reason}`)
}

export function readLogs<P>(
  state: KubeletState<P>,
  key: ObjectKey,
  container: string,
  previous: boolean,
): Result<readonly LogLine[], string> {
  const record = findPod(state, key)
  const known = record?.containers.get(container)
  if (record === undefined) return failure(`pod "${key.name}" cannot be found - no logs available`)
  const { initContainerStatuses = [], containerStatuses = [] } = record.pod.status
  const status = [...containerStatuses, ...initContainerStatuses].find(({ name }) => name === container)
  if (status === undefined) return failure(`container "${container}" in pod "${key.name}" is not available`)
  const logged = loggedContainer(status, container, key.name, previous)
  if (!logged.ok) return logged
  if (logged.value === known?.containerID) return success(linesOf(known.log, known.phase.kind === 'exited'))
  // Of those that have ended the node keeps the last one only. @source pkg/kubelet/pod_container_deletor.go
  if (status.state?.running !== undefined && logged.value === known?.last?.containerID) return success(linesOf(known.previousLog, true))
  return success([{ atMs: 0, text: `unable to retrieve container logs for ${logged.value}`, isOpen: false }])
}

/** What ends together with process 1 is killed. */
const KILLED = 137

export function startProgram<P>(turn: Turn<P>, pod: ObjectKey, name: string, program: ProgramStart): ProgramOutcome<P> {
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

export function continueProgram<P>(turn: Turn<P>, pod: ObjectKey, name: string, processId: number, touch: ProgramTouch): ProgramOutcome<P> {
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
