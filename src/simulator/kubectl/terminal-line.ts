// One line of a terminal as it runs: it ends at once, or waits for the cluster, for time, or for someone who types.
// What waits is a value: going on with it twice gives the same twice.

import type { TimelineEntry } from '../api/timeline.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import type { ClusterDoor } from './cluster-door.ts'
import { runCommandLine } from './command/dispatch.ts'
import { GLOBAL_FLAGS } from './commands/common-flags.ts'
import { rootOf } from './root.ts'
import type { Capture, Outcome, OutputPiece, Waiting } from './runtime.ts'
import { ClusterCell, INTERRUPTED, Runtime } from './runtime.ts'
import type { Session } from './session.ts'
import { NOTHING_RUNS } from './session.ts'
import { builtinNamed } from './shell/builtins.ts'
import type { FindProgram, Program, ProgramCall } from './shell/program.ts'
import { runScript } from './shell/run.ts'
import { RUNNER_NAMES, SCRIPT_BUILTIN_NAMES } from './shell/runner-names.ts'
import { parseScript } from './shell/syntax.ts'
import { toolNamed } from './shell/tools.ts'
import { toolsNamed } from './tool-sets.ts'
import type { ToolSetName } from './toolbox.ts'

/** A line that has not ended. */
export interface WaitingLine {
  /** Nothing changes for it before this time, in simulated milliseconds. */
  readonly checkAtMs: SimTimeMs
  /** What is typed now reaches the command. */
  readonly listens: boolean
  /** What is to be changed in an editor, where the command waits for that. */
  readonly edits: { readonly fileName: string; readonly text: string } | undefined
  readonly waiting: Waiting
  readonly captures: readonly Capture[]
  readonly hasKeyboard: boolean
}

/** What happened until the line ended or waits. */
export interface LineStep<Cluster> {
  readonly cluster: Cluster
  readonly session: Session
  readonly pieces: readonly OutputPiece[]
  readonly entries: readonly TimelineEntry[]
  /** Sets of the toolbox that were missing. If any were, nothing else of this counts: try again with them. */
  readonly lacks: readonly ToolSetName[]
  readonly after: { readonly kind: 'ended'; readonly exitCode: number } | { readonly kind: 'waits'; readonly line: WaitingLine }
}

export type LineTouch =
  | { readonly kind: 'look' }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'type'; readonly text: string; readonly ends: boolean }
  /** The text of the editor was saved, changed or not. */
  | { readonly kind: 'save'; readonly text: string }

export interface LineStart {
  readonly line: string
  readonly stdin: string
  /** Somebody may type while the line runs. */
  readonly hasKeyboard: boolean
}

/** How many lines `history` remembers. */
const MOST_HISTORY = 500

const findProgram: FindProgram = Object.assign(
  (runtime: Runtime, name: string) =>
    name === 'kubectl'
      ? runKubectl
      : (builtinNamed(name) ?? scriptBuiltinNamed(runtime, name) ?? runnerNamed(runtime, name) ?? toolNamed(runtime, name)),
  { runScript },
)

function scriptBuiltinNamed(runtime: Runtime, name: string): Program | undefined {
  return SCRIPT_BUILTIN_NAMES.has(name) ? toolsNamed(runtime, 'scripts')?.builtinNamed(name, findProgram) : undefined
}

function runnerNamed(runtime: Runtime, name: string): Program | undefined {
  return RUNNER_NAMES.has(name) ? toolsNamed(runtime, 'terminal')?.runnerNamed(name, findProgram) : undefined
}

function runKubectl(runtime: Runtime, call: ProgramCall): Outcome {
  return runCommandLine(runtime, rootOf(runtime.session.toolbox), GLOBAL_FLAGS, call)
}

export function startLine<Cluster>(
  door: ClusterDoor<Cluster>,
  cluster: Cluster,
  session: Session,
  { line, stdin, hasKeyboard }: LineStart,
): LineStep<Cluster> {
  const cell = new ClusterCell(door, cluster)
  const typed = line.trim()
  const history = typed === '' ? session.history : [...session.history, typed].slice(-MOST_HISTORY)
  const runtime = new Runtime(cell, { ...session, history, running: NOTHING_RUNS }, [], hasKeyboard)
  const script = parseScript(line)
  if (script.ok) return finish(cell, runtime, runScript(runtime, script.value, findProgram, stdin))
  runtime.err(`bash: ${script.problem}\n`)
  return finish(cell, runtime, 2)
}

/** Goes on with a line at the cluster's present moment. Typing into a command that does not listen changes nothing. */
export function touchLine<Cluster>(
  door: ClusterDoor<Cluster>,
  cluster: Cluster,
  session: Session,
  line: WaitingLine,
  touch: LineTouch,
): LineStep<Cluster> {
  const cell = new ClusterCell(door, cluster)
  const runtime = new Runtime(cell, session, line.captures, line.hasKeyboard)
  return finish(cell, runtime, outcomeOf(runtime, line.waiting, touch))
}

function outcomeOf(runtime: Runtime, waiting: Waiting, touch: LineTouch): Outcome {
  switch (touch.kind) {
    case 'look':
      return waiting.resume(runtime)
    case 'interrupt':
      return waiting.interrupt?.(runtime) ?? INTERRUPTED
    case 'type':
      return waiting.type?.(runtime, touch.text, touch.ends) ?? waiting
    case 'save':
      return waiting.edits?.save(runtime, touch.text) ?? waiting
  }
}

function finish<Cluster>(cell: ClusterCell<Cluster>, runtime: Runtime, outcome: Outcome): LineStep<Cluster> {
  const { session, pieces, entries, lacks, captures, hasKeyboard } = runtime
  const done = { cluster: cell.cluster, pieces, entries, lacks }
  if (typeof outcome === 'number')
    return { ...done, session: { ...session, lastExitCode: outcome }, after: { kind: 'ended', exitCode: outcome } }
  const line = {
    checkAtMs: outcome.checkAtMs,
    listens: outcome.type !== undefined,
    edits: outcome.edits,
    waiting: outcome,
    captures,
    hasKeyboard,
  }
  return { ...done, session, after: { kind: 'waits', line } }
}
