// `kubectl set serviceaccount`: as whom the Pods of an object act.
// @source k8s.io/kubectl pkg/cmd/set/set_serviceaccount.go

import { success } from '../../../base/result.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import { plainError, several } from '../../failure.ts'
import { dryRunOf } from '../common-flags.ts'
import { RECORD_FLAG } from '../record.ts'
import { LOCAL_ON_SERVER, SET_FLAGS, objectsToSet, sendChanges, setPrinter } from './change-objects.ts'
import { changePodSpec } from './pod-spec.ts'

export const SET_SERVICE_ACCOUNT: CommandSpec = {
  name: 'serviceaccount',
  aliases: ['sa'],
  usage: '(-f FILENAME | TYPE NAME) SERVICE_ACCOUNT',
  short: 'Update the service account of a resource',
  examples: ['kubectl set serviceaccount deployment web reader'],
  flags: [...SET_FLAGS, RECORD_FLAG],
  completes: 'resources',
  run,
}

function run(call: Call): CommandOutcome {
  const dryRun = dryRunOf(call)
  if (!dryRun.ok) return dryRun.problem
  if (call.flags.bool('local') && dryRun.value === 'server') return plainError(LOCAL_ON_SERVER)
  const printer = setPrinter(call, dryRun.value, 'serviceaccount updated')
  if (!printer.ok) return printer.problem
  const serviceAccountName = call.args.at(-1)
  if (serviceAccountName === undefined) return plainError('serviceaccount is required')
  const infos = objectsToSet(call, call.flags.bool('local') ? [] : call.args.slice(0, -1))
  if (!infos.ok) return infos.problem
  const changes = infos.value.map((info) => ({
    info,
    after: changePodSpec(info.info.kind, info.object, (spec) => success({ ...spec, serviceAccountName })),
  }))
  const failures = sendChanges({ call, dryRun: dryRun.value, printer: printer.value }, changes, {
    failurePrefix: 'failed to patch ServiceAccountName ',
    sendsEmpty: true,
  })
  return several(failures)
}
