// `kubectl apply`: brings objects to what their manifests say (KA-*).
// @source k8s.io/kubectl pkg/cmd/apply/apply.go, patcher.go
// @simplified --prune and --force are left out.

import type { ApiObject } from '../../api/objects.ts'
import { TABLE_BY_KIND } from '../../api/objects.ts'
import type { JsonObject } from '../../base/json.ts'
import { isJsonObject } from '../../base/json.ts'
import { goJson } from '../../base/go-json.ts'
import { jsonFromObject } from '../../apiserver/decode/typed-object.ts'
import { withoutNulls } from '../apply/explicit-nulls.ts'
import { threeWayPatch } from '../apply/strategic-diff.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import type { Failure } from '../failure.ts'
import { plainError, several, statusError, usageError, withSource } from '../failure.ts'
import { PRINT_FLAGS, printResult } from '../printers/output.ts'
import type { ObjectInfo } from '../resource/info.ts'
import { describeInfo, metadataOf, textOf, textsOf } from '../resource/info.ts'
import { readManifests, requireFiles } from '../resource/manifests.ts'
import { readManifest } from '../../yaml/index.ts'
import type { FieldValidation } from '../../api/client.ts'
import { pathNameProblem } from '../resource/path-name.ts'
import { missingNamespace } from '../resource/fetch.ts'
import type { DryRun } from './common-flags.ts'
import {
  ALL_FLAG,
  DRY_RUN_FLAG,
  FILENAME_FLAGS,
  SELECTOR_FLAG,
  VALIDATE_FLAG,
  dryRunOf,
  fieldManagerFlag,
  operationText,
  validationOf,
} from './common-flags.ts'
import { LAST_APPLIED } from './create/begin.ts'
import { keepManifest } from './from-files.ts'
import { getObject, send } from './requests.ts'
import { applyOnServer } from './server-side-apply.ts'
import { SUBRESOURCE_FLAG } from './subresource.ts'
import { VIEW_LAST_APPLIED } from './view-last-applied.ts'

const MANAGER = 'kubectl-client-side-apply'
const NO_PRUNE = 'delete what you no longer want with kubectl delete'
const NO_FORCE = 'kubectl delete, then kubectl apply'

export const APPLY: CommandSpec = {
  name: 'apply',
  group: 'Advanced Commands:',
  usage: '(-f FILENAME | -k DIRECTORY)',
  short: 'Apply a configuration to a resource by file name or stdin',
  examples: ['kubectl apply -f settings.yaml', 'kubectl apply -f .'],
  flags: [
    ...PRINT_FLAGS,
    ...FILENAME_FLAGS,
    SELECTOR_FLAG,
    DRY_RUN_FLAG,
    VALIDATE_FLAG,
    fieldManagerFlag(MANAGER),
    flag('overwrite', 'bool', 'true', 'Take the values of the manifest where somebody else changed them.'),
    flag('server-side', 'bool', 'false', 'Let the API server merge, by who owns which field.'),
    flag('force-conflicts', 'bool', 'false', 'With --server-side: take over fields of other managers.'),
    ALL_FLAG,
    SUBRESOURCE_FLAG,
    flag('openapi-patch', 'bool', 'true', 'Merge lists as the schema says.', { hidden: true }),
    flag('prune', 'bool', 'false', 'Delete what no manifest names.', { unsupported: NO_PRUNE }),
    flag('prune-allowlist', 'array', '', 'Kinds to delete from.', { unsupported: NO_PRUNE }),
    flag('applyset', 'string', '', 'The set that the objects belong to.', { unsupported: NO_PRUNE }),
    flag('force', 'bool', 'false', 'Delete and create again where a change is refused.', { unsupported: NO_FORCE }),
    flag('cascade', 'optional', 'background', 'What becomes of what they own.', { alone: 'background', unsupported: NO_FORCE }),
    flag('grace-period', 'int', '-1', 'Seconds that Pods are given to end.', { unsupported: NO_FORCE }),
    flag('timeout', 'duration', '0s', 'How long to wait.', { unsupported: NO_FORCE }),
    flag('wait', 'bool', 'false', 'Wait until objects are gone.', { unsupported: NO_FORCE }),
  ],
  completes: 'files',
  run,
  subcommands: [
    VIEW_LAST_APPLIED,
    {
      name: 'set-last-applied',
      usage: '-f FILENAME',
      short: 'Set the last-applied-configuration annotation on a live object to match the contents of a file',
      flags: [],
      unsupported: 'kubectl apply -f FILENAME sets it as it applies',
    },
    {
      name: 'edit-last-applied',
      usage: '(RESOURCE/NAME | -f FILENAME)',
      short: 'Edit latest last-applied-configuration annotations of a resource/object',
      flags: [],
      unsupported: 'edit the file, then kubectl apply -f FILENAME',
    },
  ],
}

interface Applying {
  readonly call: Call
  readonly dryRun: DryRun
  readonly validation: FieldValidation
}

function run(call: Call): CommandOutcome {
  const dryRun = dryRunOf(call)
  if (!dryRun.ok) return dryRun.problem
  if (call.args.length > 0) return usageError(call.path, `Unexpected args: [${call.args.join(' ')}]`)
  const missing = requireFiles(call)
  if (missing !== undefined) return missing
  const validation = validationOf(call)
  if (!validation.ok) return validation.problem
  const problem = serverSideProblem(call, dryRun.value)
  if (problem !== undefined) return plainError(problem)
  const read = readManifests(call, {
    checksKind: true,
    ...(call.flags.text('selector') === '' ? {} : { selector: call.flags.text('selector') }),
  })
  if (read.failure !== undefined && read.infos.length === 0) return read.failure
  const failures: Failure[] = read.failure === undefined ? [] : [read.failure]
  if (read.infos.length === 0) return plainError('no objects passed to apply')
  for (const info of read.infos) {
    const problem = applyOne({ call, dryRun: dryRun.value, validation: validation.value }, info)
    if (problem !== undefined) failures.push(problem)
  }
  return several(failures)
}

function serverSideProblem({ flags }: Call, dryRun: DryRun): string | undefined {
  const isServerSide = flags.bool('server-side')
  if (flags.bool('force-conflicts') && !isServerSide) return '--force-conflicts only works with --server-side'
  if (dryRun === 'client' && isServerSide)
    return "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)"
  if (flags.bool('all') && flags.text('selector') !== '') return 'cannot set --all and --selector at the same time'
  return flags.text('subresource') !== '' && !isServerSide ? '--subresource can only be specified for --server-side' : undefined
}

function applyOne(applying: Applying, info: ObjectInfo): Failure | undefined {
  const { runtime } = applying.call
  const base = info.name === '' ? textOf(metadataOf(info.object), 'generateName') : ''
  if (base !== '') return plainError(`from ${base}: cannot use generate name with apply`)
  if (applying.call.flags.bool('server-side')) {
    const { call, dryRun, validation } = applying
    const applied = applyOnServer(call, info, { dryRun: dryRun === 'server', validation })
    if (!applied.ok) return applied.problem
    warnIfDeleting(call, info, applied.value)
    return printResult(call, jsonFromObject(applied.value), operationText('serverside-applied', dryRun))
  }
  const configuration = keepManifest(info.object)
  const key = { namespace: info.namespace, name: info.name }
  const retrieving = `retrieving current configuration of:\n${describeInfo(info)}\nfrom server for:`
  const nameProblem = pathNameProblem(info.name)
  if (nameProblem !== undefined) return withSource(plainError(nameProblem), retrieving, info.source)
  const live = getObject(runtime, info.info.kind, key)
  if (live.ok) return change(applying, info, configuration, jsonFromObject(live.value))
  if (live.problem.reason !== 'NotFound') return withSource(statusError(live.problem), retrieving, info.source)
  return create(applying, info, configuration)
}

function create({ call, dryRun, validation }: Applying, info: ObjectInfo, configuration: JsonObject): Failure | undefined {
  // The annotation keeps them: it was made before.
  const body = withoutNulls(configuration)
  if (dryRun === 'client') return printResult(call, body, operationText('created', dryRun))
  const created = send(call.runtime, {
    verb: 'create',
    kind: info.info.kind,
    namespace: info.namespace,
    body,
    fieldManager: call.flags.text('field-manager'),
    fieldValidation: validation,
    ...(dryRun === 'server' ? { dryRun: true } : {}),
  })
  if (!created.ok) return withSource(statusError(missingNamespace(call.runtime, info.namespace, created.problem)), 'creating', info.source)
  return printResult(call, jsonFromObject(created.value), operationText('created', dryRun))
}

function change(
  { call, dryRun, validation }: Applying,
  info: ObjectInfo,
  configuration: JsonObject,
  live: JsonObject,
): Failure | undefined {
  const { runtime, flags } = call
  const annotation = textsOf(metadataOf(live), 'annotations')[LAST_APPLIED]
  if (annotation === undefined) {
    runtime.err(
      `Warning: resource ${describeTarget(info)} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n`,
    )
  }
  const applying = (text: string) => `applying patch:\n${text}\nto:\n${describeInfo(info)}\nfor:`
  // Only kinds that kubectl knows are merged field by field; the rest may not change what they are.
  if (configuration['kind'] !== info.info.kind)
    return withSource(plainError('At least one of apiVersion, kind and name was changed'), applying(''), info.source)
  const original = annotation === undefined ? undefined : parseObject(annotation)
  const made = threeWayPatch(original, configuration, live, TABLE_BY_KIND[info.info.kind])
  if (!made.ok) {
    const texts = `original:\n${annotation ?? ''}\nmodified:\n${goJson(configuration)}\n\ncurrent:\n${goJson(live)}`
    const inner = withSource(plainError(made.problem), `creating patch with:\n${texts}\nfor:`, info.source)
    return withSource(inner, applying(''), info.source)
  }
  const patch = made.value
  if (Object.keys(patch).length === 0) return printResult(call, live, operationText('unchanged', dryRun))
  if (dryRun === 'client') return printResult(call, live, operationText('configured', dryRun))
  const patched = send(runtime, {
    verb: 'patch',
    kind: info.info.kind,
    key: { namespace: info.namespace, name: info.name },
    patchType: 'strategic',
    body: patch,
    fieldManager: flags.text('field-manager'),
    fieldValidation: validation,
    ...(dryRun === 'server' ? { dryRun: true } : {}),
  })
  if (!patched.ok) return withSource(statusError(patched.problem), applying(goJson(patch)), info.source)
  warnIfDeleting(call, info, patched.value)
  return printResult(call, jsonFromObject(patched.value), operationText('configured', dryRun))
}

function warnIfDeleting({ runtime }: Call, info: ObjectInfo, { metadata }: ApiObject): void {
  if (metadata.deletionTimestamp !== undefined)
    runtime.err(`Warning: Detected changes to resource ${info.name} which is currently being deleted.\n`)
}

function describeTarget({ info, name }: ObjectInfo): string {
  return `${info.resource}/${name}`
}

export function parseObject(text: string): JsonObject | undefined {
  const value = readManifest(text).documents[0]?.value
  return isJsonObject(value) ? value : undefined
}
