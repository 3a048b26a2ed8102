// `kubectl apply set-last-applied`: writes a manifest into the annotation in which apply keeps the last one, and changes nothing else.
// @source k8s.io/kubectl pkg/cmd/apply/apply_set_last_applied.go; pkg/cmd/util/editor/editoptions.go GetApplyPatch

import { jsonFromObject } from '../../../apiserver/decode/typed-object.ts'
import { goJson } from '../../../base/go-json.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import { flag } from '../../command/flag.ts'
import type { Failure } from '../../failure.ts'
import { plainError, statusError } from '../../failure.ts'
import { PRINT_FLAGS, resultsPrinter } from '../../printers/output.ts'
import type { PrintResult } from '../../printers/output.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import { infoOfObject, metadataOf, textsOf, withMetadata } from '../../resource/info.ts'
import { readManifests } from '../../resource/manifests.ts'
import { MISSING_RESOURCE } from '../../resource/arguments.ts'
import type { DryRun } from '../common-flags.ts'
import { DRY_RUN_FLAG, dryRunOf, operationText } from '../common-flags.ts'
import { LAST_APPLIED } from '../create/begin.ts'
import { getObject, send } from '../requests.ts'

export const SET_LAST_APPLIED: CommandSpec = {
  name: 'set-last-applied',
  usage: '-f FILENAME',
  short: 'Set the last-applied-configuration annotation on a live object to match the contents of a file',
  examples: ['kubectl apply set-last-applied -f web.yaml --create-annotation'],
  flags: [
    ...PRINT_FLAGS,
    DRY_RUN_FLAG,
    flag('filename|f', 'slice', '', 'Files or folders with manifests; - reads standard input.'),
    flag('create-annotation', 'bool', 'false', 'Write it also where no object has it yet.'),
  ],
  completes: 'files',
  run,
}

interface Change {
  readonly live: ObjectInfo
  readonly text: string
}

function run(call: Call): CommandOutcome {
  const dryRun = dryRunOf(call)
  if (!dryRun.ok) return dryRun.problem
  if (call.flags.list('filename').length === 0) return plainError(MISSING_RESOURCE)
  const read = readManifests(call, { checksKind: false })
  const changes: Change[] = []
  for (const info of read.infos) {
    const found = changeOf(call, info)
    if (found === undefined) continue
    if ('kind' in found) return found
    changes.push(found)
  }
  if (read.failure !== undefined) return read.failure
  const print = resultsPrinter(call)
  for (const change of changes) {
    const problem = perform(call, dryRun.value, change, print)
    if (problem !== undefined) return problem
  }
  return undefined
}

/** Undefined where the annotation says so already. */
function changeOf({ runtime, flags }: Call, info: ObjectInfo): Change | Failure | undefined {
  const found = getObject(runtime, info.info.kind, { namespace: info.namespace, name: info.name })
  if (!found.ok) return statusError(found.problem)
  const live = infoOfObject(found.value)
  const present = textsOf(metadataOf(live.object), 'annotations')[LAST_APPLIED]
  if (present === undefined && !flags.bool('create-annotation'))
    return plainError(
      `no last-applied-configuration annotation found on resource: ${info.name}, to create the annotation, run the command with --create-annotation`,
    )
  const text = `${goJson(info.object)}\n`
  if (present?.trimEnd() !== text.trimEnd()) return { live, text }
  runtime.out(`set-last-applied ${info.name}: no changes required.\n`)
  return undefined
}

function perform({ runtime }: Call, dryRun: DryRun, { live, text }: Change, print: PrintResult): Failure | undefined {
  const operation = operationText('configured', dryRun)
  if (dryRun === 'client') return print(live.object, operation)
  const patched = send(runtime, {
    verb: 'patch',
    kind: live.info.kind,
    key: { namespace: live.namespace, name: live.name },
    patchType: 'merge',
    body: withMetadata({}, { annotations: { [LAST_APPLIED]: text } }),
    ...(dryRun === 'server' ? { dryRun: true } : {}),
  })
  return patched.ok ? print(jsonFromObject(patched.value), operation) : statusError(patched.problem)
}
