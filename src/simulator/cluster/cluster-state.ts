// What a cluster is at a moment.

import type { ApiView, WatchEvent } from '../api/client.ts'
import type { Moment } from '../api/component.ts'
import type { ObjectKey } from '../api/objects.ts'
import type { EntryId, TimelineEntry } from '../api/timeline.ts'
import type { ApiServer, ApiServerState, ServerPartName } from '../apiserver/index.ts'
import type { PersistentMap } from '../base/persistent-map.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import type { TimerQueue } from '../base/timer-queue.ts'
import type { Kubelet, KubeletState, KubeletTask } from '../kubelet/index.ts'
import type { RecorderState } from './event-recorder.ts'
import type { ClusterOptions } from './options.ts'

export type Task =
  | {
      readonly kind: 'reconcile'
      readonly loop: number
      readonly key: ObjectKey
      readonly cause: EntryId | undefined
      readonly requeued: boolean
    }
  | { readonly kind: 'deliver'; readonly node: number; readonly event: WatchEvent; readonly cause: EntryId | undefined }
  | { readonly kind: 'node'; readonly node: number; readonly task: KubeletTask; readonly cause: EntryId | undefined }

export interface Cluster<P> {
  readonly options: ClusterOptions<P>
  readonly kubelets: readonly Kubelet<P>[]
  readonly nodes: readonly KubeletState<P>[]
  readonly server: ApiServer<ApiServerState>
  readonly api: ApiServerState
  readonly recorder: RecorderState
  readonly nowMs: SimTimeMs
  readonly queue: TimerQueue<Task>
  /** Keys that wait to be looked at, by `loop/namespace/name`. */
  readonly pending: PersistentMap<true>
  /** When keys that were put off are looked at: each once, at the earliest of the times. @source client-go/util/workqueue/delaying_queue.go */
  readonly putOff: PersistentMap<SimTimeMs>
  readonly failures: PersistentMap<number>
  readonly nextEntry: EntryId
  readonly pace: { readonly sinceMs: SimTimeMs; readonly steps: number; readonly stopped: boolean }
}

export interface Outcome<P> {
  readonly cluster: Cluster<P>
  readonly entries: readonly TimelineEntry[]
  /** Parts of the API server that were missing. If any were, nothing else of this counts: try again with them. */
  readonly lacks: readonly ServerPartName[]
}

export function momentOf<P>({ nowMs, options }: Cluster<P>): Moment {
  return { nowMs, startedAtEpochMs: options.startedAtEpochMs, seed: options.seed }
}

export function viewOf<P>({ server, api }: Cluster<P>): ApiView {
  return server.view(api)
}
