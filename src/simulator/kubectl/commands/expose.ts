// `kubectl expose`: a Service for the Pods of an object, with what it says of labels and ports.
// @source k8s.io/kubectl pkg/cmd/expose/expose.go; pkg/polymorphichelpers canbeexposed.go, mapbasedselectorforobject.go, portsforobject.go
// @simplified `kubectl expose` leaves out `--overrides`.

import type { ApiObject } from '../../api/objects.ts'
import { TABLE_BY_KIND } from '../../api/objects.ts'
import type { Draft } from '../../apiserver/decode/decoder.ts'
import { encodeStruct } from '../../apiserver/decode/encoder.ts'
import { jsonFromObject } from '../../apiserver/decode/typed-object.ts'
import { copyObject } from '../../base/mutable-json.ts'
import { goQuote } from '../../base/go-text.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import type { Failure } from '../failure.ts'
import { plainError, several, statusError } from '../failure.ts'
import { PRINT_FLAGS, printResult } from '../printers/output.ts'
import { fetchObjects } from '../resource/fetch.ts'
import type { ObjectInfo } from '../resource/info.ts'
import { groupKind } from '../resource/mapping.ts'
import type { DryRun } from './common-flags.ts'
import { DRY_RUN_FLAG, FILENAME_FLAGS, SAVE_CONFIG_FLAG, dryRunOf, fieldManagerFlag, namespaceOf, operationText } from './common-flags.ts'
import { keepOwnJson, typeMeta } from './create/begin.ts'
import { RECORD_FLAG, recorded } from './record.ts'
import { send } from './requests.ts'

export const EXPOSE: CommandSpec = {
  name: 'expose',
  group: 'Basic Commands (Beginner):',
  usage: '(-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--type=type]',
  short: 'Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service',
  examples: ['kubectl expose deployment web --port=80 --target-port=8080'],
  flags: [
    ...PRINT_FLAGS,
    ...FILENAME_FLAGS,
    DRY_RUN_FLAG,
    SAVE_CONFIG_FLAG,
    RECORD_FLAG,
    fieldManagerFlag('kubectl-expose'),
    flag('port', 'string', '', 'The port of the service; that of the Pods when not given.'),
    flag('target-port', 'string', '', 'Number or name of the port in the containers; the same when not given.'),
    flag('protocol', 'string', '', 'TCP, UDP or SCTP.'),
    flag('name', 'string', '', 'Name of the service; that of the object when not given.'),
    flag('type', 'string', '', 'ClusterIP, NodePort, LoadBalancer or ExternalName.'),
    flag('selector', 'string', '', 'Labels of the Pods that are meant: key=value,…'),
    flag('labels|l', 'string', '', 'Labels of the service: key=value,…'),
    flag('cluster-ip', 'string', '', 'The address; None for a service without one.'),
    flag('external-ip', 'string', '', 'One more address.'),
    flag('load-balancer-ip', 'string', '', 'The address of a load balancer.'),
    flag('session-affinity', 'string', '', 'None or ClientIP.'),
    flag('overrides', 'string', '', 'JSON to change the service with.', {
      unsupported: 'kubectl patch the service, or write its manifest',
    }),
    flag('override-type', 'string', 'merge', 'How overrides are merged.', { hidden: true }),
  ],
  completes: 'resources',
  run,
}

function run(call: Call): CommandOutcome {
  const dryRun = dryRunOf(call)
  if (!dryRun.ok) return dryRun.problem
  const fetched = fetchObjects(call, call.args, { allowEmptySelector: false })
  if (!fetched.ok) return fetched.problem
  const { infos, failures } = fetched.value
  return several([...failures, ...infos.flatMap((info) => exposeOne(call, dryRun.value, info) ?? [])])
}

function exposeOne(call: Call, dryRun: DryRun, { info, namespace, name }: ObjectInfo): Failure | undefined {
  const { runtime } = call
  const object = runtime.view.get(info.kind, { namespace, name })
  const pods = object === undefined ? undefined : podsBehind(object)
  if (object === undefined || pods === undefined) return plainError(`cannot expose a ${groupKind(info)}`)
  const service = serviceFor(call, object, pods)
  if (!service.ok) return plainError(service.problem)
  const table = TABLE_BY_KIND.Service
  const operation = operationText('exposed', dryRun)
  const made = copyObject(recorded(call, encodeStruct(table, service.value)))
  if (dryRun === 'client') return printResult(call, made, operation, table)
  const created = send(runtime, {
    verb: 'create',
    kind: 'Service',
    namespace: namespaceOf(call).name,
    body: keepOwnJson(call, table, made),
    fieldManager: call.flags.text('field-manager'),
    ...(dryRun === 'server' ? { dryRun: true } : {}),
  })
  return created.ok ? printResult(call, jsonFromObject(created.value), operation, table) : statusError(created.problem)
}

interface Port {
  readonly port: number
  readonly protocol: string
}

/** What an object says of the Pods behind it. */
interface Pods {
  /** Or why they can't be told by labels alone. */
  readonly selector: Result<Readonly<Record<string, string>>, string>
  readonly ports: readonly Port[]
}

/** Undefined for what has no Pods that a Service could send anything to. */
function podsBehind(object: ApiObject): Pods | undefined {
  switch (object.kind) {
    case 'Pod':
      return { selector: labelsOr(object.metadata.labels, 'the pod has no labels and cannot be exposed'), ports: portsOf(object.spec) }
    case 'Service': {
      const ports = (object.spec.ports ?? []).map(({ port, protocol = 'TCP' }) => ({ port, protocol }))
      return { selector: labelsOr(object.spec.selector, 'the service has no pod selector set'), ports }
    }
    case 'Deployment':
    case 'ReplicaSet': {
      const { matchLabels, matchExpressions = [] } = object.spec.selector ?? {}
      const expressions = matchExpressions.map(({ key, operator, values = [] }) => `{${key} ${operator} [${values.join(' ')}]}`)
      const problem = `couldn't convert expressions - "[${expressions.join(' ')}]" to map-based selector format`
      return { selector: expressions.length > 0 ? failure(problem) : success(matchLabels ?? {}), ports: portsOf(object.spec.template.spec) }
    }
    default:
      return undefined
  }
}

function labelsOr(labels: Readonly<Record<string, string>> | undefined, problem: string): Pods['selector'] {
  return labels === undefined || Object.keys(labels).length === 0 ? failure(problem) : success(labels)
}

function portsOf({ containers = [] }: Extract<ApiObject, { kind: 'Pod' }>['spec']): readonly Port[] {
  return (containers ?? []).flatMap(({ ports = [] }) =>
    ports.map(({ containerPort, protocol = 'TCP' }) => ({ port: containerPort, protocol })),
  )
}

function serviceFor(call: Call, object: ApiObject, pods: Pods): Result<Draft, string> {
  const { flags } = call
  const selector = flags.text('selector') === '' ? pods.selector : readLabels(flags.text('selector'))
  if (!selector.ok)
    return flags.text('selector') === ''
      ? failure(`couldn't retrieve selectors via --selector flag or introspection: ${selector.problem}`)
      : selector
  const address = flags.text('cluster-ip')
  const written = flags.text('port') === '' ? pods.ports.map(({ port }) => String(port)) : flags.text('port').split(',')
  if (written.length === 0 && address !== 'None') return failure("couldn't find port via --port flag or introspection")
  const labels = flags.text('labels') === '' ? success(object.metadata.labels ?? {}) : readLabels(flags.text('labels'))
  if (!labels.ok) return labels
  const ports = portsFor(call, written, pods.ports)
  if (!ports.ok) return ports
  const affinity = flags.text('session-affinity')
  if (!['', 'None', 'ClientIP'].includes(affinity)) return failure(`unknown session affinity: ${affinity}`)
  const { name, explicit } = namespaceOf(call)
  const externalIp = flags.text('external-ip')
  return success({
    ...typeMeta('Service'),
    metadata: {
      name: flags.text('name') === '' ? (object.metadata.name ?? '').slice(0, MOST_NAME) : flags.text('name'),
      ...(explicit ? { namespace: name } : {}),
      labels: { ...labels.value },
    },
    spec: {
      ports: ports.value,
      selector: { ...selector.value },
      clusterIP: address,
      type: flags.text('type'),
      ...(externalIp === '' ? {} : { externalIPs: [externalIp] }),
      sessionAffinity: affinity,
      ...(flags.text('type') === 'LoadBalancer' ? { loadBalancerIP: flags.text('load-balancer-ip') } : {}),
    },
  })
}

/** The length of a DNS label. */
const MOST_NAME = 63

/** Of several ports each has a name; one that the Pods offer for several protocols is made for each. */
function portsFor({ flags }: Call, written: readonly string[], offered: readonly Port[]): Result<Draft[], string> {
  const target = flags.text('target-port')
  const ports: Draft[] = []
  for (const [index, text] of written.entries()) {
    if (!/^[+-]?\d+$/.test(text)) return failure(`strconv.Atoi: parsing ${goQuote(text)}: invalid syntax`)
    const port = Number(text)
    const found = offered.filter((each) => each.port === port).map(({ protocol }) => protocol)
    const protocols = flags.text('protocol') !== '' ? [flags.text('protocol')] : found.length === 0 ? ['TCP'] : found
    const base = written.length > 1 ? `port-${String(index + 1)}` : ''
    for (const protocol of protocols)
      ports.push({
        name: protocols.length > 1 ? `port-${String(index + 1)}-${protocol.toLowerCase()}` : base,
        port,
        protocol,
        targetPort: target === '' ? port : /^\d+$/.test(target) ? Number(target) : target,
      })
  }
  return success(ports)
}

function readLabels(text: string): Result<Readonly<Record<string, string>>, string> {
  const labels: Record<string, string> = {}
  for (const word of text.split(',')) {
    const [key = '', value, ...more] = word.split('=')
    if (value === undefined || more.length > 0) return failure(`unexpected label spec: ${word}`)
    if (key === '') return failure('unexpected empty label key')
    labels[key] = value
  }
  return success(labels)
}
