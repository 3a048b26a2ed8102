// `kubectl logs`: what containers wrote, and write.
// @source k8s.io/kubectl pkg/cmd/logs/logs.go, pkg/polymorphichelpers/logsforobject.go

import type { Pod } from '../../../api/fields/pod.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import { SECOND_MS } from '../../../base/sim-time.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import { settle } from '../../command/dispatch.ts'
import type { Failure } from '../../failure.ts'
import { bareMessageOf, plainError, several, statusError, usageError } from '../../failure.ts'
import { findPods } from '../../resource/attachable-pod.ts'
import { fetchObjects } from '../../resource/fetch.ts'
import { containerOf } from '../../resource/pod-container.ts'
import type { Outcome, Runtime } from '../../runtime.ts'
import { namespaceOf } from '../common-flags.ts'
import { nextLookAtMs } from '../waiting.ts'
import type { LogOptions } from './options.ts'
import { LOGS_FLAGS, readLogOptions, validateLogs } from './options.ts'
import type { LogStream } from './stream.ts'
import { continueStream, openStream, readStream } from './stream.ts'

const USAGE = 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'
const USAGE_PROBLEM = `expected '${USAGE}'.\nPOD or TYPE/NAME is a required argument for the logs command`

export const LOGS: CommandSpec = {
  name: 'logs',
  group: 'Troubleshooting and Debugging Commands:',
  usage: '[-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]',
  short: 'Print the logs for a container in a pod',
  examples: ['kubectl logs web-0 -c app', 'kubectl logs -f deployment/web', 'kubectl logs -l app=web --prefix'],
  flags: LOGS_FLAGS,
  completes: 'pods',
  run,
}

function run(call: Call): CommandOutcome {
  const { flags, args, runtime } = call
  const selects = flags.text('selector') !== ''
  if (args.length > 2 || (args.length === 0 && !selects)) return usageError(call.path, USAGE_PROBLEM)
  if (args.length === 1 && selects) return usageError(call.path, 'only a selector (-l) or a POD name is allowed')
  const [word, named = flags.text('container')] = args
  const options = readLogOptions(call)
  if (!options.ok) return plainError(options.problem)
  const pods = selects ? selectPods(call) : podsFor(call, word ?? '')
  if (!pods.ok) return pods.problem
  const valid = validateLogs(call, named)
  if (!valid.ok) return plainError(valid.problem)
  if (pods.value.choice !== undefined) runtime.err(pods.value.choice)
  const streams = streamsOf(call, pods.value.pods, named)
  if (!streams.ok) return plainError(streams.problem)
  const most = flags.int('max-log-requests')
  if (options.value.follows && streams.value.length > 1 && streams.value.length > most)
    return plainError(
      `you are attempting to follow ${String(streams.value.length)} log streams, but maximum allowed concurrency is ${String(most)}, use --max-log-requests to increase the limit`,
    )
  if (!options.value.follows) return readEach(runtime, streams.value, options.value)
  return follow(runtime, streams.value, options.value, runtime.moment.nowMs)
}

interface ChosenPods {
  readonly pods: readonly Pod[]
  /** That there were several, and which one was taken. */
  readonly choice: string | undefined
}

function selectPods(call: Call): Result<ChosenPods, Failure> {
  const { runtime } = call
  const fetched = fetchObjects(call, ['pods'], { allowEmptySelector: true, labelSelector: call.flags.text('selector') })
  if (!fetched.ok) return fetched
  const problem = several(fetched.value.failures)
  if (problem !== undefined) return failure(problem)
  if (fetched.value.infos.length === 0) runtime.err(`No resources found in ${namespaceOf(call).name} namespace.\n`)
  const pods = fetched.value.infos.flatMap(({ namespace, name }) => runtime.view.get('Pod', { namespace, name }) ?? [])
  return success({ pods, choice: undefined })
}

/** A Pod by its name; the best Pod of a workload, or all of them. */
function podsFor(call: Call, word: string): Result<ChosenPods, Failure> {
  const found = findPods(call, word, 'logs')
  if (!found.ok) {
    const isMissing = found.problem.kind === 'status' && found.problem.status.reason === 'NotFound'
    if (!isMissing) return found
    return failure(plainError(`error from server (NotFound): ${bareMessageOf(found.problem)} in namespace "${namespaceOf(call).name}"`))
  }
  const { pods } = found.value
  const [first] = pods
  if (first === undefined || call.flags.bool('all-pods')) return success({ pods, choice: undefined })
  const choice = pods.length > 1 ? `Found ${String(pods.length)} pods, using pod/${first.metadata.name ?? ''}\n` : undefined
  return success({ pods: [first], choice })
}

function streamsOf({ flags, runtime }: Call, pods: readonly Pod[], named: string): Result<readonly LogStream[], string> {
  const streams: LogStream[] = []
  for (const pod of pods) {
    const { namespace = '', name = '' } = pod.metadata
    const initial = (pod.spec.initContainers ?? []).map((each) => each.name)
    const open = (container: string): LogStream => openStream({ pod: { namespace, name }, container }, initial.includes(container))
    if (flags.bool('all-containers')) {
      streams.push(...[...initial, ...(pod.spec.containers ?? []).map((each) => each.name)].map(open))
      continue
    }
    const container = containerOf(runtime, pod, named, flags.bool('all-pods'))
    if (!container.ok) return container
    streams.push(open(container.value))
  }
  return success(streams)
}

function readEach(runtime: Runtime, streams: readonly LogStream[], options: LogOptions): CommandOutcome {
  for (const stream of streams) {
    const read = readStream(runtime, stream, options)
    if (read.ok) continue
    const problem = statusError(read.problem)
    if (!options.ignoresErrors) return problem
    runtime.out(`error: ${bareMessageOf(problem)}\n`)
  }
  return undefined
}

/** Ctrl-C ends it; so does the end of every container. A container that has not started is asked again each second. */
function follow(runtime: Runtime, streams: readonly LogStream[], options: LogOptions, startedMs: number): CommandOutcome {
  const { nowMs } = runtime.moment
  const isTurn = (nowMs - startedMs) % SECOND_MS === 0
  const next: LogStream[] = []
  for (const stream of streams) {
    if (stream.state === 'open') next.push(continueStream(runtime, stream, options))
    else if (stream.state === 'ended' || !isTurn) next.push(stream)
    else {
      const read = readStream(runtime, stream, options)
      if (read.ok) next.push(read.value)
      else if (options.ignoresErrors) {
        runtime.out(`error: ${read.problem.message}\n`)
        next.push({ ...stream, state: 'ended' })
      } else {
        runtime.err(`${read.problem.message}\n`)
        if (nowMs - startedMs >= options.patienceMs) return plainError('context deadline exceeded')
        next.push(stream)
      }
    }
  }
  if (next.every(({ state }) => state === 'ended')) return undefined
  const nextTurnMs = nowMs + SECOND_MS - ((nowMs - startedMs) % SECOND_MS)
  const waits = next.some(({ state }) => state === 'waiting')
  const resume = (later: Runtime): Outcome => settle(later, follow(later, next, options, startedMs))
  return { checkAtMs: waits ? Math.min(nextLookAtMs(runtime), nextTurnMs) : nextLookAtMs(runtime), resume }
}
