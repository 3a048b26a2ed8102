// `kubectl create`: from files, or one of the kinds that it has words for.

import type { CommandSpec } from '../../command/command.ts'
import type { MakerTools } from '../../tool-sets.ts'
import { CREATE_FILE_FLAGS, createFromFiles } from '../from-files.ts'
import { CREATE_CONFIGMAP } from './configmap.ts'
import { secretCommand } from './secret.ts'
import { CREATE_DEPLOYMENT, CREATE_NAMESPACE, CREATE_SERVICE_ACCOUNT } from './workloads.ts'

/** The names of the kinds that come in a set of their own, each with its short one. */
const MADE_ELSEWHERE: readonly (readonly [name: string, ...aliases: readonly string[]])[] = [
  ['clusterrole'],
  ['clusterrolebinding'],
  ['cronjob', 'cj'],
  ['ingress', 'ing'],
  ['job'],
  ['poddisruptionbudget', 'pdb'],
  ['priorityclass', 'pc'],
  ['quota', 'resourcequota'],
  ['role'],
  ['rolebinding'],
  ['service', 'svc'],
]

const CREATE_TOKEN: CommandSpec = {
  name: 'token',
  usage: 'SERVICE_ACCOUNT_NAME',
  short: 'Request a service account token',
  flags: [],
  unsupported: 'every container has one in /var/run/secrets/kubernetes.io/serviceaccount/token',
}

/** @param makers  That set, once it is there. */
export function createCommand(makers: MakerTools | undefined): CommandSpec {
  return {
    name: 'create',
    group: 'Basic Commands (Beginner):',
    usage: '-f FILENAME',
    short: 'Create a resource from a file or from stdin',
    flags: CREATE_FILE_FLAGS,
    completes: 'files',
    run: createFromFiles,
    subcommands: [
      CREATE_CONFIGMAP,
      secretCommand(makers?.credentials),
      CREATE_DEPLOYMENT,
      CREATE_NAMESPACE,
      CREATE_SERVICE_ACCOUNT,
      ...(makers?.kinds ??
        MADE_ELSEWHERE.map(([name, ...aliases]): CommandSpec => ({ name, aliases, usage: '', short: '', flags: [], set: 'makers' }))),
      CREATE_TOKEN,
    ],
  }
}
