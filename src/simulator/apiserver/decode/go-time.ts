// RFC 3339 times as Go parses them, with Go's words for what is wrong.
// @source Go time.Parse, apimachinery/pkg/apis/meta/v1/time.go and micro_time.go

import { goQuote } from '../../base/go-text.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { MINUTE_MS } from '../../base/sim-time.ts'
import { formatMicroTime, formatTime } from '../../base/timestamp.ts'

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

interface Element {
  readonly layout: string
  readonly pattern: RegExp
}
const element = (layout: string, pattern: RegExp): Element => ({ layout, pattern })
const YEAR = element('2006', /^\d{4}/)
const MONTH = element('01', /^\d{2}/)
const DAY = element('02', /^\d{2}/)
const HOUR = element('15', /^\d{1,2}/)
const MINUTE = element('04', /^\d{2}/)
const SECOND = element('05', /^\d{2}/)
const ZONE = element('Z07:00', /^(Z|[+-]\d{2}:\d{2})/)
const TIME: readonly (Element | string)[] = [YEAR, '-', MONTH, '-', DAY, 'T', HOUR, ':', MINUTE, ':', SECOND, ZONE]

/** The stored text in UTC, or Go's problem. `micro` keeps six digits of the second. */
export function parseGoTime(text: string, micro: boolean): Result<string, string> {
  const layout = micro ? '2006-01-02T15:04:05.000000Z07:00' : '2006-01-02T15:04:05Z07:00'
  const values: string[] = []
  let rest = text
  for (const part of TIME) {
    const width = typeof part === 'string' ? (rest.startsWith(part) ? part.length : -1) : (part.pattern.exec(rest)?.[0].length ?? -1)
    if (width < 0) {
      const wanted = typeof part === 'string' ? part : part.layout
      return failure(`parsing time ${goQuote(text)} as ${goQuote(layout)}: cannot parse ${goQuote(rest)} as ${goQuote(wanted)}`)
    }
    if (typeof part !== 'string') values.push(rest.slice(0, width))
    rest = rest.slice(width)
    if (part === SECOND) {
      const fraction = /^[.,]\d+/.exec(rest)?.[0] ?? ''
      if (micro && fraction.length !== 7) {
        return failure(`parsing time ${goQuote(text)} as ${goQuote(layout)}: cannot parse ${goQuote(rest)} as ".000000"`)
      }
      values.push(fraction)
      rest = rest.slice(fraction.length)
    }
  }
  if (rest !== '') return failure(`parsing time ${goQuote(text)}: extra text: ${goQuote(rest)}`)
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = values.slice(0, 6).map(Number)
  const range = (what: string) => failure(`parsing time ${goQuote(text)}: ${what} out of range`)
  if (month < 1 || month > 12) return range('month')
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0
  if (day < 1 || day > (DAYS[month - 1] ?? 0) + leap) return range('day')
  if (hour > 23) return range('hour')
  if (minute > 59) return range('minute')
  if (second > 59) return range('second')
  const zone = values[7] ?? 'Z'
  const offset = zone === 'Z' ? 0 : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)))
  // The first hundred years would be taken for those of the last century.
  const moment = new Date(Date.UTC(2000, month - 1, day, hour, minute, second))
  moment.setUTCFullYear(year, month - 1, day)
  const epochMs = moment.getTime() - offset * MINUTE_MS
  const stored = micro ? `${formatMicroTime(epochMs).slice(0, 19)}${values[6] ?? ''}Z` : formatTime(epochMs)
  return success(stored)
}
