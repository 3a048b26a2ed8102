// `kubectl wait`: until objects are there, gone, or as they are wanted, on the cluster's clock.
// @source k8s.io/kubectl pkg/cmd/wait/wait.go, condition.go, delete.go

import type { ApiStatus } from '../../../api/status.ts'
import type { ApiObject } from '../../../api/objects.ts'
import type { Result } from '../../../base/result.ts'
import { jsonFromObject } from '../../../apiserver/decode/typed-object.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import { settle } from '../../command/dispatch.ts'
import { flag } from '../../command/flag.ts'
import type { Failure } from '../../failure.ts'
import { plainError, several, statusError } from '../../failure.ts'
import type { Printer } from '../../printers/printer.ts'
import { PRINT_FLAGS, resultPrinter } from '../../printers/output.ts'
import type { Fetched } from '../../resource/fetch.ts'
import { fetchObjects } from '../../resource/fetch.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import { textOf, metadataOf } from '../../resource/info.ts'
import type { Outcome, Runtime } from '../../runtime.ts'
import { ALL_FLAG, ALL_NAMESPACES_FLAG, FIELD_SELECTOR_FLAG, FILENAME_FLAGS, SELECTOR_FLAG } from '../common-flags.ts'
import { getObject } from '../requests.ts'
import { nextLookAtMs } from '../waiting.ts'
import type { Condition } from './conditions.ts'
import { isMet, readConditions } from './conditions.ts'

export const WAIT: CommandSpec = {
  name: 'wait',
  group: 'Advanced Commands:',
  usage:
    "([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]]",
  short: 'Wait for a specific condition on one or many resources',
  examples: [
    'kubectl wait --for=condition=Ready pod/web-0',
    "kubectl wait --for=jsonpath='{.status.phase}'=Running pod/web-0",
    'kubectl wait --for=delete pod/web-0 --timeout=60s',
  ],
  flags: [
    ...PRINT_FLAGS,
    ...FILENAME_FLAGS,
    SELECTOR_FLAG,
    FIELD_SELECTOR_FLAG,
    ALL_FLAG,
    ALL_NAMESPACES_FLAG,
    flag('local', 'bool', 'false', 'Ask no server.', { unsupported: 'waiting needs a cluster' }),
    flag('for', 'array', '', 'What to wait for: create, delete, condition=NAME[=VALUE] or jsonpath=PATH[=VALUE]. May be repeated.'),
    flag('timeout', 'duration', '30s', 'How long to wait; 0s looks once, less than that waits for a week.'),
  ],
  completes: 'resources',
  run,
}

const A_WEEK_MS = 604_800_000
/** How often a wait for something that is not there yet looks. */
const CREATE_LOOK_MS = 500
const TIMED_OUT = 'timed out waiting for the condition'

interface Waiting {
  readonly call: Call
  readonly conditions: readonly Condition[]
  readonly printer: Printer
  readonly untilMs: number
  /** With a timeout of 0s: look once. */
  readonly once: boolean
}

function run(call: Call): CommandOutcome {
  const { flags, runtime } = call
  const printer = resultPrinter(flags, runtime, 'condition met')
  if (!printer.ok) return printer.problem
  const conditions = readConditions(flags.list('for'))
  if (!conditions.ok) return plainError(conditions.problem)
  const timeoutMs = flags.duration('timeout')
  const waiting: Waiting = {
    call,
    conditions: conditions.value,
    printer: printer.value,
    untilMs: runtime.moment.nowMs + (timeoutMs < 0 ? A_WEEK_MS : timeoutMs),
    once: timeoutMs === 0,
  }
  return conditions.value.some(({ kind }) => kind === 'create') ? waitForCreation(waiting, runtime) : visit(waiting, runtime)
}

function find({ call }: Waiting, runtime: Runtime): ReturnType<typeof fetchObjects> {
  const { flags } = call
  return fetchObjects({ ...call, runtime }, call.args, {
    allowEmptySelector: false,
    labelSelector: flags.text('selector'),
    fieldSelector: flags.text('field-selector'),
    all: flags.bool('all'),
    allNamespaces: flags.bool('all-namespaces'),
  })
}

function isMissing(failure: Failure): boolean {
  return failure.kind === 'status' && failure.status.reason === 'NotFound'
}

function waitForCreation(waiting: Waiting, runtime: Runtime): CommandOutcome {
  const found = find(waiting, runtime)
  if (!found.ok) return found.problem
  const { infos, failures } = found.value
  const problem = several(failures)
  if (problem !== undefined && !failures.every(isMissing)) return problem
  if (problem === undefined && infos.length > 0) return visit(waiting, runtime)
  const { nowMs } = runtime.moment
  if (waiting.once || nowMs >= waiting.untilMs) return plainError(TIMED_OUT)
  return {
    checkAtMs: Math.min(nowMs + CREATE_LOOK_MS, waiting.untilMs),
    resume: (later) => settle(later, waitForCreation(waiting, later)),
  }
}

function visit(waiting: Waiting, runtime: Runtime): CommandOutcome {
  const found = find(waiting, runtime)
  if (!found.ok) return found.problem
  const { infos } = found.value
  const awaitsEnd = waiting.conditions.some(({ kind }) => kind === 'delete')
  const failures = awaitsEnd ? found.value.failures.filter((each) => !isMissing(each)) : found.value.failures
  if (infos.length === 0 && failures.length === 0) return awaitsEnd ? undefined : plainError('no matching resources found')
  return visitNext(waiting, runtime, infos, failures)
}

/** One object after the other, each with all its conditions in turn. */
function visitNext(waiting: Waiting, runtime: Runtime, [info, ...others]: Fetched['infos'], failures: readonly Failure[]): CommandOutcome {
  if (info === undefined) return several(failures)
  if (!waiting.once && runtime.moment.nowMs >= waiting.untilMs)
    return visitNext(waiting, runtime, others, [...failures, plainError(tooLate(waiting, info))])
  return each(waiting, runtime, { info, left: waiting.conditions }, (later, problem) =>
    visitNext(waiting, later, others, problem === undefined ? failures : [...failures, problem]),
  )
}

/** The one before took all of the time: nothing is asked about this one any more. */
function tooLate({ conditions }: Waiting, { info, name }: ObjectInfo): string {
  return conditions[0]?.kind === 'delete'
    ? 'client rate limiter Wait returned an error: context deadline exceeded'
    : `${TIMED_OUT} on ${info.resource}/${name}`
}

interface Turn {
  readonly info: ObjectInfo
  readonly left: readonly Condition[]
}

type Next = (runtime: Runtime, problem: Failure | undefined) => CommandOutcome

function each(waiting: Waiting, runtime: Runtime, { info, left }: Turn, next: Next): CommandOutcome {
  const [condition, ...rest] = left
  if (condition === undefined) return next(runtime, undefined)
  const { namespace, name } = info
  const found = getObject(runtime, info.info.kind, { namespace, name })
  const seen = look(condition, info, found)
  if (seen === 'met') {
    const printed = waiting.printer(found.ok ? jsonFromObject(found.value) : info.object)
    if (!printed.ok) return next(runtime, printed.problem)
    runtime.out(printed.value)
    return each(waiting, runtime, { info, left: rest }, next)
  }
  if (seen !== 'waits') return next(runtime, seen)
  const target = `${info.info.resource}/${name}`
  if (waiting.once) return next(runtime, plainError(`condition not met for ${target}`))
  if (runtime.moment.nowMs >= waiting.untilMs) return next(runtime, plainError(`${TIMED_OUT} on ${target}`))
  const resume = (later: Runtime): Outcome => settle(later, each(waiting, later, { info, left }, next))
  return { checkAtMs: Math.min(nextLookAtMs(runtime), waiting.untilMs), resume }
}

function look(condition: Condition, info: ObjectInfo, found: Result<ApiObject, ApiStatus>): 'met' | 'waits' | Failure {
  if (condition.kind === 'delete') return !found.ok || found.value.metadata.uid !== textOf(metadataOf(info.object), 'uid') ? 'met' : 'waits'
  if (condition.kind === 'create') return 'met'
  if (!found.ok) return statusError(found.problem)
  const met = isMet(condition, jsonFromObject(found.value))
  if (!met.ok) return plainError(met.problem)
  return met.value ? 'met' : 'waits'
}
