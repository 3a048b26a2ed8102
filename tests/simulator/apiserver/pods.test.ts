import { describe, expect, test } from 'vitest'
import { TestServer, podWith, podWithContainer, problemsOf, warningsFor } from './server.ts'

const variable = (valueFrom: object): object => podWithContainer({ env: [{ name: 'A', valueFrom }] })
const AT = 'spec.containers[0].env[0].valueFrom'

describe('a field of the Pod as a variable (P-6)', () => {
  const fieldPath = (text: string): readonly string[] => problemsOf(variable({ fieldRef: { fieldPath: text } }))
  const refusal = (text: string, why: string): readonly string[] => [
    `${AT}.fieldRef.fieldPath: Invalid value: ${JSON.stringify(text)}: error converting fieldPath: ${why}`,
  ]

  test('a subscript is named whole where the field takes none', () => {
    const text = "metadata.name['a']"
    expect(fieldPath(text)).toEqual(refusal(text, `field label does not support subscript: ${text}`))
  })

  test('a path is split at its first bracket', () => {
    const text = "spec['a']['b']"
    expect(fieldPath(text)).toEqual(refusal(text, `field label does not support subscript: ${text}`))
    expect(fieldPath("metadata.labels['a']['b']")).toHaveLength(1)
  })

  test('the older name of the node is still read', () => {
    expect(fieldPath('spec.host')).toEqual([])
  })

  test('a wrong key of an annotation is told in small letters, in which it is looked at', () => {
    expect(fieldPath("metadata.annotations['Team A']")[0]).toMatch(`${AT}.fieldRef: Invalid value: "team a": name part must consist of`)
    expect(fieldPath("metadata.labels['Team A']")[0]).toMatch(`${AT}.fieldRef: Invalid value: "Team A": name part must consist of`)
  })

  test('a field that can be selected by is not a field to read', () => {
    expect(fieldPath('status.nominatedNodeName')).toEqual(
      refusal('status.nominatedNodeName', 'field label not supported: status.nominatedNodeName'),
    )
  })
})

describe('an amount as a variable (P-7)', () => {
  test('huge pages are told in units of bytes', () => {
    expect(problemsOf(variable({ resourceFieldRef: { resource: 'limits.hugepages-2Mi', divisor: '1m' } }))).toEqual([
      `${AT}.resourceFieldRef.divisor: Invalid value: "limits.hugepages-2Mi": only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the hugepages resource`,
    ])
  })
})

test('a volume of a storage driver without a driver lacks just that', () => {
  expect(problemsOf(podWith({ volumes: [{ name: 'a', csi: {} }] }))).toEqual(['spec.volumes[0].csi.driver: Required value'])
})

describe('the resources of a whole Pod', () => {
  const limited = (limits: object, requests: object, container: object): object =>
    podWithContainer({ resources: container }, { resources: { limits, requests } })

  test('hold what the containers ask for together', () => {
    expect(problemsOf(limited({ cpu: '2' }, { cpu: '1' }, { requests: { cpu: '1500m' } }))).toEqual([
      'spec.resources.requests[cpu]: Invalid value: "1": must be greater than or equal to aggregate container requests of 1500m',
    ])
  })

  test('no container has a larger limit', () => {
    expect(problemsOf(limited({ memory: '1Gi' }, { memory: '1Gi' }, { limits: { memory: '2Gi' }, requests: { memory: '1Gi' } }))).toEqual([
      'spec.resources.containers[0][memory].limits: Invalid value: "2Gi": must be less than or equal to pod limits of 1Gi',
    ])
  })

  test('what is not asked for is what the containers ask for, else the limit', () => {
    const response = new TestServer().create(
      podWithContainer({ resources: { requests: { cpu: '1' } } }, { resources: { limits: { cpu: '2', memory: '1Gi' } } }),
    )
    expect(response.ok && 'object' in response && response.object.kind === 'Pod' ? response.object.spec.resources : undefined).toEqual({
      limits: { cpu: '2', memory: '1Gi' },
      requests: { cpu: '1', memory: '1Gi' },
    })
  })
})

describe('what a Pod may not say', () => {
  test('raw block volumes do not go with users of its own', () => {
    const spec = {
      hostUsers: false,
      volumes: [{ name: 'disk', persistentVolumeClaim: { claimName: 'disk' } }],
    }
    expect(problemsOf(podWithContainer({ volumeDevices: [{ name: 'disk', devicePath: '/dev/x' }] }, spec))).toEqual([
      'spec.containers[0].volumeDevices: Forbidden: when `hostUsers` is false',
    ])
  })

  test('a container that never starts again is not restarted for a new size', () => {
    const resizePolicy = [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }]
    expect(problemsOf(podWithContainer({ resizePolicy }, { restartPolicy: 'Never' }))).toEqual([
      "spec.containers[0].resizePolicy: Invalid value: \"RestartContainer\": must be 'NotRequired' when pod `restartPolicy` is 'Never'",
    ])
  })

  test('a user of Windows may have a domain, of a form that Windows knows', () => {
    const named = (runAsUserName: string) => problemsOf(podWith({ securityContext: { windowsOptions: { runAsUserName } } }))
    const at = (name: string, detail: string) =>
      `spec.securityContext.windowsOptions.runAsUserName: Invalid value: ${JSON.stringify(name)}: ${detail}`
    expect(named('NT AUTHORITY\\System')).toEqual([])
    expect(named('')).toEqual([at('', 'runAsUserName cannot be an empty string')])
    expect(named('a\\b\\c')).toEqual([at('a\\b\\c', 'runAsUserName cannot contain more than one backslash')])
    expect(named('.\\..')).toEqual([
      at('.\\..', "runAsUserName's Domain doesn't match the NetBios nor the DNS format"),
      at('.\\..', "runAsUserName's User cannot contain only periods or spaces"),
    ])
  })

  test('containers that run on a node of Windows itself do so all together, in its network', () => {
    const onHost = { securityContext: { windowsOptions: { hostProcess: true } } }
    const containers = [
      { name: 'a', image: 'a', ...onHost },
      { name: 'b', image: 'b' },
    ]
    expect(problemsOf(podWith({ containers }))).toEqual([
      'spec: Invalid value: "": If pod contains any hostProcess containers then all containers must be HostProcess containers',
      'spec.hostNetwork: Invalid value: false: hostNetwork must be true if pod contains any hostProcess containers',
    ])
    expect(problemsOf(podWith({ containers, hostNetwork: true, ...onHost }))).toEqual([])
  })

  test('an ephemeral container brings no ports, and none is there from the beginning', () => {
    const ephemeralContainers = [{ name: 'web', image: 'busybox', ports: [{ containerPort: 80 }], targetContainerName: 'ghost' }]
    expect(problemsOf(podWith({ ephemeralContainers }))).toEqual([
      'spec.ephemeralContainers[0].name: Duplicate value: "web"',
      'spec.ephemeralContainers[0].targetContainerName: Not found: "ghost"',
      'spec.ephemeralContainers[0].ports: Forbidden: cannot be set for an Ephemeral Container',
      'spec.ephemeralContainers: Forbidden: cannot be set on create',
    ])
  })

  test('fields of features that are off are passed over', () => {
    const response = new TestServer().create(podWithContainer({ lifecycle: { stopSignal: 'SIGTERM' } }, { schedulingGroup: {} }))
    expect(response.ok && 'object' in response && response.object.kind === 'Pod' ? response.object.spec : undefined).not.toHaveProperty(
      'schedulingGroup',
    )
    expect(
      response.ok && 'object' in response && response.object.kind === 'Pod' ? response.object.spec.containers[0] : {},
    ).not.toHaveProperty('lifecycle')
  })
})

describe('warnings of a Pod', () => {
  test('old labels of nodes are named with what to use instead', () => {
    expect(warningsFor(podWith({ nodeSelector: { 'node-role.kubernetes.io/master': '' } }))).toEqual([
      'spec.nodeSelector[node-role.kubernetes.io/master]: use "node-role.kubernetes.io/control-plane" instead',
    ])
  })

  test('an AppArmor profile belongs into the field', () => {
    const annotations = { 'container.apparmor.security.beta.kubernetes.io/web': 'runtime/default' }
    expect(warningsFor(podWith({}, { annotations }))).toEqual([
      'metadata.annotations[container.apparmor.security.beta.kubernetes.io/web]: deprecated since v1.30; use the "appArmorProfile" field instead',
    ])
    const securityContext = { appArmorProfile: { type: 'RuntimeDefault' } }
    expect(warningsFor(podWith({ securityContext }, { annotations }))).toEqual([])
  })

  test('an address of IPv6 should stand in its shortest form', () => {
    expect(warningsFor(podWith({ dnsConfig: { nameservers: ['2001:DB8:0:0:0:0:0:1', '2001:db8::1', '10.0.0.1'] } }))).toEqual([
      'spec.dnsConfig.nameservers[0]: IPv6 address "2001:DB8:0:0:0:0:0:1" should be in RFC 5952 canonical format ("2001:db8::1")',
    ])
  })
})
