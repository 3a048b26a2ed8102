// The time of a run: on to a moment, back to one, and from there into another future.

import type { TimelineEntry } from '../api/timeline.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import { advance, nextDueAtMs, reportNodes, withParts } from './cluster.ts'
import { viewOf } from './cluster-state.ts'
import type { RunningProgram } from '../workloads/runtime.ts'
import type { Cluster } from './cluster-state.ts'
import type { Snapshot } from './run-contract.ts'
import type { Checkpoint, Run } from './run.ts'
import { ENTRIES_BETWEEN } from './run.ts'
import { touchForeground } from './run-lines.ts'

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
  let { cluster, lacks } = run
  const entries: TimelineEntry[] = []
  const checkpoints: Checkpoint[] = []
  let kept = run.checkpoints.at(-1)?.entries ?? 0
  while (cluster.nowMs < untilMs) {
    const step = advance(cluster, untilMs, kept + ENTRIES_BETWEEN - run.entries.length - entries.length)
    cluster = step.cluster
    entries.push(...step.entries)
    if (lacks.length === 0) lacks = step.lacks
    const count = run.entries.length + entries.length
    if (count - kept < ENTRIES_BETWEEN) continue
    checkpoints.push({ atMs: cluster.nowMs, cluster, entries: count })
    kept = count
  }
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

/** What was true at a moment of the run. */
export function snapshotAt(run: Run, atMs: SimTimeMs): Snapshot {
  const cluster = clusterAt(run, atMs)
  const entries = entriesUntil(run, atMs)
  let nodes: Snapshot['nodes'] | undefined
  return {
    atMs,
    view: viewOf(cluster),
    // Many look at objects alone.
    get nodes() {
      return (nodes ??= reportNodes(cluster))
    },
    entries,
  }
}

/** The run up to a moment, from where another future can begin. What waits in the terminal is left behind; files are kept. */
export function forkAt(run: Run, atMs: SimTimeMs): Run {
  if (atMs >= run.nowMs) return run
  return {
    ...run,
    nowMs: atMs,
    cluster: clusterAt(run, atMs),
    entries: entriesUntil(run, atMs),
    checkpoints: run.checkpoints.slice(0, countUntil(run.checkpoints, atMs)),
    screen: run.screen.filter((piece) => piece.atMs <= atMs),
    foreground: undefined,
  }
}

/** The latest moment after each checkpoint that was gone through once more: who plays the past goes on from there. */
const REPLAYED = new WeakMap<Checkpoint, Cluster<RunningProgram>>()

function clusterAt(run: Run, atMs: SimTimeMs): Cluster<RunningProgram> {
  const checkpoint = run.checkpoints[countUntil(run.checkpoints, atMs) - 1]
  if (checkpoint === undefined || atMs >= run.nowMs) return run.cluster
  const reached = REPLAYED.get(checkpoint)
  const from = reached !== undefined && reached.nowMs <= atMs ? reached : checkpoint.cluster
  // Parts of the API server that came later were not missed then, and do not go again.
  const { cluster } = advance(withParts(from, run.session.toolbox), atMs)
  REPLAYED.set(checkpoint, cluster)
  return cluster
}

function entriesUntil({ entries }: Run, atMs: SimTimeMs): readonly TimelineEntry[] {
  const count = countUntil(entries, atMs)
  return count === entries.length ? entries : entries.slice(0, count)
}

/** How many are not later, of what is in the order of time. */
function countUntil(times: readonly { readonly atMs: SimTimeMs }[], atMs: SimTimeMs): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle]?.atMs ?? 0) <= atMs) low = middle + 1
    else high = middle
  }
  return low
}

/** When the next thing is written down after a moment that was simulated, or will happen. */
export function nextEventAtMs(run: Run, afterMs: SimTimeMs): SimTimeMs | undefined {
  return run.entries.find(({ atMs }) => atMs > afterMs)?.atMs ?? nextDueAtMs(run.cluster)
}
