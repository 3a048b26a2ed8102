// What kubectl asks of a cluster. Whoever runs a terminal hands this door in; kubectl itself knows no controller and no kubelet.

import type { SimTimeMs } from '../base/sim-time.ts'
import type { Result } from '../base/result.ts'
import type { ProgramStart, ProgramTouch } from '../api/container-runtime.ts'
import type { ApiRequest, ApiResponse, ApiView, WatchEvent, WatchRequest } from '../api/client.ts'
import type { Moment } from '../api/component.ts'
import type { ObjectKey } from '../api/objects.ts'
import type { TimelineEntry } from '../api/timeline.ts'
import type { ToolSetName } from './toolbox.ts'
import type { Workstation } from './workstation.ts'

export interface LogLine {
  readonly atMs: SimTimeMs
  readonly text: string
  /** Its end has not been written yet. */
  readonly isOpen: boolean
}

/** What a step of the cluster leads to. */
export interface ClusterStep<Cluster> {
  readonly cluster: Cluster
  readonly entries: readonly TimelineEntry[]
  /** Parts of the API server that were missing. If any were, nothing else of this counts. */
  readonly lacks: readonly ToolSetName[]
}

export interface ContainerAddress {
  readonly pod: ObjectKey
  readonly container: string
}

/** What a program in a container did so far. `state` is the runtime's own value, handed back to `continueProgram`. */
export type ProgramStep =
  | { readonly kind: 'exited'; readonly stdout: string; readonly stderr: string; readonly exitCode: number }
  | { readonly kind: 'running'; readonly stdout: string; readonly stderr: string; readonly checkAtMs: SimTimeMs; readonly state: unknown }

/** All functions are pure: they give the next cluster and leave the one they got alone. */
export interface ClusterDoor<Cluster> {
  /** The programs of the machine from which the cluster is used. */
  readonly workstation: Workstation
  moment(cluster: Cluster): Moment
  view(cluster: Cluster): ApiView
  request(cluster: Cluster, request: ApiRequest): ClusterStep<Cluster> & { readonly response: ApiResponse }
  /** Of the last write. */
  resourceVersion(cluster: Cluster): number
  /** What was written since, oldest first; undefined when that is too long ago to be known. */
  watch(cluster: Cluster, request: WatchRequest): readonly WatchEvent[] | undefined
  /** Lets the cluster run on until this time. */
  advance(cluster: Cluster, untilMs: SimTimeMs): ClusterStep<Cluster>
  /** When something happens next, or undefined when nothing will. */
  nextDueAtMs(cluster: Cluster): SimTimeMs | undefined
  /** Lines of the current or the previous run of a container, oldest first; the problem is the kubelet's own words. */
  logs(cluster: Cluster, from: ContainerAddress, options: { readonly previous: boolean }): Result<readonly LogLine[], string>
  /** Starts a program in a running container; the problem is the runtime's own words. */
  startProgram(
    cluster: Cluster,
    at: ContainerAddress,
    program: ProgramStart,
  ): { readonly cluster: Cluster; readonly step: Result<ProgramStep, string>; readonly entries: readonly TimelineEntry[] }
  continueProgram(
    cluster: Cluster,
    at: ContainerAddress,
    state: unknown,
    touch: ProgramTouch,
  ): { readonly cluster: Cluster; readonly step: ProgramStep; readonly entries: readonly TimelineEntry[] }
}
