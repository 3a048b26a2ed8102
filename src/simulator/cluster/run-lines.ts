// Lines of a run's terminal: typed, run to their end or left to wait, and what they leave on the screen.

import type { EntryId, TimelineEntry } from '../api/timeline.ts'
import type { ClusterDoor, LineCompletion, LineStep, LineTouch } from '../kubectl/index.ts'
import { complete, runLine, startLine, touchLine } from '../kubectl/index.ts'
import type { RunningProgram } from '../workloads/runtime.ts'
import type { Cluster } from './cluster-state.ts'
import { annotate } from './cluster.ts'
import { doorTo } from './door.ts'
import type { CommandOutput } from './run-contract.ts'
import type { ForegroundLine } from './terminal.ts'
import { echoOf, screenOf } from './terminal.ts'
import type { Checkpoint, Run } from './run.ts'
import { ENTRIES_BETWEEN, withCheckpoint } from './run.ts'

/**
 * Runs a line to its end, beside what waits in the terminal. Commands that wait let the cluster go on.
 *
 * @param files  The learner's files by name, as they are now.
 */
export function runCommand(
  run: Run,
  line: string,
  files: Readonly<Record<string, string>>,
): { readonly run: Run; readonly output: CommandOutput } {
  const { run: noted, cause } = noteLine(run, line, files)
  const trail = new Trail(noted.entries.length)
  const outcome = runLine(trail.along(doorTo<RunningProgram>(cause)), noted.cluster, noted.session, line)
  const { pieces, exitCode } = outcome
  const { nowMs } = outcome.cluster
  const screen = [...noted.screen, ...screenOf({ ...outcome, after: { kind: 'ended', exitCode } }, nowMs)]
  const next = afterLine({ ...noted, screen }, outcome, trail)
  const textOf = (stream: 'stdout' | 'stderr') =>
    pieces
      .filter((piece) => piece.stream === stream)
      .map(({ text }) => text)
      .join('')
  return { run: next, output: { stdout: textOf('stdout'), stderr: textOf('stderr'), exitCode } }
}

/** Types a line at the prompt of the terminal. It may wait then: `foreground`; one that waits already is interrupted first. */
export function typeLine(run: Run, line: string, files: Readonly<Record<string, string>>): Run {
  const free = run.foreground === undefined ? run : { ...touchForeground(run, { kind: 'interrupt' }), foreground: undefined }
  const { run: noted, cause } = noteLine(free, line, files)
  const trail = new Trail(noted.entries.length)
  const door = trail.along(doorTo<RunningProgram>(cause))
  const step = startLine(door, noted.cluster, noted.session, { line, stdin: '', hasKeyboard: true })
  return afterStep(noted, step, trail, { startedAtMs: noted.nowMs, cause })
}

/** What the word at the caret of the terminal's line can become. Pure; nothing happens in the cluster. */
export function completeLine(run: Run, line: string, caret: number): LineCompletion {
  const door = doorTo<RunningProgram>(undefined)
  return complete(line, caret, { session: run.session, view: door.view(run.cluster), programs: door.workstation.names })
}

/** Looks at, types into or interrupts the line that waits; without one nothing happens. */
export function touchForeground(run: Run, touch: LineTouch): Run {
  const { foreground } = run
  if (foreground === undefined) return run
  const trail = new Trail(run.entries.length)
  const door = trail.along(doorTo<RunningProgram>(foreground.cause))
  const step = touchLine(door, run.cluster, run.session, foreground.waiting, touch)
  return afterStep({ ...run, screen: [...run.screen, ...echoOf(touch, run.nowMs)] }, step, trail, foreground)
}

function noteLine(
  run: Run,
  line: string,
  files: Readonly<Record<string, string>>,
): { readonly run: Run; readonly cause: EntryId | undefined } {
  const noted = annotate(run.cluster, { actor: 'you', object: undefined, kind: 'command', text: line })
  const next = {
    ...run,
    session: { ...run.session, files: new Map([...run.session.files, ...Object.entries(files)]) },
    screen: [...run.screen, { atMs: run.nowMs, kind: 'line' as const, text: line }],
  }
  return { run: withCheckpoint(next, noted.cluster, noted.entries), cause: noted.entries[0]?.id }
}

function afterStep(
  run: Run,
  step: LineStep<Cluster<RunningProgram>>,
  trail: Trail,
  { startedAtMs, cause }: Pick<ForegroundLine, 'startedAtMs' | 'cause'>,
): Run {
  const foreground = step.after.kind === 'waits' ? { waiting: step.after.line, startedAtMs, cause } : undefined
  return afterLine({ ...run, foreground, screen: [...run.screen, ...screenOf(step, step.cluster.nowMs)] }, step, trail)
}

function afterLine(run: Run, step: Omit<LineStep<Cluster<RunningProgram>>, 'after'>, trail: Trail): Run {
  const { cluster, session, entries } = step
  const lacks = run.lacks.length > 0 ? run.lacks : step.lacks
  return withCheckpoint({ ...run, session, lacks, checkpoints: [...run.checkpoints, ...trail.checkpoints] }, cluster, entries)
}

/** Notes what a command does to the cluster, and the moments that it passes through while it waits. */
class Trail {
  readonly checkpoints: Checkpoint[] = []
  #entries: number
  #kept: number

  constructor(entries: number) {
    this.#entries = entries
    this.#kept = entries
  }

  along(door: ClusterDoor<Cluster<RunningProgram>>): ClusterDoor<Cluster<RunningProgram>> {
    return {
      ...door,
      request: (cluster, asked) => this.#note(door.request(cluster, asked), 0),
      startProgram: (cluster, at, program) => this.#note(door.startProgram(cluster, at, program), 0),
      continueProgram: (cluster, at, state, touch) => this.#note(door.continueProgram(cluster, at, state, touch), 0),
      advance: (cluster, untilMs) => this.#note(door.advance(cluster, untilMs), ENTRIES_BETWEEN),
    }
  }

  #note<T extends { readonly cluster: Cluster<RunningProgram>; readonly entries: readonly TimelineEntry[] }>(step: T, enough: number): T {
    this.#entries += step.entries.length
    if (this.#entries - this.#kept < enough) return step
    this.#kept = this.#entries
    this.checkpoints.push({ atMs: step.cluster.nowMs, cluster: step.cluster, entries: this.#entries })
    return step
  }
}
