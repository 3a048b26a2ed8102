// The door of kubectl: one line of a terminal in, what it prints out.

import type { TimelineEntry } from '../api/timeline.ts'
import type { ClusterDoor } from './cluster-door.ts'
import { runCommandLine } from './command/dispatch.ts'
import { GLOBAL_FLAGS } from './commands/common-flags.ts'
import { ROOT } from './root.ts'
import type { OutputPiece } from './runtime.ts'
import { ClusterCell, Runtime } from './runtime.ts'
import type { Session } from './session.ts'
import type { FindProgram } from './shell/run.ts'
import { runScript } from './shell/run.ts'
import { parseScript } from './shell/syntax.ts'

export type { ClusterDoor } from './cluster-door.ts'
export type { Session } from './session.ts'
export { createSession } from './session.ts'

/** A command that waits this long is interrupted, in simulated milliseconds. */
const PATIENCE_MS = 600_000

export interface LineOutcome<Cluster> {
  readonly cluster: Cluster
  readonly session: Session
  readonly pieces: readonly OutputPiece[]
  readonly exitCode: number
  readonly entries: readonly TimelineEntry[]
}

const findProgram: FindProgram = (name) =>
  name === 'kubectl' ? (runtime, call) => runCommandLine(runtime, ROOT, GLOBAL_FLAGS, call) : undefined

/** Runs a line to its end; the cluster goes on meanwhile. */
export function runLine<Cluster>(
  door: ClusterDoor<Cluster>,
  cluster: Cluster,
  session: Session,
  line: string,
  stdin = '',
): LineOutcome<Cluster> {
  const script = parseScript(line)
  if (!script.ok)
    return {
      cluster,
      session: { ...session, lastExitCode: 2 },
      pieces: [{ stream: 'stderr', text: `sh: ${script.problem}\n` }],
      exitCode: 2,
      entries: [],
    }
  const pieces: OutputPiece[] = []
  const entries: TimelineEntry[] = []
  const cell = new ClusterCell(door, cluster)
  const step = (runtime: Runtime) => {
    pieces.push(...runtime.pieces)
    entries.push(...runtime.entries)
  }
  let runtime = new Runtime(cell, session, [])
  let outcome = runScript(runtime, script.value, findProgram, stdin)
  const untilMs = cell.moment().nowMs + PATIENCE_MS
  while (typeof outcome !== 'number') {
    step(runtime)
    const interrupted = outcome.checkAtMs > untilMs
    if (!interrupted) {
      const advanced = door.advance(cell.cluster, outcome.checkAtMs)
      cell.cluster = advanced.cluster
      entries.push(...advanced.entries)
    }
    runtime = new Runtime(cell, runtime.session, runtime.captures)
    outcome = interrupted ? (outcome.interrupt?.(runtime) ?? 130) : outcome.resume(runtime)
  }
  step(runtime)
  return { cluster: cell.cluster, session: { ...runtime.session, lastExitCode: outcome }, pieces, exitCode: outcome, entries }
}
