// Whether a Pod would crowd one zone, or one node, more than its constraints allow.
// @source pkg/scheduler/framework/plugins/podtopologyspread/filtering.go

import type { ApiView } from '../api/client.ts'
import type { Node } from '../api/fields/node.ts'
import type { Pod } from '../api/fields/pod.ts'
import type { TopologySpreadConstraint } from '../api/fields/scheduling.ts'
import { matchesSelector } from '../api/label-selector.ts'
import { selectsNode, untolerated } from '../api/node-selection.ts'
import type { Problem } from './problem.ts'
import { hasEnded } from './problem.ts'

const SKEWED = "node(s) didn't match pod topology spread constraints"

export function spreadProblem(pod: Pod, node: Node, view: ApiView): Problem | undefined {
  const hard = (pod.spec.topologySpreadConstraints ?? []).filter(({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule')
  for (const constraint of hard) {
    const place = node.metadata.labels?.[constraint.topologyKey]
    if (place === undefined) return { reasons: [`${SKEWED} (missing required label)`], isForRoom: false }
    const counts = countPlaces(constraint, hard, pod, view)
    const least = counts.size < (constraint.minDomains ?? 1) ? 0 : Math.min(...counts.values())
    const own = isMeant(constraint, pod, pod) ? 1 : 0
    if ((counts.get(place) ?? 0) + own - least > constraint.maxSkew) return { reasons: [SKEWED], isForRoom: true }
  }
  return undefined
}

/** How many Pods of its kind each place has, of nodes that know all places that the Pod minds. */
function countPlaces(
  constraint: TopologySpreadConstraint,
  hard: readonly TopologySpreadConstraint[],
  pod: Pod,
  view: ApiView,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const node of view.list('Node', '')) {
    const { name = '', labels = {} } = node.metadata
    const place = labels[constraint.topologyKey]
    if (place === undefined || !hard.every(({ topologyKey }) => labels[topologyKey] !== undefined)) continue
    if (!isIncluded(constraint, pod, node)) continue
    const count = view.podsOnNode(name).filter((other) => isMeant(constraint, pod, other)).length
    counts.set(place, (counts.get(place) ?? 0) + count)
  }
  return counts
}

function isIncluded({ nodeAffinityPolicy, nodeTaintsPolicy }: TopologySpreadConstraint, { spec }: Pod, node: Node): boolean {
  if (nodeAffinityPolicy !== 'Ignore' && !selectsNode(spec, node)) return false
  if (nodeTaintsPolicy !== 'Honor') return true
  return untolerated(spec.tolerations ?? [], node.spec.taints ?? [], ['NoSchedule', 'NoExecute']) === undefined
}

function isMeant({ labelSelector, matchLabelKeys = [] }: TopologySpreadConstraint, { metadata }: Pod, other: Pod): boolean {
  return (
    other.metadata.namespace === metadata.namespace &&
    other.metadata.deletionTimestamp === undefined &&
    !hasEnded(other) &&
    matchesSelector(labelSelector, other.metadata.labels) &&
    matchLabelKeys.every((key) => other.metadata.labels?.[key] === metadata.labels?.[key])
  )
}
