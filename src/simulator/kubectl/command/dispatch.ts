// Finds the command that a line names, parses its flags and runs it; answers help and mistakes.
//
// @source github.com/spf13/cobra command.go Find, legacyArgs, findSuggestions, execute; k8s.io/kubectl pkg/util/templates/templater.go

import type { Outcome, Runtime } from '../runtime.ts'
import { andThen } from '../runtime.ts'
import type { Failure } from '../failure.ts'
import { plainError, printFailure, usageError } from '../failure.ts'
import { goQuote as quote } from '../../base/go-text.ts'
import type { ProgramCall } from '../shell/program.ts'
import type { Call, CommandSpec } from './command.ts'
import { FlagValues } from './command.ts'
import type { FlagSpec } from './flag.ts'
import { valueAlone } from './flag.ts'
import { parseFlags } from './parse-flags.ts'
import { connectionProblem } from '../commands/common-flags.ts'
import { toolsNamed } from '../tool-sets.ts'

export interface Found {
  readonly spec: CommandSpec
  /** From the root on, with names, not aliases. */
  readonly path: readonly string[]
  readonly rest: readonly string[]
}

export function findCommand(root: CommandSpec, globals: readonly FlagSpec[], words: readonly string[]): Found {
  let spec = root
  let rest = words
  const path = [root.name]
  for (;;) {
    const specs = [...globals, ...spec.flags]
    const [name] = withoutFlags(rest, specs)
    const next = name === undefined ? undefined : spec.subcommands?.find((sub) => sub.name === name || sub.aliases?.includes(name) === true)
    if (name === undefined || next === undefined) return { spec, path, rest }
    rest = withoutFirst(rest, name, specs)
    spec = next
    path.push(next.name)
  }
}

/** The words that are neither flags nor values of flags, as cobra sees them before it knows the command. */
export function withoutFlags(words: readonly string[], specs: readonly FlagSpec[]): readonly string[] {
  const kept: string[] = []
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    if (word === '--') break
    if (takesNextWord(word, specs)) index += 1
    else if (word !== '' && !word.startsWith('-')) kept.push(word)
  }
  return kept
}

function withoutFirst(words: readonly string[], name: string, specs: readonly FlagSpec[]): readonly string[] {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    if (word === '--') break
    if (takesNextWord(word, specs)) index += 1
    else if (word === name) return words.toSpliced(index, 1)
  }
  return words
}

/** Does the flag take the word behind it? One that is not known is thought to. */
export function takesNextWord(word: string, specs: readonly FlagSpec[]): boolean {
  if (word.includes('=')) return false
  if (word.startsWith('--')) {
    const spec = specs.find((candidate) => candidate.name === word.slice(2))
    return word !== '--help' && (spec === undefined || valueAlone(spec) === undefined)
  }
  if (!word.startsWith('-') || word.length !== 2) return false
  const spec = specs.find((candidate) => candidate.short === word.charAt(1))
  return word !== '-h' && (spec === undefined || valueAlone(spec) === undefined)
}

export function runCommandLine(runtime: Runtime, root: CommandSpec, globals: readonly FlagSpec[], call: ProgramCall): Outcome {
  runtime.forgetWarnings()
  const words = call.words.slice(1)
  const helps = words[0] === 'help'
  const { spec, path, rest } = findCommand(root, globals, helps ? words.slice(1) : words)
  if (spec.set !== undefined) return lack(runtime, [spec])
  const commandPath = path.join(' ')
  // A command's own flag hides a global one of the same name.
  const specs = [...spec.flags, ...globals.filter(({ name }) => !spec.flags.some((own) => own.name === name))]
  if (spec === root && !helps) {
    const [unknown] = withoutFlags(rest, specs)
    if (unknown !== undefined) return report(runtime, plainError(unknownCommand(root, unknown)))
  }
  if (helps) return showHelp(runtime, root, globals, spec, commandPath)
  if (spec.unsupported !== undefined && !asksForHelp(rest)) {
    return report(runtime, plainError(`${commandPath} is not supported in this simulated cluster: ${spec.unsupported}`))
  }
  if (spec.unsupported !== undefined) return showHelp(runtime, root, globals, spec, commandPath)
  const parsed = parseFlags(specs, rest)
  if (!parsed.ok) {
    const { advice = `See '${commandPath} --help' for usage.`, exitCode = 1 } = spec.flagMistake ?? {}
    report(runtime, plainError(`${parsed.problem}\n${advice}`))
    return exitCode
  }
  const { positional, beforeDashes, values } = parsed.value
  for (const { name, deprecated } of specs)
    if (deprecated !== undefined && values.has(name)) runtime.err(`Flag --${name} has been deprecated, ${deprecated}\n`)
  if (values.has('help') || (spec === root && positional.length === 0)) return showHelp(runtime, root, globals, spec, commandPath)
  const missing = (spec.required ?? []).filter((name) => !values.has(name))
  if (missing.length > 0) return report(runtime, plainError(`required flag(s) ${missing.map(quote).join(', ')} not set`))
  if (spec.run === undefined) {
    if (positional.length > 0) return report(runtime, usageError(commandPath, `unknown command ${quote(positional.join(' '))}`))
    const help = toolsNamed(runtime, 'reference')?.commandHelp(spec, commandPath, globals) ?? ''
    if (spec.helpsOn === 'stdout') runtime.out(help)
    else runtime.err(help)
    return 1
  }
  const use: Call = {
    runtime,
    spec,
    path: commandPath,
    args: positional,
    beforeDashes,
    flags: new FlagValues(parsed.value, specs),
    stdin: call.stdin,
    variables: call.variables,
  }
  const problem = spec.check?.(use)
  if (problem !== undefined) return report(runtime, problem)
  for (const name of values.keys()) {
    const unsupported = specs.find((candidate) => candidate.name === name)?.unsupported
    if (unsupported !== undefined)
      return report(runtime, plainError(`--${name} is not supported in this simulated cluster: ${unsupported}`))
  }
  const unreachable = spec.set === undefined && spec.offline !== true ? connectionProblem(use) : undefined
  if (unreachable !== undefined) return report(runtime, plainError(unreachable))
  return andThen(runtime, settle(runtime, spec.run(use)), (later, code) =>
    code === 0 && use.flags.bool('warnings-as-errors') ? failedByWarnings(later) : code,
  )
}

/** @source k8s.io/kubectl pkg/cmd/cmd.go NewKubectlCommand PersistentPostRunE */
function failedByWarnings(runtime: Runtime): number {
  const count = runtime.warningCount
  return count === 0 ? 0 : report(runtime, plainError(`${String(count)} warning${count === 1 ? '' : 's'} received`))
}

function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--')
  return (end < 0 ? words : words.slice(0, end)).some((word) => word === '-h' || word === '--help')
}

/** Prints a failure, now or when the command ends. */
export function settle(runtime: Runtime, outcome: Outcome | Failure | undefined): Outcome {
  if (outcome === undefined) return 0
  if (typeof outcome === 'number' || 'resume' in outcome) return outcome
  return report(runtime, outcome)
}

export function report(runtime: Runtime, failure: Failure): number {
  const { text, exitCode } = printFailure(failure)
  runtime.err(text)
  return exitCode
}

function showHelp(runtime: Runtime, root: CommandSpec, globals: readonly FlagSpec[], spec: CommandSpec, path: string): number {
  // The list of its commands says something of each.
  lack(runtime, spec.subcommands ?? [])
  const tools = toolsNamed(runtime, 'reference')
  runtime.out((spec === root ? tools?.rootHelp(root) : tools?.commandHelp(spec, path, globals)) ?? '')
  return 0
}

/** Notes which sets these commands come with, where they are not there yet. */
function lack(runtime: Runtime, specs: readonly CommandSpec[]): number {
  for (const { set } of specs) if (set !== undefined) runtime.lack(set)
  return 1
}

const MAX_DISTANCE = 2

function unknownCommand(root: CommandSpec, typed: string): string {
  const lower = typed.toLowerCase()
  const near = (root.subcommands ?? [])
    .map((command) => command.name)
    .filter((name) => levenshtein(lower, name) <= MAX_DISTANCE || name.startsWith(lower))
    .sort()
  const hint = near.length === 0 ? '' : `\n\nDid you mean this?\n${near.map((name) => `\t${name}\n`).join('')}`
  return `unknown command ${quote(typed)} for "kubectl"${hint}`
}

function levenshtein(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > MAX_DISTANCE) return MAX_DISTANCE + 1
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1
      current.push(Math.min((current[column - 1] ?? 0) + 1, (previous[column] ?? 0) + 1, (previous[column - 1] ?? 0) + same))
    }
    previous = current
  }
  return previous.at(-1) ?? 0
}
