// Schedules of CronJobs.

import { expect, test } from 'vitest'
import { nextTime, parseCronSchedule } from '../../../src/simulator/base/cron-schedule.ts'

const START = Date.UTC(2026, 0, 30, 10, 20, 30)

test.each([
  ['* * * * *', '2026-01-30T10:21:00.000Z'],
  ['*/15 * * * *', '2026-01-30T10:30:00.000Z'],
  ['0 9-17/4 * * *', '2026-01-30T13:00:00.000Z'],
  ['30 3 1 * *', '2026-02-01T03:30:00.000Z'],
  ['0 0 * * MON', '2026-02-02T00:00:00.000Z'],
  ['0 0 13 * 5', '2026-02-06T00:00:00.000Z'],
  ['0 0 29 2 *', '2028-02-29T00:00:00.000Z'],
  ['@hourly', '2026-01-30T11:00:00.000Z'],
  ['@every 90s', '2026-01-30T10:22:00.000Z'],
])('%s comes next at %s', (schedule, expected) => {
  const parsed = parseCronSchedule(schedule)
  const next = parsed.ok ? nextTime(parsed.value, START) : undefined
  expect(new Date(next ?? 0).toISOString()).toBe(expected)
})

test('a day that no year has never comes', () => {
  const parsed = parseCronSchedule('0 0 30 2 *')
  expect(parsed.ok && nextTime(parsed.value, START)).toBeUndefined()
})

test.each([
  ['', 'empty spec string'],
  ['1 2', 'expected exactly 5 fields, found 2: [1 2]'],
  ['60 * * * *', 'end of range (60) above maximum (59): 60'],
  ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
  ['5-1 * * * *', 'beginning of range (5) beyond end of range (1): 5-1'],
  ['*/0 * * * *', 'step of range should be a positive number: */0'],
  ['1-2-3 * * * *', 'too many hyphens: 1-2-3'],
  ['x * * * *', 'failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax'],
  ['@sometimes', 'unrecognized descriptor: @sometimes'],
])('%j is refused: %s', (schedule, problem) => {
  expect(parseCronSchedule(schedule)).toEqual({ ok: false, problem })
})
