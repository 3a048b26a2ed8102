// `kubectl rollout restart`, `pause` and `resume`: a small patch to each workload (DEP-16).
// @source k8s.io/kubectl pkg/cmd/rollout/rollout_{restart,pause,resume}.go; pkg/polymorphichelpers/object{restarter,pauser,resumer}.go

import type { ApiObject } from '../../../api/objects.ts'
import { TABLE_BY_KIND } from '../../../api/objects.ts'
import { timestampOf } from '../../../api/component.ts'
import { qualifiedResource } from '../../../api/kinds.ts'
import { goQuote } from '../../../base/go-text.ts'
import type { JsonValue } from '../../../base/json.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import { jsonFromObject } from '../../../apiserver/decode/typed-object.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import type { Failure } from '../../failure.ts'
import { bareMessageOf, plainError, several, statusError } from '../../failure.ts'
import { PRINT_FLAGS, resultPrinter } from '../../printers/output.ts'
import { fieldManagerFlag } from '../common-flags.ts'
import { send } from '../requests.ts'
import { isRolled } from './revisions.ts'
import { TARGET_FLAGS, sayNothingFound, targetsOf } from './targets.ts'

const FLAGS = [...PRINT_FLAGS, ...TARGET_FLAGS, fieldManagerFlag('kubectl-rollout')]
const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt'

export const ROLLOUT_RESTART: CommandSpec = {
  name: 'restart',
  usage: 'RESOURCE',
  short: 'Restart a resource',
  examples: ['kubectl rollout restart deployment/web', 'kubectl rollout restart deployment -l app=web'],
  flags: FLAGS,
  completes: 'resources',
  run: (call) => patchEach(call, 'restarted', (object) => restart(object, timestampOf(call.runtime.moment))),
}

export const ROLLOUT_PAUSE: CommandSpec = {
  name: 'pause',
  usage: 'RESOURCE',
  short: 'Mark the provided resource as paused',
  examples: ['kubectl rollout pause deployment/web'],
  flags: FLAGS,
  completes: 'resources',
  run: (call) => patchEach(call, 'paused', pause),
}

export const ROLLOUT_RESUME: CommandSpec = {
  name: 'resume',
  usage: 'RESOURCE',
  short: 'Resume a paused resource',
  examples: ['kubectl rollout resume deployment/web'],
  flags: FLAGS,
  completes: 'resources',
  run: (call) => patchEach(call, 'resumed', resume),
}

/** The patch; undefined when it would change nothing. The problem is an error text about the object. */
type MakePatch = (object: ApiObject) => Result<JsonValue | undefined, string>

function restart(object: ApiObject, restartedAt: string): ReturnType<MakePatch> {
  if (!isRolled(object)) return failure('restarting is not supported')
  if (object.kind === 'Deployment' && object.spec.paused === true)
    return failure("can't restart paused deployment (run rollout resume first)")
  if (object.spec.template.metadata.annotations?.[RESTARTED_AT] === restartedAt) return success(undefined)
  return success({ spec: { template: { metadata: { annotations: { [RESTARTED_AT]: restartedAt } } } } })
}

function pause(object: ApiObject): ReturnType<MakePatch> {
  if (object.kind !== 'Deployment') return failure('pausing is not supported')
  return object.spec.paused === true ? failure('is already paused') : success({ spec: { paused: true } })
}

function resume(object: ApiObject): ReturnType<MakePatch> {
  if (object.kind !== 'Deployment') return failure('resuming is not supported')
  return object.spec.paused === true ? success({ spec: { paused: null } }) : failure('is not paused')
}

function patchEach(call: Call, said: string, make: MakePatch): CommandOutcome {
  const { runtime, flags } = call
  const fetched = targetsOf(call)
  if (!fetched.ok) return fetched.problem
  const failures: Failure[] = [...fetched.value.failures]
  if (fetched.value.infos.length === 0 && failures.length === 0) {
    sayNothingFound(call)
    return undefined
  }
  for (const { info, namespace, name } of fetched.value.infos) {
    const object = runtime.view.get(info.kind, { namespace, name })
    if (object === undefined) continue
    const body = make(object)
    if (!body.ok) failures.push(plainError(`error: ${qualifiedResource(info)} ${goQuote(name)} ${body.problem}`))
    else if (body.value === undefined)
      failures.push(
        plainError(
          `failed to create patch for ${name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`,
        ),
      )
    else {
      const fieldManager = flags.text('field-manager')
      const patched = send(runtime, {
        verb: 'patch',
        kind: info.kind,
        key: { namespace, name },
        patchType: 'strategic',
        body: body.value,
        fieldManager,
      })
      const printer = resultPrinter(flags, runtime, said)
      if (!patched.ok) failures.push(plainError(`failed to patch: ${bareMessageOf(statusError(patched.problem))}`))
      else {
        const printed = printer.ok ? printer.value(jsonFromObject(patched.value), TABLE_BY_KIND[info.kind]) : printer
        if (printed.ok) runtime.out(printed.value)
        else failures.push(printed.problem)
      }
    }
  }
  return several(failures)
}
