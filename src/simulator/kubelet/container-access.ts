// What others want of a container that runs: its log, and programs started in it.
// @source pkg/kubelet/kubelet_pods.go GetKubeletContainerLogs, validateContainerLogStatus; kubelet.go ExecSync

import type { AgentStep } from '../api/component.ts'
import type { ProgramStart, ProgramStep, ProgramTouch } from '../api/container-runtime.ts'
import type { ObjectKey } from '../api/objects.ts'
import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import type { LogLine } from './log-lines.ts'
import { linesOf } from './log-lines.ts'
import { apply, worldOf } from './processes.ts'
import type { ContainerRecord, KubeletState, KubeletTask, PodRecord } from './state.ts'
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

/** Of containers that have ended the node keeps the last one only. @source pkg/kubelet/pod_container_deletor.go */
function isSwept<P>(record: PodRecord<P> | undefined, { phase }: ContainerRecord<P>): boolean {
  return record !== undefined && phase.kind === 'exited'
}

export function readLogs<P>(
  state: KubeletState<P>,
  pod: ObjectKey,
  container: string,
  previous: boolean,
): Result<readonly LogLine[], string> {
  const record = findPod(state, pod)
  const known = record?.containers.get(container)
  if (known?.run === undefined) {
    const isInitializing = (record?.pod.spec.initContainers ?? []).length > 0
    const reason = known?.refusal?.reason ?? (isInitializing ? 'PodInitializing' : 'ContainerCreating')
    const words = WORDS_FOR_REASON[reason] ?? reason
    return failure(`container "${container}" in pod "${pod.name}" is waiting to start: ${words}`)
  }
  if (previous && known.last === undefined) return failure(`previous terminated container "${container}" in pod "${pod.name}" not found`)
  if (previous && isSwept(record, known))
    return success([{ atMs: 0, text: `unable to retrieve container logs for ${known.last?.containerID ?? ''}`, isOpen: false }])
  return success(previous ? linesOf(known.previousLog, true) : linesOf(known.log, known.phase.kind === 'exited'))
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
