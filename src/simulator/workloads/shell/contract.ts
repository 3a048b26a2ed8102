// The seam between what runs in a container and who runs it: everything that runs in one container is one immutable value,
// `ContainerState`; a step takes what the container can see (`ContainerView`) and gives the next state and what was done to the world.
// Nothing here waits: a state says when it wants to be asked again, and is then resumed with the cause.
// Texts at this seam are ordinary JavaScript texts; inside, they are bytes (byte-text.ts).

import type { ContainerIdentity } from '../../api/container-runtime.ts'
import type { FileSystem } from '../../api/file-system.ts'
import type { SimTimeMs } from '../../base/sim-time.ts'
import type { ContainerState } from './process.ts'
import type { SignalName } from './signal-names.ts'

export type { ContainerState } from './process.ts'

/** What the processes of a container can see at the moment of a step: the clock, the files with their mounts, and who they are. */
export interface ContainerView {
  readonly nowMs: SimTimeMs
  readonly startedAtEpochMs: number
  readonly seed: number
  readonly files: FileSystem
  readonly identity: ContainerIdentity
}

/** What a program can read from its standard input. `stays`: more may come later (`kubectl exec -i` before its input ends). */
export type StandardInput = { readonly kind: 'none' } | { readonly kind: 'text'; readonly text: string; readonly stays: boolean }

/** A program to start: as process 1, or beside it (`kubectl exec`, probes, hooks). */
export interface ProgramRequest {
  readonly words: readonly string[]
  readonly input: StandardInput
  /** `-t`: the shell is interactive and prints prompts, and both output streams are one. */
  readonly terminal: boolean
}

/** Why a container is resumed. */
export type ResumeCause =
  /** The time of `wakeAtMs` has come. */
  | { readonly kind: 'timer' }
  /** From outside the container (the kubelet): reaches any process, so KILL ends process 1 too. */
  | { readonly kind: 'signal'; readonly signal: SignalName; readonly processId: number }
  /** Someone else changed files. Programs look by themselves, as `tail -f` does, so this alone does little. */
  | { readonly kind: 'files-changed' }
  /** `processId` is the number that the program got when it was started. */
  | { readonly kind: 'input'; readonly processId: number; readonly text: string; readonly ends: boolean }
  /** Ctrl-C at the terminal of a program: reaches everything that was started there and listens to it. */
  | { readonly kind: 'interrupt'; readonly processId: number }

/** What a program wrote. `processId` is the program started by `startShell` (1) or `startProgram`, not its child. */
export interface ProgramOutput {
  readonly processId: number
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
}

/** The end of a program started by `startShell` or `startProgram`. `signal` is the number of the signal that ended it. */
export interface ProgramExit {
  readonly processId: number
  readonly exitCode: number
  readonly signal: number | undefined
  /** Set when it only spun, and was ended for that. */
  readonly spun?: true
}

/** A value taken into use by process 1 or its children: an absolute path, or a variable that the container was started with. */
export interface ValueRead {
  readonly source: string
  readonly value: string
}

export interface SentSignal {
  readonly from: number
  readonly to: number
  readonly signal: SignalName
}

/** What a step did to the world outside of the processes. */
export interface ShellEffects {
  /** The files after the step; the same value when nothing was written. */
  readonly files: FileSystem
  readonly output: readonly ProgramOutput[]
  readonly reads: readonly ValueRead[]
  readonly signals: readonly SentSignal[]
  /** Once process 1 is in here, nothing runs any more. */
  readonly exits: readonly ProgramExit[]
}

export interface ShellStep {
  readonly state: ContainerState
  readonly effects: ShellEffects
  /** When a process wants to run again, if nothing else comes first; undefined: only a signal, input or another program can move it. */
  readonly wakeAtMs: SimTimeMs | undefined
}

export interface ProgramStart extends ShellStep {
  /** The number of the started program among the container's processes. */
  readonly processId: number
}

/** Why a program could not be started, in the words of the OCI runtime: `exec: "nope": executable file not found in $PATH`. */
export interface StartProblem {
  readonly message: string
  /** 127 when there is no such program, 126 when it may not be executed. */
  readonly exitCode: number
}
