// The working copy of a container during one step: what a kernel does for its processes. It is made from a `ContainerState`,
// changed in place while processes take turns, and frozen into the next state at the end of the step.
// @source fork(2), pipe(7), wait(2), signal(7)

import type { DirectoryNode, FileSystem } from '../../api/file-system.ts'
import { drawUint32 } from '../../base/random.ts'
import { toText } from './byte-text.ts'
import type { ContainerView, ProgramExit, ProgramOutput, SentSignal, ValueRead } from './contract.ts'
import type { FileWorld } from './file-tree.ts'
import type { ContainerState, Descriptor, Ended, OpenFile, Process, Session } from './process.ts'
import type { SignalName } from './signal-names.ts'
import { isHarmless, signalNumber } from './signal-names.ts'

export interface Machine {
  readonly view: ContainerView
  files: FileSystem
  readonly processes: Map<number, Process>
  readonly pipes: Map<number, string>
  readonly openFiles: Map<number, OpenFile>
  readonly sessions: Map<number, Session>
  nextProcess: number
  nextId: number
  draws: number
  /** The process whose turn it is. */
  current: number
  /** What is left of the step's budget: about one for each simple thing that is done. */
  budget: number
  readonly output: ProgramOutput[]
  readonly reads: ValueRead[]
  readonly signals: SentSignal[]
  readonly exits: ProgramExit[]
  readonly virtual: (name: string) => DirectoryNode | undefined
}

/** How many processes may live in a container at once. */
const MOST_PROCESSES = 64
/** @source pipe(7) Pipe capacity */
const PIPE_BYTES = 65_536

export function createMachine(
  state: ContainerState,
  view: ContainerView,
  budget: number,
  virtual: (machine: Machine, name: string) => DirectoryNode | undefined,
): Machine {
  const machine: Machine = {
    view,
    files: view.files,
    processes: new Map(state.processes.map((each) => [each.id, each])),
    pipes: new Map(state.pipes.map(({ id, content }) => [id, content])),
    openFiles: new Map(state.openFiles.map((each) => [each.id, each])),
    sessions: new Map(state.sessions.map((each) => [each.id, each])),
    nextProcess: state.nextProcess,
    nextId: state.nextId,
    draws: state.draws,
    current: 1,
    budget,
    output: [],
    reads: [],
    signals: [],
    exits: [],
    virtual: (name) => virtual(machine, name),
  }
  return machine
}

/** The state to keep: without pipes and files that no process has open any more. */
export function freeze(machine: Machine): Omit<ContainerState, 'busySteps' | 'resumeAtMs'> {
  const processes = [...machine.processes.values()]
  const used = processes.flatMap((process) => (process.ended === undefined ? openDescriptors(process) : []))
  const pipes = new Set(used.flatMap((each) => (each.kind === 'pipe' ? [each.id] : [])))
  const files = new Set(used.flatMap((each) => (each.kind === 'file' ? [each.id] : [])))
  return {
    processes,
    pipes: [...machine.pipes].filter(([id]) => pipes.has(id)).map(([id, content]) => ({ id, content })),
    openFiles: [...machine.openFiles.values()].filter(({ id }) => files.has(id)),
    sessions: [...machine.sessions.values()].filter(({ id }) => machine.processes.has(id)),
    nextProcess: machine.nextProcess,
    nextId: machine.nextId,
    draws: machine.draws,
  }
}

export function fileWorld({ view, files, virtual }: Machine): FileWorld {
  return { files, who: view.identity, nowEpochMs: nowEpochMs(view), virtual }
}

export function nowEpochMs({ startedAtEpochMs, nowMs }: ContainerView): number {
  return startedAtEpochMs + nowMs
}

/** 32 random bits. */
export function draw(machine: Machine): number {
  machine.draws += 1
  return drawUint32({ seed: machine.view.seed, stream: machine.view.identity.stream }, machine.draws)
}

export function update(machine: Machine, id: number, change: Partial<Process>): void {
  const process = machine.processes.get(id)
  if (process !== undefined) machine.processes.set(id, { ...process, ...change })
}

/** Everything a process holds open, also while it is redirected elsewhere. */
function openDescriptors({ descriptors, program }: Process): readonly Descriptor[] {
  const saved = program.kind === 'shell' ? program.shell.frames : []
  return [
    ...descriptors,
    ...saved.flatMap((frame) =>
      frame.kind === 'restore'
        ? frame.descriptors
        : frame.kind === 'capture'
          ? [{ kind: 'pipe', id: frame.pipe, end: 'read' } as const]
          : [],
    ),
  ].filter((each) => each !== undefined)
}

export function hasPipeEnd(machine: Machine, id: number, end: 'read' | 'write'): boolean {
  for (const process of machine.processes.values()) {
    if (process.ended === undefined && openDescriptors(process).some((each) => each.kind === 'pipe' && each.id === id && each.end === end))
      return true
  }
  return false
}

export function createPipe(machine: Machine): number {
  const id = machine.nextId
  machine.nextId += 1
  machine.pipes.set(id, '')
  return id
}

/** Whether what a process writes has to wait for a reader. */
export function outputIsFull(machine: Machine, { descriptors }: Process): boolean {
  const output = descriptors[1]
  return output?.kind === 'pipe' && (machine.pipes.get(output.id)?.length ?? 0) >= PIPE_BYTES && hasPipeEnd(machine, output.id, 'read')
}

export function livingProcesses(machine: Machine): readonly Process[] {
  return [...machine.processes.values()].filter(({ ended }) => ended === undefined)
}

/** Starts a process; undefined when there are too many. */
export function addProcess(machine: Machine, process: Omit<Process, 'id'>): number | undefined {
  if (livingProcesses(machine).length >= MOST_PROCESSES) return undefined
  const id = machine.nextProcess
  machine.nextProcess += 1
  machine.processes.set(id, { ...process, id })
  return id
}

/** Ends a process. Its parent may ask how; nobody asks for what was started from outside, nor for orphans. */
export function endProcess(machine: Machine, id: number, ended: Ended): void {
  const process = machine.processes.get(id)
  if (process === undefined || process.ended !== undefined) return
  for (const child of [...machine.processes.values()]) {
    if (child.parent !== id || child.session === child.id) continue
    if (child.ended === undefined) update(machine, child.id, { parent: 1 })
    else machine.processes.delete(child.id)
  }
  if (process.session === id) machine.exits.push({ processId: id, ...ended })
  const parent = machine.processes.get(process.parent)
  const isAwaited = parent !== undefined && parent.ended === undefined && process.session !== id && !isOrphan(machine, process)
  if (isAwaited) machine.processes.set(id, { ...process, ended, descriptors: [] })
  else machine.processes.delete(id)
  if (id !== 1) return
  for (const other of [...machine.processes.values()]) {
    machine.processes.delete(other.id)
    if (other.session === other.id) machine.exits.push({ processId: other.id, exitCode: 137, signal: signalNumber('KILL') })
  }
}

/** Whether its parent only adopted it. */
function isOrphan(machine: Machine, process: Process): boolean {
  const parent = machine.processes.get(process.parent)
  if (parent === undefined) return true
  const { program } = parent
  return program.kind === 'shell' ? !program.shell.children.includes(process.id) : program.memory?.child !== process.id
}

/** Takes note of how a child ended, once. */
export function reap(machine: Machine, id: number): Ended | undefined {
  const ended = machine.processes.get(id)?.ended
  if (ended !== undefined) machine.processes.delete(id)
  return ended
}

/**
 * Delivers a signal.
 *
 * Process 1 hears only what it has a handler for; from outside, KILL reaches it too.
 *
 * @source signal(7), pid_namespaces(7)
 */
export function deliver(machine: Machine, id: number, signal: SignalName, from: 'inside' | 'outside'): void {
  const process = machine.processes.get(id)
  if (process === undefined || process.ended !== undefined) return
  const kills = signal === 'KILL' && (id !== 1 || from === 'outside')
  if (!kills) {
    const { program } = process
    const shell = program.kind === 'shell' ? program.shell : undefined
    const action = shell?.traps.get(signal)
    if (shell !== undefined && action !== undefined) {
      if (action !== '') update(machine, id, { program: { kind: 'shell', shell: { ...shell, caught: [...shell.caught, signal] } } })
      return
    }
    const isDeaf = id === 1 || process.ignored.includes(signal) || (shell?.interactive === true && ['TERM', 'INT', 'QUIT'].includes(signal))
    if (isDeaf || isHarmless(signal)) return
  }
  const number = signalNumber(signal)
  endProcess(machine, id, { exitCode: 128 + number, signal: number })
}

/** Output of a session, as ordinary text. */
export function print(machine: Machine, session: number, stream: 'stdout' | 'stderr', byteText: string): void {
  const merged = machine.sessions.get(session)?.terminal === true ? 'stdout' : stream
  const last = machine.output.at(-1)
  machine.budget -= Math.ceil(byteText.length / 64)
  if (last?.processId === session && last.stream === merged)
    machine.output[machine.output.length - 1] = { ...last, text: last.text + byteText }
  else machine.output.push({ processId: session, stream: merged, text: byteText })
}

export function finishedOutput(machine: Machine): readonly ProgramOutput[] {
  return machine.output.map((each) => ({ ...each, text: toText(each.text) }))
}
