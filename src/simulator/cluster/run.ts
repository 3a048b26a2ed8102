// A run: a cluster, the terminal of the one who uses it, and everything that happened, so that every moment can be looked at again and forked.
// A run is a value; acting gives the next one.

import type { ContainerRuntime } from '../api/container-runtime.ts'
import type { ObjectKey } from '../api/objects.ts'
import type { EntryId, TimelineEntry } from '../api/timeline.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import type { ClusterDoor, LineCompletion, LineStep, LineTouch, Session, ToolSetName, Toolbox } from '../kubectl/index.ts'
import { complete, createSession, runLine, startLine, touchLine } from '../kubectl/index.ts'
import type { ChangeDetection } from '../kubelet/index.ts'
import type { ImageLibrary } from '../workloads/image-library.ts'
import type { RunningProgram } from '../workloads/runtime.ts'
import { createContainerRuntime } from '../workloads/runtime.ts'
import type { Cluster } from './cluster.ts'
import {
  addNode,
  advance,
  annotate,
  createCluster,
  momentOf,
  nextDueAtMs,
  readLogs,
  reportNodes,
  request,
  viewOf,
  withParts,
} from './cluster.ts'
import type { Catalogue } from '../diagnosis/index.ts'
import { diagnose } from './diagnose.ts'
import { doorTo } from './door.ts'
import type { CommandOutput, Diagnosis, Snapshot } from './run-contract.ts'
import type { ForegroundLine, ScreenPiece } from './terminal.ts'
import { echoOf, screenOf } from './terminal.ts'

export interface RunOptions {
  readonly seed: number
  /** Milliseconds since the Unix epoch at which the cluster starts. */
  readonly startedAtEpochMs: number
  readonly nodes: readonly string[]
  readonly images: ImageLibrary
  /** The sets of kubectl and parts of the API server that are there. A line that needs more says so: `lacks`. */
  readonly toolbox: Toolbox
  /** How nodes learn of changed ConfigMaps and Secrets; they watch, if nothing is said. */
  readonly changeDetection?: ChangeDetection
  /** The namespace that the terminal works in; `default`, if nothing is said. It is not made by this. */
  readonly namespace?: string
}

interface Checkpoint {
  readonly atMs: SimTimeMs
  readonly cluster: Cluster<RunningProgram>
  /** How many entries there were. */
  readonly entries: number
}

export interface Run {
  /** The images that there are, for those who want to look into one. */
  readonly images: ImageLibrary
  /** The latest moment that was simulated. */
  readonly nowMs: SimTimeMs
  readonly entries: readonly TimelineEntry[]
  readonly session: Session
  /** Everything that was on the terminal, in the order of time. */
  readonly screen: readonly ScreenPiece[]
  /** The line that runs in the terminal, while it waits. */
  readonly foreground: ForegroundLine | undefined
  /**
   * Sets of the toolbox that were asked for and that are not there. If there are any, nothing of what the run was led to since then
   * counts: do the same again from the run before, with those sets.
   */
  readonly lacks: readonly ToolSetName[]
  readonly cluster: Cluster<RunningProgram>
  /** In the order of time; a later one of the same moment wins. */
  readonly checkpoints: readonly Checkpoint[]
}

export function startRun(options: RunOptions): Run {
  const runtime: ContainerRuntime<RunningProgram> = createContainerRuntime(options.images)
  const { seed, startedAtEpochMs, nodes, toolbox, changeDetection = 'Watch', namespace = 'default' } = options
  const { cluster, entries } = createCluster({ seed, startedAtEpochMs, nodes, changeDetection, runtime, parts: toolbox })
  return withCheckpoint(
    {
      images: options.images,
      nowMs: 0,
      entries: [],
      session: createSession({ namespace, toolbox }),
      screen: [],
      foreground: undefined,
      lacks: [],
      cluster,
      checkpoints: [],
    },
    cluster,
    entries,
  )
}

function withCheckpoint(run: Run, cluster: Cluster<RunningProgram>, added: readonly TimelineEntry[]): Run {
  const entries = added.length === 0 ? run.entries : [...run.entries, ...added]
  const checkpoint = { atMs: cluster.nowMs, cluster, entries: entries.length }
  return { ...run, nowMs: cluster.nowMs, cluster, entries, checkpoints: [...run.checkpoints, checkpoint] }
}

/** A machine joins the cluster now. What its kubelet knows of ConfigMaps and Secrets begins with the first Pod that it is given. */
export function joinNode(run: Run, nodeName: string): Run {
  const { cluster, entries } = addNode(run.cluster, nodeName)
  return entries.length === 0 ? run : withCheckpoint(run, cluster, entries)
}

/** Simulates on until then; a moment that has been simulated already changes nothing. What waits in the terminal goes on at its times. */
export function advanceRun(run: Run, untilMs: SimTimeMs): Run {
  let current = run
  for (let checkAtMs = run.foreground?.waiting.checkAtMs; checkAtMs !== undefined && checkAtMs <= untilMs;) {
    current = touchForeground(advanceCluster(current, checkAtMs), { kind: 'look' })
    const nextMs = current.foreground?.waiting.checkAtMs
    checkAtMs = nextMs === undefined ? undefined : Math.max(nextMs, current.nowMs + 1)
  }
  return advanceCluster(current, untilMs)
}

function advanceCluster(run: Run, untilMs: SimTimeMs): Run {
  if (untilMs <= run.nowMs) return run
  let { cluster } = run
  const entries: TimelineEntry[] = []
  const checkpoints: Checkpoint[] = []
  let { lacks } = run
  for (let dueAtMs = nextDueAtMs(cluster); dueAtMs !== undefined && dueAtMs <= untilMs; dueAtMs = nextDueAtMs(cluster)) {
    const step = advance(cluster, dueAtMs)
    cluster = step.cluster
    entries.push(...step.entries)
    if (lacks.length === 0) lacks = step.lacks
    if (step.entries.length > 0) checkpoints.push({ atMs: cluster.nowMs, cluster, entries: run.entries.length + entries.length })
  }
  cluster = advance(cluster, untilMs).cluster
  const all = entries.length === 0 ? run.entries : [...run.entries, ...entries]
  return {
    ...run,
    nowMs: untilMs,
    cluster,
    entries: all,
    lacks,
    checkpoints: checkpoints.length === 0 ? run.checkpoints : [...run.checkpoints, ...checkpoints],
  }
}

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

/** From now on these sets are there as well. */
export function withTools(run: Run, toolbox: Toolbox): Run {
  const all = new Map([...run.session.toolbox, ...toolbox])
  return { ...run, lacks: [], session: { ...run.session, toolbox: all }, cluster: withParts(run.cluster, all) }
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

/** The learner's texts, as the tabs of an editor hold them: others that were there are gone. Files that are not text stay. */
export function replaceTexts(run: Run, files: Readonly<Record<string, string>>): Run {
  const others = [...run.session.files].filter(([, content]) => typeof content !== 'string')
  return { ...run, session: { ...run.session, files: new Map([...others, ...Object.entries(files)]) } }
}

/** The texts in the terminal's working directory and below it, by path. */
export function textsOf(run: Run): Readonly<Record<string, string>> {
  return Object.fromEntries([...run.session.files].flatMap(([path, content]) => (typeof content === 'string' ? [[path, content]] : [])))
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
    cluster: noted.cluster,
    entries: [...run.entries, ...noted.entries],
  }
  return { run: next, cause: noted.entries[0]?.id }
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

/** Notes the moments that a command passes through while it waits. */
class Trail {
  readonly checkpoints: Checkpoint[] = []
  #entries: number

  constructor(entries: number) {
    this.#entries = entries
  }

  along(door: ClusterDoor<Cluster<RunningProgram>>): ClusterDoor<Cluster<RunningProgram>> {
    return {
      ...door,
      request: (cluster, asked) => this.#note(door.request(cluster, asked)),
      advance: (cluster, untilMs) => this.#note(door.advance(cluster, untilMs)),
    }
  }

  #note<T extends { readonly cluster: Cluster<RunningProgram>; readonly entries: readonly TimelineEntry[] }>(step: T): T {
    this.#entries += step.entries.length
    if (step.entries.length > 0) this.checkpoints.push({ atMs: step.cluster.nowMs, cluster: step.cluster, entries: this.#entries })
    return step
  }
}

/** What was true at a moment of the run. */
export function snapshotAt(run: Run, atMs: SimTimeMs): Snapshot {
  const checkpoint = checkpointAt(run, atMs)
  // Between two checkpoints nothing is written down, but nodes may forget and timers may pass.
  const cluster = checkpoint === undefined || atMs >= run.nowMs ? run.cluster : advance(checkpoint.cluster, atMs).cluster
  return { atMs, view: viewOf(cluster), nodes: reportNodes(cluster), entries: run.entries.slice(0, checkpoint?.entries ?? 0) }
}

/** The last checkpoint that is not later. */
function checkpointAt({ checkpoints }: Run, atMs: SimTimeMs): Checkpoint | undefined {
  let low = 0
  let high = checkpoints.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((checkpoints[middle]?.atMs ?? 0) <= atMs) low = middle + 1
    else high = middle
  }
  return checkpoints[low - 1]
}

/** The run up to a moment, from where another future can begin. What waits in the terminal is left behind; files are kept. */
export function forkAt(run: Run, atMs: SimTimeMs): Run {
  if (atMs >= run.nowMs) return run
  const checkpoint = checkpointAt(run, atMs)
  if (checkpoint === undefined) return run
  // What has come since then does not go again.
  const cluster = withParts(advance(checkpoint.cluster, atMs).cluster, run.session.toolbox)
  const kept = run.checkpoints.slice(0, run.checkpoints.indexOf(checkpoint) + 1)
  const screen = run.screen.filter((piece) => piece.atMs <= atMs)
  const entries = run.entries.slice(0, checkpoint.entries)
  return { ...run, nowMs: atMs, cluster, entries, checkpoints: kept, screen, foreground: undefined }
}

/** When the next thing is written down after a moment that was simulated, or will happen. */
export function nextEventAtMs(run: Run, afterMs: SimTimeMs): SimTimeMs | undefined {
  return run.entries.find(({ atMs }) => atMs > afterMs)?.atMs ?? nextDueAtMs(run.cluster)
}

export function previousEventAtMs(run: Run, beforeMs: SimTimeMs): SimTimeMs | undefined {
  return run.entries.findLast(({ atMs }) => atMs < beforeMs)?.atMs
}

/**
 * What kubectl and the API server would say to a text now, with places, and with fixes where they are certain.
 *
 * @param catalogue  The explanations; with the empty one diagnostics have neither a code nor fixes.
 */
export function diagnoseText(run: Run, text: string, catalogue: Catalogue): Diagnosis {
  const lacks = new Set<ToolSetName>()
  const diagnostics = diagnose(
    text,
    (asked) => {
      const outcome = request(run.cluster, asked)
      for (const each of outcome.lacks) lacks.add(each)
      return outcome.response
    },
    catalogue,
  )
  return { diagnostics, lacks: [...lacks] }
}

/** Milliseconds since the Unix epoch. */
export function clockAt(run: Run, atMs: SimTimeMs): number {
  return momentOf(run.cluster).startedAtEpochMs + atMs
}

/** What a container wrote in its present run, as one text. */
export function logsOf(run: Run, pod: ObjectKey, container: string): string {
  const read = readLogs(run.cluster, pod, container, false)
  return read.ok ? read.value.map(({ text }) => text).join('') : ''
}
