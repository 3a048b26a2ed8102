// `kubectl apply view-last-applied`: the manifest that apply keeps in an annotation.
// @source k8s.io/kubectl pkg/cmd/apply/apply_view_last_applied.go

import { goJson } from '../../../base/go-json.ts'
import { readManifest, printYaml } from '../../../yaml/index.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import { flag } from '../../command/flag.ts'
import { several, usageError } from '../../failure.ts'
import { fetchObjects } from '../../resource/fetch.ts'
import { metadataOf, textsOf } from '../../resource/info.ts'
import { ALL_FLAG, FILENAME_FLAGS, SELECTOR_FLAG } from '../common-flags.ts'
import { LAST_APPLIED } from '../create/begin.ts'

export const VIEW_LAST_APPLIED: CommandSpec = {
  name: 'view-last-applied',
  usage: '(TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME)',
  short: 'View the latest last-applied-configuration annotations of a resource/object',
  examples: ['kubectl apply view-last-applied deployment/web -o json'],
  flags: [...FILENAME_FLAGS, SELECTOR_FLAG, ALL_FLAG, flag('output|o', 'string', 'yaml', 'yaml or json.')],
  completes: 'resources',
  run,
}

function run(call: Call): CommandOutcome {
  const { flags, runtime } = call
  const format = flags.text('output')
  const fetched = fetchObjects(call, call.args, {
    allowEmptySelector: false,
    labelSelector: flags.text('selector'),
    all: flags.bool('all'),
  })
  if (!fetched.ok) return fetched.problem
  const problem = several(fetched.value.failures)
  if (problem !== undefined) return problem
  if (format !== 'yaml' && format !== 'json')
    return usageError(call.path, `Unexpected -o output mode: ${format}, the flag 'output' must be one of yaml|json`)
  for (const { object } of fetched.value.infos) {
    // What was never applied is passed over in silence: kubectl wraps an error that is none.
    const text = textsOf(metadataOf(object), 'annotations')[LAST_APPLIED]
    if (text === undefined) continue
    const value = readManifest(text).documents[0]?.value ?? null
    runtime.out(format === 'yaml' ? printYaml(value) : `${goJson(value, { html: 'escaped', indent: 2 })}\n`)
  }
  return undefined
}
