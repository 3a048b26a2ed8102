// `kubectl kustomize`: prints what a kustomization makes, without sending it anywhere.
// @source sigs.k8s.io/kustomize kustomize/v5 commands/build/build.go

import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import { plainError } from '../failure.ts'
import { pathKind, writeFile } from '../files.ts'
import type { Result } from '../../base/result.ts'
import type { Runtime } from '../runtime.ts'
import { logLine } from './log-line.ts'
import { buildKustomization } from '../kustomize/build.ts'

const ROOT_ONLY = 'LoadRestrictionsRootOnly'
const ANYWHERE = 'LoadRestrictionsNone'
const NO_HELM = 'write out what the chart would make, as resources'

export const KUSTOMIZE: CommandSpec = {
  name: 'kustomize',
  offline: true,
  group: 'Advanced Commands:',
  usage: 'DIR',
  short: 'Build a kustomization target from a directory or URL',
  long: 'Print the manifests that the kustomization file of a folder makes. Without a folder, the current one is meant.',
  examples: ['kubectl kustomize overlays/production', 'kubectl kustomize . | kubectl apply -f -'],
  flags: [
    flag('output|o', 'string', '', 'File to write to instead of standard output.'),
    flag('load-restrictor', 'string', ROOT_ONLY, 'LoadRestrictionsRootOnly keeps to files in the folder and below.'),
    flag('as-current-user', 'bool', 'false', 'Run function containers as the current user.', { hidden: true }),
    flag('enable-alpha-plugins', 'bool', 'false', 'Allow plugins.', { hidden: true }),
    flag('enable-helm', 'bool', 'false', 'Allow Helm charts.', { unsupported: NO_HELM }),
    flag('env|e', 'array', '', 'Variables for function containers.', { hidden: true }),
    flag('helm-api-versions', 'array', '', 'API versions for Helm.', { unsupported: NO_HELM }),
    flag('helm-command', 'string', 'helm', 'The Helm program.', { unsupported: NO_HELM }),
    flag('helm-debug', 'bool', 'false', "Helm's debug output.", { unsupported: NO_HELM }),
    flag('helm-kube-version', 'string', '', 'Kubernetes version for Helm.', { unsupported: NO_HELM }),
    flag('mount', 'array', '', 'Mounts for function containers.', { hidden: true }),
    flag('network', 'bool', 'false', 'Allow function containers the network.', { hidden: true }),
    flag('network-name', 'string', 'bridge', 'The network of function containers.', { hidden: true }),
  ],
  completes: 'folders',
  run,
}

function run({ runtime, args, flags }: Call): CommandOutcome {
  if (args.length > 1) return plainError('specify one path to kustomization.yaml')
  const restrictor = flags.text('load-restrictor')
  if (restrictor !== ROOT_ONLY && restrictor !== ANYWHERE)
    return plainError(`illegal flag value --load-restrictor ${restrictor}; legal values: [${ROOT_ONLY} ${ANYWHERE}]`)
  if (restrictor === ANYWHERE)
    return plainError(
      `--load-restrictor=${ANYWHERE} is not supported in this simulated cluster: files in the folder of the kustomization and below are read`,
    )
  const manifests = buildFolder(runtime, args[0] ?? '.')
  if (!manifests.ok) return plainError(manifests.problem)
  const output = flags.text('output')
  if (output === '') {
    runtime.out(manifests.value)
    return undefined
  }
  if (pathKind(runtime.session, output) === 'folder') {
    return plainError(`--output to a folder is not supported in this simulated cluster: name a file in ${output}`)
  }
  const session = writeFile(runtime.session, output, manifests.value)
  if (session === undefined) return plainError(`open ${output}: no such file or directory`)
  runtime.session = session
  return undefined
}

/** The manifests of a folder, after what is to be said about its kustomization. */
export function buildFolder(runtime: Runtime, folder: string): Result<string, string> {
  const { warnings, unused, manifests } = buildKustomization(runtime.session, folder)
  for (const line of warnings) runtime.err(`${line}\n`)
  if (unused.length > 0)
    runtime.err(logLine(runtime.moment, 'I', 'log.go:244', `well-defined vars that were never replaced: ${unused.join(',')}`))
  return manifests
}
