// Schedules of CronJobs: `minute hour day month weekday`, or a word such as `@hourly`. All times are UTC.
// @source github.com/robfig/cron/v3 parser.go, spec.go
// @simplified A CronJob's schedule has no time zone in its text: validation refuses one there, so it is not read.

import type { Result } from './result.ts'
import { failure, success } from './result.ts'

export interface CronSchedule {
  readonly minutes: Field
  readonly hours: Field
  readonly days: Field
  readonly months: Field
  readonly weekdays: Field
  /** `@every 90s`: this many milliseconds after the last time, in whole seconds. */
  readonly everyMs: number | undefined
}

interface Field {
  readonly values: ReadonlySet<number>
  /** Written as `*`: the other of the two fields for days decides. */
  readonly isAny: boolean
}

interface Bounds {
  readonly minimum: number
  readonly maximum: number
  readonly names: readonly string[]
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const MINUTE: Bounds = { minimum: 0, maximum: 59, names: [] }
const HOUR: Bounds = { minimum: 0, maximum: 23, names: [] }
const DAY: Bounds = { minimum: 1, maximum: 31, names: [] }
const MONTH: Bounds = { minimum: 1, maximum: 12, names: MONTHS }
const WEEKDAY: Bounds = { minimum: 0, maximum: 6, names: WEEKDAYS }

const WORDS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}
const UNITS_MS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 }
/** A schedule that has not come within this many years never comes: 30 February. */
const YEARS_TO_LOOK = 5
const DAY_MS = 86_400_000

/** @returns the schedule, or upstream's words on what is wrong with it */
export function parseCronSchedule(text: string): Result<CronSchedule, string> {
  if (text === '') return failure('empty spec string')
  if (text.startsWith('@every ')) {
    const everyMs = durationMs(text.slice('@every '.length))
    if (everyMs === undefined) return failure(`failed to parse duration ${text}: time: invalid duration "${text.slice('@every '.length)}"`)
    const any: Field = { values: new Set(), isAny: true }
    const rounded = Math.max(1000, everyMs - (everyMs % 1000))
    return success({ minutes: any, hours: any, days: any, months: any, weekdays: any, everyMs: rounded })
  }
  const known = WORDS[text]
  if (text.startsWith('@') && known === undefined) return failure(`unrecognized descriptor: ${text}`)
  const words = (known ?? text).split(/\s+/).filter((word) => word !== '')
  if (words.length !== 5) return failure(`expected exactly 5 fields, found ${String(words.length)}: [${words.join(' ')}]`)
  const fields: Field[] = []
  for (const [index, bounds] of [MINUTE, HOUR, DAY, MONTH, WEEKDAY].entries()) {
    const field = parseField(words[index] ?? '', bounds)
    if (!field.ok) return field
    fields.push(field.value)
  }
  const [minutes, hours, days, months, weekdays] = fields
  if (minutes === undefined || hours === undefined || days === undefined || months === undefined || weekdays === undefined)
    return failure('empty spec string')
  return success({ minutes, hours, days, months, weekdays, everyMs: undefined })
}

function parseField(text: string, bounds: Bounds): Result<Field, string> {
  const values = new Set<number>()
  let isAny = false
  for (const part of text.split(',').filter((each) => each !== '')) {
    const range = parseRange(part, bounds)
    if (!range.ok) return range
    const { from, to, step } = range.value
    for (let value = from; value <= to; value += step) values.add(value)
    isAny ||= range.value.isAny
  }
  return success({ values, isAny })
}

interface Range {
  readonly from: number
  readonly to: number
  readonly step: number
  readonly isAny: boolean
}

function parseRange(text: string, bounds: Bounds): Result<Range, string> {
  const [span = '', stepText, ...more] = text.split('/')
  const [low = '', high, ...rest] = span.split('-')
  const isStar = low === '*' || low === '?'
  let from = bounds.minimum
  let to = bounds.maximum
  if (!isStar) {
    const start = parseNumber(low, bounds)
    if (!start.ok) return start
    if (rest.length > 0) return failure(`too many hyphens: ${text}`)
    const end = high === undefined ? start : parseNumber(high, bounds)
    if (!end.ok) return end
    from = start.value
    to = end.value
  }
  let step = 1
  if (stepText !== undefined) {
    if (more.length > 0) return failure(`too many slashes: ${text}`)
    const parsed = parseNumber(stepText, { ...bounds, names: [] })
    if (!parsed.ok) return parsed
    step = parsed.value
    if (high === undefined) to = bounds.maximum
  }
  if (from < bounds.minimum) return failure(`beginning of range (${String(from)}) below minimum (${String(bounds.minimum)}): ${text}`)
  if (to > bounds.maximum) return failure(`end of range (${String(to)}) above maximum (${String(bounds.maximum)}): ${text}`)
  if (from > to) return failure(`beginning of range (${String(from)}) beyond end of range (${String(to)}): ${text}`)
  if (step === 0) return failure(`step of range should be a positive number: ${text}`)
  return success({ from, to, step, isAny: isStar && step === 1 })
}

function parseNumber(text: string, { names, minimum }: Bounds): Result<number, string> {
  const named = names.indexOf(text.toLowerCase())
  if (named >= 0) return success(named + minimum)
  if (!/^[+-]?\d+$/.test(text))
    return failure(`failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`)
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    return failure(`failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: value out of range`)
  return value < 0 ? failure(`negative number (${String(value)}) not allowed: ${text}`) : success(value)
}

function durationMs(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|h|m|s))+$/.test(text)) return undefined
  let total = 0
  for (const [, amount = '', unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)) total += Number(amount) * (UNITS_MS[unit] ?? 0)
  return total
}

/** The first time after `epochMs`, in milliseconds since 1970; undefined when it never comes. */
export function nextTime(schedule: CronSchedule, epochMs: number): number | undefined {
  if (schedule.everyMs !== undefined) return epochMs - (epochMs % 1000) + schedule.everyMs
  const start = Math.floor(epochMs / 60_000) * 60_000 + 60_000
  for (let dayStart = start - (start % DAY_MS), left = YEARS_TO_LOOK * 366; left > 0; dayStart += DAY_MS, left -= 1) {
    if (!isDay(schedule, dayStart)) continue
    for (const hour of [...schedule.hours.values].sort((a, b) => a - b)) {
      for (const minute of [...schedule.minutes.values].sort((a, b) => a - b)) {
        const time = dayStart + hour * 3_600_000 + minute * 60_000
        if (time >= start) return time
      }
    }
  }
  return undefined
}

/** Days of the month and days of the week are alternatives where both are written. */
function isDay({ days, months, weekdays }: CronSchedule, dayStart: number): boolean {
  const date = new Date(dayStart)
  if (!months.values.has(date.getUTCMonth() + 1)) return false
  const byDay = days.values.has(date.getUTCDate())
  const byWeekday = weekdays.values.has(date.getUTCDay())
  return days.isAny || weekdays.isAny ? byDay && byWeekday : byDay || byWeekday
}
