// What a terminal remembers between lines: the learner's files, variables, the current namespace. A value; a line gives the next one.

import type { Toolbox } from './toolbox.ts'

/** Text, or bytes where they are not UTF-8. */
export type FileContent = string | Uint8Array

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
  readonly aliases: ReadonlyMap<string, string>
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
    aliases: new Map(),
    history: [],
    namespace: options.namespace ?? 'default',
    context: 'admin',
    lastExitCode: 0,
    toolbox: options.toolbox,
  }
}
