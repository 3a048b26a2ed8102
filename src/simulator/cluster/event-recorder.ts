// Turns what components report into Event objects: repeats raise a count, floods are gathered and cut off (LIFE-11).
// @source client-go/tools/record/event.go, events_cache.go
// @simplified Events are kept for ever; the API server drops them after an hour.

import type { EventDraft } from '../api/client.ts'
import type { Moment } from '../api/component.ts'
import { timestampOf } from '../api/component.ts'
import type { Event } from '../api/fields/event.ts'
import { apiVersionOf, kindInfo } from '../api/kinds.ts'
import { PersistentMap } from '../base/persistent-map.ts'
import { drawUint32 } from '../base/random.ts'
import { MINUTE_MS } from '../base/sim-time.ts'
import type { SimTimeMs } from '../base/sim-time.ts'

/** More different messages than this within the window become one Event. */
const SIMILAR = 10
const SIMILAR_WINDOW_MS = 10 * MINUTE_MS
/** An object and a component may report this often at once, and then once in five minutes. */
const BURST = 25
const REFILL_MS = 5 * MINUTE_MS

interface Group {
  readonly messages: readonly string[]
  readonly lastMs: SimTimeMs
}

interface Bucket {
  readonly tokens: number
  readonly atMs: SimTimeMs
}

export interface RecorderState {
  /** The Event that the same report made before, by everything that makes it the same. */
  readonly known: PersistentMap<Event>
  readonly groups: PersistentMap<Group>
  readonly buckets: PersistentMap<Bucket>
  readonly drawn: number
}

export const EMPTY_RECORDER: RecorderState = {
  known: PersistentMap.empty(),
  groups: PersistentMap.empty(),
  buckets: PersistentMap.empty(),
  drawn: 0,
}

/** @returns the Event to store, or undefined when the component reports too much */
export function recordEvent(
  state: RecorderState,
  draft: EventDraft,
  moment: Moment,
): { readonly state: RecorderState; readonly event: Event | undefined } {
  const { regarding } = draft
  const source = `${draft.component}/${draft.host ?? ''}/${regarding.kind}/${regarding.namespace}/${regarding.name}/${regarding.uid}`
  const groupKey = `${source}/${draft.type}/${draft.reason}`
  const gathered = gather(state.groups.get(groupKey), draft.message, moment.nowMs)
  const message = gathered.tooMany ? `(combined from similar events): ${draft.message}` : draft.message
  const key = gathered.tooMany ? groupKey : `${groupKey}/${regarding.fieldPath ?? ''}/${draft.message}`
  const bucket = take(state.buckets.get(source), moment.nowMs)
  const next: RecorderState = {
    ...state,
    groups: state.groups.with(groupKey, gathered.group),
    buckets: state.buckets.with(source, bucket.bucket),
  }
  if (!bucket.allowed) return { state: next, event: undefined }
  const before = state.known.get(key)
  const event = before === undefined ? newEvent(draft, message, moment, state.drawn) : repeated(before, message, moment)
  return { state: { ...next, known: next.known.with(key, event), drawn: before === undefined ? state.drawn + 1 : state.drawn }, event }
}

function gather(group: Group | undefined, message: string, nowMs: SimTimeMs): { readonly group: Group; readonly tooMany: boolean } {
  const fresh = group === undefined || nowMs - group.lastMs > SIMILAR_WINDOW_MS
  const known = fresh ? [] : group.messages
  const messages = known.includes(message) || known.length >= SIMILAR ? known : [...known, message]
  return { group: { messages, lastMs: nowMs }, tooMany: known.length >= SIMILAR && !known.includes(message) }
}

function take(bucket: Bucket | undefined, nowMs: SimTimeMs): { readonly bucket: Bucket; readonly allowed: boolean } {
  const tokens = bucket === undefined ? BURST : Math.min(BURST, bucket.tokens + (nowMs - bucket.atMs) / REFILL_MS)
  const allowed = tokens >= 1
  return { bucket: { tokens: allowed ? tokens - 1 : tokens, atMs: nowMs }, allowed }
}

function newEvent(
  { regarding, type, reason, message: _, component, host }: EventDraft,
  message: string,
  moment: Moment,
  index: number,
): Event {
  const now = timestampOf(moment)
  const draw = (half: number) =>
    drawUint32({ seed: moment.seed, stream: 'events' }, index * 2 + half)
      .toString(16)
      .padStart(8, '0')
  const namespace = regarding.namespace === '' ? 'default' : regarding.namespace
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${regarding.name}.${draw(0)}${draw(1)}`, namespace },
    involvedObject: {
      kind: regarding.kind,
      ...(regarding.namespace === '' ? {} : { namespace: regarding.namespace }),
      name: regarding.name,
      uid: regarding.uid,
      apiVersion: regarding.apiVersion ?? apiVersionOf(kindInfo(regarding.kind)),
      ...(regarding.resourceVersion === undefined ? {} : { resourceVersion: regarding.resourceVersion }),
      ...(regarding.fieldPath === undefined ? {} : { fieldPath: regarding.fieldPath }),
    },
    reason,
    message,
    source: { component, ...(host === undefined ? {} : { host }) },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
    type,
    eventTime: null,
    reportingComponent: component,
    reportingInstance: host ?? '',
  }
}

function repeated(event: Event, message: string, moment: Moment): Event {
  return { ...event, message, count: (event.count ?? 1) + 1, lastTimestamp: timestampOf(moment) }
}
