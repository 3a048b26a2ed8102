// `kubectl create service clusterip | nodeport | loadbalancer | externalname`.
// @source k8s.io/kubectl pkg/cmd/create/create_service.go

import type { Draft } from '../../../../apiserver/decode/decoder.ts'
import { goQuote } from '../../../../base/go-text.ts'
import type { Result } from '../../../../base/result.ts'
import { failure, success } from '../../../../base/result.ts'
import { portNameProblems, portNumberProblems, subdomainProblems } from '../../../../validation/names.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../../command/command.ts'
import type { FlagSpec } from '../../../command/flag.ts'
import { flag } from '../../../command/flag.ts'
import { plainError } from '../../../failure.ts'
import { CREATE_FLAGS, beginCreate, finishCreate, typeMeta } from '../begin.ts'

const TCP = flag('tcp', 'slice', '', 'Port and target port: PORT[:TARGET].')

type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'

function serviceCommand(type: ServiceType, usage: string, short: string, flags: readonly FlagSpec[]): CommandSpec {
  return {
    name: type.toLowerCase(),
    usage,
    short,
    flags: [...CREATE_FLAGS, TCP, ...flags],
    completes: 'none',
    run: (call) => createService(call, type),
  }
}

export const CREATE_SERVICE: CommandSpec = {
  name: 'service',
  aliases: ['svc'],
  usage: '[flags]',
  short: 'Create a service using a specified subcommand',
  flags: [],
  subcommands: [
    serviceCommand('ClusterIP', 'NAME [--tcp=<port>:<targetPort>] [--dry-run=server|client|none]', 'Create a ClusterIP service', [
      flag('clusterip', 'string', '', 'The address; None for a service without one.'),
    ]),
    serviceCommand('NodePort', 'NAME [--tcp=port:targetPort] [--dry-run=server|client|none]', 'Create a NodePort service', [
      flag('node-port', 'int', '0', 'The port on each node.'),
    ]),
    serviceCommand('LoadBalancer', 'NAME [--tcp=port:targetPort] [--dry-run=server|client|none]', 'Create a LoadBalancer service', []),
    {
      ...serviceCommand(
        'ExternalName',
        'NAME --external-name external.name [--dry-run=server|client|none]',
        'Create an ExternalName service',
        [flag('external-name', 'string', '', 'The name outside of the cluster.')],
      ),
      required: ['external-name'],
    },
  ],
}

function createService(call: Call, type: ServiceType): CommandOutcome {
  const start = beginCreate(call)
  if (!start.ok) return start.problem
  const { flags } = call
  const words = flags.list('tcp')
  const address = flags.text('clusterip')
  const externalName = flags.text('external-name')
  if (address !== 'None' && words.length === 0 && type !== 'ExternalName')
    return plainError('at least one tcp port specifier must be provided')
  if (type === 'ExternalName' && subdomainProblems(externalName).length > 0)
    return plainError(`invalid service external name ${externalName}`)
  const nodePort = type === 'NodePort' ? flags.int('node-port') : 0
  const ports: Draft[] = []
  for (const word of words) {
    const port = readPort(word)
    if (!port.ok) return plainError(port.problem)
    ports.push({ name: word.replaceAll(':', '-'), protocol: 'TCP', ...port.value, nodePort })
  }
  const labels = { app: start.value.name }
  const spec: Draft = { ports, selector: labels, clusterIP: address, type, externalName }
  const draft = { ...typeMeta('Service'), metadata: { name: start.value.name, labels }, spec }
  return finishCreate(call, start.value, 'Service', draft, `failed to create ${type} service: `)
}

/** `80`, `80:8080`, `80:http`. */
function readPort(word: string): Result<{ readonly port: number; readonly targetPort: number | string }, string> {
  const [first = '', second] = word.split(':')
  if (!/^\d+$/.test(first)) return failure(`strconv.ParseUint: parsing ${goQuote(first)}: invalid syntax`)
  const port = Number(first)
  if (port > 65535) return failure(`strconv.ParseUint: parsing ${goQuote(first)}: value out of range`)
  if (second === undefined) return success({ port, targetPort: port })
  const targetPort = /^[+-]?\d+$/.test(second) ? Number(second) : second
  const problems = typeof targetPort === 'number' ? portNumberProblems(targetPort) : portNameProblems(targetPort)
  return problems.length > 0 ? failure(problems.join(',')) : success({ port, targetPort })
}
