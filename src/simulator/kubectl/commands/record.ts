// `--record`: the command line as an annotation, which `kubectl rollout history` shows as the cause of a revision.
// @source k8s.io/cli-runtime pkg/genericclioptions/record_flags.go ChangeCauseRecorder, parseCommandArguments

import type { JsonObject } from '../../base/json.ts'
import { jsonFromObject } from '../../apiserver/decode/typed-object.ts'
import type { Call } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import type { ObjectInfo } from '../resource/info.ts'
import { metadataOf, textsOf, withMetadata } from '../resource/info.ts'
import { send } from './requests.ts'

export const CHANGE_CAUSE = 'kubernetes.io/change-cause'

export const RECORD_FLAG = flag('record', 'bool', 'false', 'Note the command line in an annotation.', {
  hidden: true,
  deprecated: '--record will be removed in the future',
})

/** The object with the note on it, where it was asked for. */
export function recorded(call: Call, object: JsonObject): JsonObject {
  if (!call.flags.bool('record')) return object
  const cause = [call.path, ...call.args, ...call.flags.written].join(' ')
  return withMetadata(object, { annotations: { ...textsOf(metadataOf(object), 'annotations'), [CHANGE_CAUSE]: cause } })
}

/** Notes it on an object that the server has changed already; what the server answers, or undefined where nothing is noted. */
export function recordLater(call: Call, { info, namespace, name }: ObjectInfo): JsonObject | undefined {
  if (!call.flags.bool('record')) return undefined
  const noted = send(call.runtime, {
    verb: 'patch',
    kind: info.kind,
    key: { namespace, name },
    patchType: 'merge',
    body: recorded(call, {}),
    fieldManager: call.flags.text('field-manager') || 'kubectl',
  })
  return noted.ok ? jsonFromObject(noted.value) : undefined
}
