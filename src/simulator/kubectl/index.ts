// The door of kubectl: one line of a terminal in, what it prints out.

import type { TimelineEntry } from '../api/timeline.ts'
import type { ClusterDoor } from './cluster-door.ts'
import type { OutputPiece } from './runtime.ts'
import { INTERRUPTED } from './runtime.ts'
import type { Session } from './session.ts'
import type { LineStep } from './terminal-line.ts'
import { startLine, touchLine } from './terminal-line.ts'
import { toolsIn } from './tool-sets.ts'
import type { ToolSetName } from './toolbox.ts'
import type { CompletionContext, LineCompletion } from './completion/line-completion.ts'

export type { ClusterDoor } from './cluster-door.ts'
export type { CompletionContext, LineCompletion } from './completion/line-completion.ts'
export type { OutputPiece } from './runtime.ts'
export type { Session } from './session.ts'
export { createSession } from './session.ts'
export { isUnfinished } from './shell/syntax.ts'
export type { ToolSet, ToolSetName, Toolbox } from './toolbox.ts'
export { toolboxOf } from './toolbox.ts'
export type { LineStep, LineTouch, WaitingLine } from './terminal-line.ts'
export { startLine, touchLine } from './terminal-line.ts'

/** A command that waits this long is interrupted, in simulated milliseconds. */
const PATIENCE_MS = 600_000

export interface LineOutcome<Cluster> {
  readonly cluster: Cluster
  readonly session: Session
  readonly pieces: readonly OutputPiece[]
  readonly exitCode: number
  readonly entries: readonly TimelineEntry[]
  /** Sets of the toolbox that were missing. If any were, nothing else of this counts. */
  readonly lacks: readonly ToolSetName[]
}

/** Runs a line to its end; the cluster goes on meanwhile. */
export function runLine<Cluster>(
  door: ClusterDoor<Cluster>,
  cluster: Cluster,
  session: Session,
  line: string,
  stdin = '',
): LineOutcome<Cluster> {
  const pieces: OutputPiece[] = []
  const entries: TimelineEntry[] = []
  const untilMs = door.moment(cluster).nowMs + PATIENCE_MS
  const keep = (each: LineStep<Cluster>): LineStep<Cluster> => {
    pieces.push(...each.pieces)
    entries.push(...each.entries)
    return each
  }
  let step = keep(startLine(door, cluster, session, { line, stdin, hasKeyboard: false }))
  while (step.after.kind === 'waits' && step.lacks.length === 0) {
    const waiting = step.after.line
    if (waiting.checkAtMs > untilMs) {
      step = keep(touchLine(door, step.cluster, step.session, waiting, { kind: 'interrupt' }))
      break
    }
    const advanced = door.advance(step.cluster, waiting.checkAtMs)
    entries.push(...advanced.entries)
    const looked = keep(touchLine(door, advanced.cluster, step.session, waiting, { kind: 'look' }))
    step = { ...looked, lacks: [...advanced.lacks, ...looked.lacks] }
  }
  const exitCode = step.after.kind === 'ended' ? step.after.exitCode : INTERRUPTED
  return { cluster: step.cluster, session: step.session, pieces, exitCode, entries, lacks: step.lacks }
}

/** What the word at the caret can become. Pure. */
export function complete(line: string, caret: number, context: CompletionContext): LineCompletion {
  const tools = toolsIn(context.session.toolbox, 'terminal')
  return tools?.complete(line, caret, context) ?? { from: caret, to: caret, candidates: [], lacks: ['terminal'] }
}
