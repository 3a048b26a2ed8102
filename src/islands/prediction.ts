// What became of a prediction by a moment: which rows are true by then, and whether the time that the question speaks of is over.

import { judge } from '../exercise/checks/index.ts'
import { forkAt, snapshotAt } from '../simulator/index.ts'
import type { Experiment, PredictionRow } from './experiment.ts'
import type { Session } from './session.ts'
import { boardOf, firstRunAtMs } from './session.ts'

export interface JudgedRow extends PredictionRow {
  /** Whether it is true at the moment; undefined where only the end tells. */
  readonly isNow: boolean | undefined
}

export interface JudgedPrediction {
  readonly isOver: boolean
  readonly rows: readonly JudgedRow[]
}

/** undefined before the line that the question waits for. */
export function judgePrediction(
  experiment: Experiment,
  session: Session,
  files: Readonly<Record<string, string>>,
  atMs: number,
): JudgedPrediction | undefined {
  const { predict } = experiment
  const begunAtMs = predict && firstRunAtMs(session, predict.after)
  if (predict === undefined || begunAtMs === undefined || atMs < begunAtMs) return undefined
  const endMs = begunAtMs + predict.withinMs
  const moment = Math.min(atMs, endMs)
  return {
    isOver: atMs >= endMs,
    rows: predict.rows.map((row) => ({ ...row, isNow: isTrueAt(experiment, session, files, row, moment) })),
  }
}

function isTrueAt(
  experiment: Experiment,
  session: Session,
  files: Readonly<Record<string, string>>,
  { container, check }: PredictionRow,
  atMs: number,
): boolean | undefined {
  if (check !== undefined) {
    const run = forkAt(session.run, atMs)
    return judge(check, { run, now: snapshotAt(run, run.nowMs), sinceMs: session.startMs, files }).met
  }
  if (container === undefined) return undefined
  const rows = boardOf(experiment, session, atMs, [])
    .pods.flatMap((pod) => pod.rows)
    .filter((row) => row.container === container)
  return rows.length > 0 && rows.every(({ isStale }) => !isStale)
}
