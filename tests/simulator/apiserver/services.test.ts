// Services: what they are given, what they may not take, and the rules of their fields.
// @source pkg/registry/core/service/storage/alloc.go, pkg/apis/core/validation/validation.go validateService

import { describe, expect, test } from 'vitest'
import type { ApiResponse } from '../../../src/simulator/api/client.ts'
import type { ServiceSpec } from '../../../src/simulator/api/fields/service.ts'
import { isKind } from '../../../src/simulator/api/objects.ts'
import { asJson } from '../../conformance/api-answer.ts'
import { TestServer, objectIn, problemsIn, problemsOf, warningsFor } from './server.ts'

function serviceWith(spec: object, metadata: object = {}): object {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', ...metadata }, spec: { ports: [{ port: 80 }], ...spec } }
}

function specIn(response: ApiResponse): ServiceSpec {
  const object = objectIn(response)
  if (!isKind(object, 'Service')) throw new Error(`a ${object.kind} is no Service`)
  return object.spec
}

describe('the port for health checks', () => {
  const local = { type: 'LoadBalancer', externalTrafficPolicy: 'Local' }

  test('is given to a balancer that sends to nodes with Pods of their own, and to none else', () => {
    const spec = specIn(new TestServer().create(serviceWith(local)))
    expect(spec.healthCheckNodePort).toBeGreaterThanOrEqual(30_000)
    expect(spec.healthCheckNodePort).not.toBe(spec.ports?.[0]?.nodePort)
    expect(specIn(new TestServer().create(serviceWith({ type: 'LoadBalancer' }))).healthCheckNodePort).toBeUndefined()
  })

  test('stays, and goes with what needed it', () => {
    const server = new TestServer()
    const { healthCheckNodePort } = specIn(server.create(serviceWith(local)))
    expect(problemsIn(server.patch('Service', 'web', { spec: { healthCheckNodePort: 31_999 } }))).toEqual([
      'spec.healthCheckNodePort: Forbidden: field is immutable',
    ])
    expect(specIn(server.patch('Service', 'web', { spec: { healthCheckNodePort: null } })).healthCheckNodePort).toBe(healthCheckNodePort)
    expect(specIn(server.patch('Service', 'web', { spec: { type: 'ClusterIP' } }))).not.toHaveProperty('healthCheckNodePort')
  })
})

describe('ranges of sources in an annotation', () => {
  const annotated = (ranges: string) => ({ annotations: { 'service.beta.kubernetes.io/load-balancer-source-ranges': ranges } })
  const path = 'metadata.annotations[service.beta.kubernetes.io/load-balancer-source-ranges]'

  test('are for load balancers, and are ranges', () => {
    expect(problemsOf(serviceWith({ type: 'LoadBalancer' }, annotated('10.0.0.0/8, 192.168.0.0/16')))).toEqual([])
    expect(problemsOf(serviceWith({}, annotated('10.0.0.0/8')))).toEqual([
      `${path}: Forbidden: may only be used when \`type\` is 'LoadBalancer'`,
    ])
    expect(problemsOf(serviceWith({ type: 'LoadBalancer' }, annotated('all')))).toEqual([
      expect.stringContaining(`${path}: Invalid value: "all"`),
    ])
  })
})

describe('ports of nodes', () => {
  test('are given to those who ask for none', () => {
    const [port] = specIn(new TestServer().create(serviceWith({ type: 'NodePort' }))).ports ?? []
    expect(port?.nodePort).toBeGreaterThanOrEqual(30_000)
    expect(port?.nodePort).toBeLessThanOrEqual(32_767)
  })

  test('are shared by ports of one number', () => {
    const ports = [
      { name: 'tcp', port: 53 },
      { name: 'udp', port: 53, protocol: 'UDP' },
    ]
    const given = specIn(new TestServer().create(serviceWith({ type: 'NodePort', ports }))).ports ?? []
    expect(given[0]?.nodePort).toBe(given[1]?.nodePort)
  })

  test('are not given where a load balancer needs none', () => {
    const spec = specIn(new TestServer().create(serviceWith({ type: 'LoadBalancer', allocateLoadBalancerNodePorts: false })))
    expect(spec.ports?.[0]?.nodePort).toBeUndefined()
  })

  test('lie in a range', () => {
    expect(problemsOf(serviceWith({ type: 'NodePort', ports: [{ port: 80, nodePort: 8080 }] }))).toEqual([
      'spec.ports[0].nodePort: Invalid value: 8080: provided port is not in the valid range. The range of valid ports is 30000-32767',
    ])
  })

  test('are had by one Service only', () => {
    const server = new TestServer()
    const spec = { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] }
    server.create(serviceWith(spec))
    expect(problemsIn(server.create(serviceWith(spec, { name: 'other' })))).toEqual([
      'spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated',
    ])
  })

  test('stay in an update, and go with the type', () => {
    const server = new TestServer()
    const before = specIn(server.create(serviceWith({ type: 'NodePort' })))
    const labelled = specIn(server.patch('Service', 'web', { metadata: { labels: { a: 'b' } } }))
    expect(labelled.ports).toEqual(before.ports)
    const inside = specIn(server.patch('Service', 'web', { spec: { type: 'ClusterIP', externalTrafficPolicy: null } }))
    expect(inside.ports?.[0]?.nodePort).toBeUndefined()
    expect(inside.clusterIP).toBe(before.clusterIP)
  })
})

describe('addresses in the cluster', () => {
  test('must lie in its network, and be free', () => {
    const server = new TestServer()
    expect(problemsIn(server.create(serviceWith({ clusterIP: '192.168.1.1' })))).toEqual([
      'spec.clusterIPs: Invalid value: ["192.168.1.1"]: failed to allocate IP 192.168.1.1: the provided network does not match the current range',
    ])
    server.create(serviceWith({ clusterIP: '10.96.5.5' }))
    expect(problemsIn(server.create(serviceWith({ clusterIP: '10.96.5.5' }, { name: 'other' })))).toEqual([
      'spec.clusterIPs: Invalid value: ["10.96.5.5"]: failed to allocate IP 10.96.5.5: provided IP is already allocated',
    ])
  })

  test('go when the Service becomes another name, and come back', () => {
    const server = new TestServer()
    server.create(serviceWith({}))
    const named = { spec: { type: 'ExternalName', externalName: 'example.com', clusterIP: null, clusterIPs: null } }
    expect(specIn(server.patch('Service', 'web', named)).clusterIP).toBeUndefined()
    const back = specIn(server.patch('Service', 'web', { spec: { type: 'ClusterIP', externalName: null } }))
    expect(back.clusterIP).toMatch(/^10\.96\./)
    expect(back.clusterIPs).toEqual([back.clusterIP])
  })

  test('may not change', () => {
    const server = new TestServer()
    server.create(serviceWith({ clusterIP: '10.96.5.5' }))
    expect(problemsIn(server.patch('Service', 'web', { spec: { clusterIP: '10.96.5.6' } }))).toEqual([
      'spec.clusterIPs[0]: Invalid value: ["10.96.5.6"]: may not change once set',
    ])
  })

  const wrong: readonly (readonly [object, readonly string[]])[] = [
    [
      { ipFamilyPolicy: 'RequireDualStack' },
      ['spec.ipFamilyPolicy: Invalid value: "RequireDualStack": this cluster is not configured for dual-stack services'],
    ],
    [{ ipFamilies: ['IPv6'] }, ['spec.ipFamilies[0]: Invalid value: "IPv6": not configured on this cluster']],
    [{ clusterIP: 'fd00::1' }, ['spec.clusterIPs[0]: Invalid value: ["fd00::1"]: IPv6 is not configured on this cluster']],
    [
      { ipFamilies: ['IPv4', 'IPv6'] },
      [
        "spec.ipFamilyPolicy: Invalid value: \"SingleStack\": must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified",
      ],
    ],
    [
      { clusterIP: '10.96.5.5', ipFamilies: ['IPv6'] },
      ['spec.clusterIPs[0]: Invalid value: "10.96.5.5": expected an IPv6 value as indicated by `ipFamilies[0]`'],
    ],
    [
      { clusterIP: '10.96.5.5', clusterIPs: ['10.96.5.5', '10.96.5.6'] },
      ['spec.clusterIPs: Invalid value: ["10.96.5.5","10.96.5.6"]: may specify no more than one IP for each IP family'],
    ],
    [{ clusterIPs: ['10.96.5.5'] }, ['spec.clusterIPs: Invalid value: ["10.96.5.5"]: must be empty when `clusterIP` is not specified']],
  ]
  test.each(wrong)('are of one family: %j', (spec, problems) => {
    expect(problemsOf(serviceWith(spec))).toEqual(problems)
  })
})

describe('rules of fields', () => {
  const wrong: readonly (readonly [object, readonly string[]])[] = [
    [
      { externalIPs: ['127.0.0.1'] },
      ['spec.externalIPs[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)'],
    ],
    [{ externalIPs: ['0.0.0.0'] }, ['spec.externalIPs[0]: Invalid value: "0.0.0.0": may not be unspecified (0.0.0.0)']],
    [
      { externalIPs: ['fe80::1'] },
      ['spec.externalIPs[0]: Invalid value: "fe80::1": may not be in the link-local range (169.254.0.0/16, fe80::/10)'],
    ],
    [
      { externalIPs: ['example'] },
      ['spec.externalIPs[0]: Invalid value: "example": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'],
    ],
    [
      { loadBalancerSourceRanges: ['10.0.0.0/8'] },
      ["spec.LoadBalancerSourceRanges: Forbidden: may only be used when `type` is 'LoadBalancer'"],
    ],
    [
      { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.1/8', '10.0.0.0'] },
      [
        'spec.LoadBalancerSourceRanges[0]: Invalid value: "10.0.0.1/8": must not have bits set beyond the prefix length',
        'spec.LoadBalancerSourceRanges[1]: Invalid value: "10.0.0.0": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
      ],
    ],
    [{ loadBalancerClass: 'example.com/fast' }, ["spec.loadBalancerClass: Forbidden: may only be used when `type` is 'LoadBalancer'"]],
    [
      { healthCheckNodePort: 30_001 },
      [
        "spec.healthCheckNodePort: Invalid value: 30001: may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
      ],
    ],
  ]
  test.each(wrong)('%j', (spec, problems) => {
    expect(problemsOf(serviceWith(spec))).toEqual(problems)
  })

  test('the old annotation for topology', () => {
    const old = 'service.kubernetes.io/topology-aware-hints'
    const mode = 'service.kubernetes.io/topology-mode'
    const warning = `annotation ${old} is deprecated, please use ${mode} instead`
    expect(warningsFor(serviceWith({}, { annotations: { [old]: 'Auto' } }))).toEqual([warning])
    expect(problemsOf(serviceWith({}, { annotations: { [old]: 'Auto', [mode]: 'Disabled' } }))).toEqual([
      `metadata.annotations[${mode}]: Invalid value: "Disabled": must match annotations[${old}] when both are specified`,
    ])
  })

  test('a dry run takes no address and no port', () => {
    const request = { verb: 'create', kind: 'Service', namespace: 'default', dryRun: true, fieldValidation: 'Strict' } as const
    const spec = specIn(new TestServer().ask({ ...request, body: asJson(serviceWith({ type: 'NodePort' })) }))
    expect(spec.clusterIP).toBe('10.96.0.0')
    expect(spec.ports?.[0]?.nodePort).toBe(32_769)
  })
})
