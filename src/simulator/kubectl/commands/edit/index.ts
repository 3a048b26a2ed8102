// `kubectl edit`: objects in an editor; what is saved is sent as a patch.
// @source k8s.io/kubectl pkg/cmd/edit/edit.go, pkg/cmd/util/editor/editoptions.go visitToPatch

import { jsonFromObject } from '../../../apiserver/decode/typed-object.ts'
import { TABLE_BY_KIND } from '../../../api/objects.ts'
import { isDeepEqual } from '../../../base/deep-equal.ts'
import { goJson } from '../../../base/go-json.ts'
import type { JsonObject } from '../../../base/json.ts'
import { twoWayPatch } from '../../apply/strategic-diff.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import type { FlagSpec } from '../../command/flag.ts'
import { flag } from '../../command/flag.ts'
import type { Failure } from '../../failure.ts'
import { plainError, several } from '../../failure.ts'
import { PRINT_FLAGS, printResult, withoutManagedFields } from '../../printers/output.ts'
import { fetchObjects } from '../../resource/fetch.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import { FILENAME_FLAGS, SAVE_CONFIG_FLAG, VALIDATE_FLAG, fieldManagerFlag, validationOf } from '../common-flags.ts'
import { keepManifest } from '../from-files.ts'
import { RECORD_FLAG, recorded } from '../record.ts'
import { send } from '../requests.ts'
import { SUBRESOURCE_FLAG, subresourceOf } from '../subresource.ts'
import type { Refusal } from './report.ts'
import { ADVICE, refusalOf } from './report.ts'
import { editObjects, originalOf } from './rounds.ts'

export const EDITING_FLAGS: readonly FlagSpec[] = [
  ...PRINT_FLAGS,
  ...FILENAME_FLAGS,
  VALIDATE_FLAG,
  RECORD_FLAG,
  flag('windows-line-endings', 'bool', 'false', 'Lines that end as on Windows.'),
]

export const EDIT: CommandSpec = {
  name: 'edit',
  group: 'Basic Commands (Intermediate):',
  usage: '(RESOURCE/NAME | -f FILENAME)',
  short: 'Edit a resource on the server',
  examples: ['kubectl edit configmap settings', 'KUBE_EDITOR="sed -i s/info/debug/" kubectl edit configmap settings'],
  flags: [
    ...EDITING_FLAGS,
    SAVE_CONFIG_FLAG,
    SUBRESOURCE_FLAG,
    fieldManagerFlag('kubectl-edit'),
    flag('output-patch', 'bool', 'false', 'Print the patch that was sent.'),
  ],
  completes: 'resources',
  run,
}

function run(call: Call): CommandOutcome {
  const fetched = fetchObjects(call, call.args, { allowEmptySelector: true })
  if (!fetched.ok) return fetched.problem
  const validation = validationOf(call)
  if (!validation.ok) return validation.problem
  const subresource = subresourceOf(call)
  if (!subresource.ok) return subresource.problem
  const { infos, failures } = fetched.value
  const problem = several(failures)
  if (problem !== undefined) return problem
  return infos.length === 0 ? plainError('edit cancelled, no objects found') : editObjects(call, { advice: ADVICE, perform }, infos)
}

/** Sends what was changed in one object. */
function perform(call: Call, infos: readonly ObjectInfo[], edited: ObjectInfo, refusals: Refusal[]): Failure | undefined {
  const { flags, runtime } = call
  const original = originalOf(infos, edited)
  if (original === undefined) return plainError('no original object found')
  const { info } = original
  const table = TABLE_BY_KIND[info.kind]
  const before = withoutManagedFields(original.object)
  const after = recorded(call, flags.bool('save-config') ? keepManifest(edited.object) : edited.object)
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
