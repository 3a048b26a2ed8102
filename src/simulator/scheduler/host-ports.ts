// Whether the ports of the node that a Pod asks for are free.
// @source pkg/scheduler/framework/plugins/nodeports/node_ports.go; kube-scheduler framework HostPortInfo

import type { Pod, PodSpec } from '../api/fields/pod.ts'

interface Taken {
  readonly port: number
  readonly protocol: string
  readonly address: string
}

const ANY_ADDRESS = '0.0.0.0'

export function hasFreePorts(spec: PodSpec, others: () => readonly Pod[]): boolean {
  const wanted = portsOf(spec)
  if (wanted.length === 0) return true
  const taken = others().flatMap((other) => portsOf(other.spec))
  return !wanted.some((each) => taken.some((other) => collide(each, other)))
}

/** Init containers that go on running have ports as well. */
function portsOf({ initContainers = [], containers = [] }: PodSpec): readonly Taken[] {
  const running = [...initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always'), ...containers]
  return running.flatMap(({ ports = [] }) =>
    ports.flatMap(({ hostPort = 0, protocol = 'TCP', hostIP = '' }) =>
      hostPort === 0 ? [] : [{ port: hostPort, protocol, address: hostIP === '' ? ANY_ADDRESS : hostIP }],
    ),
  )
}

function collide(a: Taken, b: Taken): boolean {
  const isSamePlace = a.address === b.address || a.address === ANY_ADDRESS || b.address === ANY_ADDRESS
  return a.port === b.port && a.protocol === b.protocol && isSamePlace
}
