// Everything that runs in a container, as immutable values: processes with their descriptors, pipes between them, and what a shell
// is in the middle of. No functions in here, so that states can be kept, forked and compared.

import type { DirectoryNode, FileNode } from '../../api/file-system.ts'
import type { PersistentMap } from '../../base/persistent-map.ts'
import type { SimTimeMs } from '../../base/sim-time.ts'
import type { Descriptor, Frame, Variable } from './frame.ts'
export type { Descriptor, Variable } from './frame.ts'
import type { SignalName } from './signal-names.ts'
import type { Command } from './syntax.ts'

/** Names to byte texts, in order. */
export type EnvironmentList = readonly (readonly [name: string, value: string])[]

export type Descriptors = readonly (Descriptor | undefined)[]

/** An open file; descriptors that were duplicated share it and its place. */
export interface OpenFile {
  readonly id: number
  /** Canonical, as in `Place.parts`. */
  readonly parts: readonly string[]
  readonly offset: number
  readonly append: boolean
  readonly readable: boolean
  readonly writable: boolean
  /** As it was when opened: still readable after its name is gone. */
  readonly opened: FileNode | DirectoryNode
}

export interface Pipe {
  readonly id: number
  readonly content: string
}

/** What a program that was started from outside has for input. */
export interface Session {
  readonly id: number
  readonly input: string
  readonly inputEnds: boolean
  readonly terminal: boolean
}

export type Waiting =
  | { readonly kind: 'until'; readonly atMs: SimTimeMs }
  /** For any of these to end, or for a time. */
  | { readonly kind: 'children'; readonly ids: readonly number[]; readonly untilMs: SimTimeMs | undefined }
  | { readonly kind: 'input'; readonly descriptor: number }
  /** For what a command substitution prints. */
  | { readonly kind: 'pipe'; readonly id: number }
  | { readonly kind: 'forever' }

export interface Ended {
  readonly exitCode: number
  readonly signal: number | undefined
  /** Set when it only spun, and was ended for that. */
  readonly spun?: true
}

/** What an applet keeps between its turns. */
export interface AppletMemory {
  /** Input read so far. */
  readonly text: string
  readonly number: number
  readonly names: readonly string[]
  /** Commands still to be run, for applets that run others. */
  readonly queue: readonly (readonly string[])[]
  readonly child: number | undefined
}

export type Program =
  { readonly kind: 'shell'; readonly shell: Shell } | { readonly kind: 'applet'; readonly memory: AppletMemory | undefined }

export interface Process {
  readonly id: number
  readonly parent: number
  readonly session: number
  readonly words: readonly string[]
  /** What it was started with. */
  readonly environment: EnvironmentList
  /** Absolute, a byte text. */
  readonly directory: string
  readonly umask: number
  readonly descriptors: Descriptors
  readonly program: Program
  readonly waiting: Waiting | undefined
  readonly ignored: readonly SignalName[]
  /** Set while the parent has not asked how it ended. */
  readonly ended: Ended | undefined
}

export type Variables = PersistentMap<Variable>

export interface Shell {
  /** `$0` */
  readonly zero: string
  readonly parameters: readonly string[]
  readonly variables: Variables
  readonly functions: PersistentMap<Command>
  /** Letters as in `$-`, and `p` for pipefail. */
  readonly options: string
  /** By signal name, and `EXIT`. An empty text: ignored. */
  readonly traps: PersistentMap<string>
  readonly caught: readonly SignalName[]
  readonly status: number
  readonly lastBackground: number | undefined
  /** `$$`: of the shell that this one was forked from, if any. */
  readonly ownId: number
  readonly children: readonly number[]
  readonly frames: readonly Frame[]
  readonly line: number
  /** Reads a script file or a dialogue: error messages name the line. */
  readonly namesLines: boolean
  readonly interactive: boolean
  readonly isSubshell: boolean
  /** Forked inside a condition: `set -e` does not end it. */
  readonly isTested: boolean
  /** The last command may take the place of the shell. */
  readonly mayReplace: boolean
}

export interface ContainerState {
  readonly processes: readonly Process[]
  readonly pipes: readonly Pipe[]
  readonly openFiles: readonly OpenFile[]
  readonly sessions: readonly Session[]
  readonly nextProcess: number
  readonly nextId: number
  /** How many random numbers were drawn. */
  readonly draws: number
  /** How often in a row a step ended because its budget was used up. */
  readonly busySteps: number
  /** When the processes that were stopped by the budget go on. */
  readonly resumeAtMs: SimTimeMs | undefined
}
