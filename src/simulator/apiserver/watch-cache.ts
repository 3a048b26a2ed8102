// The last writes, kept for those who watch: what was written since a version is a walk along them. Of older ones nothing is known.
// @source apiserver/pkg/storage/cacher/watch_cache.go

import type { WatchEvent } from '../api/client.ts'

/** Two runs of writes: when the newer one is full, the older one is forgotten. */
export interface WatchCache {
  readonly newer: Link | undefined
  readonly older: Link | undefined
}

/** A write, and the one before it. */
interface Link {
  readonly event: WatchEvent
  readonly resourceVersion: number
  readonly before: Link | undefined
  /** How long the run is up to here. */
  readonly length: number
}

/** More than any command misses between two looks. @source watch_cache.go defaultLowerBoundCapacity */
const RUN_LENGTH = 100

export const EMPTY_WATCH_CACHE: WatchCache = { newer: undefined, older: undefined }

export function remember({ newer, older }: WatchCache, event: WatchEvent, resourceVersion: number): WatchCache {
  const isFull = newer !== undefined && newer.length >= RUN_LENGTH
  const before = isFull ? undefined : newer
  return {
    newer: { event, resourceVersion, before, length: (before?.length ?? 0) + 1 },
    older: isFull ? newer : older,
  }
}

/**
 * What was written after a version, oldest first.
 *
 * @returns undefined when writes since then are forgotten: whoever watches lists again, as after `410 Gone`.
 */
export function eventsSince({ newer, older }: WatchCache, resourceVersion: number): readonly WatchEvent[] | undefined {
  const events: WatchEvent[] = []
  let oldestKnown = newer?.resourceVersion ?? resourceVersion + 1
  for (const run of [newer, older]) {
    for (let link = run; link !== undefined; link = link.before) {
      if (link.resourceVersion <= resourceVersion) return events.reverse()
      events.push(link.event)
      oldestKnown = link.resourceVersion
    }
  }
  return oldestKnown <= resourceVersion + 1 ? events.reverse() : undefined
}
