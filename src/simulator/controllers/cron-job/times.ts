// When a CronJob is due: the last time that was missed, and the next one (WL-4).
// @source pkg/controller/cronjob/utils.go nextScheduleTime, mostRecentScheduleTime, nextScheduleTimeDuration

import type { CronJob } from '../../api/fields/batch.ts'
import type { CronSchedule } from '../../base/cron-schedule.ts'
import { nextTime } from '../../base/cron-schedule.ts'
import { SECOND_MS } from '../../base/sim-time.ts'
import { zoneOffsetMs } from '../../base/time-zone.ts'
import { parseTime } from '../../base/timestamp.ts'

/** So many missed times are worth a warning. */
const TOO_MANY = 100

export interface DueTimes {
  /** The latest time that has passed since the last run. */
  readonly missedEpochMs: number | undefined
  readonly tooMany: boolean
  readonly nextEpochMs: number | undefined
}

export function dueTimes(cronJob: CronJob, schedule: CronSchedule, nowEpochMs: number): DueTimes {
  const { metadata, spec, status } = cronJob
  const zone = spec.timeZone ?? 'UTC'
  const created = parseTime(metadata.creationTimestamp ?? '') ?? nowEpochMs
  const last = typeof status.lastScheduleTime === 'string' ? parseTime(status.lastScheduleTime) : undefined
  const deadline = spec.startingDeadlineSeconds
  const earliest = Math.max(last ?? created, deadline === undefined ? 0 : nowEpochMs - deadline * SECOND_MS)
  let missedEpochMs: number | undefined
  let count = 0
  let at = nextIn(schedule, zone, earliest)
  while (at !== undefined && at <= nowEpochMs && count <= TOO_MANY) {
    missedEpochMs = at
    count += 1
    at = nextIn(schedule, zone, at)
  }
  return { missedEpochMs, tooMany: count > TOO_MANY, nextEpochMs: nextIn(schedule, zone, nowEpochMs) }
}

/** The schedule is read by the clock on the wall of the zone. */
function nextIn(schedule: CronSchedule, zone: string, afterEpochMs: number): number | undefined {
  const local = nextTime(schedule, afterEpochMs + (zoneOffsetMs(zone, afterEpochMs) ?? 0))
  if (local === undefined) return undefined
  const guess = local - (zoneOffsetMs(zone, afterEpochMs) ?? 0)
  return local - (zoneOffsetMs(zone, guess) ?? 0)
}
