// Programs that listen: httpd, which answers with files, and nc -l; and what others in the same container get from them.
// @source busybox networking/httpd.c
// @simplified httpd answers GET alone, has no configuration file and runs nothing; `nc -l` takes connections and nothing of what is sent.

import { failure, success } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import { find } from '../shell/file-tree.ts'
import type { Machine } from '../shell/machine.ts'
import { addProcess, fileWorld, livingProcesses } from '../shell/machine.ts'
import type { AppletMemory, Process } from '../shell/process.ts'
import { readFile } from '../shell/stream.ts'
import type { Applet, AppletCall } from './applet.ts'
import { NO_MEMORY } from './applet.ts'
import { commandLine } from './command-line.ts'

const OPTIONS = 'fivp:h:c:u:r:'
const DEFAULT_PORT = 80
/** What a program that listens remembers: that it does, at which port, and what it serves. */
const LISTENS = 1

export const httpd: Applet = (call) => {
  if (call.memory?.number === LISTENS) return goesOn(call.memory)
  const line = commandLine(call, OPTIONS)
  if (line === undefined) return 1
  const home = line.value('h') ?? '.'
  const found = find(call.world, call.process.directory, home)
  if (!found.ok || found.value.node.kind !== 'directory')
    return call.complain(`can't change directory to '${home}': No such file or directory`)
  const port = Number(line.value('p')?.split(':').at(-1) ?? DEFAULT_PORT)
  const listening = listen(call, port, [`/${found.value.parts.join('/')}`])
  if (line.has('f') || typeof listening === 'number') return listening
  // It goes on behind, and belongs to nobody.
  const { memory } = listening
  addProcess(call.machine, {
    ...call.process,
    parent: 1,
    session: 0,
    descriptors: [],
    program: { kind: 'applet', memory },
    waiting: FOR_EVER,
  })
  return 0
}

const FOR_EVER = { kind: 'forever' } as const

interface Listening {
  readonly kind: 'wait'
  readonly waiting: typeof FOR_EVER
  readonly memory: AppletMemory
}

function goesOn(memory: AppletMemory): Listening {
  return { kind: 'wait', waiting: FOR_EVER, memory }
}

/** @param names  The directory whose files it answers with, if any. */
export function listen(call: AppletCall, port: number, names: readonly string[]): Listening | number {
  if (call.memory?.number === LISTENS) return goesOn(call.memory)
  if (listenerAt(call.machine, port) !== undefined) return call.complain('bind: Address already in use')
  return goesOn({ ...NO_MEMORY, number: LISTENS, text: String(port), names })
}

export function listenerAt(machine: Machine, port: number): Process | undefined {
  return livingProcesses(machine).find(({ program }) => memoryOf(program)?.text === String(port))
}

function memoryOf(program: Process['program']): AppletMemory | undefined {
  return program.kind === 'applet' && program.memory?.number === LISTENS ? program.memory : undefined
}

/** @returns the text of a page, or the status of the answer where there is none */
export function pageAt(machine: Machine, server: Process, path: string): Result<string, 404> {
  const home = memoryOf(server.program)?.names[0]
  if (home === undefined) return failure(404)
  const file = `${home}/${path.replace(/[?#].*$/, '')}`
  const found = find(fileWorld(machine), '/', file)
  const isDirectory = found.ok && found.value.node.kind === 'directory'
  const read = readFile(machine, server, isDirectory ? `${file}/index.html` : file)
  return read.ok ? success(read.value) : failure(404)
}
