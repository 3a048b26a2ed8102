// Defaults of Services.
// @source pkg/apis/core/v1/defaults.go

import type { StructTable } from '../../api/fields/field-table.ts'
import { service, servicePort } from '../../api/fields/service.ts'
import type { Draft } from '../decode/decoder.ts'
import type { DefaultRule, DefaultRules } from './draft-field.ts'
import { itemsOf, memberOf, setDefault, setPointerDefault } from './draft-field.ts'

/** Seconds for which a client sticks to a Pod. @source pkg/apis/core/v1 DefaultClientIPServiceAffinitySeconds */
const SESSION_AFFINITY_SECONDS = 10_800

export const SERVICE_DEFAULTS: DefaultRules = new Map<StructTable, DefaultRule>([
  [service, defaultService],
  [servicePort, (draft) => setDefault(draft, 'protocol', 'TCP')],
])

function defaultService(draft: Draft): void {
  const spec = memberOf(draft, 'spec')
  setDefault(spec, 'sessionAffinity', 'None')
  if (spec['sessionAffinity'] === 'None') delete spec['sessionAffinityConfig']
  if (spec['sessionAffinity'] === 'ClientIP') {
    setPointerDefault(memberOf(memberOf(spec, 'sessionAffinityConfig'), 'clientIP'), 'timeoutSeconds', SESSION_AFFINITY_SECONDS)
  }
  setDefault(spec, 'type', 'ClusterIP')
  for (const port of itemsOf(spec, 'ports')) setDefault(port, 'targetPort', port['port'] ?? 0)
  const type = spec['type']
  const externalIps = spec['externalIPs']
  const isExternal =
    type === 'NodePort' || type === 'LoadBalancer' || (type === 'ClusterIP' && Array.isArray(externalIps) && externalIps.length > 0)
  if (isExternal) setDefault(spec, 'externalTrafficPolicy', 'Cluster')
  if (type === 'NodePort' || type === 'LoadBalancer' || type === 'ClusterIP') setPointerDefault(spec, 'internalTrafficPolicy', 'Cluster')
  if (type !== 'LoadBalancer') return
  setPointerDefault(spec, 'allocateLoadBalancerNodePorts', true)
  for (const ingress of itemsOf(memberOf(memberOf(draft, 'status'), 'loadBalancer'), 'ingress')) {
    if (typeof ingress['ip'] === 'string' && ingress['ip'] !== '') setPointerDefault(ingress, 'ipMode', 'VIP')
  }
}
