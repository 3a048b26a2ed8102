// The seams between the cluster and its components. A component is given what it may know and returns what it wants:
// it performs no request, reads no clock, and keeps no state but what it hands back.

import type { SimTimeMs } from '../base/sim-time.ts'
import { SECOND_MS } from '../base/sim-time.ts'
import { formatTime } from '../base/timestamp.ts'
import type { ApiRequest, ApiView, EventDraft, WatchEvent } from './client.ts'
import type { Kind } from './kinds.ts'
import type { ApiObject, ObjectKey } from './objects.ts'
import type { ApiStatus } from './status.ts'
import type { Actor, EntryDraft } from './timeline.ts'

export interface Moment {
  /** Milliseconds since the cluster started. */
  readonly nowMs: SimTimeMs
  /** Milliseconds since the Unix epoch at which the cluster started. */
  readonly startedAtEpochMs: number
  /** The run's seed; draw from streams named after the drawer. */
  readonly seed: number
}

/** Milliseconds since the Unix epoch, as whole seconds: what the API's times say of a moment. */
export function secondOf({ startedAtEpochMs, nowMs }: Moment): number {
  return Math.floor((startedAtEpochMs + nowMs) / SECOND_MS) * SECOND_MS
}

/** The moment as the API writes times. */
export function timestampOf(moment: Moment): string {
  return formatTime(moment.startedAtEpochMs + moment.nowMs)
}

/** A request a controller wants made, and the Events that follow from its outcome. */
export interface IntendedRequest {
  readonly request: ApiRequest
  /** @param stored  The object that was answered: it has the name that the API server made up. */
  readonly onSuccess?: (stored: ApiObject) => readonly EventDraft[]
  readonly onRefusal?: (status: ApiStatus) => readonly EventDraft[]
}

export interface Reconciliation {
  /** Made in order. After a refusal the rest is dropped and the key is retried with back-off, unless `continueAfterRefusal`. */
  readonly requests: readonly IntendedRequest[]
  readonly events: readonly EventDraft[]
  /** Look again after this long even if nothing changes. */
  readonly requeueAfterMs?: number
  readonly continueAfterRefusal?: boolean
  /** What to write down when one was refused, in place of the rest. */
  readonly afterRefusal?: (status: ApiStatus) => readonly IntendedRequest[]
}

export interface ReconcileContext extends Moment {
  /** How often this key failed in a row; the cluster counts. */
  readonly failures: number
}

/** A control loop. The same value serves every cluster: state lives in the API. */
export interface Controller {
  readonly actor: Actor
  /** It hears of changes of these alone. */
  readonly watches: readonly Kind[]
  /** Which keys this change concerns. */
  keysFor(event: WatchEvent, view: ApiView): readonly ObjectKey[]
  /** Milliseconds that a change may wait so that the next ones are looked at together with it; 0 when it is urgent. */
  patienceMs?(event: WatchEvent): number
  /** Milliseconds before the first look after a refusal, and the most between two; otherwise those of all others. */
  readonly retry?: { readonly firstMs: number; readonly lastMs: number }
  reconcile(view: ApiView, key: ObjectKey, context: ReconcileContext): Reconciliation
}

/** What one step of a node agent leads to. `Task` is the agent's own closed union of timer tasks. */
export interface AgentStep<State, Task> {
  readonly state: State
  readonly requests: readonly ApiRequest[]
  readonly events: readonly EventDraft[]
  readonly timers: readonly { readonly dueAtMs: SimTimeMs; readonly task: Task }[]
  /** In order; the cluster appends them before the entries of the requests. */
  readonly entries: readonly EntryDraft[]
}
