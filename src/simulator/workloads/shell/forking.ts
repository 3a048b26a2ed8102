// Starting processes from a shell: subshells, members of pipelines, programs, background commands.
// @source busybox shell/ash.c forkshell shellexec

import type { Frame } from './frame.ts'
import { isBeingTested } from './leaving.ts'
import type { Machine } from './machine.ts'
import { addProcess, createPipe } from './machine.ts'
import { PersistentMap } from '../../base/persistent-map.ts'
import type { Descriptors, Process, Shell } from './process.ts'
import type { SignalName } from './signal-names.ts'
import { signalNamed } from './signal-names.ts'
import type { Turn } from './turn.ts'
import { processOf, say, setShell, shellOf } from './turn.ts'

/** A copy of the shell that goes on with `frames`. @returns its number, or undefined: there are too many processes */
export function forkShell(turn: Turn, frames: readonly Frame[], descriptors: Descriptors): number | undefined {
  const shell = shellOf(turn)
  const copy: Shell = {
    ...shell,
    frames,
    traps: ignoredTraps(shell),
    caught: [],
    children: [],
    isSubshell: true,
    isTested: shell.isTested || isBeingTested(shell.frames),
  }
  return fork(turn, { program: { kind: 'shell', shell: copy }, descriptors })
}

/** Starts a process with the parent's surroundings. */
export function fork(turn: Turn, change: Pick<Process, 'program' | 'descriptors'> & Partial<Process>): number | undefined {
  const process = processOf(turn)
  const ignored = [...new Set([...process.ignored, ...ignoredSignals(shellOf(turn))])]
  const id = addProcess(turn.machine, { ...process, parent: turn.id, waiting: undefined, ended: undefined, ignored, ...change })
  turn.machine.budget -= 10
  if (id === undefined) {
    say(turn, "can't fork: Resource temporarily unavailable", undefined)
    return undefined
  }
  setShell(turn, { children: [...shellOf(turn).children, id] })
  return id
}

/** Traps with a command are forgotten in a subshell, ignored signals stay ignored. */
function ignoredTraps({ traps }: Shell): Shell['traps'] {
  return PersistentMap.from(traps.entries().filter(([, action]) => action === ''))
}

export function ignoredSignals({ traps }: Shell): readonly SignalName[] {
  return traps.entries().flatMap(([name, action]) => {
    const signal = signalNamed(name)
    return action === '' && signal !== undefined ? [signal] : []
  })
}

export function withDescriptor(descriptors: Descriptors, index: number, descriptor: Descriptors[number]): Descriptors {
  const next = [...descriptors]
  while (next.length <= index) next.push(undefined)
  next[index] = descriptor
  return next
}

/** A pipe whose whole content is there already. */
export function pipeWith(machine: Machine, content: string): { readonly kind: 'pipe'; readonly id: number; readonly end: 'read' } {
  const id = createPipe(machine)
  machine.pipes.set(id, content)
  return { kind: 'pipe', id, end: 'read' }
}
