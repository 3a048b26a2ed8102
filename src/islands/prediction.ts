// What became of a prediction by a moment: which rows are true by then, and whether the time that the question speaks of is over.

import { judge } from '../exercise/checks/index.ts'
import { forkAt, snapshotAt } from '../simulator/index.ts'
import type { Experiment, Predict, PredictionRow } from './experiment.ts'
import type { Session } from './session.ts'
import type { BoardModel } from '../board/board-model.ts'
import type { ConsumerRow } from '../board/consumer-row.ts'
import { boardOf, firstRunAtMs, firstStoredAtMs } from './session.ts'

export interface JudgedRow extends PredictionRow {
  /** Whether it is true at the moment; undefined where only the end tells. */
  readonly isNow: boolean | undefined
}

export interface JudgedPrediction {
  readonly isOver: boolean
  /** When its time is over. */
  readonly endMs: number
  /** Whether the learner did more after that. */
  readonly wentOn: boolean
  readonly rows: readonly JudgedRow[]
}

/**
 * When the time is over that the question speaks of; undefined before the line that it waits for. Who asks which containers take up a value
 * waits until one is stored. Elsewhere a refusal may be the answer, unless its reader mends what was refused while there is time.
 */
export function predictionEndMs(predict: Pick<Predict, 'after' | 'withinMs' | 'rows'> | undefined, session: Session): number | undefined {
  if (predict === undefined) return undefined
  const asksForValue = predict.rows.some(({ container }) => container !== undefined)
  const storedAtMs = firstStoredAtMs(session, predict.after)
  const ranAtMs = asksForValue ? undefined : firstRunAtMs(session, predict.after)
  const isMended = storedAtMs !== undefined && (ranAtMs === undefined || storedAtMs <= ranAtMs + predict.withinMs)
  const begunAtMs = isMended ? storedAtMs : ranAtMs
  return begunAtMs === undefined ? undefined : begunAtMs + predict.withinMs
}

/** Whether the cluster took what the question speaks of: nobody is asked any more what it will do with that. */
export function isAnswered(predict: Pick<Predict, 'after'>, session: Session): boolean {
  return firstStoredAtMs(session, predict.after) !== undefined
}

/**
 * @param shown  The board at that moment, where it is drawn already and the time is not over.
 * @returns undefined before the line that the question waits for.
 */
export function judgePrediction(
  experiment: Experiment,
  session: Session,
  files: Readonly<Record<string, string>>,
  atMs: number,
  shown?: BoardModel,
): JudgedPrediction | undefined {
  const { predict } = experiment
  const endMs = predictionEndMs(predict, session)
  if (predict === undefined || endMs === undefined || atMs < endMs - predict.withinMs) return undefined
  const moment = Math.min(atMs, endMs)
  const consumers = (shown ?? boardOf(experiment, session, moment, [])).pods.flatMap((pod) => pod.rows)
  return {
    isOver: atMs >= endMs,
    endMs,
    wentOn: session.acts.some((each) => each.atMs > endMs),
    rows: predict.rows.map((row) => {
      if (row.container !== undefined) return { ...row, isNow: areFresh(consumers.filter(({ container }) => container === row.container)) }
      if (row.check === undefined) return { ...row, isNow: undefined }
      const run = forkAt(session.run, moment)
      const look = { run, now: snapshotAt(run, run.nowMs), sinceMs: session.startMs, files }
      return { ...row, isNow: judge(row.check, look).met }
    }),
  }
}

/** Of those that have not ended: one of these uses nothing, be it new or old. */
function areFresh(rows: readonly ConsumerRow[]): boolean {
  const living = rows.filter(({ silence }) => silence !== 'ended')
  return living.length > 0 && living.every(({ isStale }) => !isStale)
}
