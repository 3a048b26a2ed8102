// Why a node cannot take a Pod: the first filter that says no.
// @source pkg/scheduler/framework/plugins nodeaffinity, nodeunschedulable, tainttoleration, nodeports, noderesources, podtopologyspread, interpodaffinity

import type { ApiView } from '../api/client.ts'
import type { Node } from '../api/fields/node.ts'
import type { Pod, PodSpec } from '../api/fields/pod.ts'
import { selectsNode, untolerated } from '../api/node-selection.ts'
import { companyProblem } from './company.ts'
import { shortageOf } from './fit.ts'
import { hasFreePorts } from './host-ports.ts'
import type { Problem } from './problem.ts'
import { hasEnded } from './problem.ts'
import { spreadProblem } from './spread.ts'

/** What `kubectl cordon` amounts to. */
const UNSCHEDULABLE = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' } as const

export function whyNot(pod: Pod, node: Node, view: ApiView): Problem | undefined {
  const { spec } = pod
  const never = (reason: string): Problem => ({ reasons: [reason], isForRoom: false })
  const others = () => view.podsOnNode(node.metadata.name ?? '').filter((other) => !hasEnded(other))
  if (isNotNamed(spec, node)) return never("node(s) didn't satisfy plugin(s) [NodeAffinity]")
  if (node.spec.unschedulable === true && untolerated(spec.tolerations ?? [], [UNSCHEDULABLE], ['NoSchedule']) !== undefined)
    return never('node(s) were unschedulable')
  const taint = untolerated(spec.tolerations ?? [], node.spec.taints ?? [], ['NoSchedule', 'NoExecute'])
  if (taint !== undefined) return never('node(s) had untolerated taint(s)')
  if (!selectsNode(spec, node)) return never("node(s) didn't match Pod's node affinity/selector")
  if (!hasFreePorts(spec, others)) return { reasons: ["node(s) didn't have free ports for the requested pod ports"], isForRoom: true }
  const shortage = shortageOf(pod, node, view.podCountOn(node.metadata.name ?? ''), others)
  if (shortage !== undefined) return { reasons: shortage.reasons, isForRoom: !shortage.isHopeless }
  return spreadProblem(pod, node, view) ?? companyProblem(pod, node, view)
}

/** Whether the Pod names the nodes that it may be on, and this is none of them. @source plugins/nodeaffinity/node_affinity.go PreFilter */
function isNotNamed({ affinity }: PodSpec, { metadata: { name = '' } }: Node): boolean {
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  const named = terms.map(({ matchFields = [] }) => matchFields.filter(({ key, operator }) => key === 'metadata.name' && operator === 'In'))
  if (terms.length === 0 || named.some((fields) => fields.length === 0)) return false
  return !named.some((fields) => fields.every(({ values = [] }) => values.includes(name)))
}
