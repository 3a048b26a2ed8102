// `kubectl diff`: what applying manifests would change, as `diff -u -N` shows it. Exit code 1 says that something would.
// @source k8s.io/kubectl pkg/cmd/diff/diff.go
// @simplified `kubectl diff` leaves out `--prune` and `--server-side`, and always compares with its own diff program.

import { TABLE_BY_KIND } from '../../api/objects.ts'
import { compareBytes } from '../../base/go-json.ts'
import type { JsonObject, JsonValue } from '../../base/json.ts'
import { isJsonObject } from '../../base/json.ts'
import { unifiedDiff } from '../../base/line-diff.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { jsonFromObject } from '../../apiserver/decode/typed-object.ts'
import { threeWayPatch } from '../apply/strategic-diff.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import type { Failure } from '../failure.ts'
import { plainError, printFailure, statusError, usageError } from '../failure.ts'
import type { ObjectInfo } from '../resource/info.ts'
import { metadataOf, textsOf, withMetadata } from '../resource/info.ts'
import { readManifests, requireFiles } from '../resource/manifests.ts'
import { printYaml } from '../../yaml/index.ts'
import { parseObject } from './apply/index.ts'
import { FILENAME_FLAGS, SELECTOR_FLAG, fieldManagerFlag } from './common-flags.ts'
import { LAST_APPLIED } from './create/begin.ts'
import { getObject, send } from './requests.ts'
import { pathProblem } from '../resource/path-name.ts'
import { unservedFailure } from '../resource/unserved.ts'

const MANAGER = 'kubectl-client-side-apply'
const NO_SERVER_SIDE = 'diff compares what an apply on the client side would do'

/** One more than other commands end with, since 1 means that there are differences. */
const ERROR_EXIT_CODE = 2

export const DIFF: CommandSpec = {
  name: 'diff',
  group: 'Advanced Commands:',
  usage: '-f FILENAME',
  short: 'Diff the live version against a would-be applied version',
  long: 'Show what kubectl apply would change. The exit code is 0 when nothing would, 1 when something would, and more for an error.',
  examples: ['kubectl diff -f web.yaml', 'kubectl diff -k overlays/production'],
  flags: [
    ...FILENAME_FLAGS,
    SELECTOR_FLAG,
    fieldManagerFlag(MANAGER),
    flag('show-managed-fields', 'bool', 'false', 'Include who set which field.'),
    flag('show-secrets', 'bool', 'false', 'Show values of Secrets instead of asterisks.'),
    flag('concurrency', 'int', '1', 'How many objects to look at in parallel.'),
    flag('server-side', 'bool', 'false', 'Merge on the server.', { unsupported: NO_SERVER_SIDE }),
    flag('force-conflicts', 'bool', 'false', 'Take over fields of other managers.', { unsupported: NO_SERVER_SIDE }),
    flag('prune', 'bool', 'false', 'Show what pruning would delete.', { unsupported: 'compare kubectl get with your files' }),
    flag('prune-allowlist', 'array', '', 'Kinds that pruning may delete.', { unsupported: 'compare kubectl get with your files' }),
  ],
  completes: 'files',
  flagMistake: { advice: "See 'kubectl diff -h' for help and examples", exitCode: ERROR_EXIT_CODE },
  run,
}

function run(call: Call): CommandOutcome {
  const compared = compareAll(call)
  if (!compared.ok) return { kind: 'raw', text: printFailure(compared.problem).text, exitCode: ERROR_EXIT_CODE }
  const text = compared.value.join('')
  call.runtime.out(text)
  return text === '' ? undefined : { kind: 'silent', exitCode: 1 }
}

function compareAll(call: Call): Result<readonly string[], Failure> {
  if (call.args.length > 0) return failure(usageError(call.path, `Unexpected args: [${call.args.join(' ')}]`))
  const missing = requireFiles(call)
  if (missing !== undefined) return failure(missing)
  if (call.variables.has('KUBECTL_EXTERNAL_DIFF')) {
    return failure(plainError('KUBECTL_EXTERNAL_DIFF is not supported in this simulated cluster: unset it to use diff -u -N'))
  }
  const selector = call.flags.text('selector')
  const read = readManifests(call, { checksKind: false, ...(selector === '' ? {} : { selector }) })
  if (read.failure !== undefined) return failure(read.failure)
  const files = new Map<string, ComparedFile>()
  for (const info of read.infos) {
    const file = compareOne(call, info)
    if (!file.ok) return file
    files.set(file.value.name, file.value)
  }
  const folders = folderNames(call)
  return success([...files.values()].sort((a, b) => compareBytes(a.name, b.name)).map((file) => printFile(call, folders, file)))
}

interface ComparedFile {
  /** `apps.v1.Deployment.default.web` */
  readonly name: string
  /** '' for an object that is not there. */
  readonly live: string
  readonly merged: string
}

function compareOne(call: Call, info: ObjectInfo): Result<ComparedFile, Failure> {
  const key = { namespace: info.namespace, name: info.name }
  const unreachable = pathProblem(key)
  if (unreachable !== undefined) return failure(plainError(unreachable))
  const unserved = unservedFailure(info)
  if (unserved !== undefined) return failure(unserved)
  const found = getObject(call.runtime, info.info.kind, key)
  if (!found.ok && found.problem.reason !== 'NotFound') return failure(statusError(found.problem))
  const live = found.ok ? jsonFromObject(found.value) : undefined
  const merged = live === undefined ? wouldBeCreated(call, info) : wouldBePatched(call, info, live)
  if (!merged.ok) return merged
  const shown = mask(call, info, shownPart(call, live), shownPart(call, merged.value))
  const { group, version, kind } = info.info
  return success({
    name: `${group === '' ? '' : `${group}.`}${version}.${kind}.${info.namespace}.${info.name}`,
    live: shown.live === undefined ? absent(call, info) : printYaml(shown.live),
    merged: printYaml(shown.merged ?? null),
  })
}

/** What is not there has no file; hidden values of nothing are written as null. */
function absent({ flags }: Call, { info }: ObjectInfo): string {
  return info.kind === 'Secret' && !flags.bool('show-secrets') ? 'null\n' : ''
}

function wouldBeCreated(call: Call, info: ObjectInfo): Result<JsonObject, Failure> {
  const created = send(call.runtime, {
    verb: 'create',
    kind: info.info.kind,
    namespace: info.namespace,
    body: info.object,
    fieldManager: call.flags.text('field-manager'),
    fieldValidation: 'Warn',
    dryRun: true,
  })
  return created.ok ? success(jsonFromObject(created.value)) : failure(statusError(created.problem))
}

function wouldBePatched(call: Call, info: ObjectInfo, live: JsonObject): Result<JsonObject, Failure> {
  const annotation = textsOf(metadataOf(live), 'annotations')[LAST_APPLIED]
  const original = annotation === undefined ? undefined : parseObject(annotation)
  const { [LAST_APPLIED]: _, ...annotations } = textsOf(metadataOf(info.object), 'annotations')
  const made = threeWayPatch(original, withMetadata(info.object, { annotations }), live, TABLE_BY_KIND[info.info.kind])
  if (!made.ok) return failure(plainError(made.problem))
  if (Object.keys(made.value).length === 0) return success(live)
  const patched = send(call.runtime, {
    verb: 'patch',
    kind: info.info.kind,
    key: { namespace: info.namespace, name: info.name },
    patchType: 'strategic',
    body: made.value,
    fieldManager: call.flags.text('field-manager'),
    fieldValidation: 'Warn',
    dryRun: true,
  })
  return patched.ok ? success(jsonFromObject(patched.value)) : failure(statusError(patched.problem))
}

function shownPart(call: Call, object: JsonObject | undefined): JsonObject | undefined {
  if (object === undefined || call.flags.bool('show-managed-fields')) return object
  const { managedFields: _, ...metadata } = metadataOf(object)
  return { ...object, metadata }
}

interface Shown {
  readonly live: JsonObject | undefined
  readonly merged: JsonObject | undefined
}

/** Values of Secrets become asterisks; a changed one says on which side it is. @source diff.go Masker */
function mask(call: Call, info: ObjectInfo, live: JsonObject | undefined, merged: JsonObject | undefined): Shown {
  if (info.info.kind !== 'Secret' || call.flags.bool('show-secrets')) return { live, merged }
  return { live: masked(live, merged, '*** (before)'), merged: masked(merged, live, '*** (after)') }
}

function masked(object: JsonObject | undefined, other: JsonObject | undefined, changed: string): JsonObject | undefined {
  const data = object?.['data']
  if (object === undefined || !isJsonObject(data)) return object
  const others = isJsonObject(other?.['data']) ? other['data'] : {}
  const hidden: Record<string, JsonValue> = {}
  for (const [key, value] of Object.entries(data)) hidden[key] = key in others && others[key] !== value ? changed : '***'
  return { ...object, data: hidden }
}

/** kubectl writes both sides into folders with random numbers in their names. */
function folderNames({ runtime }: Call): { readonly live: string; readonly merged: string } {
  const { nowMs } = runtime.moment
  const number = (factor: number): string => String(((nowMs + 1) * factor) % 4_294_967_291)
  return { live: `/tmp/LIVE-${number(2_654_435_761)}`, merged: `/tmp/MERGED-${number(1_597_334_677)}` }
}

function printFile({ runtime }: Call, folders: { readonly live: string; readonly merged: string }, file: ComparedFile): string {
  if (file.live === file.merged) return ''
  const { startedAtEpochMs, nowMs } = runtime.moment
  const time = `${new Date(startedAtEpochMs + nowMs).toISOString().slice(0, -1).replace('T', ' ')}000000 +0000`
  const live = `${folders.live}/${file.name}`
  const merged = `${folders.merged}/${file.name}`
  return `diff -u -N ${live} ${merged}\n--- ${live}\t${time}\n+++ ${merged}\t${time}\n${hunks(file)}`
}

function hunks({ live, merged }: ComparedFile): string {
  const after = merged.replace(/\n$/, '')
  if (live !== '') return unifiedDiff(live.replace(/\n$/, ''), after)
  const lines = after.split('\n')
  return `@@ -0,0 +1${lines.length === 1 ? '' : `,${String(lines.length)}`} @@\n${lines.map((line) => `+${line}\n`).join('')}`
}
