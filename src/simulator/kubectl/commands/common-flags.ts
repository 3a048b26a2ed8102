// Flags that many commands share, and what they mean.
//
// @source k8s.io/kubectl pkg/cmd/util/helpers.go AddDryRunFlag, GetDryRunStrategy, AddValidateFlags, GetValidationDirective, …

import type { FieldValidation } from '../../api/client.ts'
import { goQuote } from '../../base/go-text.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import type { Call } from '../command/command.ts'
import type { FlagSpec } from '../command/flag.ts'
import { flag, isTrue } from '../command/flag.ts'
import type { Failure } from '../failure.ts'
import { plainError } from '../failure.ts'
import type { Runtime } from '../runtime.ts'
import { parseDuration } from '../text/go-format.ts'
import { CLUSTER_NAME, USER_NAME } from './config/names.ts'
import { logLine } from './log-line.ts'

const NO_FILES = 'the cluster runs in this page and has one user, who may do everything'
const ONE_CLUSTER = 'there is one cluster, the one in this page'

export const GLOBAL_FLAGS: readonly FlagSpec[] = [
  flag('namespace|n', 'string', '', 'The namespace to work in.'),
  flag('context', 'string', '', 'The context of the kubeconfig to use; there is one.'),
  flag('cluster', 'string', '', 'The cluster of the kubeconfig to use; there is one.'),
  flag('kubeconfig', 'string', '', 'Path to the kubeconfig file.', { unsupported: ONE_CLUSTER }),
  flag('server|s', 'string', '', 'Address of the API server.', { unsupported: ONE_CLUSTER }),
  flag('user', 'string', '', 'The user of the kubeconfig to be; there is one.'),
  flag('as', 'string', '', 'User to act as.', { unsupported: 'try it with kubectl auth can-i' }),
  flag('as-group', 'array', '', 'Group to act as.', { unsupported: NO_FILES }),
  flag('as-uid', 'string', '', 'UID to act as.', { unsupported: NO_FILES }),
  flag('as-user-extra', 'array', '', 'Extra attributes of the user to act as.', { unsupported: NO_FILES }),
  flag('token', 'string', '', 'Bearer token.', { unsupported: NO_FILES }),
  flag('password', 'string', '', 'Password.', { unsupported: NO_FILES, hidden: true }),
  flag('username', 'string', '', 'User name.', { unsupported: NO_FILES, hidden: true }),
  flag('certificate-authority', 'string', '', 'Certificate file of the authority.', { unsupported: NO_FILES }),
  flag('client-certificate', 'string', '', 'Client certificate file.', { unsupported: NO_FILES }),
  flag('client-key', 'string', '', 'Client key file.', { unsupported: NO_FILES }),
  flag('insecure-skip-tls-verify', 'bool', 'false', 'Do not check the server certificate.', { unsupported: NO_FILES }),
  flag('tls-server-name', 'string', '', 'Name to expect in the server certificate.', { unsupported: NO_FILES }),
  flag('request-timeout', 'string', '0', 'How long to wait for one request.'),
  flag('match-server-version', 'bool', 'false', 'Require the same version of client and server.'),
  flag('disable-compression', 'bool', 'false', 'Do not compress answers.'),
  flag('cache-dir', 'string', '', 'Folder of the discovery cache.', { unsupported: ONE_CLUSTER }),
  flag('warnings-as-errors', 'bool', 'false', 'Fail when the server warns.'),
  flag('v|v', 'int', '0', 'Level of kubectl log lines.'),
  flag('vmodule', 'string', '', 'Log levels by file.'),
  flag('profile', 'string', 'none', 'Profile to record.', { unsupported: 'there is no kubectl process to profile' }),
  flag('profile-output', 'string', 'profile.pprof', 'File for the profile.', { unsupported: 'there is no kubectl process to profile' }),
  flag('log-flush-frequency', 'duration', '5s', 'How often to write log lines.', { hidden: true, unsupported: 'there are no log files' }),
  flag('kuberc', 'string', '', 'Path to the preferences file.', { unsupported: 'there are no preferences files' }),
]

/**
 * What is wrong with the flags that say where the cluster is, found when a command first asks it. A flag of the command's own hides a
 * global one: `create rolebinding --user`.
 *
 * @source k8s.io/client-go tools/clientcmd client_config.go ConfirmUsable; kubectl pkg/cmd/util/helpers.go
 */
export function connectionProblem({ flags, runtime, spec }: Call): string | undefined {
  const globally = (name: string) => (spec.flags.some((own) => own.name === name) ? '' : flags.text(name))
  const [context, cluster, user] = [globally('context'), globally('cluster'), globally('user')]
  if (context !== '' && context !== runtime.session.context) return `context ${goQuote(context)} does not exist`
  if (user !== '' && user !== USER_NAME) return `auth info ${goQuote(user)} does not exist`
  if (cluster !== '' && cluster !== CLUSTER_NAME) return `cluster ${goQuote(cluster)} does not exist`
  const timeout = flags.text('request-timeout')
  return /^-?\d+$/.test(timeout) || parseDuration(timeout).ok
    ? undefined
    : 'Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)'
}

export const DRY_RUN_FLAG = flag(
  'dry-run',
  'optional',
  'none',
  'none, client (only print what would be sent) or server (send it, store nothing).',
  { alone: 'unchanged' },
)
export const VALIDATE_FLAG = flag(
  'validate',
  'optional',
  'strict',
  'What unknown and duplicate fields lead to: strict (an error), warn or ignore.',
  { alone: 'strict' },
)
export const SAVE_CONFIG_FLAG = flag('save-config', 'bool', 'false', 'Keep the manifest in an annotation, for a later kubectl apply.')
export const FILENAME_FLAGS: readonly FlagSpec[] = [
  flag('filename|f', 'slice', '', 'Files or folders with manifests; - reads standard input.'),
  flag('kustomize|k', 'string', '', 'Folder with a kustomization file.'),
  flag('recursive|R', 'bool', 'false', 'Go through folders within the folder of -f.'),
]
export const SELECTOR_FLAG = flag('selector|l', 'string', '', 'Labels to select by: key=value, key!=value, key in (a,b), key, !key.')
export const ALL_FLAG = flag('all', 'bool', 'false', 'All objects of the kinds named.')
export const ALL_NAMESPACES_FLAG = flag('all-namespaces|A', 'bool', 'false', 'Objects of all namespaces.')
export const IGNORE_NOT_FOUND_FLAG = flag('ignore-not-found', 'bool', 'false', 'An object that is missing is no mistake.')
export const FIELD_SELECTOR_FLAG = flag('field-selector', 'string', '', 'Fields to select by: metadata.name=a, status.phase!=Running.')

export function fieldManagerFlag(manager: string): FlagSpec {
  return flag('field-manager', 'string', manager, 'Name under which the API server notes who set which field.')
}

export type DryRun = 'none' | 'client' | 'server'

export function dryRunOf(call: Call): Result<DryRun, Failure> {
  const value = call.flags.text('dry-run')
  if (/^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value)) {
    const strategy = isTrue(value) ? 'client' : 'none'
    logWarning(call.runtime, `--dry-run=${value} is deprecated (boolean value) and can be replaced with --dry-run=${strategy}.`)
    return success(strategy)
  }
  switch (value) {
    case 'unchanged':
      logWarning(call.runtime, '--dry-run is deprecated and can be replaced with --dry-run=client.')
      return success('client')
    case 'none':
    case 'client':
    case 'server':
      return success(value)
    default:
      return failure(plainError(`Invalid dry-run value (${value}). Must be "none", "server", or "client".`))
  }
}

/** `created`, `created (dry run)`, `created (server dry run)`. */
export function operationText(operation: string, dryRun: DryRun): string {
  return operation + { none: '', client: ' (dry run)', server: ' (server dry run)' }[dryRun]
}

export function validationOf(call: Call): Result<FieldValidation, Failure> {
  const value = call.flags.text('validate')
  if (/^(?:1|t|T|TRUE|true|True|strict)$/.test(value)) return success('Strict')
  if (/^(?:0|f|F|FALSE|false|False|ignore)$/.test(value)) return success('Ignore')
  if (value === 'warn') return success('Warn')
  return failure(plainError(`invalid - validate option ${goQuote(value)}; must be one of: strict (or true), warn, ignore (or false)`))
}

export interface NamespaceChoice {
  readonly name: string
  /** Given with `-n`, not taken from the context. */
  readonly explicit: boolean
}

export function namespaceOf(call: Call): NamespaceChoice {
  const given = call.flags.text('namespace')
  return given === '' ? { name: call.runtime.session.namespace, explicit: false } : { name: given, explicit: true }
}

function logWarning(runtime: Runtime, text: string): void {
  runtime.err(logLine(runtime.moment, 'W', 'helpers.go:719', text))
}
