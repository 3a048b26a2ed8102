// What runs when a command is named, and what it gets.

import type { Outcome, Runtime } from '../runtime.ts'

/** What a program gets besides the runtime: its own environment and its whole input. */
export interface ProgramCall {
  readonly words: readonly string[]
  readonly stdin: string
  readonly variables: ReadonlyMap<string, string>
}
export type Program = (runtime: Runtime, call: ProgramCall) => Outcome
export type FindProgram = (runtime: Runtime, name: string) => Program | undefined
