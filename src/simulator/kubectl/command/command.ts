// Commands as data: one tree that parsing, help, completion and the page of supported commands all read.

import type { Outcome, Runtime } from '../runtime.ts'
import type { Failure } from '../failure.ts'
import type { ToolSetName } from '../toolbox.ts'
import { parseDuration } from '../text/go-format.ts'
import type { FlagSpec } from './flag.ts'
import { isTrue } from './flag.ts'
import type { ParsedFlags } from './parse-flags.ts'

export interface CommandSpec {
  readonly name: string
  readonly aliases?: readonly string[]
  /** What follows the path on the usage line: `NAME [--from-literal=key1=value1]`. */
  readonly usage: string
  readonly short: string
  /** Heading under which `kubectl` alone lists it. */
  readonly group?: string
  readonly hidden?: boolean
  /** One or two sentences more, and examples, for `--help`. */
  readonly long?: string
  readonly examples?: readonly string[]
  readonly flags: readonly FlagSpec[]
  readonly subcommands?: readonly CommandSpec[]
  /** What positional arguments are, for completion. `files` are named behind -f alone. */
  readonly completes?: 'resources' | 'kinds' | 'pods' | 'folders' | 'files' | 'none'
  readonly required?: readonly string[]
  /** What a mistake in the flags leads to, where that is not kubectl's usual advice and 1. */
  readonly flagMistake?: { readonly advice: string; readonly exitCode: number }
  /** Where a group of commands prints its help when none of them is named; a mistake, so most say it on standard error. */
  readonly helpsOn?: 'stdout'
  /** What is wrong with the flags together; asked before those that are not modelled are refused. */
  readonly check?: (call: Call) => Failure | undefined
  /** Runs the command; without it the command only groups others. */
  readonly run?: (call: Call) => CommandOutcome
  /** Asks no cluster, whichever the flags name. */
  readonly offline?: boolean
  /** The set that the command comes with, while that is not there: only the name is known. */
  readonly set?: ToolSetName
  /** Not modelled; the text names the nearest thing that is. */
  readonly unsupported?: string
  /** Not modelled, and still in the list of commands: kubectl prints that list where none of them was named. */
  readonly listed?: boolean
}

/** Undefined is exit code 0. */
export type CommandOutcome = Outcome | Failure | undefined

/** One use of a command. */
export interface Call {
  readonly runtime: Runtime
  readonly spec: CommandSpec
  /** `kubectl create configmap` */
  readonly path: string
  readonly args: readonly string[]
  readonly beforeDashes: number | undefined
  readonly flags: FlagValues
  readonly stdin: string
  readonly variables: ReadonlyMap<string, string>
}

export class FlagValues {
  readonly #given: ParsedFlags['values']
  readonly #specs: ReadonlyMap<string, FlagSpec>
  /** `--name=value` for each, in the order written. */
  readonly written: readonly string[]

  constructor(given: Pick<ParsedFlags, 'values' | 'written'>, specs: readonly FlagSpec[]) {
    this.#given = given.values
    this.written = given.written
    this.#specs = new Map(specs.map((spec) => [spec.name, spec]))
  }

  /** Was it on the line? */
  has(name: string): boolean {
    return this.#given.has(name)
  }

  text(name: string): string {
    return this.#given.get(name)?.at(-1) ?? this.#specs.get(name)?.initial ?? ''
  }

  bool(name: string): boolean {
    return isTrue(this.text(name))
  }

  int(name: string): number {
    return Number(this.text(name))
  }

  /** Milliseconds. */
  duration(name: string): number {
    const parsed = parseDuration(this.text(name))
    return parsed.ok ? parsed.ms : 0
  }

  list(name: string): readonly string[] {
    return this.#given.get(name) ?? []
  }
}
