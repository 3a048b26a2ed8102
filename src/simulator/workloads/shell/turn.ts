// A shell's turn: how the interpreter reads and changes the shell of one process.

import { PersistentMap } from '../../base/persistent-map.ts'
import type { Frame, SavedVariable } from './frame.ts'
import type { Machine } from './machine.ts'
import { endProcess, update } from './machine.ts'
import type { Process, Shell, Waiting } from './process.ts'
import { write } from './stream.ts'

export interface Turn {
  readonly machine: Machine
  readonly id: number
}

const NO_SHELL: Shell = {
  zero: 'sh',
  parameters: [],
  variables: PersistentMap.empty(),
  functions: PersistentMap.empty(),
  options: '',
  traps: PersistentMap.empty(),
  caught: [],
  status: 0,
  lastBackground: undefined,
  ownId: 0,
  children: [],
  frames: [],
  line: 0,
  namesLines: false,
  interactive: false,
  isSubshell: false,
  isTested: false,
  mayReplace: false,
}

const NO_PROCESS: Process = {
  id: 0,
  parent: 0,
  session: 0,
  words: [],
  environment: [],
  directory: '/',
  umask: 0o022,
  descriptors: [],
  program: { kind: 'applet', memory: undefined },
  waiting: undefined,
  ignored: [],
  ended: { exitCode: 0, signal: undefined },
}

/** A shell about which nothing is known yet. */
export function emptyShell(): Shell {
  return NO_SHELL
}

/** The process; after its end, one that has ended. */
export function processOf({ machine, id }: Turn): Process {
  return machine.processes.get(id) ?? NO_PROCESS
}

export function shellOf(turn: Turn): Shell {
  const { program } = processOf(turn)
  return program.kind === 'shell' ? program.shell : NO_SHELL
}

export function setShell(turn: Turn, change: Partial<Shell>): void {
  update(turn.machine, turn.id, { program: { kind: 'shell', shell: { ...shellOf(turn), ...change } } })
}

export function setStatus(turn: Turn, status: number): void {
  setShell(turn, { status })
}

export function push(turn: Turn, ...frames: readonly Frame[]): void {
  const shell = shellOf(turn)
  if (shell.frames.length > MOST_FRAMES) {
    say(turn, 'nested too deeply', undefined)
    endProcess(turn.machine, turn.id, { exitCode: 2, signal: undefined })
  } else setShell(turn, { frames: [...shell.frames, ...frames] })
}

/** How deep a script may call itself. */
const MOST_FRAMES = 1000

export function pop(turn: Turn): Frame | undefined {
  const { frames } = shellOf(turn)
  setShell(turn, { frames: frames.slice(0, -1) })
  return frames.at(-1)
}

export function replaceTop(turn: Turn, frame: Frame): void {
  setShell(turn, { frames: [...shellOf(turn).frames.slice(0, -1), frame] })
}

export function waitFor(turn: Turn, waiting: Waiting): void {
  update(turn.machine, turn.id, { waiting })
}

/** Writes to standard error with the shell's name before it, as ash does. @source busybox shell/ash.c ash_vmsg */
export function say(turn: Turn, message: string, command: string | undefined): void {
  const { frames, zero, namesLines, line, interactive } = shellOf(turn)
  // A file that is read by `.` is named as if it were a command.
  const file = frames.findLast((frame) => frame.kind === 'source' && frame.origin === 'dot')
  const path = file?.kind === 'source' ? file.path : undefined
  const known = command ?? path
  const place = (known !== undefined || namesLines) && (!interactive || path !== undefined) ? `line ${String(line)}: ` : ''
  const name = known === undefined || known === zero ? '' : `${known}: `
  write(turn.machine, turn.id, 2, `${zero}: ${name}${place}${message}\n`)
}

export function restoreVariables(turn: Turn, saved: readonly SavedVariable[]): void {
  let { variables } = shellOf(turn)
  for (const { name, variable } of saved) variables = variable === undefined ? variables.without(name) : variables.with(name, variable)
  setShell(turn, { variables })
}
