// Starts the containers of a Pod, one after the other, as far as they can be started (ENV-9, LIFE-4 … LIFE-6).
// @source pkg/kubelet/kuberuntime/kuberuntime_manager.go computePodActions, SyncPod; kuberuntime_container.go startContainer

import type { ContainerIdentity, ImageDescription, ProcessStep } from '../api/container-runtime.ts'
import type { Container } from '../api/fields/container.ts'
import type { Pod } from '../api/fields/pod.ts'
import type { DirectoryNode } from '../api/file-system.ts'
import { PersistentMap } from '../base/persistent-map.ts'
import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import { sha256 } from '../base/sha256.ts'
import { encodeUtf8 } from '../base/utf8.ts'
import { MINUTE_MS, SECOND_MS } from '../base/sim-time.ts'
import type { Environment } from './environment.ts'
import { makeEnvironment } from './environment.ts'
import { readerOf } from './configuration.ts'
import { expand } from './expansion.ts'
import { ensureImage } from './images.ts'
import { makeMounts } from './mounts.ts'
import { apply } from './processes.ts'
import type { RootFiles } from './root-files.ts'
import { prepareRoot } from './root-files.ts'
import { serviceVariables } from './service-variables.ts'
import { runPostStart } from './post-start.ts'
import { scheduleProbes } from './probes.ts'
import type { ContainerRecord, HealthState, PodRecord } from './state.ts'
import { UNSTARTED } from './state.ts'
import { askForNews } from './sync-request.ts'
import type { Turn } from './turn.ts'
import { note, placeOf, recordOf, remind, report, specOf, updateContainer, updatePod } from './turn.ts'

const FIRST_CRASH_BACK_OFF_MS = 10 * SECOND_MS
const LAST_CRASH_BACK_OFF_MS = 5 * MINUTE_MS
const BETWEEN_STARTS_MS = 60
/** What the runtime gives as exit code when nothing ran. */
const START_FAILED = 128
const CONTAINER_ID_SCHEME = 'containerd://'

/** Names of the containers that this sync should try to start, in order. */
export function planStarts<P>(record: PodRecord<P>): readonly string[] {
  const { spec } = record.pod
  const policy = spec.restartPolicy ?? 'Always'
  for (const container of spec.initContainers ?? []) {
    const known = record.containers.get(container.name)
    const isSidecar = container.restartPolicy === 'Always'
    if (known?.phase.kind === 'running') {
      if (isSidecar && known.health.started && !known.health.isHooked) continue
      return []
    }
    if (!isSidecar && known?.phase.kind === 'exited' && known.phase.exitCode === 0) continue
    if (!isSidecar && known?.phase.kind === 'exited' && policy === 'Never') return []
    return [container.name]
  }
  return (spec.containers ?? []).map(({ name }) => name).filter((name) => mayStart(record.containers.get(name), policy))
}

function mayStart<P>(known: ContainerRecord<P> | undefined, policy: string): boolean {
  if (known === undefined) return true
  if (known.phase.kind === 'running') return false
  if (known.phase.kind === 'absent' || policy === 'Always') return true
  return policy === 'OnFailure' && known.phase.exitCode !== 0
}

/** Starts the next container of the plan. @returns false when the sync has to wait for something */
export function startNext<P>(turn: Turn<P>, uid: string, name: string, pulled: boolean): boolean {
  const record = recordOf(turn, uid)
  const container = record === undefined ? undefined : specOf(record.pod, name)
  if (record === undefined || container === undefined) return true
  const known = record.containers.get(name) ?? fresh<P>(name)
  if (!record.containers.has(name)) updatePod(turn, uid, { containers: record.containers.with(name, known) })
  if (!pulled && waitsAfterCrash(turn, uid, record.pod, known)) return true
  const image = ensureImage(turn, uid, record.pod, container, pulled)
  if (image.kind === 'pulling') return false
  if (image.kind === 'failed') waitWith(turn, uid, name, image.reason, image.message)
  else start(turn, uid, container, image.image)
  return true
}

function fresh<P>(name: string): ContainerRecord<P> {
  return {
    name,
    phase: { kind: 'absent' },
    refusal: undefined,
    last: undefined,
    restartCount: 0,
    containerID: '',
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
  const exit = known.phase
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

function start<P>(turn: Turn<P>, uid: string, container: Container, image: ImageDescription): void {
  const record = recordOf(turn, uid)
  const known = record?.containers.get(container.name)
  if (record === undefined || known === undefined) return
  const { pod } = record
  const { moment } = turn
  const services = serviceVariables(turn.view.list('Service', ''), pod.metadata.namespace ?? '', pod.spec.enableServiceLinks !== false)
  const made = makeEnvironment({ pod, container, place: placeOf(turn, record), configuration: readerOf(turn.state.cache), services })
  if (!made.ok) {
    refuse(turn, uid, container.name, 'CreateContainerConfigError', made.problem)
    return
  }
  const values = new Map(made.value.map(({ name, value }) => [name, value]))
  const nowEpochMs = moment.startedAtEpochMs + moment.nowMs
  const podDirectory = `/var/lib/kubelet/pods/${uid}`
  const mounted = makeMounts(container, pod.spec.volumes ?? [], record.volumes, values, nowEpochMs, podDirectory)
  if (!mounted.ok) {
    refuse(turn, uid, container.name, 'CreateContainerConfigError', mounted.problem)
    return
  }
  const rootProblem = rootRefusal(pod, container, image)
  if (rootProblem !== undefined) {
    refuse(turn, uid, container.name, 'CreateContainerConfigError', rootProblem)
    return
  }
  let volumes = record.volumes
  for (const [name, root] of mounted.value.made) {
    const present = volumes.get(name)
    if (present !== undefined) volumes = volumes.with(name, { ...present, root })
  }
  const exited = known.phase.kind === 'exited' ? known.phase : undefined
  const restartCount = exited === undefined ? 0 : known.restartCount + 1
  const containerID = `${CONTAINER_ID_SCHEME}${sha256(encodeUtf8(`${uid}/${container.name}/${String(restartCount)}/${String(moment.seed)}`))}`
  const { pinnedSources } = mounted.value
  const prepared = prepareRoot({
    image: image.files,
    volumes: mountedRoots(volumes, mounted.value.mounts),
    mounts: mounted.value.mounts,
    podDirectory,
    rootPath: `/run/containerd/io.containerd.runtime.v2.task/k8s.io/${containerID.slice(CONTAINER_ID_SCHEME.length)}/rootfs`,
    epochMs: nowEpochMs,
  })
  const ownIsReadOnly = container.securityContext?.readOnlyRootFilesystem === true
  const words = commandOf(container, image, values)
  const identity = identityOf(turn, record, container, image, made.value)
  report(turn, pod, 'Normal', 'Created', 'Container created', container.name)
  const begun = prepared.ok
    ? launch(turn, image, words, identity, prepared.value, ownIsReadOnly)
    : failure({ message: prepared.problem, exitCode: START_FAILED })
  for (const [name, root] of begun.ok ? begun.value.root.volumes.entries() : []) {
    const present = volumes.get(name)
    if (present !== undefined && present.root !== root) volumes = volumes.with(name, { ...present, root })
  }
  updatePod(turn, uid, { volumes })
  if (!begun.ok) {
    const { message, exitCode } = begun.problem
    // Events name the container where the runtime names its id: otherwise no two of them would be equal.
    const id = containerID.slice(CONTAINER_ID_SCHEME.length)
    report(turn, pod, 'Warning', 'Failed', `Error: ${message.replaceAll(id, container.name)}`, container.name)
    const phase = {
      kind: 'exited',
      exitCode,
      signal: undefined,
      reason: 'StartError',
      message,
      startedAtMs: -moment.startedAtEpochMs,
      finishedAtMs: moment.nowMs,
      containerID,
    } as const
    updateContainer(turn, uid, container.name, {
      phase,
      refusal: { reason: 'RunContainerError', message },
      last: exited,
      restartCount,
      containerID,
      image: image.name,
      imageID: image.id,
      user: identity,
      previousLog: known.log,
      log: undefined,
    })
    updatePod(turn, uid, { trouble: { kind: 'error' } })
    askForNews(turn, uid)
    return
  }
  report(turn, pod, 'Normal', 'Started', 'Container started', container.name)
  updateContainer(turn, uid, container.name, {
    phase: { kind: 'running', startedAtMs: moment.nowMs },
    refusal: undefined,
    health: healthAtStart(container),
    last: exited,
    restartCount,
    containerID,
    image: image.name,
    imageID: image.id,
    user: identity,
    environment: made.value,
    uses: [],
    previousLog: exited === undefined ? known.previousLog : known.log,
    log: undefined,
    run: {
      processes: begun.value.step.processes,
      own: begun.value.root.own,
      ownIsReadOnly,
      mounts: begun.value.root.mounts,
      pinnedSources,
      wakes: 0,
    },
  })
  note(turn, pod, { kind: 'container-started', node: turn.options.nodeName, container: container.name, restartCount })
  apply(turn, uid, container.name, begun.value.step)
  scheduleProbes(turn, uid, container.name)
  if (container.lifecycle?.postStart !== undefined) runPostStart(turn, uid, container.name, container.lifecycle.postStart)
  askForNews(turn, uid)
}

/** Who must not run as root, and would. @source pkg/kubelet/kuberuntime/security_context.go verifyRunAsNonRoot */
function rootRefusal(pod: Pod, container: Container, image: ImageDescription): string | undefined {
  const { runAsNonRoot, runAsUser } = { ...pod.spec.securityContext, ...container.securityContext }
  if (runAsNonRoot !== true || (runAsUser ?? image.uid) !== 0) return undefined
  const place = `(pod: "${pod.metadata.name ?? ''}_${pod.metadata.namespace ?? ''}(${pod.metadata.uid ?? ''})", container: ${container.name})`
  return runAsUser === 0
    ? `container's runAsUser breaks non-root policy ${place}`
    : `container has runAsNonRoot and image will run as root ${place}`
}

/** Without probes a container that runs has started and is ready. */
function healthAtStart({ startupProbe, readinessProbe, lifecycle }: Container): HealthState {
  const started = startupProbe === undefined
  return { ...UNSTARTED, started, ready: started && readinessProbe === undefined, isHooked: lifecycle?.postStart !== undefined }
}

function launch<P>(
  { moment, options }: Turn<P>,
  image: ImageDescription,
  words: readonly string[],
  identity: ContainerIdentity,
  root: RootFiles,
  ownIsReadOnly: boolean,
): Result<{ readonly step: ProcessStep<P>; readonly root: RootFiles }, { readonly message: string; readonly exitCode: number }> {
  const { nowMs, startedAtEpochMs, seed } = moment
  const begun = options.runtime.start(image, words, identity, { nowMs, startedAtEpochMs, seed, files: { ...root, ownIsReadOnly } })
  return begun.ok ? success({ step: begun.value, root }) : begun
}

function mountedRoots(
  volumes: PodRecord<unknown>['volumes'],
  mounts: readonly { readonly volume: string }[],
): PersistentMap<DirectoryNode> {
  const roots = mounts.flatMap(({ volume }) => {
    const root = volumes.get(volume)?.root
    return root === undefined ? [] : [[volume, root] as const]
  })
  return PersistentMap.from(roots)
}

/** `command` replaces the image's entrypoint and its arguments, `args` its arguments; references are filled in (ENV-11). */
function commandOf(container: Container, image: ImageDescription, values: ReadonlyMap<string, string>): readonly string[] {
  const lookup = (name: string) => values.get(name)
  const command = (container.command ?? []).map((word) => expand(word, lookup))
  const given = (container.args ?? []).map((word) => expand(word, lookup))
  if (command.length > 0) return [...command, ...given]
  return [...image.entrypoint, ...(given.length > 0 ? given : image.arguments)]
}

function identityOf<P>(
  turn: Turn<P>,
  record: PodRecord<P>,
  container: Container,
  image: ImageDescription,
  environment: Environment,
): ContainerIdentity {
  const { pod } = record
  const variables = new Map(image.environment)
  const hostname = pod.spec.hostname ?? pod.metadata.name ?? ''
  variables.set('HOSTNAME', hostname)
  for (const { name, value } of environment) variables.set(name, value)
  const security = { ...pod.spec.securityContext, ...container.securityContext }
  const fsGroup = pod.spec.securityContext?.fsGroup
  const groups = [...(pod.spec.securityContext?.supplementalGroups ?? []), ...(fsGroup === undefined ? [] : [fsGroup])]
  return {
    hostname,
    podIP: record.podIP,
    node: turn.options.nodeName,
    uid: security.runAsUser ?? image.uid,
    gid: security.runAsGroup ?? (security.runAsUser === undefined ? image.gid : 0),
    groups,
    environment: [...variables],
    workingDirectory: container.workingDir ?? image.workingDirectory,
    ...(container.stdin === true ? { standardInput: { terminal: container.tty === true } } : {}),
    stream: `container/${pod.metadata.uid ?? ''}/${container.name}`,
  }
}

/** Containers are started one after the other. */
export function continueSoon<P>(turn: Turn<P>, uid: string): void {
  remind(turn, BETWEEN_STARTS_MS, { kind: 'continue', uid })
}
