// `kubectl replace --force`: deletes what the manifests name, waits until it is gone, and creates it anew.
// @source k8s.io/kubectl pkg/cmd/replace/replace.go forceReplace

import type { ApiRequest } from '../../api/client.ts'
import { SECOND_MS } from '../../base/sim-time.ts'
import type { Call, CommandOutcome } from '../command/command.ts'
import { settle } from '../command/dispatch.ts'
import type { Failure } from '../failure.ts'
import { plainError, several, statusError, withSource } from '../failure.ts'
import type { ObjectInfo } from '../resource/info.ts'
import { readManifests } from '../resource/manifests.ts'
import type { Runtime } from '../runtime.ts'
import { deletedLine } from './delete/index.ts'
import { cascadeOf } from './delete/options.ts'
import { getObject, send } from './requests.ts'

/** How long to wait for objects to go, and how often to look. */
const PATIENCE_MS = 300_000
const LOOK_EVERY_MS = SECOND_MS

/** @param create  Sends and prints one manifest. */
export function forceReplace(call: Call, create: (call: Call, info: ObjectInfo) => Failure | undefined): CommandOutcome {
  const { flags, runtime } = call
  const cascade = cascadeOf(call)
  if (!cascade.ok) return plainError(cascade.problem)
  // Zero seconds would lose data by accident.
  const graceSeconds = flags.int('grace-period') === 0 ? 1 : flags.int('grace-period')
  const found = readManifests(call, { checksKind: false })
  const failures: Failure[] = []
  for (const info of found.infos) {
    const problem = deleteOne(call, info, {
      propagationPolicy: cascade.value,
      ...(graceSeconds < 0 ? {} : { gracePeriodSeconds: graceSeconds }),
    })
    if (problem !== undefined) failures.push(problem)
  }
  if (found.failure !== undefined) failures.push(found.failure)
  const problem = several(failures)
  if (problem !== undefined) return problem
  const timeoutMs = flags.duration('timeout') === 0 ? PATIENCE_MS : flags.duration('timeout')
  return createWhenGone(call, found.infos, runtime.moment.nowMs + timeoutMs, create)
}

/** What is missing already is no mistake. */
function deleteOne(
  { runtime, flags }: Call,
  info: ObjectInfo,
  how: Pick<ApiRequest & { verb: 'delete' }, 'propagationPolicy' | 'gracePeriodSeconds'>,
): Failure | undefined {
  const key = { namespace: info.namespace, name: info.name }
  const deleted = send(runtime, { verb: 'delete', kind: info.info.kind, key, ...how })
  if (!deleted.ok)
    return deleted.problem.reason === 'NotFound' ? undefined : withSource(statusError(deleted.problem), 'deleting', info.source)
  if (flags.text('output') === 'name')
    runtime.out(`${info.info.singular}${info.info.group === '' ? '' : `.${info.info.group}`}/${info.name}\n`)
  else runtime.out(deletedLine(info, { graceSeconds: -1, dryRun: 'none' }))
  return undefined
}

function createWhenGone(
  call: Call,
  left: readonly ObjectInfo[],
  untilMs: number,
  create: (call: Call, info: ObjectInfo) => Failure | undefined,
): CommandOutcome {
  const { runtime } = call
  const waits = left.filter(({ info, namespace, name }) => getObject(runtime, info.kind, { namespace, name }).ok)
  if (waits.length === 0) return createAll(call, create)
  if (runtime.moment.nowMs >= untilMs) return plainError('timed out waiting for the condition')
  return {
    checkAtMs: Math.min(runtime.moment.nowMs + LOOK_EVERY_MS, untilMs),
    resume: (later: Runtime) => settle(later, createWhenGone({ ...call, runtime: later }, waits, untilMs, create)),
  }
}

function createAll(call: Call, create: (call: Call, info: ObjectInfo) => Failure | undefined): CommandOutcome {
  const { infos, failure } = readManifests(call, { checksKind: true })
  const failures = infos.flatMap((info) => create(call, info) ?? [])
  if (failure !== undefined) failures.push(failure)
  return several(failures) ?? (infos.length === 0 ? plainError('no objects passed to replace') : undefined)
}
