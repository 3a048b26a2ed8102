// What every `kubectl create <kind>` does before and after it builds its object.
// @source k8s.io/kubectl pkg/cmd/create/create.go NameFromCommandArgs, pkg/util/apply.go CreateOrUpdateAnnotation

import type { FieldValidation } from '../../../api/client.ts'
import type { StructTable } from '../../../api/fields/field-table.ts'
import type { Kind } from '../../../api/kinds.ts'
import { kindInfo } from '../../../api/kinds.ts'
import { TABLE_BY_KIND } from '../../../api/objects.ts'
import type { JsonObject } from '../../../base/json.ts'
import { isJsonObject } from '../../../base/json.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import { encodeStruct } from '../../../apiserver/decode/encoder.ts'
import type { Draft } from '../../../apiserver/decode/decoder.ts'
import { jsonFromObject } from '../../../apiserver/decode/typed-object.ts'
import type { Call, CommandOutcome } from '../../command/command.ts'
import type { FlagSpec } from '../../command/flag.ts'
import type { Failure } from '../../failure.ts'
import { bareMessageOf, plainError, statusError, usageError } from '../../failure.ts'
import type { Printer } from '../../printers/printer.ts'
import { PRINT_FLAGS, resultPrinter } from '../../printers/output.ts'
import { typedJson } from '../../text/typed-json.ts'
import type { DryRun, NamespaceChoice } from '../common-flags.ts'
import {
  DRY_RUN_FLAG,
  SAVE_CONFIG_FLAG,
  VALIDATE_FLAG,
  dryRunOf,
  fieldManagerFlag,
  namespaceOf,
  operationText,
  validationOf,
} from '../common-flags.ts'
import { namespaceProblem } from '../../resource/path-name.ts'
import { send } from '../requests.ts'

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

export const CREATE_FLAGS: readonly FlagSpec[] = [
  ...PRINT_FLAGS,
  SAVE_CONFIG_FLAG,
  VALIDATE_FLAG,
  DRY_RUN_FLAG,
  fieldManagerFlag('kubectl-create'),
]

export interface CreateStart {
  readonly name: string
  /** Words behind `--`. */
  readonly command: readonly string[]
  readonly dryRun: DryRun
  readonly printer: Printer
  readonly validation: FieldValidation
  readonly namespace: NamespaceChoice
  readonly operation: string
}

export function beginCreate(call: Call): Result<CreateStart, Failure> {
  const count = call.beforeDashes ?? call.args.length
  const name = call.args[0]
  if (count !== 1 || name === undefined) return failure(usageError(call.path, `exactly one NAME is required, got ${String(count)}`))
  const dryRun = dryRunOf(call)
  if (!dryRun.ok) return dryRun
  const operation = operationText('created', dryRun.value)
  const printer = resultPrinter(call.flags, call.runtime, operation)
  if (!printer.ok) return printer
  const validation = validationOf(call)
  if (!validation.ok) return validation
  return success({
    name,
    command: call.args.slice(1),
    dryRun: dryRun.value,
    printer: printer.value,
    validation: validation.value,
    namespace: namespaceOf(call),
    operation,
  })
}

/** Likewise, for kinds that refuse an empty name before they look at anything else. */
export function beginNamed(call: Call): Result<CreateStart, Failure> {
  const start = beginCreate(call)
  return start.ok && start.value.name === '' ? failure(plainError('name must be specified')) : start
}

/**
 * Sends the object, unless it is a client-side dry run, and prints what came of it.
 *
 * @param failurePrefix  What stands before the server's words: `failed to create configmap: `. Undefined leaves the answer as it is.
 */
export function finishCreate(call: Call, start: CreateStart, kind: Kind, draft: Draft, failurePrefix: string | undefined): CommandOutcome {
  const { runtime } = call
  const table = TABLE_BY_KIND[kind]
  const metadata = isJsonObject(draft['metadata']) ? draft['metadata'] : {}
  const placed =
    start.namespace.explicit && kindInfo(kind).namespaced ? { ...draft, metadata: { ...metadata, namespace: start.namespace.name } } : draft
  const object = keepOwnJson(call, table, encodeStruct(table, placed))
  if (start.dryRun === 'client') return print(call, start, object, true, kind)
  const namespace = kindInfo(kind).namespaced ? start.namespace.name : ''
  const unreachable = namespaceProblem(namespace)
  if (unreachable !== undefined) return plainError((failurePrefix ?? '') + unreachable)
  const created = send(runtime, {
    verb: 'create',
    kind,
    namespace,
    body: object,
    fieldManager: call.flags.text('field-manager'),
    fieldValidation: start.validation,
    ...(start.dryRun === 'server' ? { dryRun: true } : {}),
  })
  if (!created.ok) {
    const refused = statusError(created.problem)
    return failurePrefix === undefined ? refused : plainError(failurePrefix + bareMessageOf(refused))
  }
  return print(call, start, jsonFromObject(created.value), true, kind)
}

function print(call: Call, start: CreateStart, object: JsonObject, typed: boolean, kind: Kind): CommandOutcome {
  const printed = start.printer(object, typed ? TABLE_BY_KIND[kind] : undefined)
  if (!printed.ok) return printed.problem
  call.runtime.out(printed.value)
  return undefined
}

/** `--save-config`: the object's own JSON as an annotation on it. */
export function keepOwnJson(call: Call, table: StructTable, object: Draft): Draft {
  if (!call.flags.bool('save-config')) return object
  const metadata = object['metadata']
  if (!isJsonObject(metadata)) return object
  const text = `${typedJson(table, object, 0)}\n`
  return encodeStruct(table, { ...object, metadata: { ...metadata, annotations: { [LAST_APPLIED]: text } } })
}

/** apiVersion and kind of a new object. */
export function typeMeta(kind: Kind): { readonly apiVersion: string; readonly kind: string } {
  const { group, version } = kindInfo(kind)
  return { apiVersion: group === '' ? version : `${group}/${version}`, kind }
}
