// How far a time zone is ahead of UTC at a moment. The rules of zones are those that come with JavaScript.

import { MINUTE_MS } from './sim-time.ts'

/** @returns milliseconds ahead of UTC; undefined when there is no such zone */
export function zoneOffsetMs(zone: string, epochMs: number): number | undefined {
  const format = formatFor(zone)
  if (format === undefined) return undefined
  const parts = new Map(format.formatToParts(epochMs).map(({ type, value }) => [type, Number(value)]))
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return Math.round((local - epochMs) / MINUTE_MS) * MINUTE_MS
}

/** Whether this is the name of a time zone, letter by letter: JavaScript alone would take `europe/berlin` and `+02` as well. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Z]/.test(name) || /\/[a-z]/.test(name)) return false
  const known = formatFor(name)?.resolvedOptions().timeZone
  return known !== undefined && (known === name || known.toLowerCase() !== name.toLowerCase())
}

function formatFor(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    // A name that nobody knows is an answer, not an accident.
    return undefined
  }
}
