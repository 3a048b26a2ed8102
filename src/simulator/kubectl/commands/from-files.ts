// `kubectl create -f` and `kubectl replace -f`: manifests as they are, once.
// @source k8s.io/kubectl pkg/cmd/create/create.go, pkg/cmd/replace/replace.go
// @simplified `kubectl create` and `kubectl replace` leave out `--raw`.

import type { ApiRequest, Subresource } from '../../api/client.ts'
import { goJson } from '../../base/go-json.ts'
import type { JsonObject } from '../../base/json.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { jsonFromObject } from '../../apiserver/decode/typed-object.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import type { FlagSpec } from '../command/flag.ts'
import type { Failure } from '../failure.ts'
import { NO_SUCH_RESOURCE, plainError, several, statusError, usageError, withSource } from '../failure.ts'
import type { PrintResult } from '../printers/output.ts'
import { PRINT_FLAGS, printResult, resultPrinter, resultsPrinter } from '../printers/output.ts'
import { missingNamespace } from '../resource/fetch.ts'
import type { ObjectInfo } from '../resource/info.ts'
import { metadataOf, textsOf, withMetadata } from '../resource/info.ts'
import { readManifests, requireFiles } from '../resource/manifests.ts'
import { LACKING, toolsNamed } from '../tool-sets.ts'
import { namespaceProblem, pathProblem } from '../resource/path-name.ts'
import { unservedFailure } from '../resource/unserved.ts'
import {
  DRY_RUN_FLAG,
  FILENAME_FLAGS,
  SAVE_CONFIG_FLAG,
  SELECTOR_FLAG,
  VALIDATE_FLAG,
  dryRunOf,
  fieldManagerFlag,
  operationText,
  validationOf,
} from './common-flags.ts'
import type { DryRun } from './common-flags.ts'
import { LAST_APPLIED } from './create/begin.ts'
import { RECORD_FLAG, recorded } from './record.ts'
import { cascadeOf } from './delete/options.ts'
import { send } from './requests.ts'
import { SUBRESOURCE_FLAG, hasSubresource, subresourceOf } from './subresource.ts'

export const CREATE_FILE_FLAGS: readonly FlagSpec[] = [
  ...PRINT_FLAGS,
  ...FILENAME_FLAGS,
  SELECTOR_FLAG,
  DRY_RUN_FLAG,
  VALIDATE_FLAG,
  SAVE_CONFIG_FLAG,
  RECORD_FLAG,
  flag('edit', 'bool', 'false', 'Change the manifest in the editor first.'),
  flag('raw', 'string', '', 'A path of the API to send to.', { unsupported: 'create -f FILENAME finds it by apiVersion and kind' }),
  fieldManagerFlag('kubectl-create'),
]

export const REPLACE: CommandSpec = {
  name: 'replace',
  group: 'Advanced Commands:',
  usage: '-f FILENAME',
  short: 'Replace a resource by file name or stdin',
  flags: [
    ...PRINT_FLAGS,
    ...FILENAME_FLAGS,
    DRY_RUN_FLAG,
    VALIDATE_FLAG,
    SAVE_CONFIG_FLAG,
    flag('raw', 'string', '', 'A path of the API to write to.', { unsupported: 'name the object by its manifest' }),
    SUBRESOURCE_FLAG,
    fieldManagerFlag('kubectl-replace'),
    flag('force', 'bool', 'false', 'Delete the objects and create them again.'),
    flag('grace-period', 'int', '-1', 'Seconds that Pods are given to end.'),
    flag('cascade', 'optional', 'background', 'What becomes of what they own.', { alone: 'background' }),
    flag('timeout', 'duration', '0s', 'How long to wait until they are gone; 0s waits five minutes.'),
  ],
  completes: 'files',
  run: replaceFromFiles,
}

export function createFromFiles(call: Call): CommandOutcome {
  if (call.args.length > 0) return usageError(call.path, `Unexpected args: [${call.args.join(' ')}]`)
  const missing = requireFiles(call)
  if (missing !== undefined) return missing
  if (!call.flags.bool('edit')) return eachManifest(call, createOne)
  const tools = toolsNamed(call.runtime, 'changes')
  return tools === undefined ? LACKING : tools.createEdited(call)
}

/** Arguments that are no flags are passed over. */
function replaceFromFiles(call: Call): CommandOutcome {
  const { flags } = call
  const missing = requireFiles(call)
  if (missing !== undefined) return missing
  const cascade = cascadeOf(call)
  if (!cascade.ok) return plainError(cascade.problem)
  if (!flags.bool('force')) {
    if (flags.int('grace-period') >= 0) return plainError('--grace-period must have --force specified')
    if (flags.duration('timeout') !== 0) return plainError('--timeout must have --force specified')
    return eachManifest(call, replaceOne)
  }
  const dryRun = dryRunOf(call)
  if (!dryRun.ok) return dryRun.problem
  if (dryRun.value !== 'none') return plainError('--dry-run can not be used when --force is set')
  const validation = validationOf(call)
  if (!validation.ok) return validation.problem
  const shared = { fieldManager: flags.text('field-manager'), fieldValidation: validation.value }
  const tools = toolsNamed(call.runtime, 'applying')
  if (tools === undefined) return LACKING
  return tools.forceReplace(call, (later, info) => {
    const body = saved(later, info.object)
    const created = send(later.runtime, { ...shared, verb: 'create', kind: info.info.kind, namespace: info.namespace, body })
    return created.ok
      ? printResult(later, jsonFromObject(created.value), operationText('replaced', dryRun.value))
      : statusError(created.problem)
  })
}

function selectorOf({ flags }: Call): { readonly selector?: string } {
  const selector = flags.text('selector')
  return selector === '' ? {} : { selector }
}

interface Sending {
  readonly call: Call
  readonly dryRun: DryRun
  readonly print: PrintResult
  readonly shared: Pick<ApiRequest, 'fieldManager' | 'fieldValidation' | 'dryRun'>
}

function eachManifest(call: Call, act: (sending: Sending, info: ObjectInfo) => Failure | undefined): CommandOutcome {
  const dryRun = dryRunOf(call)
  if (!dryRun.ok) return dryRun.problem
  const validation = validationOf(call)
  if (!validation.ok) return validation.problem
  const printer = resultPrinter(call.flags, call.runtime, '')
  if (!printer.ok) return printer.problem
  const read = readManifests(call, { checksKind: validation.value !== 'Ignore', ...selectorOf(call) })
  if (read.failure !== undefined && read.infos.length === 0) return read.failure
  const shared = {
    fieldManager: call.flags.text('field-manager'),
    fieldValidation: validation.value,
    ...(dryRun.value === 'server' ? { dryRun: true } : {}),
  }
  const print = resultsPrinter(call)
  const failures: Failure[] = []
  for (const info of read.infos) {
    const problem = act({ call, dryRun: dryRun.value, print, shared }, info)
    if (problem !== undefined) failures.push(problem)
  }
  if (read.failure !== undefined) failures.push(read.failure)
  if (call.spec.name === 'create' && read.infos.length === 0 && failures.length === 0) return plainError('no objects passed to create')
  return several(failures)
}

function createOne({ call, dryRun, print, shared }: Sending, info: ObjectInfo): Failure | undefined {
  const body = recorded(call, saved(call, info.object))
  if (dryRun === 'client') return print(body, operationText('created', dryRun))
  const unserved = unservedFailure(info)
  if (unserved !== undefined) return withSource(unserved, 'creating', info.source)
  const unreachable = namespaceProblem(info.namespace)
  if (unreachable !== undefined) return withSource(plainError(unreachable), 'creating', info.source)
  const created = send(call.runtime, { ...shared, verb: 'create', kind: info.info.kind, namespace: info.namespace, body })
  if (!created.ok) return withSource(statusError(missingNamespace(call.runtime, info.namespace, created.problem)), 'creating', info.source)
  return print(jsonFromObject(created.value), operationText('created', dryRun))
}

function replaceOne(sending: Sending, info: ObjectInfo): Failure | undefined {
  const { call, dryRun, print, shared } = sending
  const key = { namespace: info.namespace, name: info.name }
  const unreachable = pathProblem(key)
  if (unreachable !== undefined) return withSource(plainError(unreachable), 'replacing', info.source)
  const body = saved(call, info.object)
  if (dryRun === 'client') return print(body, operationText('replaced', dryRun))
  const unserved = unservedFailure(info)
  if (unserved !== undefined) return withSource(unserved, 'replacing', info.source)
  const part = partOf(call, info)
  if (!part.ok) return withSource(part.problem, 'replacing', info.source)
  const replaced = send(call.runtime, { ...shared, ...part.value, verb: 'update', kind: info.info.kind, key, body })
  if (!replaced.ok) return withSource(statusError(replaced.problem), 'replacing', info.source)
  return print(jsonFromObject(replaced.value), operationText('replaced', dryRun))
}

/** The part of the object that a manifest of the whole object can replace. */
function partOf(call: Call, { info }: ObjectInfo): Result<{ readonly subresource?: Subresource }, Failure> {
  const subresource = subresourceOf(call)
  if (!subresource.ok) return subresource
  if (!hasSubresource(info.kind, subresource.value)) return failure(NO_SUCH_RESOURCE)
  return success(subresource.value === undefined ? {} : { subresource: subresource.value })
}

/** With --save-config, or where the manifest has it already, the manifest is kept in an annotation. */
function saved(call: Call, object: JsonObject): JsonObject {
  const present = textsOf(metadataOf(object), 'annotations')[LAST_APPLIED]
  if (!call.flags.bool('save-config') && present === undefined) return object
  return keepManifest(object)
}

/** The manifest with itself in an annotation, for a later apply. */
export function keepManifest(object: JsonObject): JsonObject {
  const { [LAST_APPLIED]: _, ...annotations } = textsOf(metadataOf(object), 'annotations')
  const bare = withMetadata(object, { annotations })
  return withMetadata(object, { annotations: { ...annotations, [LAST_APPLIED]: `${goJson(bare)}\n` } })
}
