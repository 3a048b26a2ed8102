// What a running command may touch: the cluster through its door, the session, and its output.
// A command either ends at once with an exit code or says when it wants to be looked at again; what it needs then is in the value it leaves.

import type { SimTimeMs } from '../base/sim-time.ts'
import type { ApiRequest, ApiResponse, ApiView, WatchEvent, WatchRequest } from '../api/client.ts'
import type { Moment } from '../api/component.ts'
import type { TimelineEntry } from '../api/timeline.ts'
import type { ClusterDoor } from './cluster-door.ts'
import type { Session } from './session.ts'
import type { ToolSetName } from './toolbox.ts'
import type { Workstation } from './workstation.ts'

/** A command that has not ended. Resuming the same value twice gives the same twice, on whatever cluster. */
export interface Waiting {
  /** Nothing changes for it before this time. */
  readonly checkAtMs: SimTimeMs
  readonly resume: (runtime: Runtime) => Outcome
  /** What Ctrl-C leads to; without it the exit code is 130. */
  readonly interrupt?: (runtime: Runtime) => Outcome
  /** What typing leads to; without it the command does not listen to the keyboard. `ends`: nothing more will be typed. */
  readonly type?: (runtime: Runtime, text: string, ends: boolean) => Outcome
  /** A text that waits in an editor; saving or closing it goes on with the command. */
  readonly edits?: Editing
}

/** A text that somebody is to change, and what saving it leads to. Closing the editor saves the text as it was. */
export interface Editing {
  readonly fileName: string
  readonly text: string
  readonly save: (runtime: Runtime, text: string) => Outcome
}

export type Outcome = number | Waiting

export const INTERRUPTED = 130

/** Goes on with `next` once `outcome` has ended, with the runtime of the step in which it ended. */
export function andThen(runtime: Runtime, outcome: Outcome, next: (runtime: Runtime, exitCode: number) => Outcome): Outcome {
  if (typeof outcome === 'number') return next(runtime, outcome)
  const { checkAtMs, resume, interrupt, type, edits } = outcome
  return {
    checkAtMs,
    resume: (later) => andThen(later, resume(later), next),
    interrupt: (later) => andThen(later, interrupt?.(later) ?? INTERRUPTED, next),
    ...(type === undefined ? {} : { type: (later, text, ends) => andThen(later, type(later, text, ends), next) }),
    ...(edits === undefined ? {} : { edits: { ...edits, save: (later, text) => andThen(later, edits.save(later, text), next) } }),
  }
}

export type Stream = 'stdout' | 'stderr'

/** Output that goes elsewhere than to the terminal while this stands: into a pipe, a file, or (`merge`) from stderr to stdout. */
export interface Capture {
  readonly streams: 'stdout' | 'stderr' | 'both' | 'merge'
  readonly text: string
}

export interface OutputPiece {
  readonly stream: Stream
  readonly text: string
}

/** Mutable for the length of one step only; `snapshot` is what outlives it. */
export class Runtime {
  session: Session
  /** Somebody sits at the terminal and may type while a command runs. */
  readonly hasKeyboard: boolean
  readonly pieces: OutputPiece[] = []
  readonly entries: TimelineEntry[] = []
  /** Set while `break`, `continue`, `return` or `exit` is on its way to what it ends. */
  leaving: { readonly kind: 'break' | 'continue' | 'return' | 'exit'; readonly levels: number } | undefined
  /** Rounds of loops in this step. */
  rounds = 0
  readonly #lacks = new Set<ToolSetName>()
  readonly #cluster: ClusterAccess
  #captures: Capture[]
  readonly #warned = new Set<string>()

  constructor(cluster: ClusterAccess, session: Session, captures: readonly Capture[], hasKeyboard: boolean) {
    this.hasKeyboard = hasKeyboard
    this.#cluster = cluster
    this.session = session
    this.#captures = [...captures]
  }

  get captures(): readonly Capture[] {
    return this.#captures
  }

  /** Sets of the toolbox that were asked for and are not there: whatever else the step led to does not count. */
  get lacks(): readonly ToolSetName[] {
    return [...this.#lacks]
  }

  lack(name: ToolSetName): void {
    this.#lacks.add(name)
  }

  get moment(): Moment {
    return this.#cluster.moment()
  }

  get view(): ApiView {
    return this.#cluster.view()
  }

  get cluster(): ClusterAccess {
    return this.#cluster
  }

  request(request: ApiRequest): ApiResponse {
    const { response, entries, lacks } = this.#cluster.request(request)
    this.entries.push(...entries)
    for (const each of lacks) this.lack(each)
    return response
  }

  out(text: string): void {
    this.#write('stdout', text)
  }

  err(text: string): void {
    this.#write('stderr', text)
  }

  /** A warning header of an answer; each text once a step. */
  warn(text: string): void {
    if (this.#warned.has(text)) return
    this.#warned.add(text)
    this.err(`Warning: ${text}\n`)
  }

  /** How many warnings the command was answered with so far. */
  get warningCount(): number {
    return this.#warned.size
  }

  /** Called when a command starts: what was warned of before may be warned of again. */
  forgetWarnings(): void {
    this.#warned.clear()
  }

  /** Is the output seen on the terminal, and not in a pipe or a file? */
  get onTerminal(): boolean {
    return !this.#captures.some((capture) => capture.streams === 'stdout' || capture.streams === 'both')
  }

  startCapture(streams: Capture['streams']): void {
    this.#captures.push({ streams, text: '' })
  }

  endCapture(): string {
    return this.#captures.pop()?.text ?? ''
  }

  #write(stream: Stream, text: string): void {
    if (text === '') return
    let current = stream
    for (let index = this.#captures.length - 1; index >= 0; index -= 1) {
      const capture = this.#captures[index]
      if (capture === undefined) continue
      if (capture.streams === 'merge') current = 'stdout'
      else if (capture.streams === 'both' || capture.streams === current) {
        this.#captures[index] = { ...capture, text: capture.text + text }
        return
      }
    }
    this.pieces.push({ stream: current, text })
  }
}

/** A door together with the cluster behind it, so that commands need not name the cluster's type. */
export interface ClusterAccess {
  readonly workstation: Workstation
  moment(): Moment
  view(): ApiView
  request(request: ApiRequest): Omit<ReturnType<ClusterDoor<unknown>['request']>, 'cluster'>
  resourceVersion(): number
  watch(request: WatchRequest): readonly WatchEvent[] | undefined
  nextDueAtMs(): SimTimeMs | undefined
  logs: (...rest: DropFirst<Parameters<ClusterDoor<unknown>['logs']>>) => ReturnType<ClusterDoor<unknown>['logs']>
  startProgram: (
    ...rest: DropFirst<Parameters<ClusterDoor<unknown>['startProgram']>>
  ) => Pick<ReturnType<ClusterDoor<unknown>['startProgram']>, 'step' | 'entries'>
  continueProgram: (
    ...rest: DropFirst<Parameters<ClusterDoor<unknown>['continueProgram']>>
  ) => Pick<ReturnType<ClusterDoor<unknown>['continueProgram']>, 'step' | 'entries'>
}

type DropFirst<T extends readonly unknown[]> = T extends readonly [unknown, ...infer Rest] ? Rest : never

export class ClusterCell<Cluster> implements ClusterAccess {
  cluster: Cluster
  readonly #door: ClusterDoor<Cluster>

  constructor(door: ClusterDoor<Cluster>, cluster: Cluster) {
    this.#door = door
    this.cluster = cluster
  }

  get workstation(): Workstation {
    return this.#door.workstation
  }

  moment(): Moment {
    return this.#door.moment(this.cluster)
  }

  view(): ApiView {
    return this.#door.view(this.cluster)
  }

  request(request: ApiRequest): ReturnType<ClusterDoor<Cluster>['request']> {
    const handled = this.#door.request(this.cluster, request)
    this.cluster = handled.cluster
    return handled
  }

  resourceVersion(): number {
    return this.#door.resourceVersion(this.cluster)
  }

  watch(request: WatchRequest): readonly WatchEvent[] | undefined {
    return this.#door.watch(this.cluster, request)
  }

  nextDueAtMs(): SimTimeMs | undefined {
    return this.#door.nextDueAtMs(this.cluster)
  }

  logs(...rest: DropFirst<Parameters<ClusterDoor<unknown>['logs']>>): ReturnType<ClusterDoor<unknown>['logs']> {
    return this.#door.logs(this.cluster, ...rest)
  }

  startProgram(
    ...rest: DropFirst<Parameters<ClusterDoor<unknown>['startProgram']>>
  ): Pick<ReturnType<ClusterDoor<unknown>['startProgram']>, 'step' | 'entries'> {
    const started = this.#door.startProgram(this.cluster, ...rest)
    this.cluster = started.cluster
    return started
  }

  continueProgram(
    ...rest: DropFirst<Parameters<ClusterDoor<unknown>['continueProgram']>>
  ): Pick<ReturnType<ClusterDoor<unknown>['continueProgram']>, 'step' | 'entries'> {
    const continued = this.#door.continueProgram(this.cluster, ...rest)
    this.cluster = continued.cluster
    return continued
  }
}
