// Objects in an editor, round after round: until what was saved is taken, nothing was changed, or the same mistake is saved twice.
// @source k8s.io/kubectl pkg/cmd/util/editor/editoptions.go EditOptions.Run

import { qualifiedResource } from '../../../api/kinds.ts'
import { goJson } from '../../../base/go-json.ts'
import { goQuote } from '../../../base/go-text.ts'
import type { JsonObject } from '../../../base/json.ts'
import { printYaml, readManifest } from '../../../yaml/index.ts'
import type { Call, CommandOutcome } from '../../command/command.ts'
import { settle } from '../../command/dispatch.ts'
import type { Failure } from '../../failure.ts'
import { bareMessageOf, plainError, several } from '../../failure.ts'
import { writeFile } from '../../files.ts'
import { withoutManagedFields } from '../../printers/output.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import { metadataOf, textOf } from '../../resource/info.ts'
import { kindProblems, readManifestText } from '../../resource/manifests.ts'
import type { Runtime } from '../../runtime.ts'
import { validationOf } from '../common-flags.ts'
import { editorProblem, openEditor } from './editor.ts'
import type { Reason, Refusal } from './report.ts'
import { headerOf } from './report.ts'

/** What the objects are edited for. */
export interface EditMode {
  /** Comments above the text. */
  readonly advice: string
  /** Takes one object as it was saved; what the server refuses, and can be mended in another round, goes into `refusals`. */
  readonly perform: (call: Call, infos: readonly ObjectInfo[], edited: ObjectInfo, refusals: Refusal[]) => Failure | undefined
}

/** What one round of editing begins with. */
interface Round {
  readonly mode: EditMode
  readonly infos: readonly ObjectInfo[]
  readonly fileName: string
  /** The text without a header. */
  readonly text: string
  readonly reasons: readonly Reason[]
  /** What was saved and could not be used; undefined the first time. */
  readonly refused: string | undefined
}

export function editObjects(call: Call, mode: EditMode, infos: readonly ObjectInfo[]): CommandOutcome {
  const { flags, runtime } = call
  const format = flags.text('output')
  if (!['', 'json', 'yaml'].includes(format)) return several(infos.map(() => plainError(notEditable(format))))
  const isJson = format === 'json'
  const items = infos.map(({ object }) => withoutManagedFields(object))
  const shown: JsonObject = items.length > 1 ? { apiVersion: 'v1', items, kind: 'List', metadata: {} } : (items[0] ?? {})
  const text = isJson ? `${goJson(shown, { html: 'escaped', indent: 4 })}\n` : printYaml(shown)
  const fileName = `kubectl-edit-${String(runtime.moment.nowMs)}${isJson ? '.json' : '.yaml'}`
  return edit(call, runtime, { mode, infos, fileName, text, reasons: [], refused: undefined })
}

/** @source k8s.io/cli-runtime pkg/genericclioptions/json_yaml_flags.go; without KYAML, which is not edited here */
function notEditable(format: string): string {
  return `unable to match a printer suitable for the output format ${goQuote(format)}, allowed formats are: json,kyaml,yaml`
}

/** The object that was edited, as it was before. */
export function originalOf(infos: readonly ObjectInfo[], { object }: ObjectInfo): ObjectInfo | undefined {
  return infos.find((each) => uidOf(each.object) === uidOf(object))
}

function uidOf(object: JsonObject): string {
  return textOf(metadataOf(object), 'uid')
}

function edit(call: Call, runtime: Runtime, round: Round): CommandOutcome {
  const header = call.flags.text('output') === 'json' ? '' : headerOf(round.mode.advice, round.reasons)
  return openEditor(call, runtime, { fileName: round.fileName, text: header + round.text }, (later, saved) =>
    settle(
      later,
      saved === undefined ? stop(later, round, plainError(editorProblem(call))) : take({ ...call, runtime: later }, round, saved),
    ),
  )
}

/** Ends the command; what was saved before stays as a file. */
function stop(runtime: Runtime, { fileName, refused }: Round, problem: Failure): Failure {
  if (refused === undefined) return problem
  keep(runtime, fileName, refused)
  runtime.err(`A copy of your changes has been stored to "${runtime.session.home}/${fileName}"\n`)
  return problem
}

function keep(runtime: Runtime, fileName: string, text: string): void {
  const { session } = runtime
  const written = writeFile({ ...session, folder: '' }, fileName, text)
  if (written !== undefined) runtime.session = { ...session, files: written.files }
}

/** Texts that differ only in comments are the same. @source k8s.io/kubectl pkg/cmd/util/helpers.go StripComments */
function stripComments(text: string): string {
  const { documents, error } = readManifest(text)
  if (error === undefined && documents.length > 0) return documents.map(({ value }) => goJson(value)).join('\n')
  return withoutCommentLines(text)
}

function withoutCommentLines(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n')
}

/** What a saved text leads to. */
function take(call: Call, round: Round, saved: string): CommandOutcome {
  const { runtime } = call
  const { refused, infos, mode } = round
  const again = (reasons: readonly Reason[]): CommandOutcome =>
    edit(call, runtime, { ...round, reasons, text: withoutCommentLines(saved), refused: saved })
  if (refused !== undefined && stripComments(refused) === stripComments(saved))
    return stop(runtime, { ...round, refused: saved }, plainError('Edit cancelled, no valid changes were saved.'))
  const unfit = unfitness(call, saved)
  if (unfit !== undefined) {
    const [first] = infos
    const target = first === undefined ? '' : `${qualifiedResource(first.info)} ${goQuote(first.name)}`
    runtime.err(`error: ${target} is invalid\n`)
    const other = `<nil>: Invalid value: "The edited file failed validation": ${unfit}`
    return again([{ head: `${target} was not valid`, others: [other] }])
  }
  if (refused === undefined && stripComments(round.text) === stripComments(saved)) return cancel(runtime, 'no changes made')
  if (!/^\s*[^#\s]/m.test(saved)) return cancel(runtime, 'saved file was empty')
  const read = readManifestText(call, 'edited-file', saved)
  if (read.failure !== undefined) return again([{ head: `The edited file had a syntax error: ${bareMessageOf(read.failure)}`, others: [] }])
  const refusals: Refusal[] = []
  for (const edited of read.infos) {
    const problem = mode.perform(call, infos, edited, refusals)
    if (problem !== undefined) return stop(runtime, { ...round, refused: saved }, problem)
  }
  return conclude(call, round, saved, refusals, again)
}

/** Why a text is no manifest at all, before anything else is asked of it. @source k8s.io/kubectl pkg/validation/schema.go ValidateBytes */
function unfitness(call: Call, saved: string): string | undefined {
  const validation = validationOf(call)
  if (validation.ok && validation.value === 'Ignore') return undefined
  const { documents, error } = readManifest(saved)
  const problems = documents.length === 0 ? kindProblems(null) : documents.flatMap(({ value }) => kindProblems(value))
  if (error !== undefined) return error.message
  return problems.length > 1 ? `[${problems.join(', ')}]` : problems[0]
}

function cancel(runtime: Runtime, why: string): undefined {
  runtime.err(`Edit cancelled, ${why}.\n`)
  return undefined
}

function conclude(
  { runtime }: Call,
  { fileName }: Round,
  saved: string,
  refusals: readonly Refusal[],
  again: (reasons: readonly Reason[]) => CommandOutcome,
): CommandOutcome {
  const path = `${runtime.session.home}/${fileName}`
  if (refusals.some(({ kind }) => kind === 'retryable')) {
    keep(runtime, fileName, saved)
    runtime.err(`You can run \`kubectl replace -f ${path}\` to try this update again.\n`)
    return { kind: 'silent', exitCode: 1 }
  }
  if (refusals.some(({ kind }) => kind === 'missing')) {
    keep(runtime, fileName, saved)
    runtime.err(`The edits you made on deleted resources have been saved to "${path}"\n`)
    return { kind: 'silent', exitCode: 1 }
  }
  return refusals.length === 0 ? undefined : again(refusals.map(({ reason }) => reason))
}
