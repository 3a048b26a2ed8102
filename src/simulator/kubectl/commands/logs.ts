// `kubectl logs`: what a container wrote.
// @source k8s.io/kubectl pkg/cmd/logs/logs.go, pkg/polymorphichelpers/logsforobject.go
// @simplified One Pod, named; --follow is left out.

import { goQuote } from '../../base/go-text.ts'
import { SECOND_MS } from '../../base/sim-time.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import { plainError, statusError, usageError } from '../failure.ts'
import { namespaceOf } from './common-flags.ts'
import { getObject } from './requests.ts'

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
  const name = word.replace(/^pods?\//, '')
  const found = getObject(runtime, 'Pod', { namespace: namespaceOf(call).name, name })
  if (!found.ok) return statusError(found.problem)
  if (found.value.kind !== 'Pod') return undefined
  const names = [...(found.value.spec.initContainers ?? []), ...(found.value.spec.containers ?? [])].map((each) => each.name)
  const main = (found.value.spec.containers ?? []).map((each) => each.name)
  const chosen = container === '' ? (main[0] ?? '') : container
  if (container === '' && main.length > 1) runtime.err(`Defaulted container ${goQuote(chosen)} out of: ${names.join(', ')}\n`)
  if (!names.includes(chosen)) return plainError(`container ${chosen} is not valid for pod ${name}`)
  const read = runtime.cluster.logs(
    { pod: { namespace: found.value.metadata.namespace ?? '', name }, container: chosen },
    { previous: flags.bool('previous') },
  )
  if (!read.ok) return statusError({ status: 'Failure', code: 400, reason: 'BadRequest', message: read.problem })
  const youngest = flags.duration('since')
  const recent = youngest === 0 ? read.value : read.value.filter(({ atMs }) => runtime.moment.nowMs - atMs <= Math.max(youngest, SECOND_MS))
  const tail = flags.int('tail')
  for (const { text } of tail < 0 ? recent : recent.slice(-tail)) runtime.out(text)
  return undefined
}
