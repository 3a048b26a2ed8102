// `kubectl delete`: takes objects away, and waits until they are gone.
// @source k8s.io/kubectl pkg/cmd/delete/delete.go

import { goQuote } from '../../../base/go-text.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import { settle } from '../../command/dispatch.ts'
import { flag } from '../../command/flag.ts'
import type { Failure } from '../../failure.ts'
import { plainError, several, statusError, withSource } from '../../failure.ts'
import { fetchObjects } from '../../resource/fetch.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import { pathProblem } from '../../resource/path-name.ts'
import { unservedFailure } from '../../resource/unserved.ts'
import type { Outcome, Runtime } from '../../runtime.ts'
import {
  ALL_FLAG,
  ALL_NAMESPACES_FLAG,
  DRY_RUN_FLAG,
  FIELD_SELECTOR_FLAG,
  FILENAME_FLAGS,
  IGNORE_NOT_FOUND_FLAG,
  SELECTOR_FLAG,
  namespaceOf,
} from '../common-flags.ts'
import { send } from '../requests.ts'
import { nextLookAtMs } from '../waiting.ts'
import type { DeleteOptions } from './options.ts'
import { readDeleteOptions, validateDelete } from './options.ts'

export const DELETE: CommandSpec = {
  name: 'delete',
  group: 'Basic Commands (Intermediate):',
  usage: '([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)])',
  short: 'Delete resources by file names, stdin, resources and names, or by resources and label selector',
  examples: ['kubectl delete configmap settings', 'kubectl delete pod -l app=web', 'kubectl delete pod web-0 --force'],
  flags: [
    ...FILENAME_FLAGS,
    SELECTOR_FLAG,
    FIELD_SELECTOR_FLAG,
    DRY_RUN_FLAG,
    ALL_FLAG,
    ALL_NAMESPACES_FLAG,
    flag('grace-period', 'int', '-1', 'Seconds that Pods are given to end; -1 leaves it to them.'),
    flag('now', 'bool', 'false', 'One second of grace.'),
    IGNORE_NOT_FOUND_FLAG,
    flag('force', 'bool', 'false', 'Do not wait for the node.'),
    flag('wait', 'bool', 'true', 'Wait until the objects are gone.'),
    flag('timeout', 'duration', '0s', 'How long to wait; 0s waits without an end.'),
    flag('cascade', 'optional', 'background', 'What becomes of what they own: background, orphan or foreground.', { alone: 'background' }),
    flag('output|o', 'string', '', 'name: print only TYPE/NAME.'),
    flag('interactive|i', 'bool', 'false', 'Ask first.'),
    flag('raw', 'string', '', 'A path of the API to delete.', { unsupported: 'name the object by its type and name' }),
  ],
  completes: 'resources',
  run,
}

function run(call: Call): CommandOutcome {
  const options = readDeleteOptions(call)
  if (!options.ok) return options.problem
  const fetched = fetchObjects(call, call.args, {
    allowEmptySelector: false,
    labelSelector: call.flags.text('selector'),
    fieldSelector: call.flags.text('field-selector'),
    all: call.flags.bool('all'),
    allNamespaces: call.flags.bool('all-namespaces'),
    namesOnly: true,
  })
  if (!fetched.ok) return fetched.problem
  const problem = validateDelete(call, options.value)
  if (problem !== undefined) return plainError(problem)
  const { infos, failures } = fetched.value
  if (!call.flags.bool('interactive')) return deleteAll(call, options.value, infos, failures)
  if (infos.length > 0) return confirm(call, options.value, infos, failures)
  call.runtime.out('No resources found\n')
  return several(failures)
}

/** Asks on the terminal; any answer but `y` leaves everything as it is. */
function confirm(call: Call, options: DeleteOptions, infos: readonly ObjectInfo[], failures: readonly Failure[]): CommandOutcome {
  const { runtime } = call
  const names = infos.map((info) => `${kindOf(info)}/${info.name}\n`)
  runtime.out(
    `You are about to delete the following ${String(infos.length)} resource(s):\n${names.join('')}Do you want to continue? (y/N): `,
  )
  const answer = (later: Runtime, text: string): CommandOutcome => {
    if (text.trim().toLowerCase() === 'y') return deleteAll({ ...call, runtime: later }, options, infos, failures)
    later.out('deletion is cancelled\n')
    return undefined
  }
  if (call.stdin !== '' || !runtime.hasKeyboard) return answer(runtime, call.stdin.split('\n')[0] ?? '')
  const ask = (typed: string, now: Runtime): Outcome => ({
    checkAtMs: nextLookAtMs(now),
    resume: (later) => ask(typed, later),
    type: (later, text, ends) =>
      ends || text.includes('\n') ? settle(later, answer(later, (typed + text).split('\n')[0] ?? '')) : ask(typed + text, later),
  })
  return ask('', runtime)
}

function deleteAll(call: Call, options: DeleteOptions, infos: readonly ObjectInfo[], found: readonly Failure[]): CommandOutcome {
  const { runtime, flags } = call
  const failures: Failure[] = []
  const gone: Gone[] = []
  if (namespaceOf(call).explicit && !flags.bool('all-namespaces') && infos.some(({ info }) => !info.namespaced))
    runtime.err('Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n')
  for (const info of infos) {
    const problem = deleteOne(call, options, info, gone)
    if (problem !== undefined) failures.push(problem)
  }
  failures.push(...found)
  const left = options.ignoresMissing ? failures.filter((each) => !(each.kind === 'status' && each.status.reason === 'NotFound')) : failures
  const problem = several(left)
  if (problem !== undefined) return problem
  if (infos.length === 0) runtime.out('No resources found\n')
  if (!flags.bool('wait') || options.dryRun !== 'none') return undefined
  const timeoutMs = flags.duration('timeout')
  return waitUntilGone(runtime, gone, timeoutMs === 0 ? Infinity : runtime.moment.nowMs + timeoutMs)
}

interface Gone {
  readonly info: ObjectInfo
  readonly uid: string | undefined
}

function deleteOne(call: Call, options: DeleteOptions, info: ObjectInfo, gone: Gone[]): Failure | undefined {
  const { runtime, flags } = call
  const { dryRun, graceSeconds, propagationPolicy } = options
  const say = (): void => {
    runtime.out(flags.text('output') === 'name' ? `${kindOf(info)}/${info.name}\n` : deletedLine(info, options))
  }
  if (dryRun === 'client') {
    say()
    return undefined
  }
  const unserved = unservedFailure(info)
  if (unserved !== undefined) return withSource(unserved, 'deleting', info.source)
  const key = { namespace: info.namespace, name: info.name }
  const unreachable = pathProblem(key)
  const deleted =
    unreachable === undefined
      ? send(runtime, {
          verb: 'delete',
          kind: info.info.kind,
          key,
          propagationPolicy,
          ...(graceSeconds < 0 ? {} : { gracePeriodSeconds: graceSeconds }),
          ...(dryRun === 'server' ? { dryRun: true } : {}),
        })
      : undefined
  if (deleted?.ok === true) {
    say()
    gone.push({ info, uid: deleted.value.metadata.uid })
    return undefined
  }
  const problem = deleted === undefined ? plainError(unreachable ?? '') : statusError(deleted.problem)
  return info.source === '' ? problem : withSource(problem, 'deleting', info.source)
}

function kindOf({ info }: ObjectInfo): string {
  return info.group === '' ? info.singular : `${info.singular}.${info.group}`
}

/** `pod "web" force deleted from default namespace` */
export function deletedLine(info: ObjectInfo, { graceSeconds, dryRun }: Pick<DeleteOptions, 'graceSeconds' | 'dryRun'>): string {
  const done = graceSeconds === 0 ? 'force deleted' : 'deleted'
  const place = info.info.namespaced ? ` from ${info.namespace} namespace` : ''
  const run = { none: '', client: ' (dry run)', server: ' (server dry run)' }[dryRun]
  return `${kindOf(info)} ${goQuote(info.name)} ${done}${place}${run}\n`
}

function waitUntilGone(runtime: Runtime, gone: readonly Gone[], untilMs: number): CommandOutcome {
  const left = gone.filter(({ info: { info, namespace, name }, uid }) => {
    const object = runtime.view.get(info.kind, { namespace, name })
    return object !== undefined && object.metadata.uid === uid
  })
  const [first] = left
  if (first === undefined) return undefined
  if (runtime.moment.nowMs >= untilMs)
    return plainError(`timed out waiting for the condition on ${first.info.info.resource}/${first.info.name}`)
  return {
    checkAtMs: Math.min(nextLookAtMs(runtime), untilMs),
    resume: (later) => settle(later, waitUntilGone(later, left, untilMs)),
  }
}
