// Service.
// Tables only; rules live in validation/.
//
// @source k8s.io/api core/v1, apps/v1, batch/v1 types.go and apimachinery meta/v1 types.go: names, types and tags

import {
  always,
  boolean,
  int32,
  intOrString,
  list,
  listByKey,
  map,
  named,
  omitEmpty,
  pointer,
  rootKind,
  string,
  struct,
} from './field-table.ts'
import type { ObjectOf } from './field-table.ts'
import { condition, objectMeta } from './meta.ts'

export const servicePort = struct('v1.ServicePort', {
  name: omitEmpty(string),
  protocol: omitEmpty(named('v1.Protocol')),
  appProtocol: pointer(string),
  port: always(int32),
  targetPort: always(intOrString),
  nodePort: omitEmpty(int32),
})
export interface ServicePort extends ObjectOf<typeof servicePort> {}

export const clientIPConfig = struct('v1.ClientIPConfig', {
  timeoutSeconds: pointer(int32),
})
export interface ClientIPConfig extends ObjectOf<typeof clientIPConfig> {}

export const sessionAffinityConfig = struct('v1.SessionAffinityConfig', {
  clientIP: pointer(clientIPConfig),
})
export interface SessionAffinityConfig extends ObjectOf<typeof sessionAffinityConfig> {}

export const serviceSpec = struct('v1.ServiceSpec', {
  ports: listByKey(servicePort, 'port'),
  selector: omitEmpty(map(string)),
  clusterIP: omitEmpty(string),
  clusterIPs: omitEmpty(list(string)),
  type: omitEmpty(named('v1.ServiceType')),
  externalIPs: omitEmpty(list(string)),
  sessionAffinity: omitEmpty(named('v1.ServiceAffinity')),
  loadBalancerIP: omitEmpty(string),
  loadBalancerSourceRanges: omitEmpty(list(string)),
  externalName: omitEmpty(string),
  externalTrafficPolicy: omitEmpty(named('v1.ServiceExternalTrafficPolicy')),
  healthCheckNodePort: omitEmpty(int32),
  publishNotReadyAddresses: omitEmpty(boolean),
  sessionAffinityConfig: pointer(sessionAffinityConfig),
  ipFamilies: omitEmpty(list(named('v1.IPFamily'))),
  ipFamilyPolicy: pointer(named('v1.IPFamilyPolicy')),
  allocateLoadBalancerNodePorts: pointer(boolean),
  loadBalancerClass: pointer(string),
  internalTrafficPolicy: pointer(named('v1.ServiceInternalTrafficPolicy')),
  trafficDistribution: pointer(string),
})
export interface ServiceSpec extends ObjectOf<typeof serviceSpec> {}

export const portStatus = struct('v1.PortStatus', {
  port: always(int32),
  protocol: always(named('v1.Protocol')),
  error: pointer(string),
})
export interface PortStatus extends ObjectOf<typeof portStatus> {}

export const loadBalancerIngress = struct('v1.LoadBalancerIngress', {
  ip: omitEmpty(string),
  hostname: omitEmpty(string),
  ipMode: pointer(named('v1.LoadBalancerIPMode')),
  ports: omitEmpty(list(portStatus)),
})
export interface LoadBalancerIngress extends ObjectOf<typeof loadBalancerIngress> {}

export const loadBalancerStatus = struct('v1.LoadBalancerStatus', {
  ingress: omitEmpty(list(loadBalancerIngress)),
})
export interface LoadBalancerStatus extends ObjectOf<typeof loadBalancerStatus> {}

export const serviceStatus = struct('v1.ServiceStatus', {
  loadBalancer: always(loadBalancerStatus),
  conditions: listByKey(condition, 'type'),
})
export interface ServiceStatus extends ObjectOf<typeof serviceStatus> {}

export const service = rootKind('v1', 'Service', {
  metadata: always(objectMeta),
  spec: always(serviceSpec),
  status: always(serviceStatus),
})
export interface Service extends ObjectOf<typeof service> {}
