// Starts one container: the runtime is asked, and what came of it is written down (LIFE-4).
// @source pkg/kubelet/kuberuntime/kuberuntime_container.go startContainer

import type { ImageDescription, ProcessStep } from '../api/container-runtime.ts'
import type { Container } from '../api/fields/container.ts'
import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import { scheduleProbes } from './probes.ts'
import { apply } from './processes.ts'
import type { RootFiles } from './root-files.ts'
import type { ContainerRecord, HealthState, PodRecord } from './state.ts'
import { UNSTARTED } from './state.ts'
import { askForNews } from './sync-request.ts'
import type { Turn } from './turn.ts'
import { note, recordOf, remind, report, uidOf, updateContainer, updatePod } from './turn.ts'
import type { Prepared } from './preparation.ts'
import { CONTAINER_ID_SCHEME, prepare, withRoots } from './preparation.ts'

/** From the start of the process to the start of its postStart hook. */
const HOOK_MS = 60
/** What the runtime gives as exit code when nothing ran. */
const START_FAILED = 128

interface Begun<P> {
  readonly step: ProcessStep<P>
  readonly root: RootFiles
}

/** The problem is why the container can't be configured; a runtime that refuses is written down as an end of the container. */
export function start<P>(turn: Turn<P>, uid: string, container: Container, image: ImageDescription): Result<undefined, string> {
  const record = recordOf(turn, uid)
  const known = record?.containers.get(container.name)
  if (record === undefined || known === undefined) return success(undefined)
  const prepared = prepare(turn, record, known, container, image)
  if (!prepared.ok) return prepared
  report(turn, record.pod, 'Normal', 'Created', 'Container created', container.name)
  const begun = launch(turn, prepared.value)
  const { volumes } = prepared.value
  updatePod(turn, uid, { volumes: begun.ok ? withRoots(volumes, begun.value.root.volumes.entries()) : volumes })
  updatePod(turn, uid, { hasActed: true })
  if (begun.ok) runs(turn, record, prepared.value, begun.value)
  else ended(turn, record, prepared.value, begun.problem)
  askForNews(turn, uid)
  return success(undefined)
}

function launch<P>(
  { moment, options }: Turn<P>,
  { image, words, identity, root, ownIsReadOnly }: Prepared<P>,
): Result<Begun<P>, { readonly message: string; readonly exitCode: number }> {
  if (!root.ok) return failure({ message: root.problem, exitCode: START_FAILED })
  const { nowMs, startedAtEpochMs, seed } = moment
  const files = { ...root.value, ownIsReadOnly }
  const begun = options.runtime.start(image, words, identity, { nowMs, startedAtEpochMs, seed, files })
  return begun.ok ? success({ step: begun.value, root: root.value }) : begun
}

/** What a container's record says of a start, however it went. */
function startOf<P>({ container, image, known, restartCount, containerID, identity }: Prepared<P>): Partial<ContainerRecord<P>> {
  const last = known.phase.kind === 'exited' ? known.phase : undefined
  return {
    last,
    restartCount,
    containerID,
    reference: container.image ?? '',
    image: image.name,
    imageID: image.id,
    user: identity,
    log: undefined,
  }
}

/** The runtime could not start it. */
function ended<P>(
  turn: Turn<P>,
  { pod }: PodRecord<P>,
  prepared: Prepared<P>,
  { message, exitCode }: { readonly message: string; readonly exitCode: number },
): void {
  const { container, containerID, known } = prepared
  const { moment } = turn
  const uid = uidOf(pod)
  // Events name the container where the runtime names its id: otherwise no two of them would be equal.
  const id = containerID.slice(CONTAINER_ID_SCHEME.length)
  report(turn, pod, 'Warning', 'Failed', `Error: ${message.replaceAll(id, container.name)}`, container.name)
  updateContainer(turn, uid, container.name, {
    ...startOf(prepared),
    phase: {
      kind: 'exited',
      exitCode,
      signal: undefined,
      reason: 'StartError',
      message,
      startedAtMs: -moment.startedAtEpochMs,
      finishedAtMs: moment.nowMs,
      containerID,
    },
    refusal: { reason: 'RunContainerError', message },
    previousLog: known.log,
  })
  updatePod(turn, uid, { trouble: { kind: 'error' } })
}

function runs<P>(turn: Turn<P>, { pod }: PodRecord<P>, prepared: Prepared<P>, { step, root }: Begun<P>): void {
  const { container, environment, known, ownIsReadOnly, pinnedSources, restartCount } = prepared
  const uid = uidOf(pod)
  report(turn, pod, 'Normal', 'Started', 'Container started', container.name)
  updateContainer(turn, uid, container.name, {
    ...startOf(prepared),
    phase: { kind: 'running', startedAtMs: turn.moment.nowMs },
    refusal: undefined,
    health: healthAtStart(container),
    environment,
    uses: [],
    previousLog: known.phase.kind === 'exited' ? known.log : known.previousLog,
    run: { processes: step.processes, own: root.own, ownIsReadOnly, mounts: root.mounts, pinnedSources, wakes: 0, ending: undefined },
  })
  note(turn, pod, { kind: 'container-started', node: turn.options.nodeName, container: container.name, restartCount })
  apply(turn, uid, container.name, step)
  scheduleProbes(turn, uid, container.name)
  if (container.lifecycle?.postStart !== undefined)
    remind(turn, HOOK_MS, { kind: 'hook-due', uid, container: container.name, restartCount })
}

/** Without probes a container that runs has started and is ready. */
function healthAtStart({ startupProbe, readinessProbe, lifecycle }: Container): HealthState {
  const started = startupProbe === undefined
  return { ...UNSTARTED, started, ready: started && readinessProbe === undefined, isHooked: lifecycle?.postStart !== undefined }
}
