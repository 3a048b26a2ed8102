// What is decided before a container starts: its environment, mounts and root, who runs in it, and which words (ENV-9, ENV-11).
// @source pkg/kubelet/kuberuntime/kuberuntime_container.go generateContainerConfig

import type { ContainerIdentity, ImageDescription } from '../api/container-runtime.ts'
import type { Container } from '../api/fields/container.ts'
import type { Pod } from '../api/fields/pod.ts'
import type { DirectoryNode } from '../api/file-system.ts'
import { PersistentMap } from '../base/persistent-map.ts'
import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import { sha256 } from '../base/sha256.ts'
import { encodeUtf8 } from '../base/utf8.ts'
import { readerOf, referencesOfContainer } from './configuration.ts'
import type { Environment } from './environment.ts'
import { makeEnvironment } from './environment.ts'
import { expand } from './expansion.ts'
import type { Mounted } from './mounts.ts'
import { directoryOf, makeMounts } from './mounts.ts'
import { hostnameOf, hostsFile, resolverFile } from './network-files.ts'
import type { RootFiles } from './root-files.ts'
import { prepareRoot } from './root-files.ts'
import { serviceVariables } from './service-variables.ts'
import type { ContainerRecord, PodRecord } from './state.ts'
import type { Turn } from './turn.ts'
import { noteRead, placeOf, podHere } from './turn.ts'

export const CONTAINER_ID_SCHEME = 'containerd://'

/** What is known before the runtime is asked. */
export interface Prepared<P> {
  readonly container: Container
  readonly image: ImageDescription
  /** The run before this one. */
  readonly known: ContainerRecord<P>
  readonly restartCount: number
  readonly containerID: string
  readonly identity: ContainerIdentity
  readonly environment: Environment
  readonly words: readonly string[]
  readonly volumes: PodRecord<P>['volumes']
  readonly pinnedSources: Mounted['pinnedSources']
  /** The problem is the runtime's: a mount that can't be made. */
  readonly root: Result<RootFiles, string>
  readonly ownIsReadOnly: boolean
}

export function prepare<P>(
  turn: Turn<P>,
  record: PodRecord<P>,
  known: ContainerRecord<P>,
  container: Container,
  image: ImageDescription,
): Result<Prepared<P>, string> {
  const { pod } = record
  const { moment } = turn
  noteRead(turn, pod, referencesOfContainer(container))
  const services = serviceVariables(turn.view.list('Service', ''), pod.metadata.namespace ?? '', pod.spec.enableServiceLinks !== false)
  const uid = pod.metadata.uid ?? ''
  const podDirectory = `/var/lib/kubelet/pods/${uid}`
  const made = makeEnvironment({
    pod: podHere(turn, record),
    container,
    place: placeOf(turn, record),
    configuration: readerOf(turn.state.cache),
    services,
    volumes: {
      root: (name) => record.volumes.get(name)?.root,
      path: (name) => {
        const volume = pod.spec.volumes?.find((each) => each.name === name)
        return volume === undefined ? '' : directoryOf(volume, podDirectory)
      },
    },
  })
  if (!made.ok) return made
  const values = new Map(made.value.map(({ name, value }) => [name, value]))
  const epochMs = moment.startedAtEpochMs + moment.nowMs
  const mounted = makeMounts(container, pod.spec.volumes ?? [], record.volumes, values, epochMs, podDirectory)
  if (!mounted.ok) return mounted
  const rootProblem = rootRefusal(pod, container, image)
  if (rootProblem !== undefined) return failure(rootProblem)
  const { mounts, pinnedSources } = mounted.value
  const workingDirectory = container.workingDir ?? image.workingDirectory
  const volumes = withRoots(record.volumes, mounted.value.made)
  const restartCount = known.phase.kind === 'exited' ? known.restartCount + 1 : 0
  const id = sha256(encodeUtf8(`${uid}/${container.name}/${String(restartCount)}/${String(moment.seed)}`))
  const rootPath = `/run/containerd/io.containerd.runtime.v2.task/k8s.io/${id}/rootfs`
  return success({
    container,
    image,
    known,
    restartCount,
    containerID: CONTAINER_ID_SCHEME + id,
    identity: identityOf(turn, record, container, image, made.value),
    environment: made.value,
    words: commandOf(container, image, values),
    volumes,
    pinnedSources,
    root: prepareRoot({
      image: image.files,
      volumes: mountedRoots(volumes, mounts),
      mounts,
      podDirectory,
      terminationLog: {
        path: container.terminationMessagePath ?? '/dev/termination-log',
        source: `${podDirectory}/containers/${container.name}/${id.slice(0, 8)}`,
      },
      rootPath,
      workingDirectory,
      epochMs,
    }),
    ownIsReadOnly: container.securityContext?.readOnlyRootFilesystem === true,
  })
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

export function withRoots<P>(
  volumes: PodRecord<P>['volumes'],
  roots: Iterable<readonly [name: string, root: DirectoryNode]>,
): PodRecord<P>['volumes'] {
  let updated = volumes
  for (const [name, root] of roots) {
    const present = updated.get(name)
    if (present !== undefined && present.root !== root) updated = updated.with(name, { ...present, root })
  }
  return updated
}

function mountedRoots(
  volumes: PodRecord<unknown>['volumes'],
  mounts: readonly { readonly volume: string }[],
): PersistentMap<DirectoryNode> {
  let roots = PersistentMap.empty<DirectoryNode>()
  for (const { volume } of mounts) {
    const root = volumes.get(volume)?.root
    if (root !== undefined) roots = roots.with(volume, root)
  }
  return roots
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
  const hostname = hostnameOf(pod)
  variables.set('HOSTNAME', hostname)
  for (const { name, value } of environment) variables.set(name, value)
  const security = { ...pod.spec.securityContext, ...container.securityContext }
  const fsGroup = pod.spec.securityContext?.fsGroup
  const groups = [...(pod.spec.securityContext?.supplementalGroups ?? []), ...(fsGroup === undefined ? [] : [fsGroup])]
  return {
    hostname,
    podIP: record.podIP,
    hosts: hostsFile(pod, record.podIP),
    resolver: resolverFile(pod),
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
