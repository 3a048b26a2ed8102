// Makes the cluster that an exercise, a prediction or a transcript starts from, and does in it what a learner would do.

import type { CommandOutput, ImageLibrary, Run, Toolbox } from '../simulator/index.ts'
import { advanceRun, runCommand, startRun } from '../simulator/index.ts'
import type { Act } from './acts.ts'
import { edited } from './acts.ts'
import type { ClusterStart } from './exercise.ts'
import type { Files } from './files.ts'
import { applyLine } from './files.ts'
import { joinImages } from './image-libraries.ts'

/** The cluster's own things (node, default namespace, service account) are there after this time. */
const BOOT_MS = 1000

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
  const { seed, nodes, startsAtEpochMs, namespace, manifests, setup, settleMs } = cluster
  const run = advanceRun(
    startRun({ seed, nodes, startedAtEpochMs: startsAtEpochMs, images: joinImages(images, cluster.images), namespace, toolbox }),
    BOOT_MS,
  )
  const lines = [...(namespace === 'default' ? [] : [`kubectl create namespace ${namespace}`]), ...applyEach(manifests), ...setup]
  const played = lines.reduce((before, line) => playLine(before, line, { ...manifests, ...files }), {
    run,
    files,
    lines: [],
  } satisfies Played as Played)
  const forgotten = new Map([...played.run.session.files].filter(([name]) => !(name in manifests) || name in files))
  const tidy = { ...played.run, session: { ...played.run.session, files: forgotten } }
  return { ...played, run: advanceRun(tidy, tidy.nowMs + settleMs) }
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
