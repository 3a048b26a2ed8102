// @source k8s.io/kubectl pkg/describe/describe.go DescribeEvents

import type { ApiObject } from '../../api/objects.ts'
import type { Event } from '../../api/fields/event.ts'
import { parseTime } from '../../base/timestamp.ts'
import { formatAge } from '../text/go-format.ts'
import type { Runtime } from '../runtime.ts'
import type { Description } from './writer.ts'

/** Events about an object, oldest first; those that bear only `eventTime`, as the scheduler's do, stand before all others. */
export function eventsOf(runtime: Runtime, { metadata, kind }: ApiObject): readonly Event[] {
  const events = runtime.view.list('Event', kind === 'Node' ? 'default' : (metadata.namespace ?? 'default'))
  const isAbout = ({ involvedObject }: Event): boolean =>
    involvedObject.kind === kind && involvedObject.name === metadata.name && involvedObject.uid === metadata.uid
  return events.filter(isAbout).sort((a, b) => timeOf(a) - timeOf(b))
}

function timeOf({ lastTimestamp }: Event): number {
  return parseTime(lastTimestamp ?? '') ?? 0
}

export function describeEvents(out: Description, events: readonly Event[], nowEpochMs: number): void {
  if (events.length === 0) {
    out.line(0, 'Events:\t<none>')
    return
  }
  out.newColumns()
  out.line(0, 'Events:')
  out.line(1, 'Type\tReason\tAge\tFrom\tMessage')
  out.line(1, '----\t------\t----\t----\t-------')
  for (const event of events) {
    const { type = '', reason = '', message = '', source, reportingComponent, involvedObject } = event
    const from = source.component ?? reportingComponent
    const place = involvedObject.fieldPath === undefined || involvedObject.fieldPath === '' ? '' : `${involvedObject.fieldPath}: `
    out.line(1, `${type}\t${reason}\t${eventAge(event, nowEpochMs)}\t${from}\t${place}${message.trim()}`)
  }
}

/** `3s`, or `6s (x3 over 18s)` for what came more than once. */
export function eventAge({ eventTime, firstTimestamp, lastTimestamp, series, count = 1 }: Event, nowEpochMs: number): string {
  const since = (time: string | null | undefined): string => {
    const epochMs = typeof time === 'string' ? parseTime(time) : undefined
    return epochMs === undefined ? '<unknown>' : formatAge(nowEpochMs - epochMs)
  }
  const first = since(eventTime ?? firstTimestamp)
  if (series !== undefined) return `${since(series.lastObservedTime)} (x${String(series.count ?? 0)} over ${first})`
  return count > 1 ? `${since(lastTimestamp)} (x${String(count)} over ${first})` : first
}
