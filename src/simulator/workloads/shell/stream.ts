// Opening, reading and writing: files, pipes, devices, and the streams of what was started from outside.
// @source open(2), read(2), write(2)
// @simplified Reading `/dev/zero` or `/dev/urandom` gives 64 KiB at a time.

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { fromContent, toText } from './byte-text.ts'
import { create, mayWrite, rewrite } from './file-changes.ts'
import type { FileError } from './file-error.ts'
import { find, locate, mountAt, nodeAt, partsOf, permits } from './file-tree.ts'
import type { Machine } from './machine.ts'
import { deliver, draw, endProcess, fileWorld, hasPipeEnd, print } from './machine.ts'
import type { Descriptor, OpenFile, Process } from './process.ts'
import { signalNumber } from './signal-names.ts'

export type OpenMode = 'read' | 'write' | 'append' | 'update'

/** Input at hand. `wait`: nothing yet, but more may come. */
export type Input = { readonly kind: 'data'; readonly data: string } | { readonly kind: 'end' } | { readonly kind: 'wait' } | FailedInput

interface FailedInput {
  readonly kind: 'failed'
  readonly error: FileError
}

const DEVICE_BYTES = 65_536
const DEVICES: Readonly<Record<string, 'null' | 'zero' | 'full' | 'random'>> = {
  null: 'null',
  zero: 'zero',
  full: 'full',
  random: 'random',
  urandom: 'random',
}

/** Opens a path for a process. */
export function open(machine: Machine, process: Process, path: string, mode: OpenMode): Result<Descriptor, FileError> {
  const own = ownDescriptor(machine, process, path)
  if (own !== undefined) return own
  const world = fileWorld(machine)
  const place = locate(world, process.directory, path, 'follow')
  if (!place.ok) return place
  const { parts } = place.value
  const device = parts.length === 2 && parts[0] === 'dev' ? DEVICES[parts[1] ?? ''] : undefined
  if (device !== undefined) return success({ kind: 'device', name: device })
  if (mode !== 'read') {
    const denied = mayWrite(world, place.value)
    if (denied !== undefined) return failure(denied)
    const truncated =
      place.value.node === undefined
        ? create(world, place.value, { kind: 'file', content: '', mode: 0o666 & ~process.umask })
        : mode === 'write'
          ? rewrite(world, place.value, '')
          : success(machine.files)
    if (!truncated.ok) return truncated
    machine.files = truncated.value
  }
  const opened = nodeAt(fileWorld(machine), parts)
  if (opened === undefined || opened.kind === 'link') return failure('ENOENT')
  if ((mode === 'read' || mode === 'update') && !permits(opened, world.who, 4)) return failure('EACCES')
  const id = machine.nextId
  machine.nextId += 1
  const writable = mode !== 'read'
  machine.openFiles.set(id, { id, parts, offset: 0, append: mode === 'append', readable: !writable || mode === 'update', writable, opened })
  if (mode === 'read') noteRead(machine, process, path, { parts, opened })
  return success({ kind: 'file', id })
}

/** What process 1 and its children read from mounted files is what lessons watch; named by the path that was asked for. */
function noteRead(
  machine: Machine,
  { session, directory }: Process,
  path: string,
  { parts, opened }: Pick<OpenFile, 'parts' | 'opened'>,
): void {
  if (session !== 1 || opened.kind !== 'file' || mountAt(machine.files, parts) === undefined) return
  const absolute = `/${partsOf(path.startsWith('/') ? path : `${directory}/${path}`).join('/')}`
  machine.reads.push({ source: toText(absolute), value: toText(fromContent(opened.content)) })
}

/** `/dev/stdout` and its like stand for what the process has open; `/proc/1/fd/1` for the container's log. */
function ownDescriptor(machine: Machine, process: Process, path: string): Result<Descriptor, FileError> | undefined {
  const named = /^\/dev\/(stdin|stdout|stderr)$/.exec(path)?.[1]
  const numbered = /^\/(?:dev|proc\/(self|[0-9]{1,9}))\/fd\/([0-9]{1,4})$/.exec(path)
  if (named === undefined && numbered === null) return path === '/dev/tty' ? failure('ENOENT') : undefined
  const index = named === undefined ? Number(numbered?.[2]) : ['stdin', 'stdout', 'stderr'].indexOf(named)
  const owner = numbered?.[1] === undefined || numbered[1] === 'self' ? process : machine.processes.get(Number(numbered[1]))
  const descriptor = owner?.descriptors[index]
  return descriptor === undefined ? failure('ENOENT') : success(descriptor)
}

/** What can be read from a descriptor now, without taking it. */
export function peekInput(machine: Machine, process: Process, index: number): Input {
  const descriptor = process.descriptors[index]
  if (descriptor === undefined) return { kind: 'failed', error: 'EBADF' }
  switch (descriptor.kind) {
    case 'session': {
      const session = machine.sessions.get(descriptor.session)
      if (session === undefined || descriptor.stream !== 'stdin') return { kind: 'end' }
      if (session.input !== '') return { kind: 'data', data: session.input }
      return session.inputEnds ? { kind: 'end' } : { kind: 'wait' }
    }
    case 'pipe': {
      if (descriptor.end === 'write') return { kind: 'failed', error: 'EBADF' }
      const content = machine.pipes.get(descriptor.id) ?? ''
      if (content !== '') return { kind: 'data', data: content }
      return hasPipeEnd(machine, descriptor.id, 'write') ? { kind: 'wait' } : { kind: 'end' }
    }
    case 'device':
      return deviceInput(machine, descriptor.name)
    case 'file': {
      const file = machine.openFiles.get(descriptor.id)
      if (file === undefined || !file.readable) return { kind: 'failed', error: 'EBADF' }
      const node = currentNode(machine, file)
      if (node.kind === 'directory') return { kind: 'failed', error: 'EISDIR' }
      const whole = fromContent(node.content)
      machine.budget -= whole.length >> 10
      const data = whole.slice(file.offset)
      return data === '' ? { kind: 'end' } : { kind: 'data', data }
    }
  }
}

function deviceInput(machine: Machine, name: 'null' | 'zero' | 'full' | 'random'): Input {
  if (name === 'null') return { kind: 'end' }
  if (name !== 'random') return { kind: 'data', data: '\0'.repeat(DEVICE_BYTES) }
  let data = ''
  for (let word = 0, bits = 0; word < DEVICE_BYTES; word += 1, bits >>>= 8) {
    if (word % 4 === 0) bits = draw(machine)
    data += String.fromCharCode(bits & 0xff)
  }
  machine.budget -= 100
  return { kind: 'data', data }
}

/** A file whose name is gone, or stands for something else now, is still read as it was. */
function currentNode(machine: Machine, { parts, opened }: OpenFile): OpenFile['opened'] {
  if (parts[0] === 'proc') return opened
  const node = nodeAt(fileWorld(machine), parts)
  return node?.kind === 'file' ? node : opened
}

/** Takes what was seen with `peekInput`, or the first part of it. */
export function takeInput(machine: Machine, process: Process, index: number, length: number): void {
  const descriptor = process.descriptors[index]
  if (descriptor?.kind === 'session') {
    const session = machine.sessions.get(descriptor.session)
    if (session !== undefined) machine.sessions.set(session.id, { ...session, input: session.input.slice(length) })
  } else if (descriptor?.kind === 'pipe') machine.pipes.set(descriptor.id, (machine.pipes.get(descriptor.id) ?? '').slice(length))
  else if (descriptor?.kind === 'file') {
    const file = machine.openFiles.get(descriptor.id)
    if (file !== undefined) machine.openFiles.set(file.id, { ...file, offset: file.offset + length })
  }
}

/** Writes for a process. A pipe that nobody reads ends it, as SIGPIPE does. @returns what is wrong, if anything */
export function write(machine: Machine, id: number, index: number, text: string): FileError | undefined {
  const process = machine.processes.get(id)
  const descriptor = process?.descriptors[index]
  if (process === undefined || process.ended !== undefined) return undefined
  if (descriptor === undefined) return 'EBADF'
  if (text === '') return undefined
  machine.budget -= Math.ceil(text.length / 1024)
  switch (descriptor.kind) {
    case 'session':
      print(machine, descriptor.session, descriptor.stream === 'stderr' ? 'stderr' : 'stdout', text)
      return undefined
    case 'device':
      return descriptor.name === 'full' ? 'ENOSPC' : undefined
    case 'pipe':
      if (descriptor.end === 'read') return 'EBADF'
      if (!hasPipeEnd(machine, descriptor.id, 'read')) {
        deliver(machine, id, 'PIPE', 'inside')
        if (id === 1) endProcess(machine, id, { exitCode: 128 + signalNumber('PIPE'), signal: signalNumber('PIPE') })
      } else machine.pipes.set(descriptor.id, (machine.pipes.get(descriptor.id) ?? '') + text)
      return undefined
    case 'file':
      return writeFile(machine, descriptor.id, text)
  }
}

function writeFile(machine: Machine, id: number, text: string): FileError | undefined {
  const file = machine.openFiles.get(id)
  if (file === undefined || !file.writable) return 'EBADF'
  const world = fileWorld(machine)
  const node = nodeAt(world, file.parts)
  // Written into a file that has no name any more: nobody will see it.
  if (node?.kind !== 'file') return undefined
  const old = fromContent(node.content)
  const at = file.append ? old.length : file.offset
  const content = old.slice(0, at) + '\0'.repeat(Math.max(0, at - old.length)) + text + old.slice(at + text.length)
  machine.budget -= content.length >> 8
  const changed = rewrite(world, { parts: file.parts, node }, content)
  if (!changed.ok) return changed.problem
  machine.files = changed.value
  machine.openFiles.set(id, { ...file, offset: at + text.length })
  return undefined
}

/** The whole content of a file, as byte text. */
export function readFile(machine: Machine, process: Process, path: string): Result<string, FileError> {
  const opened = open(machine, process, path, 'read')
  if (!opened.ok) return opened
  const probe = { ...process, descriptors: [opened.value] }
  const input = peekInput(machine, probe, 0)
  if (input.kind === 'failed') return failure(input.error)
  if (input.kind === 'data') takeInput(machine, probe, 0, input.data.length)
  return success(input.kind === 'data' ? input.data : '')
}

/** Whether a path leads to a file or directory that can be found. */
export function exists(machine: Machine, process: Process, path: string): boolean {
  return find(fileWorld(machine), process.directory, path).ok
}
