// Runs what a lesson shows, as the page does, for tests.

import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { decodeExperiment } from '../../src/exercise/decode-experiment.ts'
import { startCluster as playCluster } from '../../src/exercise/play.ts'
import { readImages } from '../../src/instructor/lesson-folders.ts'
import { readLessonFolder } from '../content/lesson-folders.ts'
import type { ContainerReport, Run } from '../../src/simulator/index.ts'
import { advanceRun, runCommand, snapshotAt, startRun } from '../../src/simulator/index.ts'
import { ALL_TOOLS } from '../../src/simulator/kubectl/tools/all.ts'

const CONTENT = resolve(dirname(fileURLToPath(import.meta.url)), '../../content')

export function readContent(path: string): unknown {
  return load(readFileSync(resolve(CONTENT, path), 'utf8'))
}

export const images = readImages()

export type Files = Readonly<Record<string, string>>

export function startCluster(seed = 1, nodes: readonly string[] = ['node-1']): Run {
  return advanceRun(startRun({ seed, nodes, startedAtEpochMs: Date.UTC(2026, 10, 24, 9), images, toolbox: ALL_TOOLS }), 1000)
}

/** Runs a line that must succeed. */
export function must(run: Run, line: string, files: Files = {}): Run {
  const done = runCommand(run, line, files)
  if (done.output.exitCode !== 0) throw new Error(`${line}: ${done.output.stderr}`)
  return done.run
}

/** An experiment as a learner finds it. */
export interface Begun {
  readonly run: Run
  readonly files: Files
}

export function fiveReaders(seed: number): Begun {
  const experiment = readLessonFolder('three-truths/experiments/five-readers', decodeExperiment)
  const { run } = playCluster({ ...experiment.cluster, seed }, experiment.files, images, ALL_TOOLS)
  return { run, files: experiment.files }
}

/** The readers' key is given a new value, now. */
export function applyLevel({ files }: Begun, run: Run, level: string): Run {
  return must(run, 'kubectl apply -f settings.yaml', { 'settings.yaml': (files['settings.yaml'] ?? '').replace('info', level) })
}

/** Every container of every Pod by `pod/container`, as it is at a moment. */
export function containersAt(run: Run, atMs: number): ReadonlyMap<string, ContainerReport> {
  const pods = snapshotAt(run, atMs).nodes.flatMap(({ pods }) => pods)
  return new Map(pods.flatMap((pod) => pod.containers.map((container) => [`${pod.name}/${container.name}`, container] as const)))
}

/** What the processes of a container use, in every Pod. */
export function usesOf(run: Run, name: string, atMs = run.nowMs): readonly string[] {
  return [...containersAt(run, atMs)].filter(([key]) => key.endsWith(`/${name}`)).flatMap(([, { uses }]) => uses.map(({ value }) => value))
}
