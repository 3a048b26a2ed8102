// What became of a prediction by a moment: which rows are true by then, and whether the time that the question speaks of is over.

import { judge } from '../exercise/checks/index.ts'
import { forkAt, snapshotAt } from '../simulator/index.ts'
import type { Experiment, PredictionRow } from './experiment.ts'
import type { Session } from './session.ts'
import type { ConsumerRow } from '../board/consumer-row.ts'
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
  const consumers = boardOf(experiment, session, moment, []).pods.flatMap((pod) => pod.rows)
  return {
    isOver: atMs >= endMs,
    rows: predict.rows.map((row) => {
      if (row.container !== undefined) return { ...row, isNow: areFresh(consumers.filter(({ container }) => container === row.container)) }
      if (row.check === undefined) return { ...row, isNow: undefined }
      const run = forkAt(session.run, moment)
      const look = { run, now: snapshotAt(run, run.nowMs), sinceMs: session.startMs, files }
      return { ...row, isNow: judge(row.check, look).met }
    }),
  }
}

function areFresh(rows: readonly ConsumerRow[]): boolean {
  return rows.length > 0 && rows.every(({ isStale }) => !isStale)
}
