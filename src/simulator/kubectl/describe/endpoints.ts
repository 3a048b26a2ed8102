// Where a Service leads: addresses of the ready Pods that it selects.
// @source pkg/controller/endpointslice/reconciler.go, pkg/api/v1/pod/util.go FindPort; k8s.io/kubectl pkg/describe/describe.go formatEndpointSlices
// @simplified EndpointSlices do not exist: `kubectl describe` looks a Service's addresses up when it shows them, in the order of the Pods'
// names.

import { matchesSelector } from '../../api/label-selector.ts'
import type { Pod } from '../../api/fields/pod.ts'
import type { Service, ServicePort } from '../../api/fields/service.ts'

const MOST_SHOWN = 3

/** @param pods  Of the namespace of the Service. */
export function endpointsOf({ spec }: Service, port: ServicePort, pods: readonly Pod[]): string {
  const { selector = {} } = spec
  if (Object.keys(selector).length === 0) return '<none>'
  const chosen = pods.filter((pod) => matchesSelector({ matchLabels: selector }, pod.metadata.labels) && isReady(pod))
  const addresses = chosen.flatMap((pod) => {
    const number = portOf(pod, port)
    return number === undefined ? [] : [`${pod.status.podIP ?? ''}:${String(number)}`]
  })
  const shown = addresses.slice(0, MOST_SHOWN).join(',')
  return addresses.length > MOST_SHOWN ? `${shown} + ${String(addresses.length - MOST_SHOWN)} more...` : shown
}

function isReady({ metadata, status }: Pod): boolean {
  const isGoing = metadata.deletionTimestamp !== undefined
  return !isGoing && (status.conditions ?? []).some((each) => each.type === 'Ready' && each.status === 'True')
}

/** A named port is that of the container which has it. */
function portOf({ spec }: Pod, { targetPort, port, protocol }: ServicePort): number | undefined {
  if (typeof targetPort !== 'string') return targetPort ?? port
  const ports = [...(spec.containers ?? []), ...(spec.initContainers ?? [])].flatMap((container) => container.ports ?? [])
  return ports.find((each) => each.name === targetPort && (each.protocol ?? 'TCP') === (protocol ?? 'TCP'))?.containerPort
}
