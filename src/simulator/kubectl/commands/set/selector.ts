// `kubectl set selector`: which Pods a Service leads to.
// @source k8s.io/kubectl pkg/cmd/set/set_selector.go

import { jsonFromObject } from '../../../apiserver/decode/typed-object.ts'
import { parseLabelSelector } from '../../../api/selector-parser.ts'
import { TABLE_BY_KIND } from '../../../api/objects.ts'
import type { JsonObject } from '../../../base/json.ts'
import { isJsonObject } from '../../../base/json.ts'
import { twoWayPatch } from '../../apply/strategic-diff.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import { flag } from '../../command/flag.ts'
import type { Failure } from '../../failure.ts'
import { plainError, several, statusError } from '../../failure.ts'
import type { Printer } from '../../printers/printer.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import { withMetadata } from '../../resource/info.ts'
import type { DryRun } from '../common-flags.ts'
import { dryRunOf } from '../common-flags.ts'
import { send } from '../requests.ts'
import { RECORD_FLAG, recorded } from '../record.ts'
import { SET_FLAGS, objectsToSet, setPrinter } from './change-objects.ts'

export const SET_SELECTOR: CommandSpec = {
  name: 'selector',
  usage: '(-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version]',
  short: 'Set the selector on a resource',
  examples: ['kubectl set selector service web app=web,tier=front'],
  flags: [...SET_FLAGS, RECORD_FLAG, flag('resource-version', 'string', '', 'Change it only while this is its version.')],
  completes: 'resources',
  run,
}

function run(call: Call): CommandOutcome {
  const dryRun = dryRunOf(call)
  if (!dryRun.ok) return dryRun.problem
  const text = call.args.at(-1)
  const read = text === undefined ? undefined : parseLabelSelector(text)
  if (read?.ok === false) return plainError(`couldn't parse the selector string "${text ?? ''}": ${read.problem}`)
  const printer = setPrinter(call, dryRun.value, 'selector updated')
  if (!printer.ok) return printer.problem
  if (read === undefined) return plainError('one selector is required')
  const equal = read.value.filter(({ operator, values }) => operator === 'In' && values.length === 1)
  const others = read.value.filter((each) => !equal.includes(each))
  const infos = objectsToSet(call, call.args.slice(0, -1))
  if (!infos.ok) return infos.problem
  const failures: Failure[] = []
  for (const info of infos.value) {
    if (info.info.kind !== 'Service') failures.push(plainError('setting a selector is only supported for Services'))
    else if (others.length > 0) {
      const shown = others.map(({ key, operator, values }) => `{${key} ${operator} [${values.join(' ')}]}`)
      failures.push(plainError(`match expression [${shown.join(' ')}] not supported on this object`))
    } else {
      const selector = Object.fromEntries(equal.map(({ key, values }) => [key, values[0] ?? '']))
      const problem = setOne(call, info, selector, { dryRun: dryRun.value, printer: printer.value })
      if (problem !== undefined) failures.push(problem)
    }
  }
  return several(failures)
}

function setOne(
  call: Call,
  info: ObjectInfo,
  selector: JsonObject,
  { dryRun, printer }: { readonly dryRun: DryRun; readonly printer: Printer },
): Failure | undefined {
  const { spec } = info.object
  const version = call.flags.text('resource-version')
  const changed = recorded(call, { ...info.object, spec: { ...(isJsonObject(spec) ? spec : {}), selector } })
  const after = version === '' ? changed : withMetadata(changed, { resourceVersion: version })
  const before = version === '' ? info.object : withMetadata(info.object, { resourceVersion: undefined })
  const show = (object: JsonObject): Failure | undefined => {
    const printed = printer(object, TABLE_BY_KIND.Service)
    if (!printed.ok) return printed.problem
    call.runtime.out(printed.value)
    return undefined
  }
  if (dryRun === 'client' || call.flags.bool('local')) return show(after)
  const patch = twoWayPatch(before, after, TABLE_BY_KIND.Service)
  if (!patch.ok) return plainError(patch.problem)
  const patched = send(call.runtime, {
    verb: 'patch',
    kind: 'Service',
    key: { namespace: info.namespace, name: info.name },
    patchType: 'strategic',
    body: patch.value,
    fieldManager: call.flags.text('field-manager'),
    ...(dryRun === 'server' ? { dryRun: true } : {}),
  })
  return patched.ok ? show(jsonFromObject(patched.value)) : statusError(patched.problem)
}
