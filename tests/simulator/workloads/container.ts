// A container without a cluster: files in memory, a clock that goes when asked, and programs started as kubectl exec does.

import type { ContainerIdentity } from '../../../src/simulator/api/container-runtime.ts'
import type { DirectoryNode, FileSystem, FileSystemNode, Mount } from '../../../src/simulator/api/file-system.ts'
import { PersistentMap } from '../../../src/simulator/base/persistent-map.ts'
import { busyboxFiles } from '../../../src/simulator/workloads/applets/image-files.ts'
import { resumeShell, startProgram, startShell } from '../../../src/simulator/workloads/shell/container.ts'
import type {
  ContainerState,
  ContainerView,
  ProgramOutput,
  ProgramRequest,
  ResumeCause,
  SentSignal,
  ShellStep,
  ValueRead,
} from '../../../src/simulator/workloads/shell/contract.ts'
import type { SignalName } from '../../../src/simulator/workloads/shell/signal-names.ts'

const EPOCH_MS = Date.UTC(2026, 10, 24, 0, 13, 46)

export interface Outcome {
  readonly stdout: string
  readonly stderr: string
  /** undefined: still running. */
  readonly exitCode: number | undefined
}

export interface ContainerOptions {
  readonly environment?: Readonly<Record<string, string>>
  readonly identity?: Partial<ContainerIdentity>
  readonly mounts?: readonly Mount[]
  readonly volumes?: Readonly<Record<string, DirectoryNode>>
  readonly ownIsReadOnly?: boolean
  readonly own?: DirectoryNode
}

/** What a mounted file is made from: a text, a link's target, or a directory. */
export type Tree = { readonly [name: string]: string | { readonly link: string } | { readonly tree: Tree } }

export function directoryOf(
  tree: Tree,
  base: { readonly mode?: number; readonly fileMode?: number; readonly gid?: number } = {},
): DirectoryNode {
  const common = { uid: 0, gid: base.gid ?? 0, modifiedAtEpochMs: EPOCH_MS }
  const entries = Object.entries(tree).map(([name, value]): readonly [string, FileSystemNode] => {
    if (typeof value === 'string') return [name, { ...common, kind: 'file', mode: base.fileMode ?? 0o644, content: value }]
    if ('link' in value) return [name, { ...common, kind: 'link', mode: 0o777, target: value.link }]
    return [name, { ...directoryOf(value.tree, { ...base, mode: 0o755 }) }]
  })
  return { ...common, kind: 'directory', mode: base.mode ?? 0o777, entries: PersistentMap.from(entries) }
}

/** A volume as the kubelet writes it: `..data` leads to a directory with the files, and links lead through it. */
export function payload(name: string, files: Readonly<Record<string, string>>, mode = 0o644): DirectoryNode {
  const links = Object.fromEntries(Object.keys(files).map((key) => [key, { link: `..data/${key}` }]))
  return directoryOf({ [name]: { tree: files }, '..data': { link: name }, ...links }, { fileMode: mode })
}

export class TestContainer {
  state: ContainerState
  files: FileSystem
  nowMs = 1000
  readonly identity: ContainerIdentity
  wakeAtMs: number | undefined
  readonly reads: ValueRead[] = []
  readonly signals: SentSignal[] = []
  readonly #output: ProgramOutput[] = []
  readonly #exits = new Map<number, number>()

  constructor(words: readonly string[], options: ContainerOptions = {}) {
    const environment = options.environment ?? {}
    this.identity = {
      hostname: 'app',
      podIP: '10.244.0.7',
      hosts: '127.0.0.1\tlocalhost\n10.244.0.7\tapp\n',
      resolver: 'nameserver 10.96.0.10\n',
      node: 'node-1',
      uid: 0,
      gid: 0,
      groups: [],
      environment: [
        ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
        ['HOSTNAME', 'app'],
        ...Object.entries(environment),
      ],
      workingDirectory: '/',
      stream: 'test',
      ...options.identity,
    }
    this.files = {
      own: options.own ?? busyboxFiles(EPOCH_MS - 90 * 24 * 3600 * 1000),
      volumes: PersistentMap.from(Object.entries(options.volumes ?? {})),
      mounts: options.mounts ?? [],
      ownIsReadOnly: options.ownIsReadOnly ?? false,
    }
    const started = startShell({ words, input: { kind: 'none' }, terminal: false }, this.view)
    if (!started.ok) throw new Error(started.problem.message)
    this.state = started.value.state
    this.#take(started.value)
  }

  get view(): ContainerView {
    return { nowMs: this.nowMs, startedAtEpochMs: EPOCH_MS, seed: 7, files: this.files, identity: this.identity }
  }

  /** Starts a program beside process 1. */
  start(words: readonly string[], request: Partial<ProgramRequest> = {}): number {
    const started = startProgram(this.state, { words, input: { kind: 'none' }, terminal: false, ...request }, this.view)
    if (!started.ok) throw new Error(started.problem.message)
    this.#take(started.value)
    return started.value.processId
  }

  /** Runs a program to its end, or for as long as `forMs`. */
  run(words: readonly string[], request: Partial<ProgramRequest> = {}, forMs = 600_000): Outcome {
    const id = this.start(words, request)
    const until = this.nowMs + forMs
    while (!this.#exits.has(id) && this.wakeAtMs !== undefined && this.wakeAtMs <= until)
      this.advance(Math.max(0, this.wakeAtMs - this.nowMs))
    return this.outcome(id)
  }

  sh(script: string, forMs = 600_000): Outcome {
    return this.run(['sh', '-c', script], {}, forMs)
  }

  resume(cause: ResumeCause): void {
    this.#take(resumeShell(this.state, this.view, cause))
  }

  signal(signal: SignalName, processId = 1): void {
    this.resume({ kind: 'signal', signal, processId })
  }

  /** Lets time pass, and wakes whoever wants to be woken. */
  advance(ms: number): void {
    const until = this.nowMs + ms
    while (this.wakeAtMs !== undefined && this.wakeAtMs <= until) {
      this.nowMs = Math.max(this.nowMs, this.wakeAtMs)
      this.resume({ kind: 'timer' })
    }
    this.nowMs = until
  }

  outcome(id = 1): Outcome {
    const own = this.#output.filter(({ processId }) => processId === id)
    const text = (stream: string): string =>
      own
        .filter((each) => each.stream === stream)
        .map((each) => each.text)
        .join('')
    return { stdout: text('stdout'), stderr: text('stderr'), exitCode: this.#exits.get(id) }
  }

  #take(step: ShellStep): void {
    this.state = step.state
    this.files = step.effects.files
    this.wakeAtMs = step.wakeAtMs
    this.#output.push(...step.effects.output)
    this.reads.push(...step.effects.reads)
    this.signals.push(...step.effects.signals)
    for (const { processId, exitCode } of step.effects.exits) this.#exits.set(processId, exitCode)
  }
}

export const IDLE = ['sh', '-c', 'trap exit TERM; while true; do sleep 1; done'] as const
