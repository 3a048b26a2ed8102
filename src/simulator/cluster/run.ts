// A run: a cluster, the terminal of the one who uses it, and everything that happened, so that every moment can be looked at again and forked.
// A run is a value; acting gives the next one.

import type { ContainerRuntime } from '../api/container-runtime.ts'
import type { ObjectKey } from '../api/objects.ts'
import type { TimelineEntry } from '../api/timeline.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import type { Session, ToolSetName, Toolbox } from '../kubectl/index.ts'
import { createSession } from '../kubectl/index.ts'
import type { ChangeDetection } from '../kubelet/index.ts'
import type { ImageLibrary } from '../workloads/image-library.ts'
import type { RunningProgram } from '../workloads/runtime.ts'
import { createContainerRuntime } from '../workloads/runtime.ts'
import type { Cluster } from './cluster-state.ts'
import { addNode, createCluster, readLogs, request, withParts } from './cluster.ts'
import type { Catalogue } from '../diagnosis/index.ts'
import { diagnose } from './diagnose.ts'
import type { Diagnosis } from './run-contract.ts'
import type { ForegroundLine, ScreenPiece } from './terminal.ts'

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

/** So many entries are made once more in a millisecond. */
export const ENTRIES_BETWEEN = 64

/** A moment that is kept: what came after it follows from it, up to the next one. */
export interface Checkpoint {
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
  /**
   * In the order of time; a later one of the same moment wins. There is one after everything that came from outside, and whenever so much was
   * written down that going through it once more would be felt.
   */
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

export function withCheckpoint(run: Run, cluster: Cluster<RunningProgram>, added: readonly TimelineEntry[]): Run {
  if (added.length === 0 && cluster === run.cluster) return run
  const entries = added.length === 0 ? run.entries : [...run.entries, ...added]
  const checkpoint = { atMs: cluster.nowMs, cluster, entries: entries.length }
  return { ...run, nowMs: cluster.nowMs, cluster, entries, checkpoints: [...run.checkpoints, checkpoint] }
}

/** A machine joins the cluster now. What its kubelet knows of ConfigMaps and Secrets begins with the first Pod that it is given. */
export function joinNode(run: Run, nodeName: string): Run {
  const { cluster, entries } = addNode(run.cluster, nodeName)
  return entries.length === 0 ? run : withCheckpoint(run, cluster, entries)
}

/** From now on these sets are there as well. */
export function withTools(run: Run, toolbox: Toolbox): Run {
  const all = new Map([...run.session.toolbox, ...toolbox])
  return { ...run, lacks: [], session: { ...run.session, toolbox: all }, cluster: withParts(run.cluster, all) }
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

/** What a container wrote in its present run, as one text. */
export function logsOf(run: Run, pod: ObjectKey, container: string): string {
  const read = readLogs(run.cluster, pod, container, false)
  return read.ok ? read.value.map(({ text }) => text).join('') : ''
}
