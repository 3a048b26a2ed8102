// `kubectl rollout undo`: brings an earlier template back (DEP-15).
// @source k8s.io/kubectl pkg/cmd/rollout/rollout_undo.go; pkg/polymorphichelpers/rollback.go

import type { ApiRequest } from '../../../api/client.ts'
import type { Deployment } from '../../../api/fields/workload.ts'
import { isDeepEqual } from '../../../base/deep-equal.ts'
import { goQuote } from '../../../base/go-text.ts'
import { asJson } from '../../../base/json.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import { flag } from '../../command/flag.ts'
import type { Failure } from '../../failure.ts'
import { bareMessageOf, plainError, several, statusError } from '../../failure.ts'
import { PRINT_FLAGS, resultPrinter } from '../../printers/output.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import type { DryRun } from '../common-flags.ts'
import { DRY_RUN_FLAG, dryRunOf, operationText } from '../common-flags.ts'
import { LAST_APPLIED } from '../create/begin.ts'
import { send } from '../requests.ts'
import { TABLE_BY_KIND } from '../../../api/objects.ts'
import { toolsNamed } from '../../tool-sets.ts'
import { missingWorker } from './missing-worker.ts'
import type { Revision, RolledWorkload } from './revisions.ts'
import { isRolled, revisionsOf } from './revisions.ts'
import { TARGET_FLAGS, targetsOf } from './targets.ts'

export const ROLLOUT_UNDO: CommandSpec = {
  name: 'undo',
  usage: '(TYPE NAME | TYPE/NAME) [flags]',
  short: 'Undo a previous rollout',
  examples: ['kubectl rollout undo deployment/web', 'kubectl rollout undo deployment/web --to-revision=1'],
  flags: [
    ...PRINT_FLAGS,
    ...TARGET_FLAGS,
    DRY_RUN_FLAG,
    flag('to-revision', 'int', '0', 'The revision to go back to; 0 is the one before.'),
  ],
  completes: 'resources',
  run,
}

const HASH_LABEL = 'pod-template-hash'
/** Annotations that belong to the Deployment itself. */
const KEPT = new Set([
  LAST_APPLIED,
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
])

function run(call: Call): CommandOutcome {
  const dryRun = dryRunOf(call)
  if (!dryRun.ok) return dryRun.problem
  const fetched = targetsOf(call)
  if (!fetched.ok) return fetched.problem
  const failures: Failure[] = [...fetched.value.failures]
  for (const info of fetched.value.infos) {
    const said = undo(call, info, dryRun.value)
    const printer = said.ok ? resultPrinter(call.flags, call.runtime, operationText(said.value, dryRun.value)) : said
    const printed = printer.ok ? printer.value(info.object, TABLE_BY_KIND[info.info.kind]) : printer
    if (printed.ok) call.runtime.out(printed.value)
    else failures.push(printed.problem)
  }
  return several(failures)
}

/** What became of it, in words. */
function undo(call: Call, info: ObjectInfo, dryRun: DryRun): Result<string, Failure> {
  const { runtime } = call
  const { namespace, name } = info
  const workload = runtime.view.get(info.info.kind, { namespace, name })
  if (workload?.metadata.annotations?.[LAST_APPLIED] !== undefined)
    runtime.err(
      `Warning: resource ${info.info.resource}/${name} was previously managed with 'kubectl apply'. Rolling back will not update the ${LAST_APPLIED} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.\n`,
    )
  if (workload === undefined || !isRolled(workload)) {
    const { kind, group } = info.info
    const known = `no rollbacker has been implemented for ${goQuote(group === '' ? kind : `${kind}.${group}`)}`
    return failure(plainError(missingWorker(info.info, 'retrieving rollbacker', known)))
  }
  const wanted = call.flags.int('to-revision')
  const revisions = revisionsOf(runtime.view, workload)
  const chosen = wanted === 0 ? revisions.at(-2) : revisions.find(({ number }) => number === wanted)
  if (chosen === undefined) return failure(plainError(wanted === 0 ? nothingBefore(workload) : notInHistory(wanted)))
  if (dryRun === 'client') {
    const text = toolsNamed(runtime, 'describe')?.templateText(chosen.template) ?? ''
    return success(`${workload.kind === 'Deployment' ? '' : 'will roll back to '}${text}`)
  }
  if (workload.kind === 'Deployment' && workload.spec.paused === true)
    return failure(plainError(`you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again`))
  if (isDeepEqual(withoutHash(chosen), withoutHash({ template: workload.spec.template })))
    return success(`skipped rollback (current template already matches revision ${String(wanted)})`)
  const patched = send(runtime, {
    ...patchFor(workload, chosen),
    verb: 'patch',
    kind: workload.kind,
    key: { namespace, name },
    fieldManager: 'kubectl',
    ...(dryRun === 'server' ? { dryRun: true } : {}),
  })
  if (patched.ok) return success('rolled back')
  return failure(plainError(`failed restoring revision ${String(wanted)}: ${bareMessageOf(statusError(patched.problem))}`))
}

function nothingBefore({ kind, metadata }: RolledWorkload): string {
  if (kind !== 'Deployment') return 'no last revision to roll back to'
  return `no rollout history found for deployment ${goQuote(metadata.name ?? '')}`
}

function notInHistory(revision: number): string {
  return `unable to find specified revision ${String(revision)} in history`
}

function withoutHash({ template }: Pick<Revision, 'template'>): Revision['template'] {
  const { labels, ...metadata } = template.metadata
  const kept = Object.fromEntries(Object.entries(labels ?? {}).filter(([label]) => label !== HASH_LABEL))
  return { metadata: { ...metadata, labels: kept }, spec: template.spec }
}

function patchFor(workload: RolledWorkload, chosen: Revision): Pick<ApiRequest & { verb: 'patch' }, 'patchType' | 'body'> {
  if (workload.kind !== 'Deployment') {
    const body = { spec: { template: asJson({ ...chosen.template, $patch: 'replace' }) } }
    return { patchType: 'strategic', body }
  }
  const body = [
    { op: 'replace', path: '/spec/template', value: asJson(withoutHash(chosen)) },
    { op: 'replace', path: '/metadata/annotations', value: annotationsAfter(workload, chosen) },
  ]
  return { patchType: 'json', body }
}

function annotationsAfter({ metadata }: Deployment, { object }: Revision): Readonly<Record<string, string>> {
  const own = Object.entries(metadata.annotations ?? {}).filter(([name]) => KEPT.has(name))
  const earlier = Object.entries(object.metadata.annotations ?? {}).filter(([name]) => !KEPT.has(name))
  return Object.fromEntries([...own, ...earlier])
}
