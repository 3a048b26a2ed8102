// Rules of Services.
// @source pkg/apis/core/validation/validation.go ValidateServiceCreate, validateService, ValidateServiceClusterIPsRelatedFields
// @simplified A Service's second family of addresses cannot be added or taken away.

import { duplicate, forbidden, invalid, notSupported, required } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { Service, ServicePort, ServiceSpec } from '../api/fields/service.ts'
import { addInvalid, demandChoice, demandOneOf } from './errors.ts'
import { addressFamily, addressWarning, validateAddress, validateRange, validateReachable } from './ip-address.ts'
import { validateLabels, validateMetadata, validateMetadataUpdate } from './metadata.ts'
import { dnsLabelProblems, portNumberProblems, qualifiedNameProblems, subdomainProblems } from './names.ts'
import { PROTOCOLS } from './ports.ts'
import { validatePort } from './probe.ts'
import type { Errors } from './rules.ts'
import { SPEC } from './workload.ts'

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']
const FAMILIES = ['IPv4', 'IPv6']
const FAMILY_POLICIES = ['PreferDualStack', 'RequireDualStack', 'SingleStack']
const DISTRIBUTIONS = ['PreferClose', 'PreferSameZone', 'PreferSameNode']
const ONLY_BALANCED = "may only be used when `type` is 'LoadBalancer'"
const SOURCE_RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges'
const TOPOLOGY_MODE = 'service.kubernetes.io/topology-mode'
const TOPOLOGY_HINTS = 'service.kubernetes.io/topology-aware-hints'
const LONGEST_AFFINITY_SECONDS = 86_400

export function validateService(service: Service, errors: Errors): void {
  if (!validateGivenAddresses(service.spec, errors)) return
  validateMetadata(service.metadata, true, dnsLabelProblems, errors)
  validateTopologyMode(service, errors)
  validateServiceSpec(service, undefined, errors)
}

export function validateServiceUpdate(service: Service, old: Service, errors: Errors): void {
  if (!validateGivenAddresses(service.spec, errors)) return
  validateMetadataUpdate(service.metadata, old.metadata, errors)
  validateSameAddress(service.spec, old.spec, errors)
  validateSameBalancer(service.spec, old.spec, errors)
  validateSameHealthCheck(service.spec, old.spec, errors)
  validateTopologyMode(service, errors)
  validateServiceSpec(service, old, errors)
}

/**
 * Addresses come first: with wrong ones none can be allocated, and nothing else is checked.
 * @source pkg/registry/core/service/storage/alloc.go initIPFamilyFields
 */
function validateGivenAddresses(spec: ServiceSpec, errors: Errors): boolean {
  const before = errors.list.length
  if (spec.type !== 'ExternalName') validateAddresses(spec, errors)
  return errors.list.length === before
}

function validateTopologyMode({ metadata: { annotations = {} } }: Service, errors: Errors): void {
  const mode = annotations[TOPOLOGY_MODE]
  const hints = annotations[TOPOLOGY_HINTS]
  if (mode === undefined || hints === undefined || mode === hints) return
  const path = FieldPath.of('metadata', 'annotations').key(TOPOLOGY_MODE)
  errors.push(invalid(path, mode, `must match annotations[${TOPOLOGY_HINTS}] when both are specified`))
}

export function serviceWarnings({ metadata: { annotations = {} }, spec }: Service): readonly string[] {
  const isNamed = spec.type === 'ExternalName'
  const hasAddresses = (spec.externalIPs ?? []).length > 0
  const warnings: string[] = []
  const looksAt = (field: string, address: string): void => {
    const warning = addressWarning(address)
    if (warning !== undefined) warnings.push(`spec.${field}: ${warning}`)
  }
  if (annotations[TOPOLOGY_HINTS] !== undefined)
    warnings.push(`annotation ${TOPOLOGY_HINTS} is deprecated, please use ${TOPOLOGY_MODE} instead`)
  if (!isNamed && spec.clusterIP !== 'None')
    for (const [index, address] of (spec.clusterIPs ?? []).entries()) looksAt(`clusterIPs[${String(index)}]`, address)
  if (isHeadless(spec)) {
    if ((spec.loadBalancerIP ?? '') !== '') warnings.push('spec.loadBalancerIP is ignored for headless services')
    if (hasAddresses) warnings.push('spec.externalIPs is ignored for headless services')
    if (spec.sessionAffinity !== 'None') warnings.push('spec.SessionAffinity is ignored for headless services')
  }
  for (const [index, address] of (spec.externalIPs ?? []).entries()) looksAt(`externalIPs[${String(index)}]`, address)
  if (hasAddresses && !isNamed && !isHeadless(spec))
    warnings.push('spec.externalIPs is deprecated and may no longer be implemented in some clusters')
  if ((spec.loadBalancerIP ?? '') !== '') looksAt('loadBalancerIP', spec.loadBalancerIP ?? '')
  if (isNamed && hasAddresses) warnings.push('spec.externalIPs is ignored when spec.type is "ExternalName"')
  if (!isNamed && (spec.externalName ?? '') !== '') warnings.push('spec.externalName is ignored when spec.type is not "ExternalName"')
  if (spec.trafficDistribution === 'PreferClose')
    warnings.push('spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"')
  return warnings
}

function isHeadless({ type, clusterIP }: ServiceSpec): boolean {
  return type === 'ClusterIP' && clusterIP === 'None'
}

/** An address, once given, stays; only a Service that had none, or will have none, may change it. */
function validateSameAddress(spec: ServiceSpec, old: ServiceSpec, errors: Errors): void {
  if (spec.type === 'ExternalName' || old.type === 'ExternalName') return
  const [before] = old.clusterIPs ?? []
  const [now] = spec.clusterIPs ?? []
  if (before === undefined || now === before) return
  const path = SPEC.child('clusterIPs').index(0)
  if (now === undefined) errors.push(invalid(path, now, 'primary clusterIP can not be unset'))
  else errors.push(invalid(SPEC.child('clusterIPs').index(0), [...(spec.clusterIPs ?? [])], 'may not change once set'))
}

function validateSameBalancer(spec: ServiceSpec, old: ServiceSpec, errors: Errors): void {
  const areBalanced = spec.type === 'LoadBalancer' && old.type === 'LoadBalancer'
  if (areBalanced && spec.loadBalancerClass !== old.loadBalancerClass)
    errors.push(invalid(SPEC.child('loadBalancerClass'), spec.loadBalancerClass, 'may not change once set'))
  validateBalancerClass(spec, errors)
}

function validateSameHealthCheck(spec: ServiceSpec, old: ServiceSpec, errors: Errors): void {
  if (needsHealthCheck(spec) && needsHealthCheck(old) && spec.healthCheckNodePort !== old.healthCheckNodePort)
    errors.push(forbidden(SPEC.child('healthCheckNodePort'), 'field is immutable'))
}

/** A balancer that sends to nodes with Pods of their own must be told which have some. @source pkg/api/service/util.go NeedsHealthCheck */
function needsHealthCheck({ type, externalTrafficPolicy }: ServiceSpec): boolean {
  return type === 'LoadBalancer' && externalTrafficPolicy === 'Local'
}

/** @source validateLoadBalancerClassField: an update asks it twice */
function validateBalancerClass({ type, loadBalancerClass }: ServiceSpec, errors: Errors): void {
  const path = SPEC.child('loadBalancerClass')
  if (loadBalancerClass === undefined) return
  if (type === 'LoadBalancer') addInvalid(errors, path, loadBalancerClass, qualifiedNameProblems(loadBalancerClass))
  else errors.push(forbidden(path, ONLY_BALANCED))
}

function validateServiceSpec(service: Service, old: Service | undefined, errors: Errors): void {
  const { spec } = service
  const { ports = [], type = '' } = spec
  if (ports.length === 0 && !isHeadless(spec) && type !== 'ExternalName') errors.push(required(SPEC.child('ports')))
  validateByType(spec, errors)
  const names = new Set<string>()
  for (const [index, port] of ports.entries()) validateServicePort(port, ports.length > 1, names, SPEC.child('ports').index(index), errors)
  validateLabels(spec.selector, SPEC.child('selector'), errors)
  demandChoice(errors, SPEC.child('sessionAffinity'), spec.sessionAffinity, ['ClientIP', 'None'])
  validateAffinity(spec, errors)
  validateExternalAddresses(spec, errors)
  demandChoice(errors, SPEC.child('type'), spec.type, TYPES)
  validatePortNumbers(spec, errors)
  validateSourceRanges(spec, errors)
  validateAnnotatedRanges(service, old, errors)
  if (spec.allocateLoadBalancerNodePorts !== undefined && type !== 'LoadBalancer')
    errors.push(forbidden(SPEC.child('allocateLoadBalancerNodePorts'), ONLY_BALANCED))
  validateBalancerClass(spec, errors)
  validateTraffic(spec, errors)
}

function validateExternalAddresses({ externalIPs = [] }: ServiceSpec, errors: Errors): void {
  for (const [index, address] of externalIPs.entries()) {
    const path = SPEC.child('externalIPs').index(index)
    const before = errors.list.length
    validateAddress(address, path, errors)
    if (errors.list.length === before) validateReachable(address, path, errors)
  }
}

/** Upstream writes this path with a capital letter. */
function validateSourceRanges({ type, loadBalancerSourceRanges = [] }: ServiceSpec, errors: Errors): void {
  const path = SPEC.child('LoadBalancerSourceRanges')
  if (loadBalancerSourceRanges.length === 0) return
  if (type !== 'LoadBalancer') errors.push(forbidden(path, ONLY_BALANCED))
  for (const [index, range] of loadBalancerSourceRanges.entries()) validateRange(range.trim(), path.index(index), errors)
}

/** Before there was a field, an annotation named the ranges, with commas between them. */
function validateAnnotatedRanges({ metadata, spec }: Service, old: Service | undefined, errors: Errors): void {
  const text = metadata.annotations?.[SOURCE_RANGES]
  if (text === undefined || (spec.loadBalancerSourceRanges ?? []).length > 0) return
  const path = FieldPath.of('metadata', 'annotations').key(SOURCE_RANGES)
  if (spec.type !== 'LoadBalancer') errors.push(forbidden(path, ONLY_BALANCED))
  if (old?.metadata.annotations?.[SOURCE_RANGES] === text || text.trim() === '') return
  for (const range of text.trim().split(',')) validateRange(range.trim(), path, errors)
}

function validateByType(spec: ServiceSpec, errors: Errors): void {
  const addresses = SPEC.child('clusterIPs')
  if ((spec.type === 'LoadBalancer' || spec.type === 'NodePort') && isHeadless(spec))
    errors.push(invalid(addresses.index(0), 'None', `may not be set to 'None' for ${spec.type} services`))
  if (spec.type !== 'ExternalName') return
  const refuse = (field: 'clusterIPs' | 'ipFamilies' | 'ipFamilyPolicy'): void => {
    errors.push(forbidden(SPEC.child(field), 'may not be set for ExternalName services'))
  }
  if ((spec.clusterIPs ?? []).length > 0) refuse('clusterIPs')
  if ((spec.ipFamilies ?? []).length > 0) refuse('ipFamilies')
  if (spec.ipFamilyPolicy !== undefined) refuse('ipFamilyPolicy')
  const name = (spec.externalName ?? '').replace(/\.$/, '')
  if (name === '') errors.push(required(SPEC.child('externalName')))
  else addInvalid(errors, SPEC.child('externalName'), name, subdomainProblems(name))
}

function validateServicePort(port: ServicePort, needsName: boolean, names: Set<string>, path: FieldPath, errors: Errors): void {
  const { name = '', appProtocol } = port
  const at = path.child('name')
  if (name === '') {
    if (needsName) errors.push(required(at))
  } else {
    addInvalid(errors, at, name, dnsLabelProblems(name))
    if (names.has(name)) errors.push(duplicate(at, name))
    names.add(name)
  }
  addInvalid(errors, path.child('port'), port.port, portNumberProblems(port.port))
  demandChoice(errors, path.child('protocol'), port.protocol, PROTOCOLS)
  validatePort(port.targetPort, path.child('targetPort'), errors)
  if (appProtocol !== undefined) addInvalid(errors, path.child('appProtocol'), appProtocol, qualifiedNameProblems(appProtocol))
}

function validateAffinity({ sessionAffinity, sessionAffinityConfig }: ServiceSpec, errors: Errors): void {
  const path = SPEC.child('sessionAffinityConfig')
  if (sessionAffinity === 'None') {
    if (sessionAffinityConfig !== undefined) errors.push(forbidden(path, 'must not be set when session affinity is None'))
    return
  }
  if (sessionAffinity !== 'ClientIP') return
  const seconds = sessionAffinityConfig?.clientIP?.timeoutSeconds
  if (sessionAffinityConfig === undefined) errors.push(required(path, 'when session affinity type is ClientIP'))
  else if (sessionAffinityConfig.clientIP === undefined)
    errors.push(required(path.child('clientIP'), 'when session affinity type is ClientIP'))
  else if (seconds === undefined) errors.push(required(path.child('clientIP', 'timeoutSeconds'), 'when session affinity type is ClientIP'))
  else if (seconds <= 0 || seconds > LONGEST_AFFINITY_SECONDS) {
    const detail = `must be greater than 0 and less than ${String(LONGEST_AFFINITY_SECONDS)}`
    errors.push(invalid(path.child('clientIP', 'timeoutSeconds'), seconds, detail))
  }
}

/** @source ValidateServiceClusterIPsRelatedFields */
function validateAddresses({ clusterIP = '', clusterIPs = [], ipFamilies = [], ipFamilyPolicy }: ServiceSpec, errors: Errors): void {
  const path = SPEC.child('clusterIPs')
  if (clusterIP === '') {
    if (clusterIPs.length > 0) errors.push(invalid(path, [...clusterIPs], 'must be empty when `clusterIP` is not specified'))
  } else if (clusterIPs.length === 0) errors.push(required(path))
  else if (clusterIPs[0] !== clusterIP) errors.push(invalid(path, [...clusterIPs], 'first value must match `clusterIP`'))
  for (const [index, family] of ipFamilies.entries()) {
    const at = SPEC.child('ipFamilies').index(index)
    if (!FAMILIES.includes(family)) errors.push(notSupported(at, family, FAMILIES))
    if (ipFamilies.indexOf(family) < index) errors.push(duplicate(at, family))
  }
  demandOneOf(errors, SPEC.child('ipFamilyPolicy'), ipFamilyPolicy, FAMILY_POLICIES)
  let hasWrong = false
  for (const [index, address] of clusterIPs.entries()) {
    const before = errors.list.length
    if (index > 0 || address !== 'None') validateAddress(address, path.index(index), errors)
    else if (clusterIPs.length > 1) errors.push(invalid(path, [...clusterIPs], "'None' must be the first and only value"))
    hasWrong ||= errors.list.length > before
  }
  if (clusterIPs.length > 2) errors.push(invalid(path, [...clusterIPs], 'may only hold up to 2 values'))
  if (hasWrong || clusterIP === 'None') return
  const families = clusterIPs.map(addressFamily)
  if (clusterIPs.length > 1 && (clusterIPs.length > 2 || families[0] === families[1]))
    errors.push(invalid(path, [...clusterIPs], 'may specify no more than one IP for each IP family'))
  for (const [index, family] of ipFamilies.entries()) {
    const address = clusterIPs[index]
    if (address === undefined || !FAMILIES.includes(family) || family === families[index]) continue
    const detail = `expected an ${family} value as indicated by \`ipFamilies[${String(index)}]\``
    errors.push(invalid(path.index(index), address, detail))
  }
}

function validatePortNumbers({ ports = [], type }: ServiceSpec, errors: Errors): void {
  const path = SPEC.child('ports')
  const taken = new Set<string>()
  if (type === 'ClusterIP') {
    for (const [index, { nodePort = 0 }] of ports.entries())
      if (nodePort !== 0) errors.push(forbidden(path.index(index).child('nodePort'), "may not be used when `type` is 'ClusterIP'"))
  }
  for (const [index, { nodePort = 0, protocol = '' }] of ports.entries()) {
    const key = `node ${protocol} ${String(nodePort)}`
    if (nodePort !== 0 && taken.has(key)) errors.push(duplicate(path.index(index).child('nodePort'), nodePort))
    taken.add(key)
  }
  for (const [index, { port, protocol = '' }] of ports.entries()) {
    const key = `${protocol} ${String(port)}`
    // Upstream shows its own struct, without names for JSON.
    const shown = { Name: '', Protocol: protocol, AppProtocol: null, Port: port, TargetPort: 0, NodePort: 0 }
    if (taken.has(key)) errors.push({ ...duplicate(path.index(index), null), shown: JSON.stringify(shown) })
    taken.add(key)
  }
}

function validateTraffic(spec: ServiceSpec, errors: Errors): void {
  const isReachable = spec.type === 'LoadBalancer' || spec.type === 'NodePort' || (spec.externalIPs ?? []).length > 0
  const outside = SPEC.child('externalTrafficPolicy')
  if (isReachable) demandChoice(errors, outside, spec.externalTrafficPolicy, ['Cluster', 'Local'])
  else if ((spec.externalTrafficPolicy ?? '') !== '')
    errors.push(invalid(outside, spec.externalTrafficPolicy, 'may only be set for externally-accessible services'))
  const health = SPEC.child('healthCheckNodePort')
  const { healthCheckNodePort = 0 } = spec
  if (!needsHealthCheck(spec)) {
    const detail = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"
    if (healthCheckNodePort !== 0) errors.push(invalid(health, healthCheckNodePort, detail))
  } else if (healthCheckNodePort !== 0) addInvalid(errors, health, healthCheckNodePort, portNumberProblems(healthCheckNodePort))
  const inside = SPEC.child('internalTrafficPolicy')
  if (spec.internalTrafficPolicy !== undefined) demandOneOf(errors, inside, spec.internalTrafficPolicy, ['Cluster', 'Local'])
  else if (TYPES.includes(spec.type ?? '') && spec.type !== 'ExternalName') errors.push(required(inside))
  demandOneOf(errors, SPEC.child('trafficDistribution'), spec.trafficDistribution, DISTRIBUTIONS)
}
