// `kubectl create --edit`: manifests in an editor, before they are created.
// @source k8s.io/kubectl pkg/cmd/create/create.go RunEditOnCreate; pkg/cmd/util/editor/editoptions.go visitToCreate

import { jsonFromObject } from '../../../apiserver/decode/typed-object.ts'
import { TABLE_BY_KIND } from '../../../api/objects.ts'
import type { Call, CommandOutcome } from '../../command/command.ts'
import type { Failure } from '../../failure.ts'
import { plainError, statusError } from '../../failure.ts'
import { printResult } from '../../printers/output.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import { readManifests } from '../../resource/manifests.ts'
import { validationOf } from '../common-flags.ts'
import { keepManifest } from '../from-files.ts'
import { recorded } from '../record.ts'
import { send } from '../requests.ts'
import { ADVICE } from './report.ts'
import { editObjects } from './rounds.ts'

export function createEdited(call: Call): CommandOutcome {
  const validation = validationOf(call)
  if (!validation.ok) return validation.problem
  const read = readManifests(call, { checksKind: false })
  if (read.failure !== undefined) return read.failure
  return read.infos.length === 0
    ? plainError('edit cancelled, no objects found')
    : editObjects(call, { advice: ADVICE, perform }, read.infos)
}

function perform(call: Call, _: readonly ObjectInfo[], { info, namespace, object }: ObjectInfo): Failure | undefined {
  const validation = validationOf(call)
  const created = send(call.runtime, {
    verb: 'create',
    kind: info.kind,
    namespace,
    body: recorded(call, call.flags.bool('save-config') ? keepManifest(object) : object),
    fieldManager: call.flags.text('field-manager'),
    ...(validation.ok ? { fieldValidation: validation.value } : {}),
  })
  if (!created.ok) return statusError(created.problem)
  return printResult(call, jsonFromObject(created.value), 'created', TABLE_BY_KIND[info.kind])
}
