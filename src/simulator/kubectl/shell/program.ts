// What runs when a command is named, and what it gets.

import type { Outcome, Runtime } from '../runtime.ts'
import type { Script } from './tree.ts'

/** What a program gets besides the runtime: its own environment and its whole input. */
export interface ProgramCall {
  readonly words: readonly string[]
  readonly stdin: string
  readonly variables: ReadonlyMap<string, string>
}
export type Program = (runtime: Runtime, call: ProgramCall) => Outcome

/** Where the programs of a line are found, and how the scripts inside its words run. */
export interface FindProgram {
  (runtime: Runtime, name: string): Program | undefined
  readonly runScript: (runtime: Runtime, script: Script, find: FindProgram, stdin: string) => Outcome
}
