// What the sets of a toolbox hold, and how a command gets at them. The sets themselves are in tools/, each a module of its own.

import type { FieldValidation, PatchType } from '../api/client.ts'
import type { ApiObject } from '../api/objects.ts'
import type { PodTemplateSpec } from '../api/fields/pod.ts'
import type { StructTable } from '../api/fields/field-table.ts'
import type { JsonObject, JsonValue } from '../base/json.ts'
import type { Result } from '../base/result.ts'
import type { Part } from '../base/parts.ts'
import type { Call, CommandOutcome, CommandSpec } from './command/command.ts'
import type { Applying, Refused } from './commands/apply/applying.ts'
import type { FlagSpec } from './command/flag.ts'
import type { CompletionContext, LineCompletion } from './completion/line-completion.ts'
import type { Failure } from './failure.ts'
import type { ObjectInfo } from './resource/info.ts'
import type { ReadPrinter } from './printers/printer.ts'
import type { Outcome, Runtime } from './runtime.ts'
import type { Sum } from './shell/arithmetic.ts'
import type { FindProgram, Program } from './shell/program.ts'
import type { Assignment, Command, Compound, TextChange, Word } from './shell/tree.ts'
import type { ToolSet, ToolSetName, Toolbox } from './toolbox.ts'

interface CommandSet<Name extends ToolSetName> extends Part<Name> {
  readonly commands: readonly CommandSpec[]
}

/** What people type first: looking, logs, programs in containers. */
export interface TerminalTools extends CommandSet<'terminal'> {
  readonly complete: (line: string, caret: number, context: CompletionContext) => LineCompletion
  /** The programs that run others: sh, xargs, watch … */
  readonly runnerNamed: (name: string, find: FindProgram) => Program | undefined
  readonly readJsonPath: ReadPrinter
}

/** What changes or makes an object without a file. */
export interface ChangeTools extends CommandSet<'changes'> {
  readonly createEdited: (call: Call) => CommandOutcome
  readonly editLastApplied: CommandSpec
}

/** What makes a Pod from an image, a Service for what runs, and objects of kinds that few lessons have: subcommands of `kubectl create`. */
export interface MakerTools extends CommandSet<'makers'> {
  readonly kinds: readonly CommandSpec[]
  /** Subcommands of `kubectl create secret`. */
  readonly credentials: readonly CommandSpec[]
}

/** The rarer ways to apply and to replace; its commands are subcommands of `kubectl apply`. */
export interface ApplyingTools extends CommandSet<'applying'> {
  readonly applyOnServer: (
    call: Call,
    info: ObjectInfo,
    how: { readonly dryRun: boolean; readonly validation: FieldValidation },
  ) => Result<ApiObject, Failure>
  /** @param create  Sends and prints one manifest. */
  readonly forceReplace: (call: Call, create: (call: Call, info: ObjectInfo) => Failure | undefined) => CommandOutcome
  readonly patchLocally: (info: ObjectInfo, patchType: PatchType, patch: JsonValue) => Result<JsonObject, string>
  /** @param applied  What stays. */
  readonly prune: (applying: Applying, applied: readonly JsonObject[]) => CommandOutcome
  readonly recreate: (
    applying: Applying,
    info: ObjectInfo,
    refused: Refused,
    next: (runtime: Runtime, created: Result<ApiObject, Failure>) => CommandOutcome,
  ) => CommandOutcome
}

/** How things go on: roll-outs, events, waiting. */
export type ProgressTools = CommandSet<'progress'>

export interface DescribeTools extends CommandSet<'describe'> {
  readonly templateText: (template: PodTemplateSpec) => string
}

export interface KustomizeTools extends CommandSet<'kustomize'> {
  readonly build: (runtime: Runtime, folder: string) => Result<string, string>
}

/** What kubectl says about itself and about the API. */
export interface ReferenceTools extends CommandSet<'reference'> {
  readonly rootHelp: (root: CommandSpec) => string
  readonly commandHelp: (spec: CommandSpec, path: string, globals: readonly FlagSpec[]) => string
}

/** The rarer forms of `-o`. */
export interface TemplateTools extends Part<'templates'> {
  readonly getRaw: (call: Call) => CommandOutcome
  readonly printKyaml: (object: JsonObject, table?: StructTable) => string
  readonly readGoTemplate: ReadPrinter
  readonly readColumns: ReadPrinter
  readonly readColumnsFile: ReadPrinter
}

/** What lines with loops, conditions, functions, arithmetic or unknown programs need. */
export interface ScriptTools extends Part<'scripts'> {
  readonly runCompound: (runtime: Runtime, command: Compound, stdin: string | undefined, find: FindProgram) => Outcome
  readonly callFunction: (runtime: Runtime, body: Command, words: readonly string[], stdin: string, find: FindProgram) => Outcome
  readonly evaluate: (text: string, variable: (name: string) => string | undefined) => Result<Sum, string>
  readonly trimmed: (value: string, operator: TextChange, operand: string) => string
  readonly part: (value: string, operand: string, variable: (name: string) => string | undefined) => Result<string, string>
  readonly assignPart: (runtime: Runtime, assignment: Assignment, find: FindProgram, next: (runtime: Runtime) => Outcome) => Outcome
  readonly trace: (runtime: Runtime, words: readonly string[], assigned: ReadonlyMap<string, string>) => void
  readonly builtinNamed: (name: string, find: FindProgram) => Program | undefined
  readonly expandBraces: (words: readonly Word[]) => readonly Word[]
  /** What to use instead of a program that is not here, if anything. */
  readonly insteadOf: (name: string) => string | undefined
}

interface ToolSets {
  readonly terminal: TerminalTools
  readonly changes: ChangeTools
  readonly makers: MakerTools
  readonly applying: ApplyingTools
  readonly describe: DescribeTools
  readonly kustomize: KustomizeTools
  readonly reference: ReferenceTools
  readonly progress: ProgressTools
  readonly templates: TemplateTools
  readonly scripts: ScriptTools
}

/** For a command that can't go on: the line will be run again. */
export const LACKING: Failure = { kind: 'silent', exitCode: 1 }

/** A set, if it is there; if not, the line is known to lack it. */
export function toolsNamed<Name extends keyof ToolSets>(runtime: Runtime, name: Name): ToolSets[Name] | undefined {
  const tools = toolsIn(runtime.session.toolbox, name)
  if (tools === undefined) runtime.lack(name)
  return tools
}

export function toolsIn<Name extends keyof ToolSets>(toolbox: Toolbox, name: Name): ToolSets[Name] | undefined {
  const set = toolbox.get(name)
  return isNamed(set, name) ? set : undefined
}

function isNamed<Name extends keyof ToolSets>(set: ToolSet | undefined, name: Name): set is ToolSets[Name] {
  return set?.name === name
}
