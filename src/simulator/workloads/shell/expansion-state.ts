// What an expansion works on, shared by its parts.

import type { Captured } from './frame.ts'
import type { Machine } from './machine.ts'
import type { Process, Shell, Variables } from './process.ts'
import type { Command } from './syntax.ts'

/** Text with a note whether it was quoted, and whether it came out of an expansion and may be split. */
export interface Piece {
  readonly text: string
  readonly quoted: boolean
  readonly splits: boolean
  /** Of `"$@"` without parameters: a field with nothing else in it is no field. */
  readonly vanishes?: true
}

/** Between two parameters of `$@` a new field begins. */
export type PieceOrBreak = Piece | 'break'

/** One expansion under way. It changes nothing but itself; whoever asked takes over the variables at the end. */
export interface Expansion {
  readonly machine: Machine
  readonly process: Process
  readonly shell: Shell
  variables: Variables
  readonly results: readonly Captured[]
  used: number
  /** A command substitution that has to run before the expansion can be completed. */
  needs: { readonly body: Command | undefined } | undefined
  /** What went wrong, without the shell's name before it. */
  problem: string | undefined
}
