// `kubectl scale`: how many replicas a workload shall have.
// @source k8s.io/kubectl pkg/cmd/scale/scale.go; pkg/scale/scale.go

import type { ApiObject } from '../../api/objects.ts'
import type { JsonObject } from '../../base/json.ts'
import { isJsonObject } from '../../base/json.ts'
import { goQuote } from '../../base/go-text.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { settle } from '../command/dispatch.ts'
import { flag } from '../command/flag.ts'
import type { Failure } from '../failure.ts'
import { NO_SUCH_RESOURCE, plainError, several, statusError } from '../failure.ts'
import { PRINT_FLAGS, printResult, resultPrinter } from '../printers/output.ts'
import { fetchObjects } from '../resource/fetch.ts'
import type { ObjectInfo } from '../resource/info.ts'
import { isScaled, replicasOf } from '../../api/scaled.ts'
import type { Outcome, Runtime } from '../runtime.ts'
import type { DryRun } from './common-flags.ts'
import { ALL_FLAG, DRY_RUN_FLAG, FILENAME_FLAGS, SELECTOR_FLAG, dryRunOf, operationText } from './common-flags.ts'
import { RECORD_FLAG, recordLater } from './record.ts'
import { getObject, send } from './requests.ts'

export const SCALE: CommandSpec = {
  name: 'scale',
  group: 'Deploy Commands:',
  usage: '[--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME)',
  short: 'Set a new size for a deployment, replica set, or replication controller',
  examples: ['kubectl scale deployment web --replicas=3', 'kubectl scale deployment web --current-replicas=2 --replicas=3'],
  flags: [
    ...PRINT_FLAGS,
    ...FILENAME_FLAGS,
    SELECTOR_FLAG,
    DRY_RUN_FLAG,
    ALL_FLAG,
    RECORD_FLAG,
    flag('replicas', 'int', '0', 'How many are wanted. Required.'),
    flag('current-replicas', 'int', '-1', 'Only if there are so many now.'),
    flag('resource-version', 'string', '', 'Only if this is its version.'),
    flag('timeout', 'duration', '0s', 'How long to wait until it has so many; 0s does not wait.'),
  ],
  completes: 'resources',
  required: ['replicas'],
  run,
}

const LOOK_AGAIN_MS = 1000

function run(call: Call): CommandOutcome {
  const { flags } = call
  const dryRun = dryRunOf(call)
  if (!dryRun.ok) return dryRun.problem
  const printer = resultPrinter(flags, call.runtime, '')
  if (!printer.ok) return printer.problem
  if (flags.int('replicas') < 0) return plainError('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0')
  if (flags.int('current-replicas') < -1) return plainError('The --current-replicas must specify an integer of -1 or greater')
  const fetched = fetchObjects(call, call.args, {
    allowEmptySelector: flags.bool('all'),
    labelSelector: flags.text('selector'),
  })
  if (!fetched.ok) return fetched.problem
  const { infos, failures } = fetched.value
  const problem = several(failures)
  if (flags.text('resource-version') !== '' && infos.length > 1) return plainError('cannot use --resource-version with multiple resources')
  if (infos.length === 0) return problem ?? plainError('no objects passed to scale')
  return scaleNext(call, dryRun.value, infos, problem)
}

/** The first mistake ends the command. */
function scaleNext(call: Call, dryRun: DryRun, [info, ...others]: readonly ObjectInfo[], problem: Failure | undefined): CommandOutcome {
  if (info === undefined) return problem
  if (dryRun !== 'client') {
    const scaled = scaleOne(call, dryRun, info)
    if (!scaled.ok) return scaled.problem
    if (dryRun === 'none') recordLater(call, info)
  }
  const goOn = (later: Runtime): CommandOutcome => {
    const here = { ...call, runtime: later }
    const printed = print(here, dryRun, info)
    return printed ?? scaleNext(here, dryRun, others, problem)
  }
  const timeoutMs = call.flags.duration('timeout')
  if (timeoutMs === 0 || dryRun !== 'none') return goOn(call.runtime)
  return waitForReplicas(call, info, call.runtime.moment.nowMs + timeoutMs, goOn)
}

function scaleOne({ flags, runtime }: Call, dryRun: DryRun, info: ObjectInfo): Result<ApiObject, Failure> {
  const { kind } = info.info
  const key = { namespace: info.namespace, name: info.name }
  if (!isScaled(kind)) return failure(NO_SUCH_RESOURCE)
  const expected = flags.int('current-replicas')
  const version = flags.text('resource-version')
  if (expected !== -1 || version !== '') {
    const found = getObject(runtime, kind, key)
    if (!found.ok) return failure(statusError(found.problem))
    const there = replicasOf(found.value).wanted
    if (expected !== -1 && there !== expected) return failure(unexpected('replicas', String(expected), String(there)))
    const current = found.value.metadata.resourceVersion ?? ''
    if (version !== '' && version !== current) return failure(unexpected('resource version', version, current))
  }
  const scaled = send(runtime, {
    verb: 'patch',
    kind,
    key,
    patchType: 'merge',
    body: { spec: { replicas: flags.int('replicas') } },
    subresource: 'scale',
    fieldManager: 'kubectl',
    ...(dryRun === 'server' ? { dryRun: true } : {}),
  })
  return scaled.ok ? success(scaled.value) : failure(statusError(scaled.problem))
}

function unexpected(what: string, expected: string, actual: string): Failure {
  return plainError(`Expected ${what} to be ${expected}, was ${actual}`)
}

function waitForReplicas(call: Call, info: ObjectInfo, untilMs: number, next: (runtime: Runtime) => CommandOutcome): CommandOutcome {
  const look = (runtime: Runtime): CommandOutcome => {
    const found = getObject(runtime, info.info.kind, { namespace: info.namespace, name: info.name })
    if (!found.ok) return statusError(found.problem)
    const { wanted, present } = replicasOf(found.value)
    if (wanted !== call.flags.int('replicas') || wanted === present) return next(runtime)
    const { nowMs } = runtime.moment
    if (nowMs >= untilMs) return plainError(`timed out waiting for ${goQuote(info.name)} to be synced`)
    const resume = (later: Runtime): Outcome => settle(later, look(later))
    return { checkAtMs: Math.min(nowMs + LOOK_AGAIN_MS, untilMs), resume }
  }
  return look(call.runtime)
}

/** The object as it was found, with the new number in it. */
function print(call: Call, dryRun: DryRun, { object, info }: ObjectInfo): Failure | undefined {
  const spec: JsonObject = isJsonObject(object['spec']) ? object['spec'] : {}
  const shown = info.group === 'apps' || info.group === '' ? { ...object, spec: { ...spec, replicas: call.flags.int('replicas') } } : object
  return printResult(call, shown, operationText('scaled', dryRun))
}
