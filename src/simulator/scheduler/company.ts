// Which Pods a Pod wants near, and which it must not be near.
// @source pkg/scheduler/framework/plugins/interpodaffinity/filtering.go
// @simplified The scheduler looks at the affinity of the new Pod, not at the anti-affinity of Pods that run already.

import type { ApiView } from '../api/client.ts'
import type { Node } from '../api/fields/node.ts'
import type { Pod } from '../api/fields/pod.ts'
import type { PodAffinityTerm } from '../api/fields/scheduling.ts'
import { matchesSelector } from '../api/label-selector.ts'
import type { Problem } from './problem.ts'
import { hasEnded } from './problem.ts'

export function companyProblem(pod: Pod, node: Node, view: ApiView): Problem | undefined {
  const near = pod.spec.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
  const far = pod.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
  if (near.length + far.length === 0) return undefined
  const others = view.list('Pod', '').filter((other) => (other.spec.nodeName ?? '') !== '' && !hasEnded(other))
  const isNear = (other: Pod, { topologyKey }: PodAffinityTerm) => {
    const place = node.metadata.labels?.[topologyKey]
    return place !== undefined && placeOf(other, topologyKey, view) === place
  }
  const wanted = near.length === 0 ? [] : others.filter((other) => near.every((term) => means(term, pod, other, view)))
  if (!near.every((term) => wanted.some((other) => isNear(other, term))) && !isFirst(pod, node, near, wanted, view))
    return { reasons: ["node(s) didn't match pod affinity rules"], isForRoom: false }
  return far.some((term) => others.some((other) => means(term, pod, other, view) && isNear(other, term)))
    ? { reasons: ["node(s) didn't match pod anti-affinity rules"], isForRoom: true }
    : undefined
}

/** The first of Pods that want to be near each other may be anywhere. */
function isFirst(pod: Pod, node: Node, near: readonly PodAffinityTerm[], wanted: readonly Pod[], view: ApiView): boolean {
  if (wanted.some((other) => near.some(({ topologyKey }) => placeOf(other, topologyKey, view) !== undefined))) return false
  return near.every((term) => node.metadata.labels?.[term.topologyKey] !== undefined && means(term, pod, pod, view))
}

function placeOf({ spec }: Pod, topologyKey: string, view: ApiView): string | undefined {
  return view.get('Node', { namespace: '', name: spec.nodeName ?? '' })?.metadata.labels?.[topologyKey]
}

/** Without namespaces a term means those of the Pod's own. */
function means(term: PodAffinityTerm, { metadata }: Pod, { metadata: other }: Pod, view: ApiView): boolean {
  const { namespaces = [], namespaceSelector, labelSelector } = term
  const namespace = other.namespace ?? ''
  const isMeant =
    namespaces.length === 0 && namespaceSelector === undefined
      ? namespace === metadata.namespace
      : namespaces.includes(namespace) ||
        matchesSelector(namespaceSelector, view.get('Namespace', { namespace: '', name: namespace })?.metadata.labels)
  return isMeant && matchesSelector(labelSelector, other.labels)
}
