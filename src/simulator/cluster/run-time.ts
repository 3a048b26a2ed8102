// The time of a run: on to a moment, back to one, and from there into another future.

import type { TimelineEntry } from '../api/timeline.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import { advance, nextDueAtMs, reportNodes, withParts } from './cluster.ts'
import { viewOf } from './cluster-state.ts'
import type { Snapshot } from './run-contract.ts'
import type { Checkpoint, Run } from './run.ts'
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

/** What was true at a moment of the run. */
export function snapshotAt(run: Run, atMs: SimTimeMs): Snapshot {
  const checkpoint = checkpointAt(run, atMs)
  // Between two checkpoints nothing is written down, but nodes may forget and timers may pass.
  const cluster = checkpoint === undefined || atMs >= run.nowMs ? run.cluster : advance(checkpoint.cluster, atMs).cluster
  const count = checkpoint?.entries ?? 0
  const entries = count === run.entries.length ? run.entries : run.entries.slice(0, count)
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
