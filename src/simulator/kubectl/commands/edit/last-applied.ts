// `kubectl apply edit-last-applied`: the manifest that apply keeps in an annotation, in an editor; the object stays as it is.
// @source k8s.io/kubectl pkg/cmd/apply/apply_edit_last_applied.go; pkg/cmd/util/editor/editoptions.go visitToApplyEditPatch, annotationPatch

import { TABLE_BY_KIND } from '../../../api/objects.ts'
import { isDeepEqual } from '../../../base/deep-equal.ts'
import { goJson } from '../../../base/go-json.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import type { Failure } from '../../failure.ts'
import { plainError, several, statusError } from '../../failure.ts'
import { printResult } from '../../printers/output.ts'
import { fetchObjects } from '../../resource/fetch.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import { metadataOf, textsOf, withMetadata } from '../../resource/info.ts'
import { readManifestText } from '../../resource/manifests.ts'
import { fieldManagerFlag } from '../common-flags.ts'
import { LAST_APPLIED } from '../create/begin.ts'
import { send } from '../requests.ts'
import { EDITING_FLAGS } from './index.ts'
import { LAST_APPLIED_ADVICE } from './report.ts'
import { editObjects, originalOf } from './rounds.ts'

export const EDIT_LAST_APPLIED: CommandSpec = {
  name: 'edit-last-applied',
  usage: '(RESOURCE/NAME | -f FILENAME)',
  short: 'Edit latest last-applied-configuration annotations of a resource/object',
  examples: ['kubectl apply edit-last-applied deployment/web'],
  flags: [...EDITING_FLAGS, fieldManagerFlag('kubectl-client-side-apply')],
  completes: 'resources',
  run,
}

function run(call: Call): CommandOutcome {
  const fetched = fetchObjects(call, call.args, { allowEmptySelector: true })
  if (!fetched.ok) return fetched.problem
  const problem = several(fetched.value.failures)
  if (problem !== undefined) return problem
  const kept = fetched.value.infos.flatMap((info) => {
    const text = textsOf(metadataOf(info.object), 'annotations')[LAST_APPLIED]
    return text === undefined ? [] : readManifestText(call, 'edited-file', text).infos
  })
  if (kept.length > 0) return editObjects(call, { advice: LAST_APPLIED_ADVICE, perform }, kept)
  return plainError(
    'no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`',
  )
}

function perform(call: Call, infos: readonly ObjectInfo[], edited: ObjectInfo): Failure | undefined {
  if (edited.name === '') return plainError('resource name may not be empty')
  const original = originalOf(infos, edited)
  if (original === undefined) return plainError('no original object found')
  const table = TABLE_BY_KIND[edited.info.kind]
  if (isDeepEqual(original.object, edited.object)) return printResult(call, edited.object, 'skipped', table)
  const patched = send(call.runtime, {
    verb: 'patch',
    kind: edited.info.kind,
    key: { namespace: edited.namespace, name: edited.name },
    patchType: 'merge',
    body: withMetadata({}, { annotations: { [LAST_APPLIED]: `${goJson(edited.object)}\n` } }),
    fieldManager: call.flags.text('field-manager'),
  })
  return patched.ok ? printResult(call, edited.object, 'edited', table) : statusError(patched.problem)
}
