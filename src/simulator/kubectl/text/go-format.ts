// Go's `%v` of slices, and durations as kubectl prints ages.
// @source k8s.io/apimachinery pkg/util/duration/duration.go HumanDuration

import { goQuote as quote } from '../../base/go-text.ts'

/** `[a b]` */
export function formatList(items: readonly string[]): string {
  return `[${items.join(' ')}]`
}

const SECONDS_A_MINUTE = 60
const MINUTES_AN_HOUR = 60
const HOURS_A_DAY = 24

/** `12s`, `3m4s`, `5h30m`, `2d3h`, `1y20d`: at most two units, fewer as the age grows. */
export function formatAge(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  if (seconds < -1) return '<invalid>'
  if (seconds < 0) return '0s'
  if (seconds < SECONDS_A_MINUTE * 2) return `${String(seconds)}s`
  const minutes = Math.floor(seconds / SECONDS_A_MINUTE)
  if (minutes < 10) return withRest(minutes, 'm', seconds % SECONDS_A_MINUTE, 's')
  if (minutes < MINUTES_AN_HOUR * 3) return `${String(minutes)}m`
  const hours = Math.floor(minutes / MINUTES_AN_HOUR)
  if (hours < 8) return withRest(hours, 'h', minutes % MINUTES_AN_HOUR, 'm')
  if (hours < HOURS_A_DAY * 2) return `${String(hours)}h`
  if (hours < HOURS_A_DAY * 8) return withRest(Math.floor(hours / HOURS_A_DAY), 'd', hours % HOURS_A_DAY, 'h')
  const days = Math.floor(hours / HOURS_A_DAY)
  if (days < 365 * 2) return `${String(days)}d`
  if (days < 365 * 8) return withRest(Math.floor(days / 365), 'y', days % 365, 'd')
  return `${String(Math.floor(days / 365))}y`
}

function withRest(count: number, unit: string, rest: number, restUnit: string): string {
  return rest === 0 ? `${String(count)}${unit}` : `${String(count)}${unit}${String(rest)}${restUnit}`
}

const UNIT_MS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Go's `time.ParseDuration` in milliseconds; the problem is Go's text. */
export function parseDuration(text: string): { readonly ok: true; readonly ms: number } | { readonly ok: false; readonly problem: string } {
  const invalid = { ok: false, problem: `time: invalid duration ${quote(text)}` } as const
  const body = text.replace(/^[-+]/, '')
  if (body === '0') return { ok: true, ms: 0 }
  if (body === '') return invalid
  let ms = 0
  let rest = body
  while (rest !== '') {
    const match = /^(\d{0,15}(?:\.\d{0,15})?)([^\d.]{0,5})/.exec(rest)
    const number = match?.[1] ?? ''
    if (!/\d/.test(number)) return invalid
    const unit = match?.[2] ?? ''
    if (unit === '') return { ok: false, problem: `time: missing unit in duration ${quote(text)}` }
    const scale = UNIT_MS[unit]
    if (scale === undefined) return { ok: false, problem: `time: unknown unit ${quote(unit)} in duration ${quote(text)}` }
    ms += Number(number) * scale
    rest = rest.slice(number.length + unit.length)
  }
  return { ok: true, ms: text.startsWith('-') ? -ms : ms }
}
