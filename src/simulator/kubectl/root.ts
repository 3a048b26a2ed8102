// The tree of commands that this kubectl knows.

import type { CommandSpec } from './command/command.ts'
import { APPLY } from './commands/apply.ts'
import { CREATE_CONFIGMAP } from './commands/create/configmap.ts'
import { CREATE_SECRET } from './commands/create/secret.ts'
import { CREATE_CRONJOB, CREATE_DEPLOYMENT, CREATE_JOB, CREATE_NAMESPACE, CREATE_SERVICE_ACCOUNT } from './commands/create/workloads.ts'
import { DELETE } from './commands/delete.ts'
import { GET } from './commands/get.ts'
import { LOGS } from './commands/logs.ts'
import { ROLLOUT } from './commands/rollout.ts'
import { RUN } from './commands/run.ts'

const CREATE: CommandSpec = {
  name: 'create',
  group: 'Basic Commands (Beginner):',
  usage: 'SUBCOMMAND',
  short: 'Create an object',
  flags: [],
  subcommands: [CREATE_CONFIGMAP, CREATE_SECRET, CREATE_DEPLOYMENT, CREATE_JOB, CREATE_CRONJOB, CREATE_NAMESPACE, CREATE_SERVICE_ACCOUNT],
}

export const ROOT: CommandSpec = {
  name: 'kubectl',
  usage: '[flags]',
  short: 'Controls the cluster',
  flags: [],
  subcommands: [APPLY, CREATE, DELETE, GET, LOGS, ROLLOUT, RUN],
}
