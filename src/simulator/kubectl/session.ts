// What a terminal remembers between lines: the learner's files, variables, the current namespace. A value; a line gives the next one.

import type { Command } from './shell/tree.ts'
import type { Toolbox } from './toolbox.ts'

/** Text, or bytes where they are not UTF-8. */
export type FileContent = string | Uint8Array

export type ShellOption = 'errexit' | 'nounset' | 'xtrace' | 'pipefail'

/** What the commands of a line stand in while it runs. */
export interface Running {
  /** What a loop or group reads from, as far as it has not been read; undefined is the terminal. */
  readonly input: string | undefined
  /** Functions, loops and scripts around the command. */
  readonly calls: number
  readonly loops: number
  readonly scripts: number
  /** Whether a failure is looked at, by `if` or `while`: then it stops nothing. */
  readonly isTested: boolean
  /** What the variables of a function were before it; undefined outside. */
  readonly locals: ReadonlyMap<string, string | undefined> | undefined
}

export const NOTHING_RUNS: Running = {
  input: undefined,
  calls: 0,
  loops: 0,
  scripts: 0,
  isTested: false,
  locals: undefined,
}

export interface Session {
  /** By path without leading `/`, relative to the home folder: `conf/app.yaml`. */
  readonly files: ReadonlyMap<string, FileContent>
  /** Folders that exist although they may be empty. */
  readonly folders: ReadonlySet<string>
  /** Current folder, relative to the home folder; '' is the home folder. */
  readonly folder: string
  /** Absolute path of the home folder. */
  readonly home: string
  readonly variables: ReadonlyMap<string, string>
  /** Variables that are lists: their items by number. */
  readonly lists: ReadonlyMap<string, readonly string[]>
  /** What `set` was told: to stop where a command fails, or a variable is missing, to show what runs, to let a pipe fail with any of it. */
  readonly options: ReadonlySet<ShellOption>
  readonly aliases: ReadonlyMap<string, string>
  readonly functions: ReadonlyMap<string, Command>
  /** `$1`, `$2` …, of the script or function that runs. */
  readonly positional: readonly string[]
  readonly running: Running
  /** Lines typed, oldest first. */
  readonly history: readonly string[]
  /** Namespace of the current context. */
  readonly namespace: string
  readonly context: string
  /** `$?` */
  readonly lastExitCode: number
  /** The parts of kubectl that are there so far. */
  readonly toolbox: Toolbox
}

export interface SessionOptions {
  readonly toolbox: Toolbox
  readonly files?: Readonly<Record<string, FileContent>>
  readonly folders?: readonly string[]
  readonly variables?: Readonly<Record<string, string>>
  readonly namespace?: string
}

const HOME = '/home/you'

export function createSession(options: SessionOptions): Session {
  return {
    files: new Map(Object.entries(options.files ?? {})),
    folders: new Set(options.folders ?? []),
    folder: '',
    home: HOME,
    variables: new Map([['HOME', HOME], ['USER', 'you'], ...Object.entries(options.variables ?? {})]),
    lists: new Map(),
    options: new Set(),
    aliases: new Map(),
    functions: new Map(),
    positional: [],
    running: NOTHING_RUNS,
    history: [],
    namespace: options.namespace ?? 'default',
    context: 'admin',
    lastExitCode: 0,
    toolbox: options.toolbox,
  }
}
