// Runs the programs of pretend images: they read their configuration when they read it, say what they use, and end when they end.
// @simplified One process a container, no shell: a command that the image does not have cannot be started.

import type {
  ContainerIdentity,
  ContainerRuntime,
  ImageAvailability,
  ImageDescription,
  ProcessOutput,
  ProcessRead,
  ProcessStep,
  ProcessWorld,
  WakeCause,
} from '../api/container-runtime.ts'
import { PersistentMap } from '../base/persistent-map.ts'
import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import { sha256 } from '../base/sha256.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import { decodeUtf8Loosely, encodeUtf8 } from '../base/utf8.ts'
import type { ImageEntry, ImageLibrary, Reading, ServiceProgram } from './image-library.ts'
import { readingTime } from './image-library.ts'
import { readFile } from './paths.ts'

/** What runs in a container. */
export interface RunningProgram {
  readonly identity: ContainerIdentity
  readonly program: ServiceProgram | undefined
  /** Values in use, by variable name or path. */
  readonly values: Readonly<Record<string, string>>
  readonly endAtMs: SimTimeMs | undefined
  readonly endCode: number
}

type Step = ProcessStep<RunningProgram>

export function createContainerRuntime(library: ImageLibrary): ContainerRuntime<RunningProgram> {
  return {
    imageAvailability: (reference) => findImage(library, reference),
    start: (image, words, identity, world) => start(library, image, words, identity, world),
    wake,
    startProgram: (_, { words }) => failure({ message: notFound(words[0] ?? ''), exitCode: 127 }),
    continueProgram: (processes, processId, world) => ({ container: idle(processes, world), output: [], processId, exitCode: 0 }),
    ask: (processes, port, _path, world) =>
      processes.program?.port === port ? { step: read(processes, world, 'request'), status: 200 } : undefined,
  }
}

function findImage({ images }: ImageLibrary, reference: string): ImageAvailability {
  const tagged = /:[^/]+$/.test(reference) ? reference : `${reference}:latest`
  const entry = images.find(({ name }) => name === tagged)
  if (entry === undefined) {
    const [host, path] = registryOf(tagged)
    const full = `${host}/${path}`
    const why = `pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`
    return { kind: 'unavailable', message: `failed to pull and unpack image "${full}": failed to resolve reference "${full}": ${why}` }
  }
  const image = describe(entry)
  return entry.present ? { kind: 'present', image } : { kind: 'pullable', image }
}

/** `nginx:1` is `docker.io/library/nginx:1`. */
function registryOf(reference: string): readonly [host: string, path: string] {
  const slash = reference.indexOf('/')
  const first = slash === -1 ? '' : reference.slice(0, slash)
  if (first.includes('.') || first.includes(':') || first === 'localhost') return [first, reference.slice(slash + 1)]
  return ['docker.io', slash === -1 ? `library/${reference}` : reference]
}

function describe(entry: ImageEntry): ImageDescription {
  const [host, path] = registryOf(entry.name)
  return {
    name: `${host}/${path}`,
    id: `sha256:${sha256(encodeUtf8(entry.name))}`,
    entrypoint: entry.entrypoint,
    arguments: [],
    environment: Object.entries(entry.environment),
    workingDirectory: '/',
    uid: entry.uid,
    gid: entry.uid,
    sizeBytes: entry.sizeBytes,
    pullMs: entry.pullMs,
    files: { kind: 'directory', mode: 0o755, uid: 0, gid: 0, modifiedAtEpochMs: 0, entries: PersistentMap.empty() },
  }
}

function start(
  library: ImageLibrary,
  image: ImageDescription,
  words: readonly string[],
  identity: ContainerIdentity,
  world: ProcessWorld,
): Result<Step, { readonly message: string; readonly exitCode: number }> {
  const entry = library.images.find((each) => describe(each).name === image.name)
  const [word = '', ...options] = words
  const program = entry?.programs[word.split('/').at(-1) ?? '']
  if (program === undefined) {
    return failure({
      message: `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ${notFound(word)}`,
      exitCode: 128,
    })
  }
  const base = { identity, values: {}, endAtMs: undefined, endCode: 0 }
  if (program.kind === 'sleep') {
    const seconds = options[0] === undefined || options[0] === 'infinity' ? undefined : Number.parseFloat(options[0])
    const endAtMs = seconds === undefined || Number.isNaN(seconds) ? undefined : world.nowMs + Math.round(seconds * 1000)
    return success(idle({ ...base, program: undefined, endAtMs }, world))
  }
  const settled = program.takesOptions ? withOptions(program, options) : success(program)
  if (!settled.ok) return success(ended({ ...base, program: undefined }, world, [{ stream: 'stderr', text: `${settled.problem}\n` }], 2))
  return success(read({ ...base, program: settled.value }, world, 'start'))
}

function notFound(word: string): string {
  return word.startsWith('/')
    ? `exec: "${word}": stat ${word}: no such file or directory`
    : `exec: "${word}": executable file not found in $PATH`
}

/** `--when` holds for the reading before it. */
function withOptions(program: ServiceProgram, words: readonly string[]): Result<ServiceProgram, string> {
  const readings: Reading[] = [...program.readings]
  const refuses: string[] = [...program.refuses]
  for (let at = 0; at < words.length; at += 2) {
    const [option = '', value] = [words[at], words[at + 1]]
    if (value === undefined) return failure(`option ${option} wants a value`)
    const last = readings.at(-1)
    const when = readingTime(value)
    if (option === '--env') readings.push({ source: { variable: value }, when: 'start' })
    else if (option === '--file') readings.push({ source: { file: value }, when: 'start' })
    else if (option === '--refuse') refuses.push(value)
    else if (option !== '--when')
      return failure(`unknown option ${option}; there are --env NAME, --file PATH, --when start|hangup|request|change, --refuse VALUE`)
    else if (last === undefined || when === undefined) return failure('--when start|hangup|request|change follows --env or --file')
    else readings[readings.length - 1] = { ...last, when }
  }
  return success({ ...program, readings, refuses })
}

type Occasion = 'start' | 'hangup' | 'request' | 'change'

/** Reads what is read on this occasion, and says what is new. */
function read(running: RunningProgram, world: ProcessWorld, occasion: Occasion): Step {
  const program = running.program
  if (program === undefined) return idle(running, world)
  const values: Record<string, string> = { ...running.values }
  const reads: ProcessRead[] = []
  const output: ProcessOutput[] = []
  let exitCode: number | undefined
  for (const { source, when } of program.readings) {
    if (occasion !== 'start' && when !== occasion) continue
    const name = 'variable' in source ? source.variable : source.file
    const value = 'variable' in source ? running.identity.environment.find(([key]) => key === name)?.[1] : textAt(world, name)
    const how = occasion === 'start' ? 'start' : occasion === 'request' ? 'request' : 'reload'
    if (value === undefined) {
      if (values[name] === undefined && occasion !== 'start') continue
      output.push({
        stream: 'stderr',
        text: 'variable' in source ? `${name} is not set\n` : `cannot read ${name}: No such file or directory\n`,
      })
      if (occasion === 'start') exitCode = 1
      continue
    }
    if (occasion !== 'start' && values[name] === value) continue
    values[name] = value
    reads.push({ source: name, value, how })
    output.push({ stream: 'stdout', text: `${occasion === 'start' ? 'using' : 'now using'} ${name}=${value.replace(/\n$/, '')}\n` })
    if (program.refuses.includes(value.trim())) {
      output.push({ stream: 'stderr', text: `cannot work with ${name}=${value.trim()}\n` })
      exitCode = 1
    }
  }
  const next = { ...running, values }
  return exitCode === undefined ? { ...idle(next, world), reads, output } : { ...ended(next, world, output, exitCode), reads }
}

function textAt(world: ProcessWorld, path: string): string | undefined {
  const file = readFile(world.files, path)
  if (file === undefined) return undefined
  return typeof file.content === 'string' ? file.content : decodeUtf8Loosely(file.content)
}

function wake(running: RunningProgram, cause: WakeCause, world: ProcessWorld): Step {
  if (cause.kind === 'files-changed') return read(running, world, 'change')
  if (cause.kind === 'timer')
    return running.endAtMs !== undefined && running.endAtMs <= world.nowMs
      ? ended(running, world, [], running.endCode)
      : idle(running, world)
  switch (cause.signal) {
    case 'KILL':
      return { ...ended(running, world, [], 137), exit: { exitCode: 137, signal: 9 } }
    case 'HUP':
      return running.program === undefined ? idle(running, world) : read(running, world, 'hangup')
    case 'TERM':
    case 'INT': {
      // Process 1 without a handler does not hear these signals.
      const afterMs = running.program?.endsAfterMs
      if (afterMs === undefined) return idle(running, world)
      return afterMs === 0 ? ended(running, world, [], 0) : idle({ ...running, endAtMs: world.nowMs + afterMs, endCode: 0 }, world)
    }
    default:
      return idle(running, world)
  }
}

function idle(processes: RunningProgram, { files }: ProcessWorld): Step {
  return { processes, files, output: [], reads: [], wakeAtMs: processes.endAtMs, exit: undefined }
}

function ended(processes: RunningProgram, { files }: ProcessWorld, output: readonly ProcessOutput[], exitCode: number): Step {
  return { processes, files, output, reads: [], wakeAtMs: undefined, exit: { exitCode, signal: undefined } }
}
