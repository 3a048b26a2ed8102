// The flags of `kubectl apply`, and which of them exclude each other.
// @source k8s.io/kubectl pkg/cmd/apply/apply.go NewCmdApply, Validate

import type { Call } from '../../command/command.ts'
import type { FlagSpec } from '../../command/flag.ts'
import { flag } from '../../command/flag.ts'
import { PRINT_FLAGS } from '../../printers/output.ts'
import type { DryRun } from '../common-flags.ts'
import { ALL_FLAG, DRY_RUN_FLAG, FILENAME_FLAGS, SELECTOR_FLAG, VALIDATE_FLAG, fieldManagerFlag } from '../common-flags.ts'
import { RECORD_FLAG } from '../record.ts'
import { SUBRESOURCE_FLAG } from '../subresource.ts'

const MANAGER = 'kubectl-client-side-apply'
const NO_SETS = 'select what belongs together by a label: kubectl apply --prune -l KEY=VALUE'

export const APPLY_FLAGS: readonly FlagSpec[] = [
  ...PRINT_FLAGS,
  ...FILENAME_FLAGS,
  SELECTOR_FLAG,
  DRY_RUN_FLAG,
  VALIDATE_FLAG,
  RECORD_FLAG,
  fieldManagerFlag(MANAGER),
  flag('overwrite', 'bool', 'true', 'Take the values of the manifest where somebody else changed them.'),
  flag('server-side', 'bool', 'false', 'Let the API server merge, by who owns which field.'),
  flag('force-conflicts', 'bool', 'false', 'With --server-side: take over fields of other managers.'),
  ALL_FLAG,
  SUBRESOURCE_FLAG,
  flag('openapi-patch', 'bool', 'true', 'Merge lists as the schema says.', { hidden: true }),
  flag('prune', 'bool', 'false', 'Delete what was applied before and no manifest names: with --all or -l.'),
  flag('prune-allowlist', 'array', '', 'Kinds to delete from.', { unsupported: 'pruning goes through the usual kinds' }),
  flag('applyset', 'string', '', 'The set that the objects belong to.', { unsupported: NO_SETS }),
  flag('force', 'bool', 'false', 'Delete and create again where a change is refused.'),
  flag('cascade', 'optional', 'background', 'What becomes of what deleted objects own.', { alone: 'background' }),
  flag('grace-period', 'int', '-1', 'Seconds that Pods are given to end.'),
  flag('timeout', 'duration', '0s', 'How long to wait until an object is gone; 0s waits without an end.'),
  flag('wait', 'bool', 'false', 'Wait until objects are gone.'),
]

export function flagsProblem({ flags }: Call, dryRun: DryRun): string | undefined {
  const isServerSide = flags.bool('server-side')
  if (flags.bool('force-conflicts') && !isServerSide) return '--force-conflicts only works with --server-side'
  if (dryRun === 'client' && isServerSide)
    return "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)"
  if (isServerSide && flags.bool('force')) return '--force cannot be used with --server-side'
  if (dryRun === 'server' && flags.bool('force')) return '--dry-run=server cannot be used with --force'
  if (flags.bool('all') && flags.text('selector') !== '') return 'cannot set --all and --selector at the same time'
  if (flags.bool('prune') && !flags.bool('all') && flags.text('selector') === '')
    return 'all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector'
  return flags.text('subresource') !== '' && !isServerSide ? '--subresource can only be specified for --server-side' : undefined
}
