// `kubectl version` and `kubectl cluster-info`.
// @source k8s.io/kubectl pkg/cmd/version/version.go, pkg/cmd/clusterinfo/clusterinfo.go

import { goJson } from '../../base/go-json.ts'
import type { JsonObject } from '../../base/json.ts'
import { printYaml } from '../../yaml/index.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import { plainError } from '../failure.ts'
import { KUSTOMIZE_VERSION } from '../versions.ts'
import { SERVER_ADDRESS } from './config/kubeconfig.ts'

const KUBERNETES = 'v1.36.3'

export const VERSION: CommandSpec = {
  name: 'version',
  offline: true,
  group: 'Other Commands:',
  usage: '',
  short: 'Print the client and server version information',
  flags: [flag('client', 'bool', 'false', 'Only the version of kubectl.'), flag('output|o', 'string', '', 'json or yaml.')],
  completes: 'none',
  run: version,
}

export const CLUSTER_INFO: CommandSpec = {
  name: 'cluster-info',
  group: 'Cluster Management Commands:',
  usage: '',
  short: 'Display cluster information',
  flags: [],
  completes: 'none',
  run: clusterInfo,
  subcommands: [
    {
      name: 'dump',
      usage: '',
      short: 'Dump relevant information for debugging and diagnosis',
      flags: [],
      unsupported: 'kubectl get all -A -o yaml prints every workload',
    },
  ],
}

function version(call: Call): CommandOutcome {
  const { flags, runtime } = call
  if (call.args.length > 0) return plainError(`extra arguments: [${call.args.join(' ')}]`)
  const format = flags.text('output')
  if (!['', 'json', 'yaml'].includes(format)) return plainError("--output must be 'yaml' or 'json'")
  const hasServer = !flags.bool('client')
  const build: JsonObject = {
    major: '1',
    minor: '36',
    gitVersion: KUBERNETES,
    gitCommit: '0f29094e5b73085e3802ecc1298ecae13866bfe6',
    gitTreeState: 'clean',
    buildDate: '2026-07-22T18:10:35Z',
    goVersion: 'go1.26.5',
    compiler: 'gc',
    platform: 'linux/amd64',
  }
  const all = { clientVersion: build, kustomizeVersion: KUSTOMIZE_VERSION, ...(hasServer ? { serverVersion: build } : {}) }
  if (format === 'json') runtime.out(`${goJson(all, { html: 'escaped', indent: 2 })}\n`)
  else if (format === 'yaml') runtime.out(`${printYaml(all)}\n`)
  else {
    runtime.out(`Client Version: ${KUBERNETES}\nKustomize Version: ${KUSTOMIZE_VERSION}\n`)
    if (hasServer) runtime.out(`Server Version: ${KUBERNETES}\n`)
  }
  return undefined
}

function clusterInfo({ runtime }: Call): CommandOutcome {
  runtime.out(
    `Kubernetes control plane is running at ${SERVER_ADDRESS}\n\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n`,
  )
  return undefined
}
