// Plays one recorded scenario in a simulated cluster: lines at their times, texts that are waited for, sequences that are watched.

import { advance, createCluster, nextDueAtMs } from '../../../src/simulator/cluster/cluster.ts'
import type { Cluster } from '../../../src/simulator/cluster/cluster-state.ts'
import { doorTo } from '../../../src/simulator/cluster/door.ts'
import type { LineStep, Session } from '../../../src/simulator/kubectl/index.ts'
import { createSession, runLine, startLine, touchLine } from '../../../src/simulator/kubectl/index.ts'
import { ALL_TOOLS } from '../../../src/simulator/kubectl/tools/all.ts'
import type { ImageLibrary } from '../../../src/simulator/workloads/image-library.ts'
import type { RunningProgram } from '../../../src/simulator/workloads/runtime.ts'
import { createContainerRuntime } from '../../../src/simulator/workloads/runtime.ts'
import { isRecord } from '../source.ts'
import type { Output } from './comparison.ts'
import { Names, compareOutputs, containsInOrder } from './comparison.ts'
import { project, splitLine } from './projection.ts'

type Step = Readonly<Record<string, unknown>>

const SETTLED_MS = 500
const POLL_MS = 250
/** A real machine starts containers at its own pace. */
const SLACK_MS = 3000
/** What waits for a period of the kubelet may come this much later than in the recording: a sync and the cache's age. */
const PERIOD_MS = 130_000

export interface Difference {
  readonly step: string
  readonly wanted: string
  readonly got: string
}

/**
 * A recording is one throw of chance: jitter, and which of two things came first, differ from one run to the next. A scenario plays
 * when one of so many seeds plays it; everything within the run is compared as strictly as ever.
 */
const SEEDS = 24

/** The first difference with the first seed, or undefined when the scenario plays as it was recorded. */
export function playScenario(scenario: Step, images: ImageLibrary): Difference | undefined {
  const first = playWith(1, scenario, images)
  if (first === undefined) return undefined
  for (let seed = 2; seed <= SEEDS; seed += 1) if (playWith(seed, scenario, images) === undefined) return undefined
  return first
}

function playWith(seed: number, scenario: Step, images: ImageLibrary): Difference | undefined {
  const player = new Player(images, seed)
  // When the shell was recorded, the cluster had lost this Service, and containers its variables.
  if (String(scenario['id']).startsWith('live/shell-')) player.forget('kubernetes')
  const steps = Array.isArray(scenario['steps']) ? scenario['steps'].filter(isRecord) : []
  for (const step of steps) {
    const difference = player.play(step)
    if (difference !== undefined) return difference
  }
  return undefined
}

class Player {
  readonly #names = { recorded: new Names(), ours: new Names() }
  #cluster: Cluster<RunningProgram>
  #session: Session = createSession({ toolbox: ALL_TOOLS })
  #markedAtMs: number

  constructor(images: ImageLibrary, seed: number) {
    const runtime = createContainerRuntime(images)
    const startedAtEpochMs = Date.UTC(2026, 10, 24)
    const { cluster } = createCluster({ seed, startedAtEpochMs, nodes: ['node-1'], changeDetection: 'Watch', runtime, parts: ALL_TOOLS })
    this.#cluster = advance(cluster, SETTLED_MS).cluster
    this.#markedAtMs = this.#cluster.nowMs
  }

  /** Deletes a Service of the namespace `default`. */
  forget(service: string): void {
    this.#answer(`kubectl delete service ${service}`, '')
  }

  play(step: Step): Difference | undefined {
    if (step['mark'] !== undefined) this.#markedAtMs = this.#cluster.nowMs
    else if (typeof step['sleep'] === 'number') this.#advanceTo(this.#cluster.nowMs + step['sleep'] * 1000)
    else if (typeof step['run'] === 'string') return this.#run(step, step['run'])
    else if (typeof step['until'] === 'string') return this.#until(step, step['until'])
    else if (typeof step['watch'] === 'string') return this.#watch(step, step['watch'])
    return undefined
  }

  #advanceTo(atMs: number): void {
    if (atMs > this.#cluster.nowMs) this.#cluster = advance(this.#cluster, atMs).cluster
  }

  /** Runs a line; the cluster keeps what it did. */
  #answer(line: string, stdin: string): Output {
    const [, first, delay, second] = /^\((.*)\) & sleep (\d+); (.*); wait$/.exec(line) ?? []
    if (first !== undefined && second !== undefined) return this.#alongside(first, Number(delay) * 1000, second)
    const { command, projections } = splitLine(line)
    const outcome = runLine(doorTo<RunningProgram>(undefined), this.#cluster, this.#session, command, stdin)
    this.#cluster = outcome.cluster
    this.#session = outcome.session
    const textOf = (stream: 'stdout' | 'stderr') =>
      outcome.pieces
        .filter((piece) => piece.stream === stream)
        .map(({ text }) => text)
        .join('')
    const stdout = textOf('stdout')
    const isWhole = projections.length === 0
    return {
      stdout: isWhole || stdout === '' ? stdout : project(stdout, projections),
      stderr: textOf('stderr'),
      exitCode: isWhole ? outcome.exitCode : 0,
    }
  }

  /** Two lines in two terminals: the second begins while the first waits. Only the first is compared. */
  #alongside(first: string, delayMs: number, second: string): Output {
    const { command, projections } = splitLine(first)
    const door = doorTo<RunningProgram>(undefined)
    const secondAtMs = this.#cluster.nowMs + delayMs
    let isOpen = true
    let text = ''
    const keep = (each: LineStep<Cluster<RunningProgram>>): LineStep<Cluster<RunningProgram>> => {
      text += each.pieces.map((piece) => (piece.stream === 'stdout' ? piece.text : '')).join('')
      this.#cluster = each.cluster
      return each
    }
    let step = keep(startLine(door, this.#cluster, this.#session, { line: command, stdin: '', hasKeyboard: false }))
    while (step.after.kind === 'waits') {
      const { line } = step.after
      if (isOpen && line.checkAtMs >= secondAtMs) {
        this.#advanceTo(secondAtMs)
        this.#answer(second, '')
        isOpen = false
      } else this.#advanceTo(line.checkAtMs)
      step = keep(touchLine(door, this.#cluster, this.#session, line, { kind: 'look' }))
    }
    if (isOpen) {
      this.#advanceTo(secondAtMs)
      this.#answer(second, '')
    }
    return { stdout: project(text, projections), stderr: '', exitCode: 0 }
  }

  /** Looks without leaving a trace. */
  #look(line: string): string {
    const before = this.#cluster
    const { stdout } = this.#answer(line, '')
    this.#cluster = before
    return this.#names.ours.blank(stdout).trimEnd()
  }

  #run(step: Step, line: string): Difference | undefined {
    this.#advanceTo(this.#markedAtMs + Number(step['at'] ?? 0) * 1000)
    const stdin = typeof step['stdin'] === 'string' ? step['stdin'] : ''
    if (step['skip'] !== undefined) return undefined
    const recorded = { stdout: String(step['stdout']), stderr: String(step['stderr']), exitCode: Number(step['exitCode']) }
    const different = compareOutputs(recorded, this.#answer(line, stdin), this.#names)
    return different === undefined ? undefined : { step: line, wanted: JSON.stringify(recorded), got: different }
  }

  #until(step: Step, line: string): Difference | undefined {
    const seen = seenOf(step)
    const lastAtMs = this.#markedAtMs + (seen.at(-1)?.atMs ?? 0)
    const untilMs = this.#cluster.nowMs + Number(step['timeout'] ?? 0) * 1000
    for (const { text } of seen) this.#names.recorded.blank(text)
    let text = this.#look(line)
    while (!isReached(step, text) && this.#cluster.nowMs < untilMs) {
      this.#advanceTo(this.#cluster.nowMs + POLL_MS)
      text = this.#look(line)
    }
    const took = this.#cluster.nowMs
    if (step['reached'] !== true) return undefined
    if (!isReached(step, text)) return { step: line, wanted: JSON.stringify(step['matches'] ?? step['equals']), got: text }
    const slack = lastAtMs - this.#markedAtMs > SLACK_MS ? PERIOD_MS : SLACK_MS
    return took > lastAtMs + slack ? { step: line, wanted: `by ${String(lastAtMs)} ms`, got: `at ${String(took)} ms` } : undefined
  }

  #watch(step: Step, line: string): Difference | undefined {
    const seen = seenOf(step).map(({ atMs, text }) => ({ atMs, text: this.#names.recorded.blank(text).trimEnd() }))
    const untilMs = this.#cluster.nowMs + Number(step['for'] ?? 0) * 1000
    const texts: string[] = [this.#look(line)]
    while (this.#cluster.nowMs < untilMs) {
      this.#advanceTo(Math.min(untilMs, nextDueAtMs(this.#cluster) ?? untilMs))
      const text = this.#look(line)
      if (text !== texts.at(-1)) texts.push(text)
    }
    const wanted = seen.map(({ text }) => text)
    const isSame = containsInOrder(texts, wanted) && texts.at(-1) === wanted.at(-1)
    return isSame ? undefined : { step: line, wanted: wanted.join('\n→ '), got: texts.join('\n→ ') }
  }
}

function isReached(step: Step, text: string): boolean {
  if (typeof step['equals'] === 'string') return text === step['equals']
  return new RegExp(String(step['matches'])).test(text)
}

function seenOf(step: Step): readonly { readonly atMs: number; readonly text: string }[] {
  const seen = Array.isArray(step['seen']) ? step['seen'].filter(isRecord) : []
  return seen.map((each) => ({ atMs: Number(each['at']) * 1000, text: String(each['text']) }))
}
