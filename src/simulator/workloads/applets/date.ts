// date.
// @source busybox coreutils/date.c
// @simplified `date` knows no time zone but UTC, and cannot set the clock.

import { nowEpochMs } from '../shell/machine.ts'
import { errorText } from '../shell/file-error.ts'
import { find } from '../shell/file-tree.ts'
import type { Applet } from './applet.ts'
import { commandLine } from './command-line.ts'

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** @source strftime(3) */
function formatDate(format: string, epochMs: number): string {
  const time = new Date(epochMs)
  const two = (number: number): string => String(number).padStart(2, '0')
  const year = time.getUTCFullYear()
  const dayOfYear = Math.floor((Date.UTC(year, time.getUTCMonth(), time.getUTCDate()) - Date.UTC(year, 0, 1)) / 86_400_000) + 1
  const week = (firstDay: number): number => Math.floor((dayOfYear + 6 - ((time.getUTCDay() - firstDay + 7) % 7)) / 7)
  const hour = time.getUTCHours()
  const fields: Readonly<Record<string, () => string>> = {
    a: () => (DAYS[time.getUTCDay()] ?? '').slice(0, 3),
    A: () => DAYS[time.getUTCDay()] ?? '',
    b: () => (MONTHS[time.getUTCMonth()] ?? '').slice(0, 3),
    B: () => MONTHS[time.getUTCMonth()] ?? '',
    c: () => formatDate('%a %b %e %H:%M:%S %Y', epochMs),
    C: () => two(Math.floor(year / 100)),
    d: () => two(time.getUTCDate()),
    D: () => formatDate('%m/%d/%y', epochMs),
    e: () => String(time.getUTCDate()).padStart(2),
    F: () => formatDate('%Y-%m-%d', epochMs),
    h: () => (MONTHS[time.getUTCMonth()] ?? '').slice(0, 3),
    H: () => two(hour),
    I: () => two(hour % 12 === 0 ? 12 : hour % 12),
    j: () => String(dayOfYear).padStart(3, '0'),
    k: () => String(hour).padStart(2),
    l: () => String(hour % 12 === 0 ? 12 : hour % 12).padStart(2),
    m: () => two(time.getUTCMonth() + 1),
    M: () => two(time.getUTCMinutes()),
    n: () => '\n',
    N: () => String(time.getUTCMilliseconds()).padStart(3, '0').padEnd(9, '0'),
    p: () => (hour < 12 ? 'AM' : 'PM'),
    r: () => formatDate('%I:%M:%S %p', epochMs),
    R: () => formatDate('%H:%M', epochMs),
    s: () => String(Math.floor(epochMs / 1000)),
    S: () => two(time.getUTCSeconds()),
    t: () => '\t',
    T: () => formatDate('%H:%M:%S', epochMs),
    u: () => String(time.getUTCDay() === 0 ? 7 : time.getUTCDay()),
    U: () => two(week(0)),
    V: () => two(isoWeek(epochMs)),
    w: () => String(time.getUTCDay()),
    W: () => two(week(1)),
    x: () => formatDate('%m/%d/%y', epochMs),
    X: () => formatDate('%H:%M:%S', epochMs),
    y: () => two(year % 100),
    Y: () => String(year),
    z: () => '+0000',
    Z: () => 'UTC',
    '%': () => '%',
  }
  return format.replace(/%([A-Za-z%])/g, (whole, letter: string) => (Object.hasOwn(fields, letter) ? (fields[letter]?.() ?? whole) : whole))
}

/** The week by ISO 8601: it belongs to the year of its Thursday. */
function isoWeek(epochMs: number): number {
  const time = new Date(epochMs)
  const thursday = new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate() + 4 - (time.getUTCDay() || 7)))
  return Math.ceil(((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7)
}

/** Milliseconds since the epoch for what -d takes. */
export function dateFrom(text: string, nowMs: number): number | undefined {
  if (/^@-?\d{1,12}$/.test(text)) return Number(text.slice(1)) * 1000
  if (text === 'now') return nowMs
  const match = /^(?:(\d{4})-(\d{1,2})-(\d{1,2}))?[ T]*(?:(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?:Z| UTC)?$/.exec(text)
  if (match === null || text.trim() === '') return undefined
  const now = new Date(nowMs)
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = match
  return Date.UTC(
    Number(year ?? now.getUTCFullYear()),
    year === undefined ? now.getUTCMonth() : Number(month) - 1,
    year === undefined ? now.getUTCDate() : Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  )
}

export const date: Applet = (call) => {
  const words = call.words.map((word) => (/^-I/.test(word) ? `-i${word.slice(2)}` : word))
  const line = commandLine(
    call,
    'Rus:d:D:r:i',
    { utc: 'u', date: 'd', rfc: 'R', set: 's' },
    words.map((word) => (word.startsWith('-i') ? '-i' : word)),
  )
  if (line === undefined) return 1
  let epochMs = nowEpochMs(call.machine.view)
  const given = line.value('d')
  if (given !== undefined) {
    const parsed = dateFrom(given, epochMs)
    if (parsed === undefined) return call.complain(`invalid date '${given}'`)
    epochMs = parsed
  }
  const file = line.value('r')
  if (file !== undefined) {
    const found = find(call.world, call.process.directory, file)
    if (!found.ok) return call.complainOf(file, found.problem)
    epochMs = found.value.node.modifiedAtEpochMs
  }
  const [format] = line.rest
  const precise = words.find((word) => word.startsWith('-i'))
  const own = line.has('R')
    ? '%a, %d %b %Y %H:%M:%S +0000'
    : precise === undefined
      ? '%a %b %e %H:%M:%S UTC %Y'
      : precise === '-i' || precise === '-idate'
        ? '%Y-%m-%d'
        : '%Y-%m-%dT%H:%M:%S+00:00'
  const sets = line.has('s') || (format !== undefined && !format.startsWith('+'))
  const failed = sets ? call.complain(`can't set date: ${errorText('EPERM')}`) : 0
  call.print(`${formatDate(sets ? own : (format?.slice(1) ?? own), epochMs)}\n`)
  return failed
}
