// Which nodes a Pod may be on: node selector, required node affinity, taints. The scheduler asks, and so does the DaemonSet controller.
// @source component-helpers/scheduling/corev1 nodeaffinity, MatchToleration; pkg/controller/daemon/daemon_controller.go NodeShouldRunDaemonPod

import type { Node, Taint } from './fields/node.ts'
import type { PodSpec } from './fields/pod.ts'
import type { NodeSelectorRequirement, NodeSelectorTerm, Toleration } from './fields/scheduling.ts'

/** Whether the Pod's selector and its required affinity let it onto the node. */
export function selectsNode(spec: PodSpec, node: Node): boolean {
  const labels = node.metadata.labels ?? {}
  if (!Object.entries(spec.nodeSelector ?? {}).every(([name, value]) => labels[name] === value)) return false
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  return required === undefined || (required.nodeSelectorTerms ?? []).some((term) => matchesTerm(term, node))
}

/** A term that asks for nothing matches no node. */
function matchesTerm({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm, node: Node): boolean {
  if (matchExpressions.length === 0 && matchFields.length === 0) return false
  const labels = node.metadata.labels ?? {}
  return (
    matchExpressions.every((each) => matchesRequirement(each, labels[each.key])) &&
    matchFields.every((each) => matchesRequirement(each, each.key === 'metadata.name' ? node.metadata.name : undefined))
  )
}

function matchesRequirement({ operator, values = [] }: NodeSelectorRequirement, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'Gt':
      return value !== undefined && Number(value) > Number(values[0])
    case 'Lt':
      return value !== undefined && Number(value) < Number(values[0])
    default:
      return false
  }
}

/** The first taint with one of the effects that nothing in the list tolerates. */
export function untolerated(tolerations: readonly Toleration[], taints: readonly Taint[], effects: readonly string[]): Taint | undefined {
  return taints.find((taint) => effects.includes(taint.effect) && !tolerations.some((each) => tolerates(each, taint)))
}

function tolerates(toleration: Toleration, { key, value = '', effect }: Taint): boolean {
  return (
    (toleration.effect === undefined || toleration.effect === '' || toleration.effect === effect) &&
    (toleration.key === undefined || toleration.key === '' || toleration.key === key) &&
    (toleration.operator === 'Exists' || (toleration.value ?? '') === value)
  )
}
