// What the flags of `kubectl delete` ask for, and what they say against each other.
// @source k8s.io/kubectl pkg/cmd/delete/delete.go Complete, Validate; delete_flags.go parseCascadingFlag

import type { PropagationPolicy } from '../../../api/client.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import type { Call } from '../../command/command.ts'
import { isTrue } from '../../command/flag.ts'
import type { Failure } from '../../failure.ts'
import { plainError } from '../../failure.ts'
import type { DryRun } from '../common-flags.ts'
import { dryRunOf } from '../common-flags.ts'

export interface DeleteOptions {
  readonly propagationPolicy: PropagationPolicy
  /** Seconds; below zero leaves it to the object. */
  readonly graceSeconds: number
  readonly dryRun: DryRun
  readonly ignoresMissing: boolean
}

const POLICIES: Readonly<Record<string, PropagationPolicy>> = { background: 'Background', foreground: 'Foreground', orphan: 'Orphan' }

/** `--cascade`; a boolean is an old spelling. The problem is an error text. */
export function cascadeOf({ flags, runtime }: Call): Result<PropagationPolicy, string> {
  const value = flags.text('cascade')
  const policy = POLICIES[value]
  if (policy !== undefined) return success(policy)
  if (!/^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value))
    return failure(`invalid cascade value (${value}). Must be "background", "foreground", or "orphan"`)
  const instead = isTrue(value) ? 'background' : 'orphan'
  runtime.err(`warning: --cascade=${value} is deprecated (boolean value) and can be replaced with --cascade=${instead}.\n`)
  return success(isTrue(value) ? 'Background' : 'Orphan')
}

/** The options, as far as they can be said before objects are looked for. */
export function readDeleteOptions(call: Call): Result<DeleteOptions, Failure> {
  const { flags } = call
  const cascade = cascadeOf(call)
  if (!cascade.ok) return failure(plainError(cascade.problem))
  const given = flags.int('grace-period')
  if (flags.bool('now') && given !== -1) return failure(plainError('--now and --grace-period cannot be specified together'))
  const dryRun = dryRunOf(call)
  if (!dryRun.ok) return dryRun
  const selects = flags.bool('all') || flags.text('selector') !== '' || flags.text('field-selector') !== ''
  return success({
    propagationPolicy: cascade.value,
    graceSeconds: flags.bool('now') ? 1 : gracePeriod(given, flags.bool('force')),
    dryRun: dryRun.value,
    ignoresMissing: flags.bool('ignore-not-found') || (selects && !flags.has('ignore-not-found')),
  })
}

function gracePeriod(given: number, isForced: boolean): number {
  // Zero alone would lose data by accident: only --force takes it at its word.
  if (given === 0 && !isForced) return 1
  return isForced && given < 0 ? 0 : given
}

/** What is wrong with the flags, once objects have been found; says the warning of a forced deletion. */
export function validateDelete({ flags, runtime }: Call, { graceSeconds }: DeleteOptions): string | undefined {
  const output = flags.text('output')
  if (output !== '' && output !== 'name') return `unexpected -o output mode: ${output}. We only support '-o name'`
  if (flags.bool('all') && flags.text('selector') !== '') return 'cannot set --all and --selector at the same time'
  if (flags.bool('all') && flags.text('field-selector') !== '') return 'cannot set --all and --field-selector at the same time'
  if (!flags.bool('force')) return undefined
  if (graceSeconds > 0) return '--force and --grace-period greater than 0 cannot be specified together'
  runtime.err(
    'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n',
  )
  return undefined
}
