// `kubectl set resources`: requests and limits of the containers in a Pod or in a template.
// @source k8s.io/kubectl pkg/cmd/set/set_resources.go; pkg/generate/versioned/run.go HandleResourceRequirementsV1

import type { JsonObject } from '../../../base/json.ts'
import { isJsonObject } from '../../../base/json.ts'
import { parseQuantity, printQuantity } from '../../../base/quantity.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import { flag } from '../../command/flag.ts'
import type { Failure } from '../../failure.ts'
import { plainError, several } from '../../failure.ts'
import { textOf } from '../../resource/info.ts'
import { RECORD_FLAG } from '../record.ts'
import { ALL_AND_SELECTOR, LOCAL_ON_SERVER, SET_SELECTOR_FLAGS, objectsToSet, sendChanges, settingOf } from './change-objects.ts'
import { changeContainers, changePodSpec, containersOf, fitsPattern } from './pod-spec.ts'

export const SET_RESOURCES: CommandSpec = {
  name: 'resources',
  usage: '(-f FILENAME | TYPE NAME)  ([--limits=LIMITS & --requests=REQUESTS]',
  short: 'Update resource requests/limits on objects with pod templates',
  examples: ['kubectl set resources deployment/web --requests=cpu=100m,memory=64Mi --limits=memory=128Mi'],
  flags: [
    ...SET_SELECTOR_FLAGS,
    RECORD_FLAG,
    flag('containers|c', 'string', '*', 'Names of containers to change; * stands for anything.'),
    flag('limits', 'string', '', 'At most this much: cpu=100m,memory=256Mi.'),
    flag('requests', 'string', '', 'At least this much: cpu=100m,memory=256Mi.'),
  ],
  completes: 'resources',
  run,
}

type Amounts = Readonly<Record<string, string>>

function run(call: Call): CommandOutcome {
  const { flags } = call
  const setting = settingOf(call, 'resource requirements updated')
  if (!setting.ok) return setting.problem
  const infos = objectsToSet(call, call.args)
  if (!infos.ok) return infos.problem
  if (flags.bool('local') && setting.value.dryRun === 'server') return plainError(LOCAL_ON_SERVER)
  if (flags.bool('all') && flags.text('selector') !== '') return plainError(ALL_AND_SELECTOR)
  if (flags.text('limits') === '' && flags.text('requests') === '')
    return plainError('you must specify an update to requests or limits (in the form of --requests/--limits)')
  const limits = readAmounts(flags.text('limits'))
  if (!limits.ok) return plainError(limits.problem)
  const requests = readAmounts(flags.text('requests'))
  if (!requests.ok) return plainError(requests.problem)
  const pattern = flags.text('containers')
  const selects = (name: string): boolean => fitsPattern(name, pattern)
  const failures: Failure[] = []
  const changes = infos.value.map((info) => {
    let isChanged = false
    const after = changePodSpec(info.info.kind, info.object, (spec) => {
      isChanged = containersOf(spec).some((each) => selects(textOf(each, 'name')))
      if (!isChanged) failures.push(plainError(`error: unable to find container named ${pattern}`))
      return success(changeContainers(spec, selects, (each) => withAmounts(each, limits.value, requests.value)))
    })
    return { info, after: after.ok && !isChanged ? success(undefined) : after }
  })
  failures.push(
    ...sendChanges(setting.value, changes, {
      failurePrefix: 'failed to patch resources update to pod template ',
      sendsEmpty: false,
    }),
  )
  return several(failures)
}

function readAmounts(text: string): Result<Amounts, string> {
  if (text === '') return success({})
  const amounts: Record<string, string> = {}
  for (const part of text.split(',')) {
    const [name = '', value, more] = part.split('=')
    if (value === undefined || more !== undefined) return failure(`Invalid argument syntax ${part}, expected <resource>=<value>`)
    const quantity = parseQuantity(value)
    if (!quantity.ok) return quantity
    amounts[name] = printQuantity(quantity.value)
  }
  return success(amounts)
}

function withAmounts(container: JsonObject, limits: Amounts, requests: Amounts): JsonObject {
  const resources = isJsonObject(container['resources']) ? container['resources'] : {}
  const merged = (name: string, amounts: Amounts): JsonObject => {
    const present = resources[name]
    if (Object.keys(amounts).length === 0) return {}
    return { [name]: { ...(isJsonObject(present) ? present : {}), ...amounts } }
  }
  return { ...container, resources: { ...resources, ...merged('limits', limits), ...merged('requests', requests) } }
}
