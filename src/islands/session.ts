// One learner at one experiment: the run, what was typed, what was done. Values; the stage keeps the current one.

import type { BoardModel } from '../board/board-model.ts'
import { describeBoard } from '../board/board-model.ts'
import type { VersionBook } from '../board/versions.ts'
import { readVersions } from '../board/versions.ts'
import type { InSteps } from '../exercise/in-steps.ts'
import { atOnce } from '../exercise/in-steps.ts'
import { startingCluster } from '../exercise/play.ts'
import type { LineTouch, Run, TimelineEntry, Toolbox } from '../simulator/index.ts'
import {
  advanceRun,
  forkAt,
  replaceTexts,
  runCommand,
  snapshotAt,
  textsOf,
  touchForeground,
  typeLine,
  withTools,
} from '../simulator/index.ts'
import type { Experiment, StageProps } from './experiment.ts'
import { isTexts } from './workspace/file-list.ts'

/** Something the learner did, so that the run can be made again. */
export type Act = LineAct | TouchAct

export interface LineAct {
  readonly atMs: number
  readonly line: string
  readonly files: Readonly<Record<string, string>>
  /** `terminal`: typed there, where it may wait; otherwise it is run to its end beside whatever the terminal does. */
  readonly where?: 'terminal'
}

/** Typed into a running command, or Ctrl-C. */
export interface TouchAct {
  readonly atMs: number
  readonly touch: LineTouch
}

/** Something to do at the moment that is shown, whichever that is by then. */
export type Deed = Omit<LineAct, 'atMs'> | Omit<TouchAct, 'atMs'>

export interface Session {
  readonly run: Run
  /** When the learner came: the clock shows zero. */
  readonly startMs: number
  /** Where the learner's part of the terminal's screen begins. */
  readonly firstPiece: number
  readonly acts: readonly Act[]
  /** Of all values that were stored so far. */
  readonly versions: VersionBook
}

/** @param toolbox  What lines may use; `run.lacks` says what was missing. */
export function begin(props: Pick<StageProps, 'experiment' | 'images'>, toolbox: Toolbox): Session {
  return atOnce(restoring(props, [], toolbox))
}

/** Makes again what was done before; what can't be made any more is left out. */
export function restore(props: Pick<StageProps, 'experiment' | 'images'>, acts: readonly Act[], toolbox: Toolbox): Session {
  return atOnce(restoring(props, acts, toolbox))
}

/** The same in steps. */
export function* restoring(
  { experiment, images }: Pick<StageProps, 'experiment' | 'images'>,
  acts: readonly Act[],
  toolbox: Toolbox,
): InSteps<Session> {
  const { run } = yield* startingCluster(experiment.cluster, experiment.files, images, toolbox)
  let session: Session = { run, startMs: run.nowMs, firstPiece: run.screen.length, acts: [], versions: readVersions(run) }
  for (const each of acts) {
    yield
    if (each.atMs >= session.run.nowMs) session = act(session, each).session
  }
  return session
}

/** From now on lines may use these as well. */
export function equip(session: Session, toolbox: Toolbox): Session {
  return { ...session, run: withTools(session.run, toolbox) }
}

/** When the learner first ran a line that begins so; undefined before that. */
export function firstRunAtMs({ acts }: Session, begins: string): number | undefined {
  return acts.find((act) => 'line' in act && act.line.startsWith(begins))?.atMs
}

/** When a line of the learner that begins so first stored something; undefined before that, and as long as all of them were refused. */
export function firstStoredAtMs({ run, acts }: Session, begins: string): number | undefined {
  const isAsked = (entry: TimelineEntry | undefined) =>
    entry?.kind === 'command' &&
    entry.text.startsWith(begins) &&
    acts.some((each) => 'line' in each && each.line === entry.text && each.atMs === entry.atMs)
  return run.entries.find(({ kind, causedBy }) => kind === 'object-stored' && causedBy !== undefined && isAsked(run.entries[causedBy]))
    ?.atMs
}

/** What an act led to. */
export interface Done {
  readonly session: Session
  /** Whether it was done in the past of the run, so that another future began. */
  readonly forked: boolean
  /** Whether the cluster is another one than before, and not only looked at. */
  readonly changed: boolean
  /** What it put on the terminal, without what was typed. */
  readonly printed: string
  /** undefined while the command runs. */
  readonly exitCode: number | undefined
}

/** Does something at a moment. If that is in the past, the future that followed is dropped. */
export function act(session: Session, done: Act): Done {
  const forked = done.atMs < session.run.nowMs
  const from = forked ? forkAt(session.run, done.atMs) : advanceRun(session.run, done.atMs)
  const run = runAfter(from, done)
  const acts = [...session.acts.filter(({ atMs }) => atMs <= done.atMs), done]
  const shown = run.screen.slice(from.screen.length)
  const end = shown.findLast(({ kind }) => kind === 'end')
  return {
    session: { ...session, run, acts, versions: readVersions(run) },
    forked,
    // A line is an entry of its own.
    changed: run.entries.length > from.entries.length + 1,
    printed: shown.map(({ kind, text }) => (kind === 'stdout' || kind === 'stderr' ? text : '')).join(''),
    exitCode: end === undefined ? undefined : Number(end.text),
  }
}

function runAfter(from: Run, done: Act): Run {
  if ('touch' in done) return touchForeground(from, done.touch)
  const withFiles = replaceTexts(from, done.files)
  return done.where === 'terminal' ? typeLine(withFiles, done.line, {}) : runCommand(withFiles, done.line, {}).run
}

/** What commands did to the learner's texts between two moments of a session: new texts by name, undefined for those that are gone. */
export function changedTexts(before: Session, after: Session): ReadonlyMap<string, string | undefined> {
  const old = textsOf(before.run)
  const now = textsOf(after.run)
  const names = [...Object.keys(old), ...Object.keys(now)]
  return new Map(names.filter((name) => old[name] !== now[name]).map((name) => [name, now[name]]))
}

export function advance(session: Session, untilMs: number): Session {
  if (untilMs <= session.run.nowMs) return session
  const run = advanceRun(session.run, untilMs)
  // A command that waits in the terminal may store something as well.
  const stored = run.entries.slice(session.run.entries.length).some((entry) => entry.kind === 'object-stored' && entry.actor === 'you')
  return { ...session, run, versions: stored ? readVersions(run) : session.versions }
}

/** How much is simulated between two looks at the time, in milliseconds of the cluster. */
const SLICE_MS = 200

/** The same as long as there is time; a bit of it in any case. */
export function advanceWhile(hasTime: () => boolean, session: Session, untilMs: number): Session {
  let reached = session
  do reached = advance(reached, Math.min(untilMs, reached.run.nowMs + SLICE_MS))
  while (reached.run.nowMs < untilMs && reached.run.lacks.length === 0 && hasTime())
  return reached
}

export function boardOf({ focus }: Experiment, { run, versions }: Session, atMs: number, revealed: readonly string[]): BoardModel {
  return describeBoard(snapshotAt(run, atMs), { focus, versions, revealed })
}

/** What a learner did and had, kept over a reset. */
export interface Attempt {
  readonly acts: readonly Act[]
  readonly files: Readonly<Record<string, string>>
}

export function isAttempt(value: unknown): value is Attempt {
  if (typeof value !== 'object' || value === null) return false
  const { acts, files } = Object.fromEntries(Object.entries(value))
  return isActs(acts) && isTexts(files)
}

export function isActs(value: unknown): value is readonly Act[] {
  return Array.isArray(value) && value.every(isAct)
}

function isAct(value: unknown): value is Act {
  if (typeof value !== 'object' || value === null) return false
  const members = new Map(Object.entries(value))
  if (typeof members.get('atMs') !== 'number') return false
  return isTouch(members.get('touch')) || (typeof members.get('line') === 'string' && isTexts(members.get('files')))
}

function isTouch(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { kind, text, ends } = Object.fromEntries(Object.entries(value))
  return (
    kind === 'look' ||
    kind === 'interrupt' ||
    (kind === 'save' && typeof text === 'string') ||
    (kind === 'type' && typeof text === 'string' && typeof ends === 'boolean')
  )
}
