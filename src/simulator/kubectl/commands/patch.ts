// `kubectl patch`: fields of an object, as a patch says.
// @source k8s.io/kubectl pkg/cmd/patch/patch.go

import type { PatchType, Subresource } from '../../api/client.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import { goQuote } from '../../base/go-text.ts'
import type { JsonObject, JsonValue } from '../../base/json.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { jsonFromObject } from '../../apiserver/decode/typed-object.ts'
import { readManifest } from '../../yaml/index.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import type { Failure } from '../failure.ts'
import { NO_SUCH_RESOURCE, plainError, several, statusError } from '../failure.ts'
import { readText } from '../files.ts'
import { PRINT_FLAGS, printResult, resultPrinter } from '../printers/output.ts'
import { fetchObjects } from '../resource/fetch.ts'
import type { ObjectInfo } from '../resource/info.ts'
import { readManifests } from '../resource/manifests.ts'
import type { DryRun } from './common-flags.ts'
import { DRY_RUN_FLAG, FILENAME_FLAGS, dryRunOf, fieldManagerFlag } from './common-flags.ts'
import { jsonSyntaxProblem, repeatedMembers } from '../../validation/json-text.ts'
import { patchLocally } from './local-patch.ts'
import { RECORD_FLAG, recordLater } from './record.ts'
import { send } from './requests.ts'
import { scaleOf } from './scale-object.ts'
import { SUBRESOURCE_FLAG, hasSubresource, subresourceOf } from './subresource.ts'

const TYPES: Readonly<Record<string, PatchType>> = { json: 'json', merge: 'merge', strategic: 'strategic' }

export const PATCH: CommandSpec = {
  name: 'patch',
  group: 'Advanced Commands:',
  usage: '(-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]',
  short: 'Update fields of a resource',
  examples: [
    `kubectl patch configmap settings -p '{"data":{"LOG_LEVEL":"debug"}}'`,
    `kubectl patch deployment web --type=json -p '[{"op":"replace","path":"/spec/replicas","value":3}]'`,
  ],
  flags: [
    ...PRINT_FLAGS,
    ...FILENAME_FLAGS,
    RECORD_FLAG,
    DRY_RUN_FLAG,
    fieldManagerFlag('kubectl-patch'),
    SUBRESOURCE_FLAG,
    flag('patch|p', 'string', '', 'The patch, as JSON or YAML.'),
    flag('patch-file', 'string', '', 'A file with the patch.'),
    flag('type', 'string', 'strategic', 'json, merge or strategic.'),
    flag('local', 'bool', 'false', 'Change what -f names and print it; ask no server.'),
  ],
  completes: 'resources',
  run,
}

interface Patching {
  readonly call: Call
  readonly dryRun: DryRun
  readonly patchType: PatchType
  readonly body: JsonValue
  /** Why the text is no JSON, although it looks like it. */
  readonly syntaxProblem: string | undefined
  /** Members that the text holds twice: the server reads the text, and warns of them. */
  readonly repeated: readonly string[]
  readonly subresource: Subresource | undefined
}

function run(call: Call): CommandOutcome {
  const { flags, runtime } = call
  const dryRun = dryRunOf(call)
  if (!dryRun.ok) return dryRun.problem
  const printer = resultPrinter(flags, runtime, '')
  const patchType = TYPES[flags.text('type').toLowerCase() || 'strategic']
  const problem = validate(call, dryRun.value, patchType)
  if (problem !== undefined || patchType === undefined) return plainError(problem ?? '')
  const subresource = subresourceOf(call)
  if (!subresource.ok) return subresource.problem
  const text = textOfPatch(call)
  if (text === undefined) return plainError(`unable to read patch file: open ${flags.text('patch-file')}: no such file or directory`)
  const body = readBody(call, text)
  if (!body.ok) return plainError(body.problem)
  if (!printer.ok) return printer.problem
  const found = flags.bool('local') ? localObjects(call) : fetchObjects(call, call.args, { allowEmptySelector: false })
  if (!found.ok) return found.problem
  const { infos, failures } = found.value
  const patching: Patching = {
    call,
    dryRun: dryRun.value,
    patchType,
    body: body.value,
    syntaxProblem: isJson(text) ? jsonSyntaxProblem(text) : undefined,
    repeated: patchType !== 'json' && isJson(text) ? repeatedMembers(text) : [],
    subresource: subresource.value,
  }
  const all = [...failures, ...infos.flatMap((info) => patchOne(patching, info) ?? [])]
  return several(all) ?? (infos.length === 0 ? plainError('no objects passed to patch') : undefined)
}

function validate({ flags, args }: Call, dryRun: DryRun, patchType: PatchType | undefined): string | undefined {
  const [patch, file] = [flags.text('patch'), flags.text('patch-file')]
  if (patch !== '' && file !== '') return 'cannot specify --patch and --patch-file together'
  if (patch === '' && file === '') return 'must specify --patch or --patch-file containing the contents of the patch'
  if (flags.bool('local') && args.length > 0) return 'cannot specify --local and server resources'
  if (flags.bool('local') && dryRun === 'server') return 'cannot specify --local and --dry-run=server - did you mean --dry-run=client?'
  return patchType === undefined ? `--type must be one of [json merge strategic], not ${goQuote(flags.text('type'))}` : undefined
}

function textOfPatch({ flags, runtime }: Call): string | undefined {
  const file = flags.text('patch-file')
  return file === '' ? flags.text('patch') : readText(runtime.session, file)
}

/** What begins as JSON is sent as it is: what is wrong with it the server finds. @source apimachinery pkg/util/yaml ToJSON */
function isJson(text: string): boolean {
  return text.trimStart().startsWith('{')
}

function readBody({ flags }: Call, text: string): Result<JsonValue, string> {
  if (isJson(text) && jsonSyntaxProblem(text) !== undefined) return success(null)
  const { documents, error } = readManifest(text)
  if (error === undefined) return success(documents[0]?.value ?? null)
  return failure(`unable to parse ${goQuote(flags.text('patch'))}: ${error.message.replace(/^error converting YAML to JSON: /, '')}`)
}

function localObjects(call: Call): ReturnType<typeof fetchObjects> {
  const read = readManifests(call, { checksKind: false, local: true })
  return success({
    infos: read.infos,
    failures: read.failure === undefined ? [] : [read.failure],
    single: read.single,
    listed: false,
    kinds: [],
  })
}

function patchOne(patching: Patching, info: ObjectInfo): Failure | undefined {
  const { call, dryRun, patchType, body, repeated, subresource, syntaxProblem } = patching
  if (!hasSubresource(info.info.kind, subresource)) return NO_SUCH_RESOURCE
  if (syntaxProblem !== undefined) return notJson(patching, syntaxProblem)
  if (dryRun === 'client' || call.flags.bool('local')) {
    const patched = patchLocally(info, patchType, body)
    return patched.ok ? print(patching, info, patched.value) : plainError(patched.problem)
  }
  for (const field of repeated) call.runtime.warn(`duplicate field ${goQuote(field)}`)
  const patched = send(call.runtime, {
    verb: 'patch',
    kind: info.info.kind,
    key: { namespace: info.namespace, name: info.name },
    patchType,
    body,
    fieldManager: call.flags.text('field-manager'),
    ...(subresource === undefined ? {} : { subresource }),
    ...(dryRun === 'server' ? { dryRun: true } : {}),
  })
  if (!patched.ok) return statusError(patched.problem)
  const noted = dryRun === 'none' ? recordLater(call, info) : undefined
  return print(patching, info, noted ?? (subresource === 'scale' ? scaleOf(patched.value) : jsonFromObject(patched.value)))
}

/** @source apiserver pkg/endpoints/handlers/patch.go jsonPatcher, smpPatcher */
function notJson({ call, dryRun, patchType }: Patching, problem: string): Failure {
  if (dryRun === 'client' || call.flags.bool('local'))
    return plainError(patchType === 'merge' ? 'Invalid JSON Patch' : 'invalid JSON document')
  const message = patchType === 'strategic' ? problem : `error decoding patch: ${problem}`
  return statusError({ status: 'Failure', code: 400, reason: 'BadRequest', message })
}

function print({ call }: Patching, info: ObjectInfo, object: JsonObject): Failure | undefined {
  // A dry run is not spoken of: kubectl chooses these words after it has added to others.
  const said = isDeepEqual(object, info.object) ? 'patched (no change)' : 'patched'
  return printResult(call, object, said)
}
