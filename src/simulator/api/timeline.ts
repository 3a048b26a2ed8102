// The log of a run: one entry for each thing that happened, each with the entry that caused it.
// The board, the transcript, "why?" and the exercises' checks read nothing else and the state at that moment.

import type { SimTimeMs } from '../base/sim-time.ts'
import type { ApiStatus } from './status.ts'
import type { ObjectReference } from './objects.ts'

/** Position in the run's list of entries, from 0. */
export type EntryId = number

export type Actor =
  | 'you'
  | 'api-server'
  | 'scheduler'
  | 'deployment-controller'
  | 'replicaset-controller'
  | 'statefulset-controller'
  | 'daemonset-controller'
  | 'job-controller'
  | 'cronjob-controller'
  | 'ttl-after-finished-controller'
  | 'namespace-controller'
  | 'serviceaccount-controller'
  | 'root-ca-publisher'
  | 'garbage-collector'
  | 'kubelet'
  | 'process'
  | 'simulator'

interface EntryBase {
  readonly id: EntryId
  readonly atMs: SimTimeMs
  readonly actor: Actor
  /** What it is about. */
  readonly object: ObjectReference | undefined
  /** An earlier entry, or undefined for what nobody caused (the learner's own acts, the start). */
  readonly causedBy: EntryId | undefined
}

/** Where in a Pod: container, and volume or variable where it matters. */
export interface ContainerPlace {
  readonly container: string
  /** How often the container had been restarted. */
  readonly restartCount: number
}

export type EntryFact =
  /** The learner (or the author's script) did something: `kubectl apply -f web.yaml`, "Apply". */
  | { readonly kind: 'command'; readonly text: string }
  /** The API server stored a change. `version` is the new resourceVersion. */
  | {
      readonly kind: 'object-stored'
      readonly change: 'created' | 'updated' | 'deleted'
      readonly version: string
      readonly changedFields: readonly string[]
    }
  | { readonly kind: 'request-refused'; readonly verb: string; readonly status: ApiStatus }
  /** A Kubernetes Event was recorded or its count rose. */
  | {
      readonly kind: 'event-recorded'
      readonly type: 'Normal' | 'Warning'
      readonly reason: string
      readonly message: string
      readonly count: number
    }
  | { readonly kind: 'pod-bound'; readonly node: string }
  /** The kubelet's cache now holds this version of a ConfigMap or Secret; nothing is triggered by that. */
  | { readonly kind: 'cache-updated'; readonly node: string; readonly version: string | undefined }
  /** The kubelet looked at the pod; `nextSyncAtMs` is when it looks again unless something happens. */
  | {
      readonly kind: 'pod-synced'
      readonly node: string
      readonly because: 'added' | 'changed' | 'resync' | 'retry' | 'container-changed' | 'probe' | 'deleted'
      readonly nextSyncAtMs: SimTimeMs | undefined
    }
  /** The atomic writer switched `..data`. `sources` are the versions of the objects now in the files. */
  | {
      readonly kind: 'volume-written'
      readonly node: string
      readonly volume: string
      readonly changedPaths: readonly string[]
      readonly sources: readonly { readonly object: ObjectReference; readonly version: string }[]
    }
  | { readonly kind: 'volume-failed'; readonly node: string; readonly volume: string; readonly message: string }
  | ({ readonly kind: 'container-started'; readonly node: string } & ContainerPlace)
  | ({ readonly kind: 'container-waiting'; readonly node: string; readonly reason: string; readonly message: string } & ContainerPlace)
  | ({
      readonly kind: 'container-exited'
      readonly node: string
      readonly exitCode: number
      readonly reason: string
      /** Set when the simulator ended its process, for it did nothing but spin. */
      readonly spun?: true
    } & ContainerPlace)
  | ({ readonly kind: 'signal-sent'; readonly signal: string } & ContainerPlace)
  /** A process took a value into use. `source` is an environment variable or a file path. */
  | ({
      readonly kind: 'process-read'
      readonly source: string
      readonly value: string
      readonly how: 'start' | 'reload' | 'request'
    } & ContainerPlace)
  | ({ readonly kind: 'process-printed'; readonly line: string } & ContainerPlace)
  /** The step budget ran out: something repeats without end. */
  | { readonly kind: 'runaway-stopped'; readonly steps: number }

export type TimelineEntry = EntryBase & EntryFact

/** An entry before the cluster gives it an id, its moment, and what made its author run. */
export type EntryDraft = EntryFact & { readonly actor: Actor; readonly object: ObjectReference | undefined }
