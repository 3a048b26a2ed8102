// `kubectl apply`: brings objects to what their manifests say (KA-*).
// @source k8s.io/kubectl pkg/cmd/apply/apply.go, patcher.go
// @simplified `kubectl apply` knows no apply sets.

import type { ApiObject } from '../../../api/objects.ts'
import { TABLE_BY_KIND } from '../../../api/objects.ts'
import type { JsonObject } from '../../../base/json.ts'
import { isJsonObject } from '../../../base/json.ts'
import { goJson } from '../../../base/go-json.ts'
import { jsonFromObject } from '../../../apiserver/decode/typed-object.ts'
import { withoutNulls } from '../../apply/explicit-nulls.ts'
import { threeWayPatch } from '../../apply/strategic-diff.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import type { Failure } from '../../failure.ts'
import { plainError, several, statusError, usageError, withSource } from '../../failure.ts'
import { printResult } from '../../printers/output.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import { describeInfo, metadataOf, textOf, textsOf } from '../../resource/info.ts'
import { readManifests, requireFiles } from '../../resource/manifests.ts'
import { readManifest } from '../../../yaml/index.ts'
import { pathProblem } from '../../resource/path-name.ts'
import { missingNamespace } from '../../resource/fetch.ts'
import { unservedFailure } from '../../resource/unserved.ts'
import { dryRunOf, operationText, validationOf } from '../common-flags.ts'
import { LAST_APPLIED } from '../create/begin.ts'
import { keepManifest } from '../from-files.ts'
import { recorded } from '../record.ts'
import { getObject, send } from '../requests.ts'
import { LACKING, toolsNamed } from '../../tool-sets.ts'
import type { ToolSetName } from '../../toolbox.ts'
import { cascadeOf } from '../delete/options.ts'
import { always, anyValue, list, omitEmpty, string, struct } from '../../../api/fields/field-table.ts'
import type { Applying, Refused } from './applying.ts'
import { APPLY_FLAGS, flagsProblem } from './flags.ts'

/** @param lastApplied  Subcommands, once their sets are there. */
export function applyCommand(lastApplied: readonly CommandSpec[] | undefined, editLastApplied: CommandSpec | undefined): CommandSpec {
  const missing = (name: string, set: ToolSetName): CommandSpec => ({ name, usage: '', short: '', flags: [], set })
  return {
    name: 'apply',
    group: 'Advanced Commands:',
    usage: '(-f FILENAME | -k DIRECTORY)',
    short: 'Apply a configuration to a resource by file name or stdin',
    examples: ['kubectl apply -f settings.yaml', 'kubectl apply -f .'],
    flags: APPLY_FLAGS,
    completes: 'files',
    run,
    subcommands: [
      editLastApplied ?? missing('edit-last-applied', 'changes'),
      ...(lastApplied ?? [missing('set-last-applied', 'applying'), missing('view-last-applied', 'applying')]),
    ],
  }
}

/** What became of one manifest. */
type Step =
  | { readonly kind: 'applied'; readonly object: JsonObject; readonly operation: string }
  | { readonly kind: 'failed'; readonly problem: Failure }
  /** The server refuses the change, and `--force` deletes the object and creates it as the manifest says. */
  | ({ readonly kind: 'refused' } & Refused)

function run(call: Call): CommandOutcome {
  const dryRun = dryRunOf(call)
  if (!dryRun.ok) return dryRun.problem
  if (call.args.length > 0) return usageError(call.path, `Unexpected args: [${call.args.join(' ')}]`)
  const cascade = cascadeOf(call)
  if (!cascade.ok) return plainError(cascade.problem)
  const missing = requireFiles(call)
  if (missing !== undefined) return missing
  const validation = validationOf(call)
  if (!validation.ok) return validation.problem
  const problem = flagsProblem(call, dryRun.value)
  if (problem !== undefined) return plainError(problem)
  const read = readManifests(call, {
    checksKind: validation.value !== 'Ignore',
    ...(call.flags.text('selector') === '' ? {} : { selector: call.flags.text('selector') }),
  })
  if (read.failure !== undefined && read.infos.length === 0) return read.failure
  if (read.infos.length === 0) return plainError('no objects passed to apply')
  const failures: Failure[] = read.failure === undefined ? [] : [read.failure]
  return applyRest({ call, dryRun: dryRun.value, validation: validation.value }, read.infos, { objects: [], failures })
}

/** What came of the manifests so far. */
interface Done {
  readonly objects: readonly JsonObject[]
  readonly failures: readonly Failure[]
}

function applyRest(applying: Applying, infos: readonly ObjectInfo[], done: Done): CommandOutcome {
  const { call } = applying
  const objects = [...done.objects]
  const failures = [...done.failures]
  for (const [index, info] of infos.entries()) {
    const step = applyOne(applying, info)
    if (step.kind === 'refused') {
      const tools = toolsNamed(call.runtime, 'applying')
      if (tools === undefined) return LACKING
      return tools.recreate(applying, info, step, (later, created) => {
        const next = { ...applying, call: { ...call, runtime: later } }
        const object = created.ok ? jsonFromObject(created.value) : undefined
        const problem = object === undefined ? undefined : say(next, object, 'configured')
        const problems = created.ok ? (problem === undefined ? [] : [problem]) : [created.problem]
        const sofar = { objects: object === undefined ? objects : [...objects, object], failures: [...failures, ...problems] }
        return applyRest(next, infos.slice(index + 1), sofar)
      })
    }
    const problem = step.kind === 'failed' ? step.problem : say(applying, step.object, step.operation)
    if (step.kind === 'applied') objects.push(step.object)
    if (problem !== undefined) failures.push(problem)
  }
  return several(failures) ?? conclude(applying, objects)
}

/** `configmap/app created`; other forms are printed when everything has been applied. */
function say({ call, dryRun }: Applying, object: JsonObject, operation: string): Failure | undefined {
  return printsAtEnd(call) ? undefined : printResult(call, object, operationText(operation, dryRun))
}

function printsAtEnd({ flags }: Call): boolean {
  return (flags.text('output') !== '' && flags.text('output') !== 'name') || flags.text('template') !== ''
}

/** @source k8s.io/kubectl pkg/cmd/apply/apply.go PrintAndPrunePostProcessor, printObjects */
function conclude(applying: Applying, objects: readonly JsonObject[]): CommandOutcome {
  const { call } = applying
  const [first] = objects
  if (printsAtEnd(call) && first !== undefined) {
    const isList = objects.length > 1
    const shown = isList ? { kind: 'List', apiVersion: 'v1', metadata: {}, items: [...objects] } : first
    const problem = printResult(call, shown, '', isList ? LIST : undefined)
    if (problem !== undefined) return problem
  }
  if (!call.flags.bool('prune')) return undefined
  const tools = toolsNamed(call.runtime, 'applying')
  return tools === undefined ? LACKING : tools.prune(applying, objects)
}

/** A list of objects of any kind. @source k8s.io/api core/v1 types.go List */
const LIST = struct('v1.List', {
  kind: omitEmpty(string),
  apiVersion: omitEmpty(string),
  metadata: always(struct('v1.ListMeta', {})),
  items: always(list(anyValue)),
})

function failed(problem: Failure): Step {
  return { kind: 'failed', problem }
}

function applyOne(applying: Applying, given: ObjectInfo): Step {
  const { call, dryRun, validation } = applying
  const info = { ...given, object: recorded(call, given.object) }
  const { runtime } = call
  const base = info.name === '' ? textOf(metadataOf(info.object), 'generateName') : ''
  if (base !== '') return failed(plainError(`from ${base}: cannot use generate name with apply`))
  const unserved = dryRun === 'client' ? undefined : unservedFailure(info)
  if (call.flags.bool('server-side')) {
    if (unserved !== undefined) return failed(unserved)
    const tools = toolsNamed(runtime, 'applying')
    if (tools === undefined) return failed(LACKING)
    const applied = tools.applyOnServer(call, info, { dryRun: dryRun === 'server', validation })
    if (!applied.ok) return failed(applied.problem)
    warnIfDeleting(call, info, applied.value)
    return { kind: 'applied', object: jsonFromObject(applied.value), operation: 'serverside-applied' }
  }
  const configuration = keepManifest(info.object)
  const key = { namespace: info.namespace, name: info.name }
  const retrieving = `retrieving current configuration of:\n${describeInfo(info)}\nfrom server for:`
  const unreachable = pathProblem(key)
  if (unreachable !== undefined) return failed(withSource(plainError(unreachable), retrieving, info.source))
  if (unserved !== undefined) return failed(withSource(unserved, 'creating', info.source))
  const live = getObject(runtime, info.info.kind, key)
  if (live.ok) return change(applying, info, configuration, jsonFromObject(live.value))
  if (live.problem.reason !== 'NotFound') return failed(withSource(statusError(live.problem), retrieving, info.source))
  return create(applying, info, configuration)
}

function create({ call, dryRun, validation }: Applying, info: ObjectInfo, configuration: JsonObject): Step {
  // The annotation keeps them: it was made before.
  const body = withoutNulls(configuration)
  if (dryRun === 'client') return { kind: 'applied', object: body, operation: 'created' }
  const created = send(call.runtime, {
    verb: 'create',
    kind: info.info.kind,
    namespace: info.namespace,
    body,
    fieldManager: call.flags.text('field-manager'),
    fieldValidation: validation,
    ...(dryRun === 'server' ? { dryRun: true } : {}),
  })
  if (!created.ok)
    return failed(withSource(statusError(missingNamespace(call.runtime, info.namespace, created.problem)), 'creating', info.source))
  return { kind: 'applied', object: jsonFromObject(created.value), operation: 'created' }
}

function change({ call, dryRun, validation }: Applying, info: ObjectInfo, configuration: JsonObject, live: JsonObject): Step {
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
    return failed(withSource(plainError('At least one of apiVersion, kind and name was changed'), applying(''), info.source))
  const original = annotation === undefined ? undefined : parseObject(annotation)
  const made = threeWayPatch(original, configuration, live, TABLE_BY_KIND[info.info.kind])
  if (!made.ok) {
    const texts = `original:\n${annotation ?? ''}\nmodified:\n${goJson(configuration)}\n\ncurrent:\n${goJson(live)}`
    const inner = withSource(plainError(made.problem), `creating patch with:\n${texts}\nfor:`, info.source)
    return failed(withSource(inner, applying(''), info.source))
  }
  const patch = made.value
  if (Object.keys(patch).length === 0) return { kind: 'applied', object: live, operation: 'unchanged' }
  if (dryRun === 'client') return mergeHere(call, info, live, patch)
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
  if (!patched.ok) {
    const isRefused = patched.problem.reason === 'Conflict' || patched.problem.reason === 'Invalid'
    if (isRefused && flags.bool('force')) return { kind: 'refused', live, configuration }
    const inner = withSource(statusError(patched.problem), 'patching', info.source)
    return failed(withSource(inner, applying(goJson(patch)), info.source))
  }
  warnIfDeleting(call, info, patched.value)
  return { kind: 'applied', object: jsonFromObject(patched.value), operation: 'configured' }
}

/** What a client-side dry run shows of an object that is there: without a server's opinion. */
function mergeHere(call: Call, info: ObjectInfo, live: JsonObject, patch: JsonObject): Step {
  if (!printsAtEnd(call)) return { kind: 'applied', object: live, operation: 'configured' }
  const tools = toolsNamed(call.runtime, 'applying')
  if (tools === undefined) return failed(LACKING)
  const merged = tools.patchLocally({ ...info, object: live }, 'strategic', patch)
  return merged.ok ? { kind: 'applied', object: merged.value, operation: 'configured' } : failed(plainError(merged.problem))
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
