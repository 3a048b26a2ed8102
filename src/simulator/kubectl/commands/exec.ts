// `kubectl exec`: runs a program in a container, beside what runs there.
// @source k8s.io/kubectl pkg/cmd/exec/exec.go

import type { ProgramTouch } from '../../api/container-runtime.ts'
import { sha256 } from '../../base/sha256.ts'
import { encodeUtf8 } from '../../base/utf8.ts'
import type { ContainerAddress, ProgramStep } from '../cluster-door.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import { plainError, usageError } from '../failure.ts'
import { findPods } from '../resource/attachable-pod.ts'
import { containerOf } from '../resource/pod-container.ts'
import type { Outcome, Runtime } from '../runtime.ts'

export const EXEC: CommandSpec = {
  name: 'exec',
  group: 'Troubleshooting and Debugging Commands:',
  usage: '(POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]',
  short: 'Execute a command in a container',
  examples: ['kubectl exec web-0 -- env', "kubectl exec deploy/web -- sh -c 'cat /etc/config/*'"],
  flags: [
    flag('container|c', 'string', '', 'The container; without it the first one.'),
    flag('stdin|i', 'bool', 'false', 'Pass standard input on.'),
    flag('tty|t', 'bool', 'false', 'Standard input is a terminal.'),
    flag('quiet|q', 'bool', 'false', 'Print only what the program prints.'),
    flag('pod-running-timeout', 'duration', '1m0s', 'How long to wait for a Pod that runs.'),
  ],
  completes: 'pods',
  run,
}

function run(call: Call): CommandOutcome {
  const { args, beforeDashes, flags, runtime } = call
  if (beforeDashes === undefined && args.length > 1)
    return usageError(call.path, 'exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead')
  const [word] = args
  if (word === undefined || beforeDashes === 0) return plainError('pod, type/name or --filename must be specified')
  const words = args.slice(beforeDashes ?? 1)
  if (words.length === 0) return plainError('you must specify at least one command for the container')
  const found = findPods(call, word, 'exec')
  if (!found.ok) return found.problem
  const [pod] = found.value.pods
  if (pod === undefined) return plainError('no resources found')
  const { phase } = pod.status
  if (phase === 'Succeeded' || phase === 'Failed')
    return plainError(`cannot exec into a container in a completed pod; current phase is ${phase}`)
  const container = containerOf(runtime, pod, flags.text('container'), flags.bool('quiet'))
  if (!container.ok) return plainError(container.problem)
  const { namespace = '', name = '' } = pod.metadata
  if ((pod.spec.nodeName ?? '') === '') return plainError(`unable to upgrade connection: pod ${name} does not have a host assigned`)
  const listens = flags.bool('stdin') && call.stdin === '' && runtime.hasKeyboard
  const terminal = flags.bool('tty') && call.stdin === '' && runtime.onTerminal
  if (flags.bool('tty') && !terminal && !flags.bool('quiet'))
    runtime.err('Unable to use a TTY - input is not a terminal or the right kind of file\n')
  const at: ContainerAddress = { pod: { namespace, name }, container: container.value }
  const stdin = flags.bool('stdin') ? call.stdin : ''
  const started = runtime.cluster.startProgram(at, { words, stdin, stdinStays: listens, terminal })
  runtime.entries.push(...started.entries)
  if (started.step.ok) return follow(runtime, { at, listens, terminal }, started.step.value)
  const { problem } = started.step
  if (problem.startsWith('container not found')) return plainError(`unable to upgrade connection: ${problem}`)
  const id = sha256(encodeUtf8(`${pod.metadata.uid ?? ''}/${String(runtime.moment.nowMs)}/${words.join(' ')}`))
  return plainError(
    `Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "${id}": OCI runtime exec failed: exec failed: unable to start container process: ${problem}`,
  )
}

interface Attachment {
  readonly at: ContainerAddress
  /** What is typed reaches the program. */
  readonly listens: boolean
  readonly terminal: boolean
}

/** Prints what the program prints until it ends. Ctrl-C reaches it through a terminal; without one it goes on alone. */
function follow(runtime: Runtime, attachment: Attachment, step: ProgramStep): Outcome {
  runtime.out(step.stdout)
  runtime.err(step.stderr)
  if (step.kind === 'exited') {
    if (step.exitCode !== 0) runtime.err(`command terminated with exit code ${String(step.exitCode)}\n`)
    return step.exitCode
  }
  const { checkAtMs, state } = step
  const touch = (later: Runtime, how: ProgramTouch): Outcome => {
    const continued = later.cluster.continueProgram(attachment.at, state, how)
    later.entries.push(...continued.entries)
    return follow(later, attachment, continued.step)
  }
  return {
    checkAtMs,
    resume: (later) => touch(later, { kind: 'look' }),
    ...(attachment.terminal ? { interrupt: (later) => touch(later, { kind: 'interrupt' }) } : {}),
    ...(attachment.listens ? { type: (later, text, ends) => touch(later, { kind: 'input', text, ends }) } : {}),
  }
}
