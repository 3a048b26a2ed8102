// `kubectl create`: from files, or one of the kinds that it has words for.

import type { CommandSpec } from '../../command/command.ts'
import { CREATE_FILE_FLAGS, createFromFiles } from '../from-files.ts'
import { UNSUPPORTED_KINDS } from '../unsupported-kinds.ts'
import { CREATE_CONFIGMAP } from './configmap.ts'
import { CREATE_SECRET } from './secret.ts'
import { CREATE_CRONJOB, CREATE_DEPLOYMENT, CREATE_JOB, CREATE_NAMESPACE, CREATE_SERVICE_ACCOUNT } from './workloads.ts'

export const CREATE: CommandSpec = {
  name: 'create',
  group: 'Basic Commands (Beginner):',
  usage: '-f FILENAME',
  short: 'Create a resource from a file or from stdin',
  flags: CREATE_FILE_FLAGS,
  completes: 'files',
  run: createFromFiles,
  subcommands: [
    CREATE_CONFIGMAP,
    CREATE_SECRET,
    CREATE_DEPLOYMENT,
    CREATE_JOB,
    CREATE_CRONJOB,
    CREATE_NAMESPACE,
    CREATE_SERVICE_ACCOUNT,
    ...UNSUPPORTED_KINDS,
  ],
}
