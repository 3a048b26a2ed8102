// One simple command: expands it, then runs a function, a builtin, or a program.
// @source busybox shell/ash.c evalcommand

import { applyForeground } from './foreground-program.ts'
import type { Builtin } from './builtins/builtin.ts'
import { builtinNamed } from './builtins/index.ts'
import { substitute } from './children.ts'
import { createExpansion, expandText, expandWords, lastStatus } from './expansion.ts'
import type { Frame, SavedVariable } from './frame.ts'
import { checkFailure, exitShell, failShell, undo } from './leaving.ts'
import type { Redirect } from './redirecting.ts'
import { expandRedirections, redirect } from './redirecting.ts'
import { write } from './stream.ts'
import type { Command } from './syntax.ts'
import type { Turn } from './turn.ts'
import { pop, processOf, push, replaceTop, setShell, setStatus, shellOf } from './turn.ts'
import type { Variables } from './process.ts'
import { assign, valueOf } from './variables.ts'

interface Prepared {
  readonly words: readonly string[]
  readonly redirects: readonly Redirect[]
  readonly assigned: readonly (readonly [name: string, value: string])[]
  readonly substitutionStatus: number | undefined
}

export function stepSimple(turn: Turn, frame: Extract<Frame, { kind: 'simple' }>): void {
  setShell(turn, { line: frame.command.line })
  const prepared = prepare(turn, frame)
  if (prepared === undefined) return
  pop(turn)
  trace(turn, prepared)
  const [name] = prepared.words
  if (name === undefined) assignOnly(turn, prepared)
  else run(turn, name, prepared)
}

/** Everything expanded; undefined when a substitution runs first or something is wrong. */
function prepare(turn: Turn, { command, results }: Extract<Frame, { kind: 'simple' }>): Prepared | undefined {
  const expansion = createExpansion(turn.machine, processOf(turn), shellOf(turn), results)
  const words = expandWords(expansion, command.words)
  const redirects = expandRedirections(expansion, command.redirections)
  const { variables } = expansion
  const assigned = command.assignments.map(({ name, value }) => {
    const text = expandText(expansion, value)
    // Later assignments of the same command see earlier ones.
    const changed = assign(expansion.variables, name, text)
    if (changed === undefined) expansion.problem ??= `${name}: is read only`
    else expansion.variables = changed
    return [name, text] as const
  })
  if (expansion.problem !== undefined) failShell(turn, expansion.problem)
  else if (expansion.needs !== undefined) substitute(turn, expansion.needs.body)
  else {
    setShell(turn, { variables })
    return { words, redirects, assigned, substitutionStatus: lastStatus(expansion) }
  }
  return undefined
}

/** `set -x` */
function trace(turn: Turn, { words, assigned }: Prepared): void {
  const { options, variables } = shellOf(turn)
  if (!options.includes('x')) return
  const quote = (text: string): string => (/^[A-Za-z0-9_./:=%@,+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)
  const shown = [...assigned.map(([name, value]) => `${name}=${value === '' ? '' : quote(value)}`), ...words.map(quote)]
  write(turn.machine, turn.id, 2, `${valueOf(variables, 'PS4') ?? ''}${shown.join(' ')}\n`)
}

function assignOnly(turn: Turn, { redirects, assigned, substitutionStatus }: Prepared): void {
  const { descriptors } = processOf(turn)
  const done = redirect(turn, redirects)
  undo(turn, { kind: 'restore', descriptors, variables: [] })
  setShell(turn, { variables: withAll(shellOf(turn).variables, assigned, shellOf(turn).options.includes('a')) })
  setStatus(turn, done ? (substitutionStatus ?? 0) : 1)
  checkFailure(turn)
}

function withAll(variables: Variables, assigned: Prepared['assigned'], exported: boolean): Variables {
  let result = variables
  for (const [name, value] of assigned) result = assign(result, name, value, exported) ?? result
  return result
}

function run(turn: Turn, name: string, prepared: Prepared): void {
  const body = shellOf(turn).functions.get(name)
  const builtin = builtinNamed(name)
  if (builtin?.isSpecial === true || (body === undefined && builtin !== undefined)) runBuiltin(turn, name, builtin, prepared)
  else if (body !== undefined) runFunction(turn, body, prepared)
  else applyForeground(turn, prepared.words, prepared.assigned, prepared.redirects)
}

function savedVariables(turn: Turn, assigned: Prepared['assigned']): readonly SavedVariable[] {
  const { variables } = shellOf(turn)
  return assigned.map(([name]) => ({ name, variable: variables.get(name) }))
}

/** Redirections and assignments that last as long as what is run. @returns whether it may run */
function surround(turn: Turn, { redirects, assigned }: Prepared, keepsVariables: boolean, keepsDescriptors: boolean): boolean {
  const { descriptors } = processOf(turn)
  const variables = keepsVariables ? [] : savedVariables(turn, assigned)
  const needed = redirects.length > 0 || variables.length > 0
  if (needed) push(turn, { kind: 'restore', descriptors, variables })
  setShell(turn, { variables: withAll(shellOf(turn).variables, assigned, !keepsVariables) })
  if (!redirect(turn, redirects)) {
    if (needed) undo(turn, pop(turn))
    return false
  }
  if (needed && keepsDescriptors) replaceTop(turn, { kind: 'restore', descriptors: processOf(turn).descriptors, variables })
  return true
}

function runBuiltin(turn: Turn, name: string, builtin: Builtin, prepared: Prepared): void {
  const { words } = prepared
  const keepsDescriptors = name === 'exec'
  if (!surround(turn, prepared, builtin.isSpecial, keepsDescriptors)) {
    setStatus(turn, 1)
    if (builtin.isSpecial && !shellOf(turn).interactive) exitShell(turn, 1)
    else checkFailure(turn)
    return
  }
  const outcome = builtin.run(turn, words.slice(1), name)
  if (outcome === undefined) return
  if (typeof outcome === 'number') {
    setStatus(turn, outcome)
    if (outcome !== 0) checkFailure(turn)
    return
  }
  failBuiltin(turn, name, builtin, outcome)
}

/** An error in a special builtin ends a script; any other is a status of 2. */
function failBuiltin(
  turn: Turn,
  name: string,
  builtin: Builtin,
  { problem, status = 2 }: { readonly problem: string; readonly status?: number },
): void {
  if (builtin.isSpecial) {
    failShell(turn, problem, name, status)
    return
  }
  const { line, zero, interactive } = shellOf(turn)
  write(turn.machine, turn.id, 2, `${zero}: ${name === zero ? '' : `${name}: `}${interactive ? '' : `line ${String(line)}: `}${problem}\n`)
  setStatus(turn, status)
  checkFailure(turn)
}

function runFunction(turn: Turn, body: Command, prepared: Prepared): void {
  if (!surround(turn, prepared, false, false)) {
    setStatus(turn, 1)
    checkFailure(turn)
    return
  }
  const { parameters } = shellOf(turn)
  push(turn, { kind: 'function', parameters, locals: [] }, { kind: 'run', command: body })
  setShell(turn, { parameters: prepared.words.slice(1) })
}
