// The flags of `kubectl logs`, what they ask for, and what they say against each other.
// @source k8s.io/kubectl pkg/cmd/logs/logs.go AddFlags, ToLogOptions, Validate

import { parseGoTime } from '../../../apiserver/decode/go-time.ts'
import { SECOND_MS } from '../../../base/sim-time.ts'
import { parseTime } from '../../../base/timestamp.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import type { Call } from '../../command/command.ts'
import type { FlagSpec } from '../../command/flag.ts'
import { flag } from '../../command/flag.ts'
import { SELECTOR_FLAG } from '../common-flags.ts'

export const LOGS_FLAGS: readonly FlagSpec[] = [
  SELECTOR_FLAG,
  flag('container|c', 'string', '', 'The container.'),
  flag('all-containers', 'bool', 'false', 'All containers of the Pods.'),
  flag('all-pods', 'bool', 'false', 'All Pods of a workload; each line says whose it is.'),
  flag('follow|f', 'bool', 'false', 'Go on as lines come.'),
  flag('previous|p', 'bool', 'false', 'The run before this one.'),
  flag('tail', 'int', '-1', 'Only the last lines; -1 shows all, or ten of each with a selector.'),
  flag('since', 'duration', '0s', 'Only lines that are younger.'),
  flag('since-time', 'string', '', 'Only lines since this moment, as 2026-11-24T08:00:00Z.'),
  flag('timestamps', 'bool', 'false', 'Say of each line when it was written.'),
  flag('prefix', 'bool', 'false', 'Say of each line whose it is.'),
  flag('limit-bytes', 'int', '0', 'At most so many bytes.'),
  flag('max-log-requests', 'int', '5', 'How many containers to follow at most.'),
  flag('ignore-errors', 'bool', 'false', 'Go on with the others when one cannot be read.'),
  flag('pod-running-timeout', 'duration', '20s', 'How long to wait for a Pod that runs.'),
  flag('insecure-skip-tls-verify-backend', 'bool', 'false', 'Trust any certificate of a kubelet.'),
]

/** With a selector, unless the line says otherwise. */
const TAIL_OF_SELECTED = 10

export interface LogOptions {
  readonly previous: boolean
  readonly follows: boolean
  readonly timestamps: boolean
  readonly prefix: boolean
  readonly ignoresErrors: boolean
  /** Milliseconds since the Unix epoch; undefined shows all. */
  readonly sinceEpochMs: number | undefined
  /** Undefined shows all. */
  readonly tail: number | undefined
  /** Zero is no limit. */
  readonly limitBytes: number
  /** How long a container that cannot be read yet is asked again, in milliseconds. */
  readonly patienceMs: number
}

export function readLogOptions({ flags, runtime }: Call): Result<LogOptions, string> {
  const sinceTime = flags.text('since-time')
  const parsed = sinceTime === '' ? undefined : parseGoTime(sinceTime, false)
  if (parsed?.ok === false) return parsed
  const { startedAtEpochMs, nowMs } = runtime.moment
  const since = Math.round(flags.duration('since') / SECOND_MS) * SECOND_MS
  const tail = flags.int('tail')
  const selects = flags.text('selector') !== ''
  return success({
    previous: flags.bool('previous'),
    follows: flags.bool('follow'),
    timestamps: flags.bool('timestamps'),
    prefix: flags.bool('prefix') || flags.bool('all-pods'),
    ignoresErrors: flags.bool('ignore-errors'),
    sinceEpochMs: parsed === undefined ? (since === 0 ? undefined : startedAtEpochMs + nowMs - since) : parseTime(parsed.value),
    tail: tail === -1 ? (selects && !flags.has('tail') ? TAIL_OF_SELECTED : undefined) : tail,
    limitBytes: flags.int('limit-bytes'),
    patienceMs: flags.duration('pod-running-timeout'),
  })
}

/** What is wrong with the flags, once Pods have been found. */
export function validateLogs({ flags, args }: Call, container: string): Result<undefined, string> {
  if (flags.text('since-time') !== '' && flags.duration('since') !== 0)
    return failure('at most one of `sinceTime` or `sinceSeconds` may be specified')
  if (flags.bool('all-containers') && container !== '')
    return failure(`--all-containers=true should not be specified with container name ${container}`)
  if (flags.has('container') && args.length === 2) return failure('only one of -c or an inline [CONTAINER] arg is allowed')
  if (flags.int('limit-bytes') < 0) return failure('--limit-bytes must be greater than 0')
  if (flags.duration('since') < 0) return failure('--since must be greater than 0')
  if (flags.int('tail') < -1) return failure('--tail must be greater than or equal to -1')
  return success(undefined)
}
