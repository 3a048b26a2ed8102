// Whether a node has left what a Pod asks for.
// @source pkg/scheduler/framework/plugins/noderesources/fit.go fitsRequest

import type { Node } from '../api/fields/node.ts'
import type { Pod, PodSpec } from '../api/fields/pod.ts'
import type { Amounts } from '../api/pod-amounts.ts'
import { addAmounts, podAmounts, readAmounts } from '../api/pod-amounts.ts'
import { addQuantities, compareQuantities } from '../base/quantity.ts'

export interface Shortage {
  /** In the order of their names. */
  readonly resources: readonly string[]
  /** The node could not have it even if nothing else ran there. */
  readonly isHopeless: boolean
}

const NOTHING: Amounts = new Map()
/** Specs stay the same value while Pods change their status. */
const known = new WeakMap<PodSpec, Amounts>()

export function requestsOf(spec: PodSpec): Amounts {
  const before = known.get(spec)
  if (before !== undefined) return before
  const amounts = podAmounts(spec, 'requests')
  known.set(spec, amounts)
  return amounts
}

/** undefined: it fits. */
export function shortageOf(pod: Pod, node: Node, others: () => readonly Pod[]): Shortage | undefined {
  const wanted = requestsOf(pod.spec)
  if (wanted.size === 0) return undefined
  const present = readAmounts(node.status.allocatable ?? {})
  const taken = others()
    .filter(isCounted)
    .reduce((sum, { spec }) => addAmounts(sum, requestsOf(spec)), NOTHING)
  const resources: string[] = []
  let isHopeless = false
  for (const [resource, amount] of wanted) {
    const limit = present.get(resource)
    const used = taken.get(resource)
    const isTooMuch = limit === undefined || compareQuantities(amount, limit) > 0
    if (!isTooMuch && (used === undefined || compareQuantities(addQuantities(used, amount), limit) <= 0)) continue
    resources.push(resource)
    isHopeless ||= isTooMuch
  }
  return resources.length === 0 ? undefined : { resources: resources.sort(), isHopeless }
}

/** What has ended needs nothing any more. */
function isCounted({ status }: Pod): boolean {
  return status.phase !== 'Succeeded' && status.phase !== 'Failed'
}
