// The door: starts the first program of a container, starts others beside it, and resumes all of them.
// Pure: the same state, view and cause give the same step. Nothing throws, and a step ends however a script loops.

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { listenerAt, pageAt } from '../applets/listening.ts'
import { toByteText } from './byte-text.ts'
import type { ContainerView, ProgramRequest, ProgramStart, ResumeCause, ShellStep, StartProblem } from './contract.ts'
import type { FileError } from './file-error.ts'
import { errorText } from './file-error.ts'
import { find } from './file-tree.ts'
import type { Machine } from './machine.ts'
import { addProcess, createMachine, deliver, fileWorld, finishedOutput, freeze } from './machine.ts'
import type { ContainerState, EnvironmentList, Process } from './process.ts'
import { executeFirst, findProgram } from './program-start.ts'
import { endBusy, nextWake, runUntilIdle } from './scheduler.ts'
import { readFile } from './stream.ts'
import { DEFAULT_PATH } from './variables.ts'
import { virtualDirectory } from './virtual-files.ts'

/** How much is done in one step; more takes simulated time, as a real loop does. */
const BUDGET_STEPS = 20_000
/** How long what a budget allows takes, in milliseconds of simulated time. */
const BUDGET_MS = 1000
/** After so many steps without a pause a program is ended. */
const MOST_BUSY_STEPS = 20
const BUSY_MESSAGE = `ended: ${String(BUDGET_STEPS * MOST_BUSY_STEPS)} steps without waiting for anything; in this cluster a loop needs a pause, such as "sleep 1"`

const EMPTY: ContainerState = {
  processes: [],
  pipes: [],
  openFiles: [],
  sessions: [],
  nextProcess: 1,
  nextId: 1,
  draws: 0,
  busySteps: 0,
  resumeAtMs: undefined,
}

/**
 * Starts process 1 and runs until everything waits.
 *
 * @returns the state and what was done, or why the program cannot be started
 */
export function startShell(request: ProgramRequest, view: ContainerView): Result<ProgramStart, StartProblem> {
  return startProgram(EMPTY, request, view)
}

/** Starts a program beside process 1, in the same files and with the same environment: `kubectl exec`, a probe, a hook. */
export function startProgram(state: ContainerState, request: ProgramRequest, view: ContainerView): Result<ProgramStart, StartProblem> {
  const machine = createMachine(state, view, BUDGET_STEPS, virtualDirectory)
  const words = request.words.map(toByteText)
  const name = words[0] ?? ''
  const draft = processDraft(machine, words)
  const path = draft.environment.find(([each]) => each === 'PATH')?.[1] ?? DEFAULT_PATH
  const found = findProgram(machine, { ...draft, id: 0 }, name, path)
  if (!found.ok) return failure(startProblem(machine, request.words[0] ?? '', found.problem))
  const id = addProcess(machine, draft)
  if (id === undefined) return failure({ message: "can't fork: Resource temporarily unavailable", exitCode: 126 })
  const { input, terminal } = request
  machine.sessions.set(id, {
    id,
    input: input.kind === 'text' ? toByteText(input.text) : '',
    inputEnds: input.kind === 'none' || !input.stays,
    terminal,
  })
  const stdin = input.kind === 'none' && !terminal ? ({ kind: 'device', name: 'null' } as const) : session(id, 'stdin')
  machine.processes.set(id, { ...draft, id, session: id, descriptors: [stdin, session(id, 'stdout'), session(id, 'stderr')] })
  executeFirst(machine, id, words, draft.environment, found.value)
  return success({ ...finish(machine, state.busySteps), processId: id })
}

/**
 * A container whose process 1 is run by someone else: the shell knows its number, words and environment, so that programs beside
 * it can list it and send it signals, which come back in `effects.signals`.
 */
export function besideProcess(words: readonly string[], identity: ContainerView['identity']): ContainerState {
  const process: Process = {
    id: 1,
    parent: 0,
    session: 0,
    words: words.map(toByteText),
    environment: environmentOf(identity),
    directory: identity.workingDirectory === '' ? '/' : toByteText(identity.workingDirectory),
    umask: 0o022,
    descriptors: [],
    program: { kind: 'applet', memory: undefined },
    waiting: { kind: 'forever' },
    ignored: [],
    ended: undefined,
  }
  return { ...EMPTY, processes: [process], nextProcess: 2 }
}

/** What a program that listens at a port says to a request; undefined when none does. */
export function answerRequest(state: ContainerState, view: ContainerView, port: number, path: string): number | undefined {
  const machine = createMachine(state, view, BUDGET_STEPS, virtualDirectory)
  const server = listenerAt(machine, port)
  if (server === undefined) return undefined
  const page = pageAt(machine, server, path)
  return page.ok ? 200 : page.problem
}

/** As bytes; what is ASCII alone is the same. */
function environmentOf({ environment }: ContainerView['identity']): EnvironmentList {
  const isSame = environment.every((pair) => pair.every((text) => toByteText(text) === text))
  return isSame ? environment : environment.map(([name, value]) => [toByteText(name), toByteText(value)])
}

/** Goes on with what runs in a container. */
export function resumeShell(state: ContainerState, view: ContainerView, cause: ResumeCause): ShellStep {
  const machine = createMachine(state, view, BUDGET_STEPS, virtualDirectory)
  if (cause.kind === 'signal') deliver(machine, cause.processId, cause.signal, 'outside')
  if (cause.kind === 'input') {
    const known = machine.sessions.get(cause.processId)
    if (known !== undefined)
      machine.sessions.set(cause.processId, {
        ...known,
        input: known.input + toByteText(cause.text),
        inputEnds: known.inputEnds || cause.ends,
      })
  }
  if (cause.kind === 'interrupt') interrupt(machine, cause.processId)
  return finish(machine, state.busySteps)
}

/** A shell that sits at its prompt begins a new line. */
function interrupt(machine: Machine, session: number): void {
  const known = machine.sessions.get(session)
  if (known === undefined) return
  const there = [...machine.processes.values()].filter((each) => each.session === session && each.ended === undefined)
  for (const { id } of there) deliver(machine, id, 'INT', 'inside')
  const isAtPrompt = there.length === 1 && there[0]?.waiting?.kind === 'input'
  if (isAtPrompt && known.terminal) machine.sessions.set(session, { ...known, input: `${known.input}\n` })
}

function finish(machine: Machine, busyBefore: number): ShellStep {
  const isIdle = runUntilIdle(machine)
  const busySteps = isIdle ? 0 : busyBefore + 1
  if (busySteps >= MOST_BUSY_STEPS) endBusy(machine, BUSY_MESSAGE)
  const isBusy = busySteps > 0
  const resumeAtMs = isBusy ? machine.view.nowMs + BUDGET_MS : undefined
  const wake = nextWake(machine)
  return {
    state: { ...freeze(machine), busySteps: busySteps >= MOST_BUSY_STEPS ? 0 : busySteps, resumeAtMs },
    effects: {
      files: machine.files,
      output: finishedOutput(machine),
      reads: machine.reads,
      signals: machine.signals,
      exits: machine.exits,
    },
    wakeAtMs: machine.processes.size === 0 ? undefined : resumeAtMs === undefined ? wake : Math.min(resumeAtMs, wake ?? resumeAtMs),
  }
}

function session(id: number, stream: 'stdin' | 'stdout' | 'stderr'): Process['descriptors'][number] {
  return { kind: 'session', session: id, stream }
}

function processDraft(machine: Machine, words: readonly string[]): Omit<Process, 'id'> {
  const { identity } = machine.view
  const given = environmentOf(identity)
  const draft: Omit<Process, 'id'> = {
    parent: 0,
    session: 0,
    words,
    environment: given,
    directory: identity.workingDirectory === '' ? '/' : toByteText(identity.workingDirectory),
    umask: 0o022,
    descriptors: [],
    program: { kind: 'applet', memory: undefined },
    waiting: undefined,
    ignored: [],
    ended: undefined,
  }
  // The runtime adds the home directory when the environment has none.
  return given.some(([name]) => name === 'HOME') ? draft : { ...draft, environment: [...given, ['HOME', homeOf(machine, draft)]] }
}

function homeOf(machine: Machine, draft: Omit<Process, 'id'>): string {
  const users = readFile(machine, { ...draft, id: 0 }, '/etc/passwd')
  const { uid } = machine.view.identity
  const fields = users.ok ? users.value.split('\n').map((line) => line.split(':')) : []
  return fields.find((each) => each[2] === String(uid))?.[5] ?? (uid === 0 ? '/root' : '/')
}

/** @source go os/exec LookPath, as runc calls it */
function startProblem(machine: Machine, name: string, problem: FileError): StartProblem {
  const quoted = `exec: ${JSON.stringify(name)}`
  if (!name.includes('/')) return { message: `${quoted}: executable file not found in $PATH`, exitCode: 127 }
  const node = find(fileWorld(machine), '/', toByteText(name))
  if (node.ok && node.value.node.kind === 'directory') return { message: `${quoted}: is a directory`, exitCode: 126 }
  if (node.ok) return { message: `${quoted}: permission denied`, exitCode: 126 }
  return { message: `${quoted}: stat ${name}: ${lowerFirst(errorText(problem))}`, exitCode: 127 }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
