// Event, as `kubectl describe` lists it.
// Tables only; rules live in validation/.
//
// @source k8s.io/api core/v1, apps/v1, batch/v1 types.go and apimachinery meta/v1 types.go: names, types and tags

import { always, int32, microTime, omitEmpty, pointer, rootKind, string, struct, zeroableTime } from './field-table.ts'
import type { ObjectOf } from './field-table.ts'
import { objectMeta } from './meta.ts'
import { objectReference } from './reference.ts'

export const eventSource = struct('v1.EventSource', {
  component: omitEmpty(string),
  host: omitEmpty(string),
})
export interface EventSource extends ObjectOf<typeof eventSource> {}

export const eventSeries = struct('v1.EventSeries', {
  count: omitEmpty(int32),
  lastObservedTime: always(microTime),
})
export interface EventSeries extends ObjectOf<typeof eventSeries> {}

export const event = rootKind('v1', 'Event', {
  metadata: always(objectMeta),
  involvedObject: always(objectReference),
  reason: omitEmpty(string),
  message: omitEmpty(string),
  source: always(eventSource),
  firstTimestamp: always(zeroableTime),
  lastTimestamp: always(zeroableTime),
  count: omitEmpty(int32),
  type: omitEmpty(string),
  eventTime: always(microTime),
  series: pointer(eventSeries),
  action: omitEmpty(string),
  related: pointer(objectReference),
  reportingComponent: always(string),
  reportingInstance: always(string),
})
export interface Event extends ObjectOf<typeof event> {}
