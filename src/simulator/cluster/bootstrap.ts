// What stands in a cluster before anybody uses it: namespaces, nodes, the API server's own Service.

import type { ApiObject } from '../api/objects.ts'
import type { Node } from '../api/fields/node.ts'
import { formatTime } from '../base/timestamp.ts'

const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system']
const VERSION = 'v1.36.3'

export function firstObjects(nodes: readonly string[], startedAtEpochMs: number): readonly ApiObject[] {
  const namespaces = NAMESPACES.map((name): ApiObject => {
    return {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    }
  })
  return [...namespaces, apiServerService(), ...nodes.map((name, index) => nodeObject(name, index, formatTime(startedAtEpochMs)))]
}

function apiServerService(): ApiObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'kubernetes', namespace: 'default', labels: { component: 'apiserver', provider: 'kubernetes' } },
    spec: {
      ports: [{ name: 'https', protocol: 'TCP', port: 443, targetPort: 6443 }],
      clusterIP: '10.96.0.1',
      clusterIPs: ['10.96.0.1'],
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster',
    },
    status: { loadBalancer: {} },
  }
}

/** The address of a node. @param index  Its place among the nodes, from 0. */
export function nodeAddress(index: number): string {
  return `10.99.0.${String(index + 1)}`
}

/** @param index  Its place among the nodes, from 0. */
export function nodeObject(name: string, index: number, now: string): Node {
  const amounts = { cpu: '4', 'ephemeral-storage': '100Gi', 'hugepages-1Gi': '0', 'hugepages-2Mi': '0', memory: '8Gi', pods: '110' }
  const condition = (type: string, status: string, reason: string, message: string) => ({
    type,
    status,
    lastHeartbeatTime: now,
    lastTransitionTime: now,
    reason,
    message,
  })
  const role: Readonly<Record<string, string>> = index === 0 ? { 'node-role.kubernetes.io/control-plane': '' } : {}
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'beta.kubernetes.io/arch': 'amd64',
        'beta.kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        ...role,
      },
      annotations: { 'node.alpha.kubernetes.io/ttl': '0' },
    },
    spec: { podCIDR: `10.244.${String(index)}.0/24`, podCIDRs: [`10.244.${String(index)}.0/24`] },
    status: {
      capacity: amounts,
      allocatable: amounts,
      conditions: [
        condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
        condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
        condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
        condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
      ],
      addresses: [
        { type: 'InternalIP', address: nodeAddress(index) },
        { type: 'Hostname', address: name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        machineID: '',
        systemUUID: '',
        bootID: '',
        kernelVersion: '6.12.0',
        osImage: 'Third Factor',
        containerRuntimeVersion: 'containerd://2.2.0',
        kubeletVersion: VERSION,
        kubeProxyVersion: '',
        operatingSystem: 'linux',
        architecture: 'amd64',
      },
    },
  }
}
