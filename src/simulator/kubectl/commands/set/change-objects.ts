// What every `kubectl set` does with the objects it has changed: a patch to the server, or only print them.
// @source k8s.io/kubectl pkg/cmd/set/helper.go CalculatePatches; set_env.go, set_image.go, set_resources.go Run

import { decodeStruct } from '../../../apiserver/decode/decoder.ts'
import { encodeStruct } from '../../../apiserver/decode/encoder.ts'
import { jsonFromObject } from '../../../apiserver/decode/typed-object.ts'
import { TABLE_BY_KIND } from '../../../api/objects.ts'
import type { JsonObject } from '../../../base/json.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import { twoWayPatch } from '../../apply/strategic-diff.ts'
import type { Call } from '../../command/command.ts'
import type { FlagSpec } from '../../command/flag.ts'
import { flag } from '../../command/flag.ts'
import type { Failure } from '../../failure.ts'
import { bareMessageOf, plainError, several, statusError } from '../../failure.ts'
import type { Printer } from '../../printers/printer.ts'
import { PRINT_FLAGS, resultPrinter } from '../../printers/output.ts'
import { fetchObjects } from '../../resource/fetch.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import { readManifests } from '../../resource/manifests.ts'
import type { DryRun } from '../common-flags.ts'
import { ALL_FLAG, DRY_RUN_FLAG, FILENAME_FLAGS, SELECTOR_FLAG, dryRunOf, fieldManagerFlag, operationText } from '../common-flags.ts'
import { send } from '../requests.ts'
import { recorded } from '../record.ts'

export const SET_FLAGS: readonly FlagSpec[] = [
  ...PRINT_FLAGS,
  ...FILENAME_FLAGS,
  DRY_RUN_FLAG,
  fieldManagerFlag('kubectl-set'),
  ALL_FLAG,
  flag('local', 'bool', 'false', 'Change what -f names and print it; ask no server.'),
]
export const SET_SELECTOR_FLAGS: readonly FlagSpec[] = [...SET_FLAGS, SELECTOR_FLAG]

export const LOCAL_ON_SERVER = 'cannot specify --local and --dry-run=server - did you mean --dry-run=client?'
export const ALL_AND_SELECTOR = 'cannot set --all and --selector at the same time'
export const NO_RESOURCES = 'one or more resources must be specified as <resource> <name> or <resource>/<name>'

/** The objects to change; anything that is missing ends the command. */
export function objectsToSet(call: Call, args: readonly string[]): Result<readonly ObjectInfo[], Failure> {
  if (call.flags.bool('local')) {
    if (args.length > 0) return failure(plainError(LOCAL_RESOURCES))
    const read = readManifests(call, { checksKind: false, local: true })
    return read.failure === undefined ? success(read.infos) : failure(read.failure)
  }
  const fetched = fetchObjects(call, args, {
    allowEmptySelector: call.flags.bool('all'),
    labelSelector: call.flags.text('selector'),
  })
  if (!fetched.ok) return fetched
  const problem = several(fetched.value.failures)
  return problem === undefined ? success(fetched.value.infos) : failure(problem)
}

const LOCAL_RESOURCES =
  "error: you must specify resources by --filename when --local is set.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'"

export interface Setting {
  readonly call: Call
  readonly dryRun: DryRun
  readonly printer: Printer
}

/** How the answers are sent and printed. @param operation  `image updated` and the like. */
export function settingOf(call: Call, operation: string): Result<Setting, Failure> {
  const dryRun = dryRunOf(call)
  if (!dryRun.ok) return dryRun
  const printer = setPrinter(call, dryRun.value, operation)
  return printer.ok ? success({ call, dryRun: dryRun.value, printer: printer.value }) : printer
}

/** What the operation is said to have done, or what `-o` asks for. */
export function setPrinter(call: Call, dryRun: DryRun, operation: string): Result<Printer, Failure> {
  return resultPrinter(call.flags, call.runtime, operationText(operation, dryRun))
}

export interface Change {
  /** The object as it should be; undefined leaves it alone. The problem is an error text. */
  readonly after: Result<JsonObject | undefined, string>
  readonly info: ObjectInfo
}

/**
 * Sends a patch for each change and prints the answers.
 *
 * @param failurePrefix  What stands before the server's words.
 * @param sendsEmpty  Whether an object that stays as it was is sent and printed all the same.
 */
export function sendChanges(
  { call, dryRun, printer }: Setting,
  changes: readonly Change[],
  { failurePrefix, sendsEmpty }: { readonly failurePrefix: string; readonly sendsEmpty: boolean },
): readonly Failure[] {
  const failures: Failure[] = []
  const print = (info: ObjectInfo, object: JsonObject): void => {
    const printed = printer(object, TABLE_BY_KIND[info.info.kind])
    if (printed.ok) call.runtime.out(printed.value)
    else failures.push(printed.problem)
  }
  for (const { info, after } of changes) {
    if (after.ok && after.value === undefined) continue
    const changed = recorded(call, (after.ok ? after.value : undefined) ?? info.object)
    const patch = after.ok ? twoWayPatch(info.object, changed, TABLE_BY_KIND[info.info.kind]) : after
    if (!patch.ok) {
      // Without a server nobody knows what the resource is called.
      const { resource, kind } = info.info
      failures.push(plainError(`error: ${call.flags.bool('local') ? kind.toLowerCase() : resource}/${info.name} ${patch.problem}\n`))
      continue
    }
    if (Object.keys(patch.value).length === 0 && !sendsEmpty) continue
    if (call.flags.bool('local') || dryRun === 'client') {
      print(info, typed(info, changed))
      continue
    }
    const patched = send(call.runtime, {
      verb: 'patch',
      kind: info.info.kind,
      key: { namespace: info.namespace, name: info.name },
      patchType: 'strategic',
      body: patch.value,
      fieldManager: call.flags.text('field-manager'),
      ...(dryRun === 'server' ? { dryRun: true } : {}),
    })
    if (patched.ok) print(info, jsonFromObject(patched.value))
    else failures.push(plainError(failurePrefix + bareMessageOf(statusError(patched.problem))))
  }
  return failures
}

/** As Go writes an object that it has read into its own types: with the fields that are never left out. */
function typed({ info }: ObjectInfo, object: JsonObject): JsonObject {
  const table = TABLE_BY_KIND[info.kind]
  return encodeStruct(table, decodeStruct(table, object).draft)
}
