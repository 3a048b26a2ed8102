// One learner at one experiment: the run, what was typed, what was done. Values; the stage keeps the current one.

import type { BoardModel } from '../board/board-model.ts'
import { describeBoard } from '../board/board-model.ts'
import type { VersionBook } from '../board/versions.ts'
import { readVersions } from '../board/versions.ts'
import type { CommandOutput, Run } from '../simulator/index.ts'
import { advanceRun, forkAt, runCommand, snapshotAt, startRun } from '../simulator/index.ts'
import type { Experiment, StageProps } from './experiment.ts'

/** Something the learner did, so that the run can be made again. */
export interface Act {
  readonly atMs: number
  readonly line: string
  readonly files: Readonly<Record<string, string>>
}

/** A line of the terminal and what it printed. */
export interface Printed extends CommandOutput {
  readonly atMs: number
  readonly line: string
  /** Whether it was typed in the past of the run, so that another future began. */
  readonly forked: boolean
}

export interface Session {
  readonly run: Run
  /** When the learner came: the clock shows zero. */
  readonly startMs: number
  readonly acts: readonly Act[]
  /** Everything that was typed, the lines of dropped futures too. */
  readonly printed: readonly Printed[]
  /** Of all values that were stored so far. Only the learner stores any. */
  readonly versions: VersionBook
}

export function begin({ experiment, images }: StageProps): Session {
  const { seed, nodes, startsAtEpochMs, setup, files, settleMs } = experiment
  let run = advanceRun(startRun({ seed, nodes, startedAtEpochMs: startsAtEpochMs, images }), 1000)
  for (const line of setup) run = runCommand(run, line, files).run
  run = advanceRun(run, run.nowMs + settleMs)
  return { run, startMs: run.nowMs, acts: [], printed: [], versions: readVersions(run) }
}

/** Makes again what was done before; what can't be made any more is left out. */
export function restore(props: StageProps, acts: readonly Act[]): Session {
  let session = begin(props)
  for (const each of acts) if (each.atMs >= session.run.nowMs) session = act(session, each).session
  return session
}

/** Does something at a moment. If that is in the past, the future that followed is dropped. */
export function act(session: Session, done: Act): { readonly session: Session; readonly printed: Printed } {
  const forked = done.atMs < session.run.nowMs
  const from = forked ? forkAt(session.run, done.atMs) : advanceRun(session.run, done.atMs)
  const { run, output } = runCommand(from, done.line, done.files)
  const printed = { ...output, atMs: done.atMs, line: done.line, forked }
  const acts = [...session.acts.filter(({ atMs }) => atMs <= done.atMs), done]
  return { session: { ...session, run, acts, printed: [...session.printed, printed], versions: readVersions(run) }, printed }
}

export function advance(session: Session, untilMs: number): Session {
  return untilMs <= session.run.nowMs ? session : { ...session, run: advanceRun(session.run, untilMs) }
}

export function boardOf({ focus }: Experiment, { run, versions }: Session, atMs: number, revealed: readonly string[]): BoardModel {
  return describeBoard(snapshotAt(run, atMs), { focus, versions, revealed })
}

export function isActs(value: unknown): value is readonly Act[] {
  return Array.isArray(value) && value.every(isAct)
}

function isAct(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const members = new Map(Object.entries(value))
  return typeof members.get('atMs') === 'number' && typeof members.get('line') === 'string' && isTexts(members.get('files'))
}

export function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string')
}
