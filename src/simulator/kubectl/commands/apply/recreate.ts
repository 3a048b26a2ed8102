// `kubectl apply --force`: an object whose change is refused is deleted and created as its manifest says; where that fails too, it comes back
// as it was.
// @source k8s.io/kubectl pkg/cmd/apply/patcher.go deleteAndCreate

import type { ApiObject } from '../../../api/objects.ts'
import type { Result } from '../../../base/result.ts'
import { failure } from '../../../base/result.ts'
import { goJson } from '../../../base/go-json.ts'
import { SECOND_MS } from '../../../base/sim-time.ts'
import type { CommandOutcome } from '../../command/command.ts'
import { settle } from '../../command/dispatch.ts'
import type { Failure } from '../../failure.ts'
import { plainError, statusError, withSource } from '../../failure.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import { describeInfo, withMetadata } from '../../resource/info.ts'
import type { Runtime } from '../../runtime.ts'
import { cascadeOf } from '../delete/options.ts'
import { getObject, send } from '../requests.ts'
import type { Applying, Refused } from './applying.ts'

type Next = (runtime: Runtime, created: Result<ApiObject, Failure>) => CommandOutcome

export function recreate(applying: Applying, info: ObjectInfo, refused: Refused, next: Next): CommandOutcome {
  const { runtime, flags } = applying.call
  const cascade = cascadeOf(applying.call)
  const graceSeconds = flags.int('grace-period')
  const deleted = send(runtime, {
    verb: 'delete',
    kind: info.info.kind,
    key: { namespace: info.namespace, name: info.name },
    ...(cascade.ok ? { propagationPolicy: cascade.value } : {}),
    ...(graceSeconds < 0 ? {} : { gracePeriodSeconds: graceSeconds }),
  })
  if (!deleted.ok) return next(runtime, failure(explained(info, refused, statusError(deleted.problem))))
  const timeoutMs = flags.duration('timeout')
  // Without a timeout it looks once: what takes its time to end is deleted, and not created anew.
  return whenGone(runtime, info, runtime.moment.nowMs + timeoutMs, (later, isGone) =>
    next(later, isGone ? createAnew(later, applying, info, refused) : failure(explained(info, refused, plainError(TIMED_OUT)))),
  )
}

const TIMED_OUT = 'context deadline exceeded'

function explained(info: ObjectInfo, { configuration }: Refused, problem: Failure): Failure {
  return withSource(problem, `applying patch:\n${goJson(configuration)}\n\nto:\n${describeInfo(info)}\nfor:`, info.source)
}

function whenGone(
  runtime: Runtime,
  info: ObjectInfo,
  untilMs: number,
  then: (later: Runtime, isGone: boolean) => CommandOutcome,
): CommandOutcome {
  const found = getObject(runtime, info.info.kind, { namespace: info.namespace, name: info.name })
  if (!found.ok) return then(runtime, true)
  if (runtime.moment.nowMs >= untilMs) return then(runtime, false)
  return {
    checkAtMs: Math.min(runtime.moment.nowMs + SECOND_MS, untilMs),
    resume: (later) => settle(later, whenGone(later, info, untilMs, then)),
  }
}

function createAnew(runtime: Runtime, { call, validation }: Applying, info: ObjectInfo, refused: Refused): Result<ApiObject, Failure> {
  const shared = {
    verb: 'create',
    kind: info.info.kind,
    namespace: info.namespace,
    fieldManager: call.flags.text('field-manager'),
    fieldValidation: validation,
  } as const
  const created = send(runtime, { ...shared, body: refused.configuration })
  if (created.ok) return created
  const restored = send(runtime, { ...shared, body: withMetadata(refused.live, { resourceVersion: '' }) })
  if (restored.ok) return failure(explained(info, refused, statusError(created.problem)))
  const message = `An error occurred force-replacing the existing object with the newly provided one:\n\n${created.problem.message}.\n\nAdditionally, an error occurred attempting to restore the original object:\n\n${restored.problem.message}`
  return failure(explained(info, refused, plainError(message)))
}
