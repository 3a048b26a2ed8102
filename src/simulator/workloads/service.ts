// A program that serves: it reads its configuration when it reads it, says what it uses, and goes on until it is told to end.

import type { ContainerIdentity, ProcessOutput, ProcessRead, ProcessWorld } from '../api/container-runtime.ts'
import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import { decodeUtf8Loosely } from '../base/utf8.ts'
import type { Reading, ServiceProgram } from './image-library.ts'
import { readingTime } from './image-library.ts'
import { openFile } from './file-at.ts'
import { errorText } from './shell/file-error.ts'

export interface Service {
  readonly program: ServiceProgram
  /** Values in use, by variable name or path. */
  readonly values: Readonly<Record<string, string>>
  /** When it ends, once it was told to. */
  readonly endAtMs: SimTimeMs | undefined
}

export interface ServiceStep {
  readonly service: Service
  readonly output: readonly ProcessOutput[]
  readonly reads: readonly ProcessRead[]
  readonly exitCode: number | undefined
}

export type Occasion = 'start' | 'hangup' | 'request' | 'change'

/** @returns the program as its command line asks for it; the problem is what it prints before it ends with code 2 */
export function withOptions(program: ServiceProgram, words: readonly string[]): Result<ServiceProgram, string> {
  if (!program.takesOptions) return success(program)
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
    // `--when` holds for the reading before it.
    else if (last === undefined || when === undefined) return failure('--when start|hangup|request|change follows --env or --file')
    else readings[readings.length - 1] = { ...last, when }
  }
  return success({ ...program, readings, refuses })
}

/** Reads what is read on this occasion, and says what is new. */
export function read(service: Service, identity: ContainerIdentity, world: ProcessWorld, occasion: Occasion): ServiceStep {
  const values: Record<string, string> = { ...service.values }
  const reads: ProcessRead[] = []
  const output: ProcessOutput[] = []
  let exitCode: number | undefined
  for (const { source, when } of service.program.readings) {
    if (occasion !== 'start' && when !== occasion) continue
    const name = 'variable' in source ? source.variable : source.file
    const found = 'variable' in source ? variable(identity, name) : textAt(world, name, identity)
    const how = occasion === 'start' ? 'start' : occasion === 'request' ? 'request' : 'reload'
    if (!found.ok) {
      if (values[name] === undefined && occasion !== 'start') continue
      output.push({ stream: 'stderr', text: `${found.problem}\n` })
      if (occasion === 'start') exitCode = 1
      continue
    }
    const { value } = found
    if (occasion !== 'start' && values[name] === value) continue
    values[name] = value
    reads.push({ source: name, value, how })
    output.push({ stream: 'stdout', text: `${occasion === 'start' ? 'using' : 'now using'} ${name}=${value.replace(/\n$/, '')}\n` })
    if (service.program.refuses.includes(value.trim())) {
      output.push({ stream: 'stderr', text: `cannot work with ${name}=${value.trim()}\n` })
      exitCode = 1
    }
  }
  return { service: { ...service, values }, output, reads, exitCode }
}

/** What a signal does to it; signals without a meaning are not heard, as process 1 hears none without a handler. */
export function hear(service: Service, identity: ContainerIdentity, world: ProcessWorld, signal: string): ServiceStep {
  const unmoved = { service, output: [], reads: [], exitCode: undefined }
  if (signal === 'HUP') return read(service, identity, world, 'hangup')
  const afterMs = service.program.endsAfterMs
  if ((signal !== 'TERM' && signal !== 'INT') || afterMs === undefined) return unmoved
  return afterMs === 0 ? { ...unmoved, exitCode: 0 } : { ...unmoved, service: { ...service, endAtMs: world.nowMs + afterMs } }
}

function variable({ environment }: ContainerIdentity, name: string): Result<string, string> {
  const found = environment.find(([key]) => key === name)
  return found === undefined ? failure(`${name} is not set`) : success(found[1])
}

function textAt(world: ProcessWorld, path: string, who: ContainerIdentity): Result<string, string> {
  const opened = openFile(world.files, path, who)
  if (!opened.ok) return failure(`cannot read ${path}: ${errorText(opened.problem)}`)
  const { content } = opened.value
  return success(typeof content === 'string' ? content : decodeUtf8Loosely(content))
}
