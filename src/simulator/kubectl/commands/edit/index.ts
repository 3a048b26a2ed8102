// `kubectl edit`: objects in an editor; what is saved is sent as a patch.
// @source k8s.io/kubectl pkg/cmd/edit/edit.go, pkg/cmd/util/editor/editoptions.go

import { jsonFromObject } from '../../../apiserver/decode/typed-object.ts'
import { TABLE_BY_KIND } from '../../../api/objects.ts'
import { isDeepEqual } from '../../../base/deep-equal.ts'
import { goJson } from '../../../base/go-json.ts'
import type { JsonObject } from '../../../base/json.ts'
import { printYaml, readManifest } from '../../../yaml/index.ts'
import { twoWayPatch } from '../../apply/strategic-diff.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import { settle } from '../../command/dispatch.ts'
import { flag } from '../../command/flag.ts'
import type { Failure } from '../../failure.ts'
import { bareMessageOf, plainError, several } from '../../failure.ts'
import { writeFile } from '../../files.ts'
import { PRINT_FLAGS, printResult, withoutManagedFields } from '../../printers/output.ts'
import { fetchObjects } from '../../resource/fetch.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import { metadataOf, textOf } from '../../resource/info.ts'
import { readManifestText } from '../../resource/manifests.ts'
import type { Runtime } from '../../runtime.ts'
import { FILENAME_FLAGS, SAVE_CONFIG_FLAG, VALIDATE_FLAG, fieldManagerFlag, validationOf } from '../common-flags.ts'
import { keepManifest } from '../from-files.ts'
import { send } from '../requests.ts'
import { SUBRESOURCE_FLAG, subresourceOf } from '../subresource.ts'
import { editorProblem, openEditor } from './editor.ts'
import type { Reason, Refusal } from './report.ts'
import { headerOf, refusalOf } from './report.ts'

export const EDIT: CommandSpec = {
  name: 'edit',
  group: 'Basic Commands (Intermediate):',
  usage: '(RESOURCE/NAME | -f FILENAME)',
  short: 'Edit a resource on the server',
  examples: ['kubectl edit configmap settings', 'KUBE_EDITOR="sed -i s/info/debug/" kubectl edit configmap settings'],
  flags: [
    ...PRINT_FLAGS,
    ...FILENAME_FLAGS,
    VALIDATE_FLAG,
    SAVE_CONFIG_FLAG,
    SUBRESOURCE_FLAG,
    fieldManagerFlag('kubectl-edit'),
    flag('output-patch', 'bool', 'false', 'Print the patch that was sent.'),
    flag('windows-line-endings', 'bool', 'false', 'Lines that end as on Windows.'),
  ],
  completes: 'resources',
  run,
}

/** What one round of editing begins with. */
interface Round {
  readonly infos: readonly ObjectInfo[]
  readonly fileName: string
  /** The text without a header. */
  readonly text: string
  readonly reasons: readonly Reason[]
  /** What was saved and could not be used; undefined the first time. */
  readonly refused: string | undefined
}

function run(call: Call): CommandOutcome {
  const { flags, runtime } = call
  const fetched = fetchObjects(call, call.args, { allowEmptySelector: true })
  if (!fetched.ok) return fetched.problem
  const validation = validationOf(call)
  if (!validation.ok) return validation.problem
  const subresource = subresourceOf(call)
  if (!subresource.ok) return subresource.problem
  const { infos, failures } = fetched.value
  const problem = several(failures)
  if (problem !== undefined) return problem
  const [first, second] = infos
  if (first === undefined) return plainError('edit cancelled, no objects found')
  const isJson = flags.text('output') === 'json'
  const items = infos.map(({ object }) => withoutManagedFields(object))
  const shown: JsonObject = second === undefined ? (items[0] ?? {}) : { apiVersion: 'v1', items, kind: 'List', metadata: {} }
  const text = isJson ? `${goJson(shown, { html: 'escaped', indent: 4 })}\n` : printYaml(shown)
  const fileName = `kubectl-edit-${String(runtime.moment.nowMs)}${isJson ? '.json' : '.yaml'}`
  return edit(call, runtime, { infos, fileName, text, reasons: [], refused: undefined })
}

function edit(call: Call, runtime: Runtime, round: Round): CommandOutcome {
  const header = call.flags.text('output') === 'json' ? '' : headerOf(round.reasons)
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
  const { refused, infos } = round
  const again = (reasons: readonly Reason[]): CommandOutcome =>
    edit(call, runtime, { ...round, reasons, text: withoutCommentLines(saved), refused: saved })
  if (refused !== undefined && stripComments(refused) === stripComments(saved))
    return stop(runtime, { ...round, refused: saved }, plainError('Edit cancelled, no valid changes were saved.'))
  if (refused === undefined && stripComments(round.text) === stripComments(saved)) return cancel(runtime, 'no changes made')
  if (!/^\s*[^#\s]/m.test(saved)) return cancel(runtime, 'saved file was empty')
  const read = readManifestText(call, 'edited-file', saved)
  if (read.failure !== undefined) return again([{ head: `The edited file had a syntax error: ${bareMessageOf(read.failure)}`, others: [] }])
  const refusals: Refusal[] = []
  for (const edited of read.infos) {
    const original = infos.find(({ object }) => uidOf(object) === uidOf(edited.object))
    const problem = original === undefined ? plainError('no original object found') : sendEdited(call, original, edited, refusals)
    if (problem !== undefined) return stop(runtime, { ...round, refused: saved }, problem)
  }
  return conclude(call, round, saved, refusals, again)
}

function uidOf(object: JsonObject): string {
  return textOf(metadataOf(object), 'uid')
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

/** Sends what was changed in one object. */
function sendEdited(call: Call, original: ObjectInfo, edited: ObjectInfo, refusals: Refusal[]): Failure | undefined {
  const { flags, runtime } = call
  const { info } = original
  const table = TABLE_BY_KIND[info.kind]
  const before = withoutManagedFields(original.object)
  const after = flags.bool('save-config') ? keepManifest(edited.object) : edited.object
  const print = (object: JsonObject, said: string): Failure | undefined => printResult(call, object, said, table)
  if (isDeepEqual(before, after)) return print(edited.object, 'skipped')
  const isSame = before['apiVersion'] === after['apiVersion'] && before['kind'] === after['kind'] && original.name === edited.name
  if (!isSame) return plainError('At least one of apiVersion, kind and name was changed')
  const patch = twoWayPatch(before, after, table)
  if (!patch.ok) return plainError(patch.problem)
  if (flags.bool('output-patch')) runtime.out(`Patch: ${goJson(patch.value)}\n`)
  const validation = validationOf(call)
  const subresource = subresourceOf(call)
  const patched = send(runtime, {
    verb: 'patch',
    kind: info.kind,
    key: { namespace: original.namespace, name: original.name },
    patchType: 'strategic',
    body: patch.value,
    fieldManager: flags.text('field-manager'),
    ...(validation.ok ? { fieldValidation: validation.value } : {}),
    ...(subresource.ok && subresource.value !== undefined ? { subresource: subresource.value } : {}),
  })
  if (patched.ok) return print(jsonFromObject(patched.value), 'edited')
  const refusal = refusalOf(info, original.name, patched.problem)
  runtime.err(refusal.said)
  refusals.push(refusal)
  return undefined
}
