// Finds a program by its name, and puts it into a process: an applet of busybox, a shell, or a script with its interpreter.
// @source execve(2); busybox shell/ash.c find_command tryexec

import type { FileNode } from '../../api/file-system.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { PersistentMap } from '../../base/persistent-map.ts'
import { fromContent } from './byte-text.ts'
import type { FileError } from './file-error.ts'
import { errorText } from './file-error.ts'
import { find, permits } from './file-tree.ts'
import type { Machine } from './machine.ts'
import { endProcess, fileWorld, update } from './machine.ts'
import type { EnvironmentList, Process, Shell } from './process.ts'
import { readFile, write } from './stream.ts'
import { emptyShell } from './turn.ts'
import { assign, mark, valueOf, variablesFrom } from './variables.ts'

/** What the busybox program begins with; the name under which it is called says which applet it is. */
export const BUSYBOX_MARK = '\x7fELF\x02\x01\x01 BusyBox v1.36.1 multi-call binary\n'

export interface FoundProgram {
  readonly path: string
  readonly node: FileNode
}

/** Looks a program up, in PATH unless its name has a slash. */
export function findProgram(machine: Machine, process: Process, name: string, path: string): Result<FoundProgram, FileError> {
  if (name.includes('/')) return executableAt(machine, process, name)
  let problem: FileError = 'ENOENT'
  for (const directory of path.split(':')) {
    const found = executableAt(machine, process, `${directory === '' ? '.' : directory}/${name}`)
    if (found.ok) return found
    if (found.problem !== 'ENOENT' && found.problem !== 'ENOTDIR') problem = found.problem
  }
  return failure(problem)
}

function executableAt(machine: Machine, process: Process, path: string): Result<FoundProgram, FileError> {
  const world = fileWorld(machine)
  const found = find(world, process.directory, path)
  if (!found.ok) return found
  const { node } = found.value
  if (node.kind !== 'file' || !permits(node, world.who, 1)) return failure('EACCES')
  return success({ path, node })
}

/** Replaces what runs in a process. */
export function execute(
  machine: Machine,
  id: number,
  words: readonly string[],
  environment: EnvironmentList,
  program: FoundProgram,
  depth = 0,
): void {
  const content = fromContent(program.node.content)
  const process = machine.processes.get(id)
  if (process === undefined) return
  if (content.startsWith(BUSYBOX_MARK)) {
    executeApplet(machine, id, words, environment)
    return
  }
  const { interpreter, argument } = firstLine(content)
  if (interpreter === undefined) {
    // Not a program: the shell reads it as a script.
    executeApplet(machine, id, ['sh', program.path, ...words.slice(1)], environment)
    return
  }
  const found = executableAt(machine, process, interpreter)
  if (!found.ok || depth > 4) {
    write(machine, id, 2, `sh: ${words[0] ?? ''}: ${found.ok ? 'Too many levels of symbolic links' : notFoundText(found.problem)}\n`)
    endProcess(machine, id, { exitCode: 127, signal: undefined })
    return
  }
  const given = argument === undefined || argument === '' ? [] : [argument]
  execute(machine, id, [interpreter, ...given, program.path, ...words.slice(1)], environment, found.value, depth + 1)
}

/** `#!/bin/sh -e` */
function firstLine(content: string): { readonly interpreter: string | undefined; readonly argument: string | undefined } {
  const [, interpreter, argument] = /^#![ \t]*([^ \t\n]+)(?:[ \t]+([^\n]*?))?[ \t]*(?=\n|$)/.exec(content.slice(0, 512)) ?? []
  return { interpreter, argument }
}

const NEVER_RAN = 255

/**
 * What a container begins with: no shell stands by that would read a file as a script.
 *
 * @source opencontainers/runc libcontainer/init_linux.go Init
 */
export function executeFirst(
  machine: Machine,
  id: number,
  words: readonly string[],
  environment: EnvironmentList,
  program: FoundProgram,
): void {
  const problem = kernelProblem(machine, id, fromContent(program.node.content))
  if (problem === undefined) {
    execute(machine, id, words, environment, program)
    return
  }
  write(machine, id, 2, `exec ${program.path}: ${problem}\n`)
  endProcess(machine, id, { exitCode: NEVER_RAN, signal: undefined })
}

function kernelProblem(machine: Machine, id: number, content: string): string | undefined {
  const process = machine.processes.get(id)
  if (process === undefined || content.startsWith(BUSYBOX_MARK)) return undefined
  const { interpreter } = firstLine(content)
  if (interpreter === undefined) return 'exec format error'
  const found = executableAt(machine, process, interpreter)
  return found.ok ? undefined : errorText(found.problem).toLowerCase()
}

export function notFoundText(error: FileError): string {
  return error === 'ENOENT' || error === 'ENOTDIR' ? 'not found' : errorText(error)
}

function executeApplet(machine: Machine, id: number, words: readonly string[], environment: EnvironmentList): void {
  const base = (words[0] ?? '').replace(/^.*\//, '')
  const own = base === 'busybox' && words.length > 1 ? words.slice(1) : words
  const name = (own[0] ?? '').replace(/^.*\//, '').replace(/^-/, '')
  const isShell = name === 'sh' || name === 'ash'
  update(machine, id, {
    words: own,
    environment,
    waiting: undefined,
    program: isShell ? { kind: 'shell', shell: emptyShell() } : { kind: 'applet', memory: undefined },
  })
  if (isShell) beginShell(machine, id, own, environment)
}

interface ShellOptions {
  readonly letters: string
  readonly command: boolean
  readonly rest: readonly string[]
  readonly wrong: string | undefined
}

function shellOptions(words: readonly string[]): ShellOptions {
  let letters = ''
  let command = false
  let index = 0
  for (; index < words.length; index += 1) {
    const word = words[index] ?? ''
    if (word === '--') {
      index += 1
      break
    }
    if (!/^[-+]./.test(word)) break
    for (const letter of word.slice(1)) {
      if (letter === 'c') command = true
      else if (letter === 'o') {
        index += 1
        letters += LONG_OPTIONS[words[index] ?? ''] ?? ''
      } else if ('efIimnsxvabulC'.includes(letter)) letters += letter
      else return { letters, command, rest: [], wrong: `illegal option ${word.charAt(0)}${letter}` }
    }
  }
  return { letters, command, rest: words.slice(index), wrong: undefined }
}

/** `set -o NAME` by letter; `p` is this model's own for pipefail. */
export const LONG_OPTIONS: Readonly<Record<string, string>> = {
  errexit: 'e',
  noglob: 'f',
  nounset: 'u',
  xtrace: 'x',
  verbose: 'v',
  noexec: 'n',
  noclobber: 'C',
  allexport: 'a',
  notify: 'b',
  ignoreeof: 'I',
  interactive: 'i',
  monitor: 'm',
  pipefail: 'p',
}

/** A shell that was started by name, with its arguments. @source busybox shell/ash.c procargs init */
function beginShell(machine: Machine, id: number, words: readonly string[], environment: EnvironmentList): void {
  const process = machine.processes.get(id)
  if (process === undefined) return
  const { letters, command, rest, wrong } = shellOptions(words.slice(1))
  const zero = words[0] ?? 'sh'
  const refuse = (message: string, exitCode: number): void => {
    write(machine, id, 2, `${zero}: ${message}\n`)
    endProcess(machine, id, { exitCode, signal: undefined })
  }
  if (wrong !== undefined) {
    refuse(wrong, 2)
    return
  }
  let variables = variablesFrom(environment)
  const level = Number(valueOf(variables, 'SHLVL') ?? '0')
  variables = assign(variables, 'SHLVL', String(Number.isInteger(level) ? level + 1 : 1), true) ?? variables
  if (valueOf(variables, 'HOSTNAME') === undefined) variables = assign(variables, 'HOSTNAME', machine.view.identity.hostname) ?? variables
  variables = assign(variables, 'PWD', process.directory, true) ?? variables
  variables = mark(variables, 'PWD', { exported: true })
  const shell: Shell = { ...emptyShell(), zero, variables, options: letters, ownId: id, functions: PersistentMap.empty() }
  const [first, ...more] = rest
  if (command) {
    if (first === undefined) {
      refuse('-c requires an argument', 2)
      return
    }
    const [name, ...parameters] = more
    const source = { kind: 'source', text: first, position: 0, line: 0, origin: 'script' } as const
    setProgram(machine, id, { ...shell, zero: name ?? zero, parameters, frames: [source] })
    return
  }
  if (first === undefined || letters.includes('s')) {
    const terminal = machine.sessions.get(process.session)?.terminal === true && process.descriptors[0]?.kind === 'session'
    const frames = [{ kind: 'dialogue', text: '', line: 1, prompted: false }] as const
    const interactive = letters.includes('i') || terminal
    setProgram(machine, id, { ...shell, parameters: rest, frames, interactive, options: interactive ? `${letters}i` : letters, line: 1 })
    return
  }
  const script = readFile(machine, process, first)
  if (!script.ok) {
    refuse(`can't open '${first}': ${errorText(script.problem)}`, 127)
    return
  }
  const source = { kind: 'source', text: script.value, position: 0, line: 1, origin: 'script' } as const
  setProgram(machine, id, { ...shell, zero: first, parameters: more, frames: [source], namesLines: true })
}

function setProgram(machine: Machine, id: number, shell: Shell): void {
  update(machine, id, { program: { kind: 'shell', shell } })
}
