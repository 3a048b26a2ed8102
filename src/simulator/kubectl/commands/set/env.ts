// `kubectl set env`: variables of the containers in a Pod or in a template.
// @source k8s.io/kubectl pkg/cmd/set/set_env.go, env/env_resolve.go

import type { JsonObject } from '../../../base/json.ts'
import { isJsonObject } from '../../../base/json.ts'
import { compareBytes } from '../../../base/go-json.ts'
import { goQuote } from '../../../base/go-text.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import { flag } from '../../command/flag.ts'
import type { Failure } from '../../failure.ts'
import { plainError, several } from '../../failure.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import { textOf } from '../../resource/info.ts'
import { fetchObjects } from '../../resource/fetch.ts'
import { hasFiles } from '../../resource/manifests.ts'
import type { Change } from './change-objects.ts'
import {
  ALL_AND_SELECTOR,
  LOCAL_ON_SERVER,
  NO_RESOURCES,
  SET_SELECTOR_FLAGS,
  objectsToSet,
  sendChanges,
  settingOf,
} from './change-objects.ts'
import { resolveReference, describeReference } from './env-reference.ts'
import { readVariables, splitWords } from './env-words.ts'
import { changeContainers, changePodSpec, containersOf, fitsPattern, itemsOf } from './pod-spec.ts'

export const SET_ENV: CommandSpec = {
  name: 'env',
  usage: 'RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N',
  short: 'Update environment variables on a pod template',
  examples: [
    'kubectl set env deployment/web LOG_LEVEL=debug',
    'kubectl set env deployment/web --from=configmap/settings --prefix=APP_',
    'kubectl set env deployment/web LOG_LEVEL-',
    'kubectl set env deployment/web --list',
  ],
  flags: [
    ...SET_SELECTOR_FLAGS,
    flag('containers|c', 'string', '*', 'Names of containers to change; * stands for anything.'),
    flag('from', 'string', '', 'A ConfigMap or Secret whose keys become variables.'),
    flag('prefix', 'string', '', 'What to put before the names.'),
    flag('env|e', 'array', '', 'NAME=value, or - for lines from standard input. May be repeated.'),
    flag('keys', 'slice', '', 'Only these keys of --from.'),
    flag('list', 'bool', 'false', 'Show the variables; change nothing.'),
    flag('resolve', 'bool', 'false', 'With --list: the values behind references.'),
    flag('overwrite', 'bool', 'true', 'Replace values that are there.'),
  ],
  completes: 'resources',
  run,
}

interface Wanted {
  readonly added: readonly JsonObject[]
  readonly removed: readonly string[]
  readonly words: number
}

function run(call: Call): CommandOutcome {
  const { flags } = call
  if (flags.bool('all') && flags.text('selector') !== '') return plainError(ALL_AND_SELECTOR)
  const words = splitWords(call.args)
  if (words === undefined) return plainError(`all resources must be specified before environment changes: ${call.args.join(' ')}`)
  const setting = settingOf(call, 'env updated')
  if (!setting.ok) return setting.problem
  const problem = validate(call, words.objects, setting.value.dryRun === 'server')
  if (problem !== undefined) return plainError(problem)
  const read = readVariables([...flags.list('env'), ...words.variables], call.stdin)
  if (!read.ok) return plainError(read.problem)
  const imported = flags.text('from') === '' ? success([]) : importKeys(call)
  if (!imported.ok) return imported.problem
  const prefix = flags.text('prefix')
  const added = [...read.value.added.map(({ name, value }): JsonObject => ({ name, value })), ...imported.value]
  const wanted: Wanted = {
    added: prefix === '' ? added : added.map((variable) => ({ ...variable, name: prefix + textOf(variable, 'name') })),
    removed: read.value.removed,
    words: words.variables.length,
  }
  const infos = objectsToSet(call, words.objects)
  if (!infos.ok) return infos.problem
  const changes = infos.value.map((info) => changeObject(call, info, wanted))
  if (flags.bool('list')) return undefined
  const failures = sendChanges(setting.value, changes, {
    failurePrefix: 'failed to patch env update to pod template: ',
    sendsEmpty: false,
  })
  return several(failures)
}

function validate({ flags, ...call }: Call, objects: readonly string[], isServerRun: boolean): string | undefined {
  if (flags.bool('local') && isServerRun) return LOCAL_ON_SERVER
  if (!hasFiles({ ...call, flags }) && objects.length === 0) return NO_RESOURCES
  if (flags.bool('list') && flags.text('output') !== '') return '--list and --output may not be specified together'
  if (flags.list('keys').length > 0 && flags.text('from') === '')
    return 'when specifying --keys, a configmap or secret must be provided with --from'
  return undefined
}

/** A variable for each key of the ConfigMap or Secret behind `--from`. */
function importKeys(call: Call): Result<readonly JsonObject[], Failure> {
  const fetched = fetchObjects(call, [call.flags.text('from')], { allowEmptySelector: call.flags.bool('all') })
  if (!fetched.ok) return fetched
  const problem = several(fetched.value.failures)
  if (problem !== undefined) return failure(problem)
  const keys = call.flags.list('keys')
  const variables: JsonObject[] = []
  for (const { info, name, object } of fetched.value.infos) {
    if (info.kind !== 'ConfigMap' && info.kind !== 'Secret') return failure(plainError('unsupported resource specified in --from'))
    const reference = info.kind === 'ConfigMap' ? 'configMapKeyRef' : 'secretKeyRef'
    const data = isJsonObject(object['data']) ? object['data'] : {}
    for (const key of Object.keys(data).sort(compareBytes)) {
      if (keys.length > 0 && !keys.includes(key)) continue
      variables.push({ name: variableName(call, key), valueFrom: { [reference]: { key, name } } })
    }
  }
  return success(variables)
}

function variableName(call: Call, key: string): string {
  const name = key.replace(/[^a-zA-Z0-9_]/g, '_').toUpperCase()
  if (name !== key) call.runtime.err(`Warning: key ${key} transferred to ${name}\n`)
  return name
}

function changeObject(call: Call, info: ObjectInfo, wanted: Wanted): Change {
  const { flags, runtime } = call
  const pattern = flags.text('containers')
  const selects = (name: string): boolean => fitsPattern(name, pattern)
  const after = changePodSpec(info.info.kind, info.object, (spec) => {
    const chosen = containersOf(spec).filter((container) => selects(textOf(container, 'name')))
    if (chosen.length === 0) {
      runtime.err(`Warning: ${info.info.kind}/${info.name} does not have any containers matching ${goQuote(pattern)}\n`)
      return success(spec)
    }
    for (const container of chosen) {
      const problem = flags.bool('overwrite') ? undefined : overwriteProblem(container, wanted.added)
      if (problem !== undefined) return failure(problem)
    }
    const changed = changeContainers(spec, selects, (container) => withVariables(container, wanted))
    const isListed =
      !flags.bool('list') ||
      listVariables(
        call,
        info,
        containersOf(changed).filter((each) => selects(textOf(each, 'name'))),
      )
    return isListed ? success(changed) : failure('failed to retrieve valueFrom references')
  })
  return { info, after }
}

function overwriteProblem(container: JsonObject, added: readonly JsonObject[]): string | undefined {
  const present = itemsOf(container['env'])
  for (const variable of added) {
    const name = textOf(variable, 'name')
    const current = present.find((each) => textOf(each, 'name') === name)
    if (current !== undefined && textOf(current, 'value') !== textOf(variable, 'value'))
      return `'${name}' already has a value (${textOf(current, 'value')}), and --overwrite is false`
  }
  return undefined
}

/** @source k8s.io/kubectl pkg/cmd/set/helper.go updateEnv */
function withVariables(container: JsonObject, { added, removed }: Wanted): JsonObject {
  const covered = new Set(removed)
  const env: JsonObject[] = []
  for (const present of itemsOf(container['env'])) {
    const name = textOf(present, 'name')
    if (covered.has(name)) continue
    const newer = added.find((each) => textOf(each, 'name') === name)
    if (newer !== undefined) covered.add(name)
    env.push(newer ?? present)
  }
  for (const variable of added) {
    const name = textOf(variable, 'name')
    if (covered.has(name)) continue
    covered.add(name)
    env.push(variable)
  }
  const { env: _, ...rest } = container
  return env.length === 0 ? rest : { ...rest, env }
}

/** False when a reference could not be followed. */
function listVariables({ flags, runtime }: Call, info: ObjectInfo, containers: readonly JsonObject[]): boolean {
  let isComplete = true
  for (const container of containers) {
    runtime.out(`# ${info.info.kind} ${info.name}, container ${textOf(container, 'name')}\n`)
    const problems = new Map<string, readonly string[]>()
    for (const variable of itemsOf(container['env'])) {
      const name = textOf(variable, 'name')
      const source = variable['valueFrom']
      if (!isJsonObject(source)) {
        runtime.out(`${name}=${textOf(variable, 'value')}\n`)
        continue
      }
      const resolved = flags.bool('resolve') ? resolveReference(runtime, info, container, source) : undefined
      if (resolved?.ok === true) runtime.out(`${name}=${resolved.value}\n`)
      else runtime.out(`# ${name} from ${describeReference(source)}\n`)
      if (resolved?.ok === false) problems.set(resolved.problem, [...(problems.get(resolved.problem) ?? []), name])
    }
    const lines = [...problems].map(([problem, names]) => `error retrieving reference for ${[...names].sort().join(', ')}: ${problem}\n`)
    for (const line of lines.sort()) runtime.err(line)
    isComplete &&= problems.size === 0
  }
  return isComplete
}
