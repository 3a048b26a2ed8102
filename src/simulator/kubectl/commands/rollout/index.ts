// `kubectl rollout`: the roll-out of a workload, watched, taken back, paused and started again.
// @source k8s.io/kubectl pkg/cmd/rollout/rollout.go

import type { CommandSpec } from '../../command/command.ts'
import { ROLLOUT_HISTORY } from './history.ts'
import { ROLLOUT_PAUSE, ROLLOUT_RESTART, ROLLOUT_RESUME } from './restart.ts'
import { ROLLOUT_STATUS } from './status.ts'
import { ROLLOUT_UNDO } from './undo.ts'

export const ROLLOUT: CommandSpec = {
  name: 'rollout',
  group: 'Deploy Commands:',
  usage: 'SUBCOMMAND',
  short: 'Manage the rollout of a resource',
  long: `Manage the rollout of one or many resources.
        
 Valid resource types include:

  *  deployments
  *  daemonsets
  *  statefulsets`,
  examples: [
    '# Rollback to the previous deployment',
    'kubectl rollout undo deployment/abc',
    '',
    '# Check the rollout status of a daemonset',
    'kubectl rollout status daemonset/foo',
    '',
    '# Restart a deployment',
    'kubectl rollout restart deployment/abc',
    '',
    "# Restart deployments with the 'app=nginx' label",
    'kubectl rollout restart deployment --selector=app=nginx',
  ],
  flags: [],
  helpsOn: 'stdout',
  subcommands: [ROLLOUT_HISTORY, ROLLOUT_PAUSE, ROLLOUT_RESUME, ROLLOUT_UNDO, ROLLOUT_STATUS, ROLLOUT_RESTART],
}
