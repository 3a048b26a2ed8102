// The small programs of the learner's own machine (`grep`, `base64`, `sed`, `ls` …), as the shell sees them. Whoever runs a terminal
// hands them in with the cluster's door; the shell knows no program but kubectl and what is built into a shell.

import type { SimTimeMs } from '../base/sim-time.ts'
import type { FileContent, Session } from './session.ts'

/** What a program can see: the learner's files, variables and clock. */
export interface ToolWorld {
  readonly nowMs: SimTimeMs
  readonly startedAtEpochMs: number
  readonly seed: number
  readonly session: Pick<Session, 'files' | 'folders' | 'folder' | 'home'>
  readonly variables: ReadonlyMap<string, string>
}

/** What a program has done. `state` is handed back to `resume`. */
export interface ToolStep {
  readonly stdout: string
  readonly stderr: string
  readonly files: ReadonlyMap<string, FileContent>
  readonly folders: ReadonlySet<string>
  readonly after:
    | { readonly kind: 'ended'; readonly exitCode: number }
    | { readonly kind: 'waits'; readonly checkAtMs: SimTimeMs; readonly state: unknown }
}

export interface Workstation {
  /** Of all its programs, in order. */
  readonly names: readonly string[]
  has(name: string): boolean
  start(words: readonly string[], stdin: string, world: ToolWorld): ToolStep
  resume(state: unknown, world: ToolWorld): ToolStep
}
