// What runs containers, as the kubelet sees it: images that exist, processes that start, read, print, wait, are signalled and exit.
// The kubelet knows no image and no shell; what programs do lives behind this door.

import type { Result } from '../base/result.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import type { DirectoryNode, FileSystem } from './file-system.ts'

export interface ImageDescription {
  /** As the runtime prints it in `status.containerStatuses[].image`. */
  readonly name: string
  readonly id: string
  readonly entrypoint: readonly string[]
  readonly arguments: readonly string[]
  readonly environment: readonly (readonly [name: string, value: string])[]
  readonly workingDirectory: string
  readonly uid: number
  readonly gid: number
  readonly sizeBytes: number
  /** How long a pull takes, in milliseconds. */
  readonly pullMs: number
  readonly files: DirectoryNode
}

export type ImageAvailability =
  /** `refusal`: what a pull would end with all the same. */
  | { readonly kind: 'present'; readonly image: ImageDescription; readonly refusal: string | undefined }
  | { readonly kind: 'pullable'; readonly image: ImageDescription }
  /** `message` is the runtime's own, as in the event `Failed to pull image`. */
  | { readonly kind: 'unavailable'; readonly message: string }

/** User name and password of an imagePullSecret that is meant for the image. */
export interface RegistryCredential {
  readonly username: string
  readonly password: string
}

/** Who and where a process is. The same for everything started in one container. */
export interface ContainerIdentity {
  readonly hostname: string
  readonly podIP: string
  /** Content of `/etc/hosts`. */
  readonly hosts: string
  /** Content of `/etc/resolv.conf`. */
  readonly resolver: string
  readonly node: string
  readonly uid: number
  readonly gid: number
  readonly groups: readonly number[]
  readonly environment: readonly (readonly [name: string, value: string])[]
  readonly workingDirectory: string
  /** Set when process 1 has a standard input that stays open, for whoever attaches to it. */
  readonly standardInput?: { readonly terminal: boolean }
  /** The seed's stream of chance that belongs to this container. */
  readonly stream: string
}

/** The world at the moment a process acts. */
export interface ProcessWorld {
  readonly nowMs: SimTimeMs
  readonly startedAtEpochMs: number
  readonly seed: number
  readonly files: FileSystem
}

/** A value that a process took into use. */
export interface ProcessRead {
  /** Name of an environment variable, or an absolute path. */
  readonly source: string
  readonly value: string
  readonly how: 'start' | 'reload' | 'request'
}

export interface ProcessOutput {
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
}

export interface ProcessEnd {
  readonly exitCode: number
  readonly signal: number | undefined
  /** Set when the simulator ended it, for it did nothing but spin. No node does that: there it would take its share of a core for ever. */
  readonly spun?: true
}

/** What happened until all processes of the container wait or are gone. `Processes` is the runtime's own: everything running in it. */
export interface ProcessStep<Processes> {
  readonly processes: Processes
  readonly files: FileSystem
  /** Of process 1, in order: the container's log. */
  readonly output: readonly ProcessOutput[]
  readonly reads: readonly ProcessRead[]
  /** When the next process wants to run again, if no signal or file comes first. */
  readonly wakeAtMs: SimTimeMs | undefined
  /** Set once process 1 is gone. */
  readonly exit: ProcessEnd | undefined
}

export type WakeCause =
  | { readonly kind: 'timer' }
  | { readonly kind: 'signal'; readonly signal: 'TERM' | 'KILL' | 'HUP' | 'INT' | 'USR1' | 'USR2' }
  /** Files of volumes changed, by another container or by the kubelet. Absolute paths are the process's own business. */
  | { readonly kind: 'files-changed'; readonly volume: string }

/** A program started beside process 1: `kubectl exec`, an exec probe, a lifecycle hook. */
export interface ProgramStart {
  readonly words: readonly string[]
  readonly stdin: string
  /** More may be typed later. */
  readonly stdinStays: boolean
  readonly terminal: boolean
}

/** What the one who started a program does to it: nothing but look, type into it, or press Ctrl-C at its terminal. */
export type ProgramTouch =
  | { readonly kind: 'look' }
  /** `ends`: nothing more will be typed (Ctrl-D). */
  | { readonly kind: 'input'; readonly text: string; readonly ends: boolean }
  | { readonly kind: 'interrupt' }

export interface ProgramStep<Processes> {
  readonly container: ProcessStep<Processes>
  /** Of the program, since it was last asked. */
  readonly output: readonly ProcessOutput[]
  /** Its number among the container's processes, to ask again. */
  readonly processId: number
  readonly exitCode: number | undefined
}

export interface ContainerRuntime<Processes> {
  imageAvailability(reference: string, credentials: readonly RegistryCredential[]): ImageAvailability
  /** Starts process 1. The problem is the runtime's own message, as in `StartError`. */
  start(
    image: ImageDescription,
    words: readonly string[],
    identity: ContainerIdentity,
    world: ProcessWorld,
  ): Result<ProcessStep<Processes>, { readonly message: string; readonly exitCode: number }>
  wake(processes: Processes, cause: WakeCause, world: ProcessWorld): ProcessStep<Processes>
  /** The problem is the runtime's own words, as after `OCI runtime exec failed`. */
  startProgram(
    processes: Processes,
    program: ProgramStart,
    world: ProcessWorld,
  ): Result<ProgramStep<Processes>, { readonly message: string; readonly exitCode: number }>
  /** What a started program did since it was last asked, and what it does about a touch; process 1 is attached to in the same way. */
  continueProgram(processes: Processes, processId: number, touch: ProgramTouch, world: ProcessWorld): ProgramStep<Processes>
  /** An HTTP or TCP question to a port, for probes and for lessons; undefined when nobody listens. */
  ask(
    processes: Processes,
    port: number,
    path: string,
    world: ProcessWorld,
  ): { readonly step: ProcessStep<Processes>; readonly status: number } | undefined
}
