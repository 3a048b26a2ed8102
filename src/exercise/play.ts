// Makes the cluster that an exercise, a prediction or a transcript starts from, and does in it what a learner would do.

import type { CommandOutput, ImageLibrary, Run, Toolbox } from '../simulator/index.ts'
import { advanceRun, runCommand, startRun } from '../simulator/index.ts'
import type { Act } from './acts.ts'
import { edited } from './acts.ts'
import type { ClusterStart } from './exercise.ts'
import type { Files } from './files.ts'
import { applyLine } from './files.ts'
import { joinImages } from './image-libraries.ts'
import type { InSteps } from './in-steps.ts'
import { atOnce } from './in-steps.ts'

/** The cluster's own things (node, default namespace, service account) are there after this time. */
const BOOT_MS = 1000
/** How much of the cluster's time passes in a step. */
const STEP_MS = 250

/** A line that was run, and what it printed. */
export interface PlayedLine {
  readonly line: string
  readonly output: CommandOutput
}

export interface Played {
  readonly run: Run
  readonly files: Files
  readonly lines: readonly PlayedLine[]
}

/**
 * @param images  Those of the course; the exercise's own are added.
 * @param toolbox  What the lines may use. The run says what they lacked.
 */
export function startCluster(cluster: ClusterStart, files: Files, images: ImageLibrary, toolbox: Toolbox): Played {
  return atOnce(startingCluster(cluster, files, images, toolbox))
}

/** The same in steps: a line, or a little time. */
export function* startingCluster(cluster: ClusterStart, files: Files, images: ImageLibrary, toolbox: Toolbox): InSteps<Played> {
  const { seed, nodes, startsAtEpochMs, namespace, manifests, setup, settleMs } = cluster
  const empty = startRun({ seed, nodes, startedAtEpochMs: startsAtEpochMs, images: joinImages(images, cluster.images), namespace, toolbox })
  const run = yield* letPass(empty, BOOT_MS)
  const lines = [...(namespace === 'default' ? [] : [`kubectl create namespace ${namespace}`]), ...applyEach(manifests), ...setup]
  let played: Played = { run, files, lines: [] }
  for (const line of lines) {
    played = playLine(played, line, { ...manifests, ...files })
    yield
  }
  const forgotten = new Map([...played.run.session.files].filter(([name]) => !(name in manifests) || name in files))
  const tidy = { ...played.run, session: { ...played.run.session, files: forgotten } }
  return { ...played, run: yield* letPass(tidy, settleMs) }
}

function* letPass(run: Run, durationMs: number): InSteps<Run> {
  const endMs = run.nowMs + durationMs
  let current = run
  while (current.nowMs < endMs) {
    current = advanceRun(current, Math.min(endMs, current.nowMs + STEP_MS))
    yield
  }
  return current
}

function applyEach(manifests: Files): readonly string[] {
  return Object.keys(manifests)
    .toSorted()
    .map((name) => `kubectl apply -f ${name}`)
}

/** Does these acts one after the other. An edit that does not fit was refused when the exercise was read; here it changes nothing. */
export function play(start: Played, acts: readonly Act[]): Played {
  return acts.reduce((before, act) => {
    if ('waitMs' in act) return { ...before, run: advanceRun(before.run, before.run.nowMs + act.waitMs) }
    if ('run' in act) return playLine(before, act.run, before.files)
    if ('apply' in act) return playLine(before, applyLine(before.files), before.files)
    const next = edited(before.files, act)
    return next.ok ? { ...before, files: next.value } : before
  }, start)
}

function playLine(before: Played, line: string, files: Files): Played {
  const { run, output } = runCommand(before.run, line, files)
  return { ...before, run, lines: [...before.lines, { line, output }] }
}
