// Runs the tree of a line: joins commands by pipes, finds their programs. Programs are looked up in a table.

import { pathKind } from '../files.ts'
import type { Outcome, Runtime } from '../runtime.ts'
import { andThen } from '../runtime.ts'
import { toolsNamed } from '../tool-sets.ts'
import { assign, expandText, expandWords } from './expansion.ts'
import type { FindProgram, ProgramCall } from './program.ts'
import { redirect } from './redirecting.ts'
import type { Command, ListItem, Script, SimpleCommand } from './tree.ts'

const NOT_PERMITTED = 126
const NOT_FOUND = 127

export function runScript(runtime: Runtime, script: Script, find: FindProgram, stdin: string): Outcome {
  return runFrom(runtime, script, 0, 0, find, stdin)
}

function runFrom(runtime: Runtime, script: Script, start: number, exitCode: number, find: FindProgram, stdin: string): Outcome {
  let last = exitCode
  for (let index = start; index < script.length && runtime.leaving === undefined; index += 1) {
    const item = script[index]
    if (item === undefined || (item.after === 'success' && last !== 0) || (item.after === 'failure' && last === 0)) continue
    const settle = (current: Runtime, code: number): number => {
      const result = item.negated ? (code === 0 ? 1 : 0) : code
      current.session = { ...current.session, lastExitCode: result }
      const stops = result !== 0 && !item.negated && (script[index + 1]?.after ?? 'always') === 'always'
      if (stops && current.session.options.has('errexit') && !current.session.running.isTested && current.leaving === undefined)
        current.leaving = { kind: 'exit', levels: 1 }
      return result
    }
    const outcome = runPipeline(runtime, item, 0, stdin, find)
    if (typeof outcome !== 'number') {
      return andThen(runtime, outcome, (later, code) => runFrom(later, script, index + 1, settle(later, code), find, stdin))
    }
    last = settle(runtime, outcome)
  }
  return last
}

function runPipeline(runtime: Runtime, item: ListItem, index: number, given: string, find: FindProgram): Outcome {
  const command = item.pipeline[index]
  if (command === undefined) return 0
  // The first command reads what stands around it.
  const stdin = index === 0 && given === '' ? (runtime.session.running.input ?? '') : given
  // All commands of a pipe start together: what is missing is said before the first of them prints.
  if (index === 0) for (const later of item.pipeline.slice(1)) sayIfAbsent(runtime, plainName(later), find)
  if (index === item.pipeline.length - 1) return runCommand(runtime, command, stdin, find, index > 0)
  runtime.startCapture('stdout')
  return andThen(runtime, runCommand(runtime, command, stdin, find, index > 0), (current, code) => {
    const piped = current.endCapture()
    const rest = runPipeline(current, item, index + 1, piped, find)
    if (code === 0 || !current.session.options.has('pipefail')) return rest
    return andThen(current, rest, (_, last) => (last === 0 ? code : last))
  })
}

/** The name of a command's program, where nothing has to be expanded for it. */
function plainName(command: Command): string | undefined {
  const [first] = command.kind === 'simple' ? command.words : []
  const [part, ...more] = first ?? []
  return part?.kind === 'text' && more.length === 0 ? part.text : undefined
}

function sayIfAbsent(runtime: Runtime, name: string | undefined, find: FindProgram): void {
  const { aliases, functions } = runtime.session
  if (name === undefined || aliases.has(name) || functions.has(name) || find(runtime, name) !== undefined) return
  runtime.err(notFoundText(runtime, name))
}

function notFoundText(runtime: Runtime, name: string): string {
  // Where a set is missing the program may be in it.
  const hint = runtime.lacks.length > 0 ? undefined : toolsNamed(runtime, 'scripts')?.insteadOf(name)
  const isPath = name.includes('/')
  const text = `bash: ${name}: ${isPath ? 'No such file or directory' : 'command not found'}\n`
  return hint === undefined ? text : `${text}(${name} is not part of this terminal: ${hint})\n`
}

/** @param isChecked  It reads from a pipe, and that there is no such program was said already. */
export function runCommand(runtime: Runtime, command: Command, stdin: string, find: FindProgram, isChecked: boolean): Outcome {
  if (command.kind === 'simple') return runSimple(runtime, command, stdin, find, isChecked)
  return redirect(
    runtime,
    command.redirections,
    0,
    stdin,
    find,
    (ready, input) =>
      toolsNamed(ready, 'scripts')?.runCompound(
        ready,
        command,
        isChecked || input !== (ready.session.running.input ?? '') ? input : undefined,
        find,
      ) ?? 1,
  )
}

function runSimple(runtime: Runtime, command: SimpleCommand, stdin: string, find: FindProgram, isChecked: boolean): Outcome {
  return expandWords(runtime, command.words, find, (withWords, words) =>
    expandAssignments(withWords, command.assignments, find, (current, assigned) =>
      redirect(current, command.redirections, 0, stdin, find, (ready, input) => {
        if (ready.leaving !== undefined) return 1
        if (ready.session.options.has('xtrace')) toolsNamed(ready, 'scripts')?.trace(ready, words, assigned)
        if (words.length === 0) {
          assign(ready, assigned)
          return 0
        }
        const variables = new Map([...ready.session.variables, ...assigned])
        const name = plainName(command)
        const isSaid = isChecked && name !== undefined && !ready.session.aliases.has(name)
        return runProgram(ready, { words: withAlias(ready, name, words), stdin: input, variables }, find, isSaid)
      }),
    ),
  )
}

/** An alias stands for the words it was given, once. */
function withAlias({ session }: Runtime, name: string | undefined, [first = '', ...rest]: readonly string[]): readonly string[] {
  const meaning = name === undefined ? undefined : session.aliases.get(name)
  if (meaning === undefined) return [first, ...rest]
  return [...meaning.split(/\s+/).filter((word) => word !== ''), ...rest]
}

/** @param isSaid  That there is no such program was said already. */
export function runProgram(runtime: Runtime, call: ProgramCall, find: FindProgram, isSaid = false): Outcome {
  const [name = ''] = call.words
  const own = runtime.session.functions.get(name)
  if (own !== undefined) return toolsNamed(runtime, 'scripts')?.callFunction(runtime, own, call.words, call.stdin, find) ?? 1
  const program = find(runtime, name)
  if (program !== undefined) return program(runtime, call)
  const kind = name.includes('/') ? pathKind(runtime.session, name) : 'missing'
  if (kind !== 'missing') {
    runtime.err(`bash: ${name}: ${kind === 'file' ? 'Permission denied' : 'Is a directory'}\n`)
    return NOT_PERMITTED
  }
  if (!isSaid) runtime.err(notFoundText(runtime, name))
  return NOT_FOUND
}

function expandAssignments(
  runtime: Runtime,
  assignments: SimpleCommand['assignments'],
  find: FindProgram,
  next: (runtime: Runtime, values: ReadonlyMap<string, string>) => Outcome,
): Outcome {
  const step = (current: Runtime, index: number, values: ReadonlyMap<string, string>): Outcome => {
    const assignment = assignments[index]
    if (assignment === undefined) return next(current, values)
    if (assignment.items !== undefined || assignment.index !== undefined || assignment.appends)
      return toolsNamed(current, 'scripts')?.assignPart(current, assignment, find, (later) => step(later, index + 1, values)) ?? 1
    return expandText(current, assignment.value, find, (later, text) => step(later, index + 1, new Map(values).set(assignment.name, text)))
  }
  return step(runtime, 0, new Map())
}
