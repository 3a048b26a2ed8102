// The tree of commands that this kubectl knows.

import type { CommandSpec } from './command/command.ts'
import { API_RESOURCES, API_VERSIONS } from './commands/api-resources.ts'
import { APPLY } from './commands/apply.ts'
import { AUTH } from './commands/auth.ts'
import { CONFIG } from './commands/config/index.ts'
import { CREATE_CONFIGMAP } from './commands/create/configmap.ts'
import { CREATE_SECRET } from './commands/create/secret.ts'
import { CREATE_CRONJOB, CREATE_DEPLOYMENT, CREATE_JOB, CREATE_NAMESPACE, CREATE_SERVICE_ACCOUNT } from './commands/create/workloads.ts'
import { DELETE } from './commands/delete/index.ts'
import { DESCRIBE } from './commands/describe.ts'
import { DIFF } from './commands/diff.ts'
import { EDIT } from './commands/edit/index.ts'
import { EVENTS } from './commands/events.ts'
import { EXEC } from './commands/exec.ts'
import { EXPLAIN } from './commands/explain.ts'
import { GET } from './commands/get.ts'
import { KUSTOMIZE } from './commands/kustomize.ts'
import { LOGS } from './commands/logs/index.ts'
import { CREATE_FILE_FLAGS, REPLACE, createFromFiles } from './commands/from-files.ts'
import { ANNOTATE, LABEL } from './commands/marks.ts'
import { PATCH } from './commands/patch.ts'
import { ROLLOUT } from './commands/rollout/index.ts'
import { RUN } from './commands/run.ts'
import { SCALE } from './commands/scale.ts'
import { SET } from './commands/set/index.ts'
import { UNSUPPORTED, UNSUPPORTED_KINDS } from './commands/unsupported.ts'
import { CLUSTER_INFO, VERSION } from './commands/version.ts'
import { WAIT } from './commands/wait/index.ts'

const CREATE: CommandSpec = {
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

/** Its help is the list of global flags. */
const OPTIONS: CommandSpec = {
  name: 'options',
  usage: '',
  short: 'Print the list of flags inherited by all commands',
  hidden: true,
  flags: [],
  completes: 'none',
}

export const ROOT: CommandSpec = {
  name: 'kubectl',
  usage: '[flags]',
  short: 'Controls the cluster',
  flags: [],
  subcommands: [
    ANNOTATE,
    API_RESOURCES,
    API_VERSIONS,
    APPLY,
    AUTH,
    CLUSTER_INFO,
    CONFIG,
    CREATE,
    DELETE,
    DESCRIBE,
    DIFF,
    EDIT,
    EVENTS,
    EXEC,
    EXPLAIN,
    GET,
    KUSTOMIZE,
    LABEL,
    LOGS,
    OPTIONS,
    PATCH,
    REPLACE,
    ROLLOUT,
    RUN,
    SCALE,
    SET,
    VERSION,
    WAIT,
    ...UNSUPPORTED,
  ],
}
