// RFC 3339 text from and to milliseconds since the Unix epoch. Pure: the only "now" is the simulated one.

/** `2026-01-31T10:20:30Z`: second precision, UTC, as `metav1.Time`. Fractions are cut off. */
export function formatTime(epochMs: number): string {
  const second = Math.floor(epochMs / 1000)
  const known = KNOWN.get(second)
  if (known !== undefined) return known
  const text = `${new Date(second * 1000).toISOString().slice(0, 19)}Z`
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear()
  KNOWN.set(second, text)
  return text
}

/** The same few seconds are asked for again and again: now, and when each thing began that is under way. */
const KNOWN = new Map<number, string>()
const MOST_KNOWN = 100

/** `2026-01-31T19:20:30+09:00`, on the clocks of a zone that is so many milliseconds ahead of UTC. @source Go time RFC3339 */
export function formatTimeAhead(epochMs: number, aheadMs: number): string {
  const local = formatTime(epochMs + aheadMs)
  if (aheadMs === 0) return local
  const minutes = Math.abs(Math.round(aheadMs / 60_000))
  const pair = (value: number) => String(value).padStart(2, '0')
  return `${local.slice(0, -1)}${aheadMs < 0 ? '-' : '+'}${pair(Math.floor(minutes / 60))}:${pair(minutes % 60)}`
}

/** `Sat, 31 Jan 2026 10:20:30 +0000`. @source Go time RFC1123Z */
export function formatDate(epochMs: number): string {
  return new Date(epochMs).toUTCString().replace(/GMT$/, '+0000')
}

/** `2026-01-31T10:20:30.000000Z`: microsecond precision, as `metav1.MicroTime`. */
export function formatMicroTime(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 23)}000Z`
}

/** Milliseconds since the epoch, or undefined when the text is no RFC 3339 time. */
export function parseTime(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined
  const epochMs = Date.parse(text)
  return Number.isNaN(epochMs) ? undefined : epochMs
}
