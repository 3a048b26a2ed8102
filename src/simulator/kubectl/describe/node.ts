// @source k8s.io/kubectl pkg/describe/describe.go describeNode
// @simplified `kubectl describe node` shows no Lease, since nodes have none here.

import type { Node } from '../../api/fields/node.ts'
import type { Pod } from '../../api/fields/pod.ts'
import { describeNodeResources } from './node-resources.ts'
import type { Description } from './writer.ts'
import { orNone, printDate, sorted } from './writer.ts'

const ROLE = 'node-role.kubernetes.io/'

/** @param pods  Those that are bound to the node. */
export function describeNode(out: Description, node: Node, pods: readonly Pod[], nowEpochMs: number): void {
  const { metadata, spec, status } = node
  const roles = sorted(metadata.labels).flatMap(([label]) => (label.startsWith(ROLE) ? [label.slice(ROLE.length)] : []))
  out.line(0, `Name:\t${metadata.name ?? ''}`)
  out.line(0, `Roles:\t${orNone(roles.join(','))}`)
  out.labels('Labels', metadata.labels)
  out.annotations('Annotations', metadata.annotations)
  out.line(0, `CreationTimestamp:\t${printDate(metadata.creationTimestamp)}`)
  const taints = (spec.taints ?? []).map(({ key, value = '', effect }) => `${key}${value === '' ? '' : `=${value}`}:${effect}`)
  out.line(0, `Taints:\t${orNone(taints.join('\n\t'))}`)
  out.line(0, `Unschedulable:\t${String(spec.unschedulable === true)}`)
  if ((status.conditions ?? []).length > 0) {
    out.line(0, 'Conditions:')
    out.line(1, 'Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage')
    out.line(1, '----\t------\t-----------------\t------------------\t------\t-------')
    for (const condition of status.conditions ?? []) {
      const times = `${printDate(condition.lastHeartbeatTime)} \t${printDate(condition.lastTransitionTime)} `
      out.line(1, `${condition.type} \t${condition.status} \t${times}\t${condition.reason ?? ''} \t${condition.message ?? ''}`)
    }
  }
  out.line(0, 'Addresses:')
  for (const { type, address } of status.addresses ?? []) out.line(1, `${type}:\t${address}`)
  for (const [title, amounts] of [
    ['Capacity', status.capacity],
    ['Allocatable', status.allocatable],
  ] as const) {
    if (Object.keys(amounts ?? {}).length > 0) out.line(0, `${title}:`)
    for (const [name, amount] of sorted(amounts)) out.line(1, `${name}:\t${amount}`)
  }
  const info = status.nodeInfo
  out.line(0, 'System Info:')
  for (const [title, value] of [
    ['Machine ID', info.machineID],
    ['System UUID', info.systemUUID],
    ['Boot ID', info.bootID],
    ['Kernel Version', info.kernelVersion],
    ['OS Image', info.osImage],
    ['Operating System', info.operatingSystem],
    ['Architecture', info.architecture],
    ['Container Runtime Version', info.containerRuntimeVersion],
    ['Kubelet Version', info.kubeletVersion],
  ] as const) {
    out.line(1, `${title}:\t${value}`)
  }
  if ((spec.podCIDR ?? '') !== '') out.line(0, `PodCIDR:\t${spec.podCIDR ?? ''}`)
  if ((spec.podCIDRs ?? []).length > 0) out.line(0, `PodCIDRs:\t${(spec.podCIDRs ?? []).join(',')}`)
  describeNodeResources(out, node, pods, nowEpochMs)
}
