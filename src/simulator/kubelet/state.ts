// What a kubelet keeps: its Pods, their containers and volumes, and its copy of their configuration.

import type { ProcessEnd } from '../api/container-runtime.ts'
import type { Pod } from '../api/fields/pod.ts'
import type { DirectoryNode, Mount } from '../api/file-system.ts'
import type { ConfigurationSource, EnvironmentReport, ProcessUse } from '../api/node-report.ts'
import { PersistentMap } from '../base/persistent-map.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import type { ConfigurationCache } from './configuration.ts'
import type { Payload } from './payload-file.ts'

/** What a container wrote at one time, and everything that it wrote before. */
export interface LogEnd {
  readonly atMs: SimTimeMs
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
  readonly before: LogEnd | undefined
}

export type ContainerPhase =
  /** Never created so far. */
  { readonly kind: 'absent' } | { readonly kind: 'running'; readonly startedAtMs: SimTimeMs } | Exited

export interface Refusal {
  readonly reason: string
  readonly message: string
}

export interface Exited {
  readonly kind: 'exited'
  readonly exitCode: number
  readonly signal: number | undefined
  readonly reason: string
  readonly message: string | undefined
  readonly startedAtMs: SimTimeMs
  readonly finishedAtMs: SimTimeMs
  readonly containerID: string
}

/** Everything that belongs to one start of a container. */
export interface ContainerRun<P> {
  readonly processes: P
  readonly own: DirectoryNode
  readonly ownIsReadOnly: boolean
  readonly mounts: readonly Mount[]
  /** Where the files that are held by subPath came from, by their path in the container. */
  readonly pinnedSources: ReadonlyMap<string, ConfigurationSource>
  /** Counts wakes, so that a timer that was overtaken is known. */
  readonly wakes: number
  /** How its process ended, until the runtime has noticed. */
  readonly ending: ProcessEnd | undefined
}

export interface ProcessUser {
  readonly uid: number
  readonly gid: number
  readonly groups: readonly number[]
}

export type ProbeKind = 'startup' | 'liveness' | 'readiness'

/** What a program was started for. */
export type Purpose = { readonly kind: 'probe'; readonly probe: ProbeKind } | { readonly kind: 'postStart' } | { readonly kind: 'preStop' }

export interface ProbeState {
  readonly isGood: boolean
  /** So often it came out like this. */
  readonly inARow: number
}

export type Failing = 'liveness' | 'startup' | 'definition'

/** How one start of a container is doing. */
export interface HealthState {
  /** Its startup probe has succeeded, or it has none. */
  readonly started: boolean
  readonly ready: boolean
  readonly probes: Partial<Readonly<Record<ProbeKind, ProbeState>>>
  readonly programs: readonly { readonly processId: number; readonly purpose: Purpose; readonly text: string }[]
  /** How often its readiness was asked about out of turn, and when last: the beats count from then. */
  readonly outOfTurn: { readonly times: number; readonly atMs: SimTimeMs } | undefined
  /** Its postStart hook runs. */
  readonly isHooked: boolean
  /** Why it is to be ended and started anew; the next look at the Pod does it. */
  readonly failing: Failing | undefined
  /** It was asked to end. */
  readonly stopping: { readonly killAtMs: SimTimeMs } | undefined
}

export interface ContainerRecord<P> {
  readonly name: string
  readonly phase: ContainerPhase
  /** Why the last sync could not start it: the next sync's status says so. */
  readonly refusal: Refusal | undefined
  /** How the run before this one ended. */
  readonly last: Exited | undefined
  readonly restartCount: number
  readonly containerID: string
  /** As the manifest named it at the start. */
  readonly reference: string
  readonly image: string
  readonly imageID: string
  /** Who its processes are; undefined before the first start. */
  readonly user: ProcessUser | undefined
  /** Of the current or the latest start; undefined before the first. */
  readonly run: ContainerRun<P> | undefined
  readonly environment: readonly EnvironmentReport[]
  readonly uses: readonly ProcessUse[]
  readonly log: LogEnd | undefined
  readonly previousLog: LogEnd | undefined
  readonly health: HealthState
  /** Waiting time after a crash; grows. */
  readonly crashBackOff: BackOff | undefined
}

export interface BackOff {
  readonly delayMs: number
  readonly updatedAtMs: SimTimeMs
}

export interface VolumeRecord {
  /** undefined until the first set-up succeeded. */
  readonly root: DirectoryNode | undefined
  /** Its files; undefined for volumes that hold nobody's configuration. */
  readonly payload: Payload | undefined
  /** What the files were made from: the same again would give the same files. */
  readonly madeFrom: readonly unknown[]
  readonly writtenAtMs: SimTimeMs
  readonly writings: number
  readonly failures: number
  readonly retryAtMs: SimTimeMs
}

export interface PodRecord<P> {
  readonly pod: Pod
  readonly seenAtMs: SimTimeMs
  readonly podIP: string
  /** The containers' common ground: `absent` until it is made. */
  readonly sandbox: 'absent' | 'ready' | 'stopped'
  readonly containers: PersistentMap<ContainerRecord<P>>
  readonly volumes: PersistentMap<VolumeRecord>
  /** Containers that the sync under way still has to look at. */
  readonly plan: readonly string[] | undefined
  /** What went wrong in the sync under way. */
  readonly trouble: Trouble
  /** Why another sync was asked for while one was under way. */
  readonly syncAsked: SyncCause | undefined
  readonly syncs: number
  readonly lastSyncAtMs: SimTimeMs | undefined
  /** When the latest sync was done; undefined before the first. */
  readonly syncEndedAtMs: SimTimeMs | undefined
  /** A sync is due, and waits until the runtime has been asked again. */
  readonly waitsForNews: boolean
  /** When the next news of this Pod come in; once they have come, when that was. */
  readonly newsAtMs: SimTimeMs | undefined
  /** When the runtime was asked for this Pod alone, after a sync that did something. */
  readonly askedAtMs: SimTimeMs | undefined
  /** The sync under way has made or stopped something. */
  readonly hasActed: boolean
  readonly nextSyncAtMs: SimTimeMs | undefined
  readonly pulls: PersistentMap<BackOff & { readonly message: string }>
  readonly termination: { readonly killAtMs: SimTimeMs } | undefined
  readonly finished: boolean
  /** It ran for longer than its `activeDeadlineSeconds`. */
  readonly isOverdue: boolean
}

/** `back-off` names when the first container may try again. */
export type Trouble = undefined | { readonly kind: 'error' } | { readonly kind: 'back-off'; readonly untilMs: SimTimeMs }

export interface KubeletState<P> {
  readonly pods: PersistentMap<PodRecord<P>>
  readonly cache: ConfigurationCache
  /** Addresses given to Pods so far. */
  readonly addresses: number
  /** Images that were pulled. */
  readonly images: PersistentMap<true>
  /** Draws of chance so far. */
  readonly draws: number
}

export function emptyState<P>(): KubeletState<P> {
  return { pods: PersistentMap.empty(), cache: PersistentMap.empty(), addresses: 0, images: PersistentMap.empty(), draws: 0 }
}

export type SyncCause = 'added' | 'changed' | 'resync' | 'retry' | 'container-changed' | 'probe' | 'deleted'

type ContainerTask<T> = T & { readonly uid: string; readonly container: string; readonly restartCount: number }

/** What a kubelet asks to be reminded of. */
export type KubeletTask =
  | { readonly kind: 'sync'; readonly uid: string; readonly sync: number; readonly because: SyncCause }
  | { readonly kind: 'mount'; readonly uid: string }
  | { readonly kind: 'remount'; readonly uid: string }
  | { readonly kind: 'sandboxed' | 'news' | 'deadline' | 'stopped'; readonly uid: string }
  | { readonly kind: 'continue'; readonly uid: string }
  | { readonly kind: 'pulled'; readonly uid: string; readonly image: string }
  | { readonly kind: 'wake'; readonly uid: string; readonly container: string; readonly wakes: number; readonly restartCount: number }
  | ContainerTask<{ readonly kind: 'kill' | 'hook-due' | 'hook-slept' | 'exited' }>
  | ContainerTask<{ readonly kind: 'probe'; readonly probe: ProbeKind; readonly outOfTurn: number }>
  | ContainerTask<{ readonly kind: 'probe-timeout'; readonly probe: ProbeKind }>
  | { readonly kind: 'finish'; readonly uid: string }

export const UNSTARTED: HealthState = {
  started: false,
  ready: false,
  probes: {},
  programs: [],
  outOfTurn: undefined,
  isHooked: false,
  failing: undefined,
  stopping: undefined,
}
