// `kubectl rollout history`: the revisions of a workload, or one of them in full.
// @source k8s.io/kubectl pkg/cmd/rollout/rollout_history.go; pkg/polymorphichelpers/history.go, historyviewer.go

import type { PodTemplateSpec } from '../../../api/fields/pod.ts'
import { TABLE_BY_KIND } from '../../../api/objects.ts'
import { goQuote } from '../../../base/go-text.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import { jsonFromObject } from '../../../apiserver/decode/typed-object.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import { flag } from '../../command/flag.ts'
import type { Failure } from '../../failure.ts'
import { plainError, several } from '../../failure.ts'
import { PRINT_FLAGS, kindSlashName, resultPrinter } from '../../printers/output.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import { groupKind } from '../../resource/mapping.ts'
import type { Runtime } from '../../runtime.ts'
import { toolsNamed } from '../../tool-sets.ts'
import { layOutTabs } from '../../text/tab-writer.ts'
import { missingWorker } from './missing-worker.ts'
import type { Revision } from './revisions.ts'
import { CHANGE_CAUSE, isRolled, revisionsOf } from './revisions.ts'
import { TARGET_FLAGS, targetsOf } from './targets.ts'

export const ROLLOUT_HISTORY: CommandSpec = {
  name: 'history',
  usage: '(TYPE NAME | TYPE/NAME) [flags]',
  short: 'View rollout history',
  examples: ['kubectl rollout history deployment/web', 'kubectl rollout history deployment/web --revision=2'],
  flags: [...PRINT_FLAGS, ...TARGET_FLAGS, flag('revision', 'int', '0', 'Show this revision in full.')],
  completes: 'resources',
  run,
}

const NOT_FOUND = 'unable to find the specified revision'

function run(call: Call): CommandOutcome {
  const { flags } = call
  const revision = flags.int('revision')
  const fetched = targetsOf(call)
  if (!fetched.ok) return fetched.problem
  if (revision < 0) return plainError(`revision must be a positive integer: ${String(revision)}`)
  const printsObjects = flags.has('output')
  const printer = resultPrinter(flags, call.runtime, '')
  if (!printer.ok) return printer.problem
  const failures: Failure[] = [...fetched.value.failures]
  for (const info of fetched.value.infos) {
    const revisions = historyOf(call.runtime, info)
    if (!revisions.ok) {
      failures.push(plainError(revisions.problem))
      continue
    }
    const shown = revision === 0 ? revisions.value : revisions.value.filter(({ number }) => number === revision)
    if (revision > 0 && shown.length === 0 && (printsObjects || revisions.value.length > 0)) failures.push(plainError(NOT_FOUND))
    else if (!printsObjects) call.runtime.out(viewOf(call.runtime, info, shown, revision))
    else
      for (const { object } of shown) {
        const printed = printer.value(jsonFromObject(object), TABLE_BY_KIND[object.kind])
        if (printed.ok) call.runtime.out(printed.value)
        else failures.push(printed.problem)
      }
  }
  return several(failures)
}

function historyOf(runtime: Runtime, { info, namespace, name }: ObjectInfo): Result<readonly Revision[], string> {
  const object = runtime.view.get(info.kind, { namespace, name })
  if (object !== undefined && isRolled(object)) return success(revisionsOf(runtime.view, object))
  return failure(missingWorker(info, 'retrieving history', `no history viewer has been implemented for ${goQuote(groupKind(info))}`))
}

function viewOf(runtime: Runtime, info: ObjectInfo, shown: readonly Revision[], revision: number): string {
  const title = `${kindSlashName(info.object)} ${revision > 0 ? `with revision #${String(revision)}` : ''}\n`
  const [first] = shown
  if (first === undefined) return `${title}No rollout history found.\n`
  if (revision > 0) return `${title}${toolsNamed(runtime, 'describe')?.templateText(shownTemplate(first)) ?? ''}\n`
  const lines = shown.map(({ number, changeCause }) => `${String(number)}\t${changeCause === '' ? '<none>' : changeCause}\n`)
  return `${title}${layOutTabs(`REVISION\tCHANGE-CAUSE\n${lines.join('')}`)}\n`
}

/** The cause stands among the template's annotations. @source pkg/polymorphichelpers/historyviewer.go DeploymentHistoryViewer */
function shownTemplate({ object, template, changeCause }: Revision): PodTemplateSpec {
  if (object.kind !== 'ReplicaSet' || changeCause === '') return template
  const { metadata = {} } = template
  return { ...template, metadata: { ...metadata, annotations: { ...metadata.annotations, [CHANGE_CAUSE]: changeCause } } }
}
