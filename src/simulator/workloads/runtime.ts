// Runs containers of pretend images. Process 1 is one of the library's services, or a program of busybox; programs can be started
// beside it. Everything that runs in a container is one value.

import type {
  ContainerIdentity,
  ContainerRuntime,
  ImageDescription,
  ProcessOutput,
  ProcessRead,
  ProcessStep,
  ProcessWorld,
  ProgramStart,
  ProgramStep,
  ProgramTouch,
  WakeCause,
} from '../api/container-runtime.ts'
import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import type { ImageLibrary } from './image-library.ts'
import { findImage, imageByFullName } from './images.ts'
import type { Service } from './service.ts'
import { hear, read, withOptions } from './service.ts'
import type { ServiceStep } from './service.ts'
import { answerRequest, besideProcess, resumeShell, startProgram, startShell } from './shell/container.ts'
import type { ContainerState, ContainerView, ResumeCause, ShellStep, StandardInput } from './shell/contract.ts'

/** What runs in a container. */
export interface RunningProgram {
  readonly identity: ContainerIdentity
  /** Process 1, when it is one of the library's services. */
  readonly service: Service | undefined
  /** All other processes. */
  readonly shell: ContainerState
  /** When they want to run again. */
  readonly shellWakeAtMs: SimTimeMs | undefined
  /** Programs started beside process 1 that nobody has asked about since they wrote or ended. */
  readonly started: readonly StartedProgram[]
}

interface StartedProgram {
  readonly processId: number
  readonly output: readonly ProcessOutput[]
  readonly exitCode: number | undefined
}

type Step = ProcessStep<RunningProgram>
type StartProblem = { readonly message: string; readonly exitCode: number }

const MAIN_PROCESS = 1
const KILLED = 137
const NOTHING: StandardInput = { kind: 'none' }

export function createContainerRuntime(library: ImageLibrary): ContainerRuntime<RunningProgram> {
  return {
    imageAvailability: (reference, credentials) => findImage(library, reference, credentials),
    start: (image, words, identity, world) => start(library, image, words, identity, world),
    wake,
    startProgram: startBeside,
    continueProgram: (processes, processId, touch, world) => collect(touched(processes, processId, touch, world), processId),
    ask: (processes, port, path, world) => ask(processes, port, path, world),
  }
}

function start(
  library: ImageLibrary,
  image: ImageDescription,
  words: readonly string[],
  identity: ContainerIdentity,
  world: ProcessWorld,
): Result<Step, StartProblem> {
  const entry = imageByFullName(library, image.name)
  const [word = '', ...options] = words
  const program = entry?.programs[word.split('/').at(-1) ?? '']
  if (program === undefined) {
    const { standardInput } = identity
    const input: StandardInput = standardInput === undefined ? NOTHING : { kind: 'text', text: '', stays: true }
    const started = startShell({ words, input, terminal: standardInput?.terminal === true }, viewOf(identity, world))
    if (!started.ok) return failure({ message: `${CREATE_FAILED}${started.problem.message}`, exitCode: 128 })
    const blank: RunningProgram = { identity, service: undefined, shell: started.value.state, shellWakeAtMs: undefined, started: [] }
    return success(fromShell(blank, started.value, world, 'start'))
  }
  const settled = withOptions(program, options)
  const service: Service = { program: settled.ok ? settled.value : program, values: {}, endAtMs: undefined }
  const running: RunningProgram = { identity, service, shell: besideProcess(words, identity), shellWakeAtMs: undefined, started: [] }
  if (settled.ok) return success(fromService(running, read(service, identity, world, 'start'), unmoved(running, world)))
  const complaint = { stream: 'stderr', text: `${settled.problem}\n` } as const
  return success({ ...unmoved(running, world), output: [complaint], wakeAtMs: undefined, exit: { exitCode: 2, signal: undefined } })
}

const CREATE_FAILED =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: '

function wake(running: RunningProgram, cause: WakeCause, world: ProcessWorld): Step {
  const step = isAlone(running)
    ? unmoved(running, world)
    : fromShell(running, resumeShell(running.shell, viewOf(running.identity, world), resumeCauseOf(running, cause)), world)
  const { service, identity } = step.processes
  if (service === undefined || step.exit !== undefined) return step
  if (cause.kind === 'timer')
    return service.endAtMs !== undefined && service.endAtMs <= world.nowMs
      ? { ...step, wakeAtMs: undefined, exit: { exitCode: 0, signal: undefined } }
      : step
  if (cause.kind === 'files-changed') return fromService(step.processes, read(service, identity, world, 'change'), step)
  if (cause.signal === 'KILL') return { ...step, wakeAtMs: undefined, exit: { exitCode: KILLED, signal: 9 } }
  return fromService(step.processes, hear(service, identity, world, cause.signal), step)
}

/** A service without a program beside it: there is nothing to resume. */
function isAlone({ service, shell, started }: RunningProgram): boolean {
  return service !== undefined && shell.processes.length === 1 && started.length === 0
}

/** A service hears the kubelet's signals itself. */
function resumeCauseOf({ service }: RunningProgram, cause: WakeCause): ResumeCause {
  if (cause.kind === 'timer') return { kind: 'timer' }
  if (cause.kind === 'files-changed' || service !== undefined) return { kind: 'files-changed' }
  return { kind: 'signal', signal: cause.signal, processId: MAIN_PROCESS }
}

function startBeside(
  running: RunningProgram,
  { words, stdin, stdinStays, terminal }: ProgramStart,
  world: ProcessWorld,
): Result<ProgramStep<RunningProgram>, StartProblem> {
  const input: StandardInput = { kind: 'text', text: stdin, stays: stdinStays }
  const begun = startProgram(running.shell, { words, input, terminal }, viewOf(running.identity, world))
  if (!begun.ok) return begun
  const { processId } = begun.value
  const known = { ...running, started: [...running.started, { processId, output: [], exitCode: undefined }] }
  return success(collect(fromShell(known, begun.value, world), processId))
}

function touched(running: RunningProgram, processId: number, touch: ProgramTouch, world: ProcessWorld): Step {
  if (touch.kind === 'look') return unmoved(running, world)
  return fromShell(running, resumeShell(running.shell, viewOf(running.identity, world), { ...touch, processId }), world)
}

/** Hands out what a started program did since it was last asked; it is forgotten once it has ended. */
function collect(step: Step, processId: number): ProgramStep<RunningProgram> {
  const { started } = step.processes
  const program = started.find((each) => each.processId === processId)
  // A program that nobody knows any more ended together with its container.
  const { output, exitCode } = program ?? { output: [], exitCode: KILLED }
  const rest = started.filter((each) => each.processId !== processId)
  const kept = program === undefined || exitCode !== undefined ? rest : [...rest, { ...program, output: [] }]
  return { container: { ...step, processes: { ...step.processes, started: kept } }, output, processId, exitCode }
}

function ask(
  running: RunningProgram,
  port: number,
  path: string,
  world: ProcessWorld,
): { readonly step: Step; readonly status: number } | undefined {
  const { service, identity, shell } = running
  if (service?.program.port !== port) {
    const status = answerRequest(shell, viewOf(identity, world), port, path)
    return status === undefined ? undefined : { step: unmoved(running, world), status }
  }
  return { step: fromService(running, read(service, identity, world, 'request'), unmoved(running, world)), status: 200 }
}

function viewOf(identity: ContainerIdentity, world: ProcessWorld): ContainerView {
  return { ...world, identity }
}

function unmoved(running: RunningProgram, { files }: ProcessWorld): Step {
  return {
    processes: running,
    files,
    output: [],
    reads: [],
    wakeAtMs: earlier(running.service?.endAtMs, running.shellWakeAtMs),
    exit: undefined,
  }
}

/** Takes over what the shell's processes did; their signals reach a service that is process 1. */
function fromShell(before: RunningProgram, shellStep: ShellStep, world: ProcessWorld, how: ProcessRead['how'] = 'reload'): Step {
  const { state, effects } = shellStep
  const started = before.started.map((program): StartedProgram => {
    const own = effects.output.filter(({ processId }) => processId === program.processId)
    const exit = effects.exits.find(({ processId }) => processId === program.processId)
    if (own.length === 0 && exit === undefined) return program
    return { ...program, output: [...program.output, ...own], exitCode: program.exitCode ?? exit?.exitCode }
  })
  const processes = { ...before, shell: state, shellWakeAtMs: shellStep.wakeAtMs, started }
  const exit = effects.exits.find(({ processId }) => processId === MAIN_PROCESS)
  const wakeAtMs = earlier(shellStep.wakeAtMs, before.service?.endAtMs)
  let step: Step = {
    processes,
    files: effects.files,
    output: effects.output.filter(({ processId }) => processId === MAIN_PROCESS).map(({ stream, text }) => ({ stream, text })),
    reads: effects.reads.map((each) => ({ ...each, how })),
    wakeAtMs: exit === undefined ? wakeAtMs : undefined,
    exit: exit === undefined ? undefined : exit,
  }
  for (const { to, signal } of effects.signals) {
    const { service, identity } = step.processes
    if (to === MAIN_PROCESS && service !== undefined && step.exit === undefined)
      step = fromService(step.processes, hear(service, identity, { ...world, files: effects.files }, signal), step)
  }
  return step
}

/** Adds what a service did to a step. */
function fromService(before: RunningProgram, done: ServiceStep, step: Step): Step {
  const { service, output, reads, exitCode } = done
  return {
    ...step,
    processes: { ...before, service },
    output: [...step.output, ...output],
    reads: [...step.reads, ...reads],
    wakeAtMs: exitCode === undefined ? earlier(step.wakeAtMs, service.endAtMs) : undefined,
    exit: exitCode === undefined ? step.exit : { exitCode, signal: undefined },
  }
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined ? other : other === undefined ? one : Math.min(one, other)
}
