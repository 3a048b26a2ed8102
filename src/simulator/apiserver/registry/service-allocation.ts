// What a Service is given when it asks for nothing: an address inside the cluster, and a port on every node.
// @source pkg/registry/core/service/storage/alloc.go, pkg/registry/core/service/strategy.go patchAllocatedValues, dropTypeDependentFields
// @simplified Services have addresses of one family, IPv4.

import type { FieldError } from '../../api/field-error.ts'
import { invalid } from '../../api/field-error.ts'
import { FieldPath } from '../../api/field-path.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import type { Draft, DraftValue } from '../decode/decoder.ts'
import { itemsOf, memberOf, setPointerDefault } from '../defaults/draft-field.ts'

/** What is still to be had. Draws are made in turn: the same state gives the same. */
export interface FreeAddresses {
  readonly isDryRun: boolean
  /** For a Service that names none. */
  readonly address: string
  isAddressTaken(address: string): boolean
  isPortTaken(port: number): boolean
  /** A port for the next that asks, whatever is taken. */
  drawPort(attempt: number): number
}

/** @source cmd/kube-apiserver --service-node-port-range */
const FIRST_PORT = 30_000
const LAST_PORT = 32_767

const SPEC = FieldPath.of('spec')
/** @source cmd/kube-apiserver --service-cluster-ip-range 10.96.0.0/12 */
const NETWORK = /^10\.(?:9[6-9]|10\d|11[01])\.\d+\.\d+$/

/** Fields of addresses, filled in place before anything is checked. */
export function fillAddressFields(service: Draft, address: string): void {
  const spec = memberOf(service, 'spec')
  const asked = typeof spec['clusterIP'] === 'string' ? spec['clusterIP'] : ''
  if (spec['type'] === 'ExternalName' || (asked === '' && itemsLength(spec['clusterIPs']) > 0)) return
  const isUnavailable = asked === '' && Array.isArray(spec['ipFamilies']) && spec['ipFamilies'][0] === 'IPv6'
  const chosen = asked === '' && !isUnavailable ? address : asked
  if (chosen !== '') spec['clusterIP'] = chosen
  for (const field of ['clusterIPs', 'ipFamilies']) if (itemsLength(spec[field]) === 0) delete spec[field]
  if (chosen !== '') setPointerDefault(spec, 'clusterIPs', [chosen])
  setPointerDefault(spec, 'ipFamilyPolicy', isByHand(spec) ? 'RequireDualStack' : 'SingleStack')
  if (chosen.includes(':')) return
  setPointerDefault(spec, 'ipFamilies', isByHand(spec) && spec['ipFamilyPolicy'] !== 'SingleStack' ? ['IPv4', 'IPv6'] : ['IPv4'])
}

/** Fields that are looked at before anything is taken. */
const ADDRESS_FIELDS = ['clusterIPs', 'ipFamilies', 'ipFamilyPolicy']

/**
 * Everything that stands against a Service, in the order in which the server comes to it: its address fields, what is taken, the rest.
 * Gives the draft what it asks for.
 *
 * @param errors  What validation has found
 * @param old  What it replaces
 */
export function problemsOfService(service: Draft, errors: readonly FieldError[], free: FreeAddresses, old?: Draft): readonly FieldError[] {
  const spec = memberOf(service, 'spec')
  const early = errors.filter(({ path }) => path.toJsonPath()[0] === 'spec' && ADDRESS_FIELDS.includes(String(path.toJsonPath()[1])))
  if (spec['type'] === 'ExternalName') return errors
  if (early.length > 0) return early
  const families = familyProblems(spec)
  if (families.length > 0) return families
  // One that had no address, as another name has none, is given one now.
  if (old !== undefined) fillAddressFields(service, free.address)
  const refused = allocateToService(service, free, old)
  return refused.length > 0 ? refused : errors
}

/** The cluster has addresses of IPv4 only. @source pkg/registry/core/service/storage/alloc.go initIPFamilyFields */
function familyProblems(spec: Draft): readonly FieldError[] {
  const addresses = Array.isArray(spec['clusterIPs']) ? spec['clusterIPs'] : []
  const families = Array.isArray(spec['ipFamilies']) ? spec['ipFamilies'] : []
  const policy = SPEC.child('ipFamilyPolicy')
  const problems: FieldError[] = []
  if (spec['ipFamilyPolicy'] === 'SingleStack') {
    const detail = (what: string) => `must be 'RequireDualStack' or 'PreferDualStack' when multiple ${what} are specified`
    if (addresses.length === 2) problems.push(invalid(policy, 'SingleStack', detail('cluster IPs')))
    if (families.length === 2) problems.push(invalid(policy, 'SingleStack', detail('IP families')))
  }
  const unexpected = addresses.findIndex((address, index) => String(address).includes(':') && index >= families.length)
  if (unexpected >= 0)
    problems.push(invalid(SPEC.child('clusterIPs').index(unexpected), [...addresses], 'IPv6 is not configured on this cluster'))
  if (problems.length > 0 || isByHand(spec)) return problems
  if (spec['ipFamilyPolicy'] === 'RequireDualStack')
    problems.push(invalid(policy, 'RequireDualStack', 'this cluster is not configured for dual-stack services'))
  for (const [index, family] of families.entries())
    if (family === 'IPv6') problems.push(invalid(SPEC.child('ipFamilies').index(index), family, 'not configured on this cluster'))
  return problems
}

function itemsLength(value: DraftValue | undefined): number {
  return Array.isArray(value) ? value.length : 0
}

/** Whoever names its endpoints by hand may name them of both families. */
function isByHand(spec: Draft): boolean {
  return spec['clusterIP'] === 'None' && Object.keys(spec['selector'] ?? {}).length === 0
}

/** Takes what the Service asks for, and gives ports where it asks for none. Changes the draft in place. @param old  What it replaces */
function allocateToService(service: Draft, free: FreeAddresses, old: Draft | undefined): readonly FieldError[] {
  const spec = memberOf(service, 'spec')
  const oldSpec = old === undefined ? {} : memberOf(old, 'spec')
  const problem = spec['clusterIP'] === oldSpec['clusterIP'] ? undefined : addressProblem(spec, free)
  if (problem !== undefined) return [problem]
  const refused = hasNodePorts(spec) ? allocatePorts(spec, free, nodePortsOf(oldSpec)) : []
  if (refused.length === 0 && needsHealthCheck(spec) && numberOf(spec['healthCheckNodePort']) === 0)
    spec['healthCheckNodePort'] = drawPort(free, nodePortsOf(spec), itemsOf(spec, 'ports').length)
  return refused
}

/** @source pkg/api/service/util.go NeedsHealthCheck */
function needsHealthCheck(spec: Draft): boolean {
  return spec['type'] === 'LoadBalancer' && spec['externalTrafficPolicy'] === 'Local'
}

/** A port that nobody has. @param first  How many were drawn before */
function drawPort(free: FreeAddresses, own: ReadonlySet<number>, first: number): number {
  for (let attempt = first; ; attempt += 1) {
    const drawn = free.drawPort(attempt)
    if (!free.isPortTaken(drawn) && !own.has(drawn)) return drawn
  }
}

function addressProblem(spec: Draft, { address, isAddressTaken }: FreeAddresses): FieldError | undefined {
  const asked = spec['clusterIP']
  if (typeof asked !== 'string' || asked === '' || asked === 'None' || asked === address) return undefined
  const why = !NETWORK.test(asked)
    ? 'the provided network does not match the current range'
    : isAddressTaken(asked)
      ? 'provided IP is already allocated'
      : undefined
  return why === undefined ? undefined : invalid(SPEC.child('clusterIPs'), [asked], `failed to allocate IP ${asked}: ${why}`)
}

/** Ports of one number share a port on the nodes. */
function allocatePorts(spec: Draft, free: FreeAddresses, kept: ReadonlySet<number>): readonly FieldError[] {
  const byPort = new Map<unknown, number>()
  const own = new Set<number>()
  let attempt = 0
  for (const [index, port] of itemsOf(spec, 'ports').entries()) {
    const asked = numberOf(port['nodePort'])
    if (asked === 0 && spec['type'] === 'LoadBalancer' && spec['allocateLoadBalancerNodePorts'] === false) continue
    const shared = byPort.get(port['port'])
    if (asked !== 0 && asked !== shared && !kept.has(asked)) {
      const why = portProblem(asked, free, own)
      if (why !== undefined) return [invalid(SPEC.child('ports').index(index).child('nodePort'), asked, why)]
    }
    let given = asked === 0 ? (shared ?? 0) : asked
    while (given === 0) {
      const drawn = free.drawPort(attempt)
      attempt += 1
      if (!free.isPortTaken(drawn) && !own.has(drawn)) given = drawn
    }
    port['nodePort'] = given
    own.add(given)
    byPort.set(port['port'], given)
  }
  return []
}

/** @source pkg/registry/core/service/portallocator/allocator.go */
function portProblem(port: number, free: FreeAddresses, own: ReadonlySet<number>): string | undefined {
  if (!free.isDryRun && (port < FIRST_PORT || port > LAST_PORT))
    return `provided port is not in the valid range. The range of valid ports is ${String(FIRST_PORT)}-${String(LAST_PORT)}`
  return free.isPortTaken(port) || own.has(port) ? 'provided port is already allocated' : undefined
}

/** What a Service was given stays with it, and goes with the type that needed it. */
export function keepAllocated(service: Draft, old: Draft): void {
  const spec = memberOf(service, 'spec')
  const oldSpec = memberOf(old, 'spec')
  if (hasNodePorts(oldSpec)) {
    if (hasNodePorts(spec)) keepNodePorts(spec, oldSpec)
    else if ([...nodePortsOf(spec)].every((port) => nodePortsOf(oldSpec).has(port)))
      for (const port of itemsOf(spec, 'ports')) delete port['nodePort']
  }
  if (needsHealthCheck(oldSpec)) {
    if (!needsHealthCheck(spec)) dropUnchanged(spec, oldSpec, 'healthCheckNodePort')
    else if (numberOf(spec['healthCheckNodePort']) === 0) spec['healthCheckNodePort'] = numberOf(oldSpec['healthCheckNodePort'])
  }
  if (oldSpec['type'] === 'LoadBalancer' && spec['type'] !== 'LoadBalancer')
    for (const field of ['allocateLoadBalancerNodePorts', 'loadBalancerClass']) dropUnchanged(spec, oldSpec, field)
  if (isReachable(oldSpec) && !isReachable(spec)) dropUnchanged(spec, oldSpec, 'externalTrafficPolicy')
  if (oldSpec['type'] === 'ExternalName') return
  const fields = ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy']
  for (const field of fields) {
    const value = oldSpec[field]
    if (spec['type'] !== 'ExternalName') {
      if (
        value !== undefined &&
        (spec[field] === undefined || spec[field] === '' || (Array.isArray(spec[field]) && itemsLength(spec[field]) === 0))
      )
        spec[field] = value
    } else if (isDeepEqual(spec[field], value)) delete spec[field]
  }
  // Whoever names one address means the list of addresses as well.
  const asked = spec['clusterIP']
  if (asked !== undefined && asked !== oldSpec['clusterIP'] && isDeepEqual(spec['clusterIPs'], oldSpec['clusterIPs']))
    spec['clusterIPs'] = [asked]
}

/** Goes with the type that needed it, unless its author changed it as well. @source dropTypeDependentFields */
function dropUnchanged(spec: Draft, oldSpec: Draft, field: string): void {
  if (isDeepEqual(spec[field], oldSpec[field])) delete spec[field]
}

/** @source pkg/api/service/util.go ExternallyAccessible */
function isReachable(spec: Draft): boolean {
  return hasNodePorts(spec) || (spec['type'] === 'ClusterIP' && itemsLength(spec['externalIPs']) > 0)
}

function keepNodePorts(spec: Draft, oldSpec: Draft): void {
  const now = nodePortsOf(spec)
  const byName = new Map(itemsOf(oldSpec, 'ports').map((port) => [port['name'] ?? '', numberOf(port['nodePort'])]))
  for (const port of itemsOf(spec, 'ports')) {
    const before = byName.get(port['name'] ?? '') ?? 0
    if (numberOf(port['nodePort']) === 0 && before !== 0 && !now.has(before)) port['nodePort'] = before
  }
}

function hasNodePorts(spec: Draft): boolean {
  return spec['type'] === 'NodePort' || spec['type'] === 'LoadBalancer'
}

function nodePortsOf(spec: Draft): ReadonlySet<number> {
  return new Set(
    itemsOf(spec, 'ports')
      .map((port) => numberOf(port['nodePort']))
      .filter((port) => port !== 0),
  )
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
