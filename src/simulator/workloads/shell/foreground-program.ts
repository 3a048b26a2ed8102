// Runs a program that is no builtin, and waits for it; the last command of a script takes the place of the shell.
// @source busybox shell/ash.c evalcommand shellexec

import { checkFailure } from './leaving.ts'
import { endProcess, update } from './machine.ts'
import { fork, ignoredSignals } from './forking.ts'
import type { EnvironmentList, Process, Shell } from './process.ts'
import { execute, findProgram, notFoundText } from './program-start.ts'
import type { Redirect } from './redirecting.ts'
import { redirect } from './redirecting.ts'
import type { Turn } from './turn.ts'
import { emptyShell, processOf, push, say, setStatus, shellOf } from './turn.ts'
import { assign, DEFAULT_PATH, environmentFrom, valueOf } from './variables.ts'

type Assigned = readonly (readonly [name: string, value: string])[]

/** The most bytes that arguments and environment may have together. @source execve(2) Limits on size of arguments and environment */
const MOST_ARGUMENT_BYTES = 2 * 1024 * 1024

export function applyForeground(turn: Turn, words: readonly string[], assigned: Assigned, redirects: readonly Redirect[]): void {
  const { machine, id } = turn
  const { descriptors } = processOf(turn)
  const done = redirect(turn, redirects)
  const redirected = processOf(turn).descriptors
  if (done && mayReplace(shellOf(turn))) {
    replaceShell(turn, words, assigned)
    return
  }
  if (!done) {
    update(machine, id, { descriptors })
    setStatus(turn, 1)
    checkFailure(turn)
    return
  }
  const child = startable(turn, words, assigned) ? forkProgram(turn, words, assigned, redirected) : undefined
  update(machine, id, { descriptors })
  if (child === undefined) checkFailure(turn)
  else push(turn, { kind: 'foreground', children: [child], statuses: [undefined] })
}

/** Nothing is left to do, and no trap could be wanted. */
function mayReplace({ frames, traps, interactive }: Shell): boolean {
  return frames.length === 0 && traps.size === 0 && !interactive
}

function environmentWith(turn: Turn, assigned: Assigned): { readonly environment: EnvironmentList; readonly path: string } {
  let { variables } = shellOf(turn)
  for (const [name, value] of assigned) variables = assign(variables, name, value, true) ?? variables
  return { environment: environmentFrom(variables), path: valueOf(variables, 'PATH') ?? DEFAULT_PATH }
}

/** Says why not, and sets the status. A name with a slash is tried by the child, so there is a child even then. */
function startable(turn: Turn, words: readonly string[], assigned: Assigned): boolean {
  const [name = ''] = words
  const { environment, path } = environmentWith(turn, assigned)
  const found = findProgram(turn.machine, processOf(turn), name, path)
  if (!found.ok) {
    say(turn, `${name}: ${notFoundText(found.problem)}`, undefined)
    setStatus(turn, notFoundText(found.problem) === 'not found' ? 127 : 126)
    return false
  }
  const size = [...words, ...environment.flat()].reduce((sum, text) => sum + text.length + 1, 0)
  if (size <= MOST_ARGUMENT_BYTES) return true
  say(turn, `${name}: Argument list too long`, undefined)
  setStatus(turn, 126)
  return false
}

function forkProgram(turn: Turn, words: readonly string[], assigned: Assigned, descriptors: Process['descriptors']): number | undefined {
  const { environment, path } = environmentWith(turn, assigned)
  const found = findProgram(turn.machine, processOf(turn), words[0] ?? '', path)
  const child = fork(turn, { program: { kind: 'applet', memory: undefined }, descriptors })
  if (child === undefined) setStatus(turn, 2)
  else if (found.ok) execute(turn.machine, child, words, environment, found.value)
  return child
}

/** `exec`: the program takes the shell's place. */
export function replaceShell(turn: Turn, words: readonly string[], assigned: Assigned): void {
  const { machine, id } = turn
  const { environment, path } = environmentWith(turn, assigned)
  const found = findProgram(machine, processOf(turn), words[0] ?? '', path)
  if (!startable(turn, words, assigned) || !found.ok) {
    endProcess(machine, id, { exitCode: shellOf(turn).status, signal: undefined })
    return
  }
  const ignored = [...new Set([...processOf(turn).ignored, ...ignoredSignals(shellOf(turn))])]
  update(machine, id, { ignored, program: { kind: 'shell', shell: emptyShell() } })
  execute(machine, id, words, environment, found.value)
}
