// `kubectl logs`: what a container wrote.
// @source k8s.io/kubectl pkg/cmd/logs/logs.go, pkg/polymorphichelpers/logsforobject.go
// @simplified One Pod; --follow is left out.

import { SECOND_MS } from '../../base/sim-time.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import { plainError, statusError, usageError } from '../failure.ts'
import { findPods } from '../resource/attachable-pod.ts'
import { containerOf } from '../resource/pod-container.ts'

export const LOGS: CommandSpec = {
  name: 'logs',
  group: 'Troubleshooting and Debugging Commands:',
  usage: 'POD [-c CONTAINER] [--previous]',
  short: 'Show what a container wrote',
  examples: ['kubectl logs web-0 -c app'],
  flags: [
    flag('container|c', 'string', '', 'The container.'),
    flag('previous|p', 'bool', 'false', 'The run before this one.'),
    flag('tail', 'int', '-1', 'Only the last lines; -1 shows all.'),
    flag('since', 'duration', '0s', 'Only lines that are younger.'),
    flag('follow|f', 'bool', 'false', 'Go on as lines come.', { unsupported: 'ask again after a while' }),
  ],
  completes: 'pods',
  run,
}

function run(call: Call): CommandOutcome {
  const { flags, runtime } = call
  const [word, container = flags.text('container')] = call.args
  if (word === undefined || call.args.length > 2)
    return usageError(
      call.path,
      "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command",
    )
  const found = findPods(call, word, 'logs')
  if (!found.ok) return found.problem
  const [pod] = found.value.pods
  if (pod === undefined) return plainError('no resources found')
  const { namespace = '', name = '' } = pod.metadata
  if (found.value.pods.length > 1) runtime.err(`Found ${String(found.value.pods.length)} pods, using pod/${name}\n`)
  const chosen = containerOf(runtime, pod, container, false)
  if (!chosen.ok) return plainError(chosen.problem)
  const read = runtime.cluster.logs({ pod: { namespace, name }, container: chosen.value }, { previous: flags.bool('previous') })
  if (!read.ok) return statusError({ status: 'Failure', code: 400, reason: 'BadRequest', message: read.problem })
  const youngest = flags.duration('since')
  const recent = youngest === 0 ? read.value : read.value.filter(({ atMs }) => runtime.moment.nowMs - atMs <= Math.max(youngest, SECOND_MS))
  const tail = flags.int('tail')
  for (const { text } of tail < 0 ? recent : recent.slice(-tail)) runtime.out(text)
  return undefined
}
