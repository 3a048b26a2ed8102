// One learner at one experiment: the run, what was typed, what was done. Values; the stage keeps the current one.

import type { BoardModel } from '../board/board-model.ts'
import type { StoryLine } from '../board/story.ts'
import type { CommandOutput, Run } from '../simulator/index.ts'
import type { Experiment, StageProps } from './experiment.ts'
import type * as LaboratoryModule from './laboratory.ts'

export type Laboratory = typeof LaboratoryModule

/** Something the learner did, so that the run can be made again. */
export interface Act {
  readonly atMs: number
  readonly line: string
  readonly files: Readonly<Record<string, string>>
}

export interface Session {
  readonly run: Run
  /** When the learner came: the clock shows zero. */
  readonly startMs: number
  readonly acts: readonly Act[]
  /** Of the followed key, in the order in which they were stored. */
  readonly values: readonly string[]
}

export function begin(lab: Laboratory, { experiment, images }: StageProps): Session {
  const { seed, nodes, startsAtEpochMs, setup, files, settleMs } = experiment
  let run = lab.advanceRun(lab.startRun({ seed, nodes, startedAtEpochMs: startsAtEpochMs, images }), 1000)
  for (const line of setup) run = lab.runCommand(run, line, files).run
  run = lab.advanceRun(run, run.nowMs + settleMs)
  return { run, startMs: run.nowMs, acts: [], values: valuesOf(lab, run, experiment) }
}

/** Makes again what was done before; what can't be made any more is left out. */
export function restore(lab: Laboratory, props: StageProps, acts: readonly Act[]): Session {
  let session = begin(lab, props)
  for (const each of acts) if (each.atMs >= session.run.nowMs) session = act(lab, props.experiment, session, each).session
  return session
}

/** Does something at a moment. If that is in the past, the future that followed is dropped. */
export function act(
  lab: Laboratory,
  experiment: Experiment,
  session: Session,
  done: Act,
): { readonly session: Session; readonly output: CommandOutput; readonly forked: boolean } {
  const forked = done.atMs < session.run.nowMs
  const from = forked ? lab.forkAt(session.run, done.atMs) : lab.advanceRun(session.run, done.atMs)
  const { run, output } = lab.runCommand(from, done.line, done.files)
  const acts = [...session.acts.filter(({ atMs }) => atMs <= done.atMs), done]
  return { session: { ...session, run, acts, values: valuesOf(lab, run, experiment) }, output, forked }
}

export function advance(lab: Laboratory, session: Session, untilMs: number): Session {
  return untilMs <= session.run.nowMs ? session : { ...session, run: lab.advanceRun(session.run, untilMs) }
}

/** All values the followed key has had, each once. */
function valuesOf(lab: Laboratory, run: Run, { focus }: Experiment): readonly string[] {
  const values: string[] = []
  for (const entry of run.entries) {
    if (entry.kind !== 'object-stored' || entry.object?.kind !== focus.kind || entry.object.name !== focus.name) continue
    const value = lab.storedValue(lab.snapshotAt(run, entry.atMs), focus)
    if (value !== undefined && !values.includes(value)) values.push(value)
  }
  return values
}

export interface Scene {
  readonly board: BoardModel
  readonly story: readonly StoryLine[]
}

export function sceneAt(lab: Laboratory, experiment: Experiment, session: Session, atMs: number): Scene {
  const snapshot = lab.snapshotAt(session.run, atMs)
  return { board: lab.boardAt(snapshot, experiment.focus, session.values), story: lab.tellStory(snapshot.entries, session.startMs) }
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
