// Turns what components report into Event objects: repeats raise a count, floods are gathered and cut off (LIFE-11).
// @source client-go/tools/record/event.go, events_cache.go
// @simplified Events are kept for ever; a real API server drops them after an hour.

import type { EventDraft } from '../api/client.ts'
import type { Moment } from '../api/component.ts'
import { timestampOf } from '../api/component.ts'
import type { Event } from '../api/fields/event.ts'
import { apiVersionOf, kindInfo } from '../api/kinds.ts'
import { PersistentMap } from '../base/persistent-map.ts'
import { MINUTE_MS } from '../base/sim-time.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import { formatMicroTime } from '../base/timestamp.ts'

/** With so many different messages within the window, the next ones become one Event. @source defaultAggregateMaxEvents */
const SIMILAR = 10
const SIMILAR_WINDOW_MS = 10 * MINUTE_MS
/** An object and a component may report this often at once, and then once in five minutes. */
const BURST = 25
const REFILL_MS = 5 * MINUTE_MS
/** A series of the newer Events API ends when nothing was added to it for so long. @source client-go/tools/events finishTime */
const SERIES_MS = 6 * MINUTE_MS

/** The machine that the scheduler runs on. */
const CONTROL_PLANE = 'control-plane'

interface Group {
  readonly messages: readonly string[]
  readonly lastMs: SimTimeMs
}

interface Bucket {
  readonly tokens: number
  readonly atMs: SimTimeMs
}

/** What one component has reported about one object. */
interface Source {
  /** The Event that the same report made before, by everything that makes it the same. */
  readonly known: PersistentMap<Event>
  readonly groups: PersistentMap<Group>
  readonly bucket: Bucket | undefined
}

const SILENT_SOURCE: Source = { known: PersistentMap.empty(), groups: PersistentMap.empty(), bucket: undefined }

export interface RecorderState {
  readonly sources: PersistentMap<Source>
  readonly drawn: number
}

export const EMPTY_RECORDER: RecorderState = { sources: PersistentMap.empty(), drawn: 0 }

interface Recorded {
  readonly state: RecorderState
  /** The Event to store; undefined when the component reports too much. */
  readonly event: Event | undefined
}

export function recordEvent(state: RecorderState, draft: EventDraft, moment: Moment): Recorded {
  const { regarding } = draft
  const { uid } = regarding
  const subject = uid === '' ? `${regarding.kind}/${regarding.namespace}/${regarding.name}` : uid
  const name = `${subject}/${draft.component}/${draft.host ?? ''}`
  const before = state.sources.get(name) ?? SILENT_SOURCE
  const record = draft.action === undefined ? recordCounted : recordInSeries
  const { source, event, isNew } = record(before, draft, moment, state.drawn)
  return { state: { sources: state.sources.with(name, source), drawn: isNew ? state.drawn + 1 : state.drawn }, event }
}

interface Told {
  readonly source: Source
  readonly event: Event | undefined
  readonly isNew: boolean
}

function recordCounted(source: Source, draft: EventDraft, moment: Moment, drawn: number): Told {
  const groupKey = `${draft.type}/${draft.reason}`
  const ownKey = `${groupKey}/${draft.regarding.fieldPath ?? ''}/${draft.message}`
  const gathered = gather(source.groups.get(groupKey), draft.message, moment.nowMs)
  const message = gathered.tooMany ? `(combined from similar events): ${draft.message}` : draft.message
  const key = gathered.tooMany ? groupKey : ownKey
  const { bucket, allowed } = take(source.bucket, moment.nowMs)
  const before = source.known.get(key)
  // What is cut off is counted all the same: the next one that gets through says so.
  const event = before === undefined ? newEvent(draft, message, moment, drawn) : repeated(before, message, moment)
  const next: Source = { groups: source.groups.with(groupKey, gathered.group), bucket, known: source.known.with(key, event) }
  return { source: next, event: allowed ? event : undefined, isNew: before === undefined }
}

function gather(group: Group | undefined, message: string, nowMs: SimTimeMs): { readonly group: Group; readonly tooMany: boolean } {
  const fresh = group === undefined || nowMs - group.lastMs > SIMILAR_WINDOW_MS
  const known = fresh ? [] : group.messages
  const messages = known.includes(message) ? known : [...known, message]
  const tooMany = messages.length >= SIMILAR
  // One of them is forgotten for it. @simplified Of too many similar events the oldest is forgotten; a real recorder forgets any.
  return { group: { messages: tooMany ? messages.slice(1) : messages, lastMs: nowMs }, tooMany }
}

/** The scheduler writes through events.k8s.io: no count, and repeats of an action on one version of an object make a series. @source client-go/tools/events */
function recordInSeries(source: Source, draft: EventDraft, moment: Moment, drawn: number): Told {
  const key = `series/${draft.type}/${draft.action ?? ''}/${draft.reason}/${draft.regarding.resourceVersion ?? ''}`
  const before = source.known.get(key)
  const nowEpochMs = moment.startedAtEpochMs + moment.nowMs
  const lastAt = before?.series?.lastObservedTime ?? before?.eventTime ?? undefined
  if (before === undefined || lastAt === undefined || nowEpochMs - Date.parse(lastAt) > SERIES_MS) {
    const event = newSeriesEvent(draft, moment, drawn)
    return { source: { ...source, known: source.known.with(key, event) }, event, isNew: true }
  }
  const series = { count: (before.series?.count ?? 1) + 1, lastObservedTime: microTimeOf(moment) }
  const event: Event = { ...before, series }
  return { source: { ...source, known: source.known.with(key, event) }, event, isNew: false }
}

function newSeriesEvent(draft: EventDraft, moment: Moment, index: number): Event {
  const { count: _, ...event } = newEvent(draft, draft.message, moment, index)
  return {
    ...event,
    source: {},
    firstTimestamp: null,
    lastTimestamp: null,
    eventTime: microTimeOf(moment),
    ...(draft.action === undefined ? {} : { action: draft.action }),
    reportingInstance: `${draft.component}-${CONTROL_PLANE}`,
  }
}

function microTimeOf({ startedAtEpochMs, nowMs }: Moment): string {
  return formatMicroTime(startedAtEpochMs + nowMs)
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
  const namespace = regarding.namespace === '' ? 'default' : regarding.namespace
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${regarding.name}.${nanosecondsOf(moment, index)}`, namespace },
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

/** Names end in the time in nanoseconds, so that a list shows an object's Events in their order. @source makeEvent */
function nanosecondsOf(moment: Moment, index: number): string {
  const nanoseconds = BigInt(moment.startedAtEpochMs + moment.nowMs) * 1_000_000n + BigInt(index % 1_000_000)
  return nanoseconds.toString(16)
}

function repeated(event: Event, message: string, moment: Moment): Event {
  return { ...event, message, count: (event.count ?? 1) + 1, lastTimestamp: timestampOf(moment) }
}
